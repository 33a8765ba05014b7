// A customer's story, from top to bottom: a sentence, her life, what tipped it, how likely it was, what would
// have kept her, and the whole decision. Each part may be the last one reads.
import { app } from '../app.js';
import { h } from '../drawing/dom.js';
import { portrait } from '../drawing/portrait.js';
import { firstName, nameAndNumber } from '../first-names.js';
import { isFirm } from '../market-facts.js';
import { n0, percent, sentenceGap, t } from '../protocol/words.js';
import { decisionTable } from './decision-table.js';
import { decisionTerms, rivalOf, tipping } from './decision-terms.js';
import { lifeLine } from './life-line.js';
import { luckShare } from './luck-share.js';
import { tippingBar } from './tipping-bar.js';
import { keptCard, leaverOf } from './why-kept.js';
import { sentenceOf, stayed } from './why-sentence.js';
/** @import { Child } from '../drawing/dom.js' */
/** @import { Decision, Story } from '../protocol/messages.js' */
/** @import { WhyView } from './why.js' */

/** @typedef {(change: Partial<WhyView>) => void} Choose */

/** Months for which word of mouth counts among the causes of a decision. */
const REMEMBERED = 6;
const MOST_CHIPS = 12;

/** @param {Decision} decision */
const keyOf = decision => `${decision.month}.${decision.trip}`;

/**
 * @param {Story} story
 * @param {WhyView} view
 * @param {Choose} choose
 * @returns {Child}
 */
export function customerStory(story, view, choose) {
  const { shown, market } = app.run;
  const decisions = story.decisions.filter(each => each.month <= shown);
  const decision = discussedDecision(decisions, view);
  if (!decision) {
    return hero(story, undefined, t(unmoved(story), { month: shown, name: firstName(story.customer) }), null);
  }
  const terms = decisionTerms(decision, story.base, market.firms.length);
  const rival = rivalOf(decision, terms);
  const tipped = tipping(decision, terms, rival);
  const leaver = leaverOf(story, decision);
  return [
    hero(
      story,
      decision,
      sentenceOf(story, decision, tipped, rival),
      decisionChips(decisions, decision, choose),
    ),
    h(
      'div',
      { class: 'why-pair' },
      decision.forced ? null : card('tip.title', tippingBar(tipped, decision.own, rival)),
      card('luck.title', luckShare(decision)),
    ),
    leaver ? keptCard(leaver) : null,
    wholeDecision(decision, terms, story.base, view, choose),
  ];
}

/**
 * What is said of somebody who has decided nothing: that she stays, or that she has no supplier.
 * @param {Story} story
 */
const unmoved = ({ series }) =>
  isFirm(series.firm[app.run.shown]) ? 'why.never_looked' : 'why.never_looked_without';

/**
 * The decision that was chosen, else the departure searched for, else her last one, else the last decision.
 * @param {Decision[]} decisions
 * @param {WhyView} view
 * @returns {Decision | undefined}
 */
export function discussedDecision(decisions, { decision: chosen, month }) {
  const departures = decisions.filter(each => !stayed(each));
  return (
    decisions.find(each => keyOf(each) === chosen) ??
    departures.findLast(each => each.month === month) ??
    departures.at(-1) ??
    decisions.at(-1)
  );
}

/**
 * @param {string} title
 * @param {Child} content
 */
const card = (title, content) => h('section', { class: 'card' }, h('h2', {}, t(title)), content);

/**
 * Her portrait, the sentence, and her life.
 * @param {Story} story
 * @param {Decision | undefined} decision
 * @param {Child} sentence
 * @param {Child} chips
 */
function hero(story, decision, sentence, chips) {
  const { shown } = app.run;
  const firm = decision ? decision.chosen : story.series.firm[shown];
  const month = Math.min(decision?.month ?? shown, story.months);
  const satisfaction = isFirm(firm) ? story.series.satisfaction[month] : null;
  const left = decision && !stayed(decision) ? decision.own : null;
  return h(
    'section',
    { class: 'card hero' },
    h(
      'div',
      { class: 'hero-words' },
      portrait(firm, { satisfaction, left }),
      h('h1', { class: 'plain', id: 'because' }, sentence),
    ),
    decision ? h('p', { class: 'cause' }, causes(story, decision)) : null,
    lifeLine(story, shown, decision),
    chips,
    traits(story),
  );
}

/**
 * Why she looked around, and who had spoken to her.
 * @param {Story} story
 * @param {Decision} decision
 */
function causes(story, { month, chosen, own, reason }) {
  const said = story.events.filter(
    each =>
      each.kind === 'told' && each.firm === chosen && each.month <= month && month - each.month < REMEMBERED,
  );
  const people = new Set(said.map(each => each.by)).size;
  const told = people && chosen !== own ? [sentenceGap(), t('because.told', { number: people })] : [];
  return [t(`because.${reason}`), told];
}

/** @param {Story} story */
function traits({ customer, traits: known, series, acquaintances }) {
  const { shown } = app.run;
  /** @param {number[]} months what she feels about her supplier, if she has one */
  const felt = months => (isFirm(series.firm[shown]) ? months[shown] : null);
  const facts = [
    ['by.involvement', n0(known.involvement), t('why.of_inventory')],
    ['by.satisfaction', n0(felt(series.satisfaction)), t('why.of_100')],
    ['why.commitment', percent(felt(series.commitment)), ''],
    ['why.talks_to', t('why.people', { number: acquaintances.length }), ''],
  ].map(([name, value, unit]) => h('span', {}, t(name), ' ', h('b', {}, value), ' ', unit));
  return h('p', { class: 'facts', id: 'who' }, h('b', {}, nameAndNumber(customer)), facts);
}

/**
 * @param {Decision[]} decisions
 * @param {Decision} current
 * @param {Choose} choose
 */
function decisionChips(decisions, current, choose) {
  if (decisions.length < 2) return null;
  /** @param {Decision} decision */
  const chip = decision => {
    const key = keyOf(decision);
    const pressed = String(decision === current);
    const onclick = () => choose({ decision: key });
    return h(
      'button',
      { type: 'button', class: 'chip', 'data-keep': `d${key}`, 'aria-pressed': pressed, onclick },
      t(stayed(decision) ? 'why.stayed_chip' : 'why.left_chip', { month: decision.month }),
    );
  };
  const group = { class: 'chips decisions', role: 'group', 'aria-label': t('why.decisions') };
  return h('div', group, decisions.slice(-MOST_CHIPS).map(chip));
}

/**
 * @param {Decision} decision
 * @param {import('./decision-terms.js').DecisionTerms} terms
 * @param {number} base
 * @param {WhyView} view
 * @param {Choose} choose
 */
function wholeDecision(decision, terms, base, view, choose) {
  /** @param {Event} event */
  const ontoggle = event => {
    const { open } = /** @type {HTMLDetailsElement} */ (event.currentTarget);
    if (open !== view.open) choose({ open });
  };
  return h(
    'details',
    { class: 'card whole', id: 'whole', open: view.open, ontoggle },
    h('summary', { 'data-keep': 'whole' }, h('h2', {}, t('unfold.title'))),
    decisionTable(decision, terms, base),
  );
}
