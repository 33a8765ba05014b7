// A customer's story: who she is, her life, and one of her decisions in a sentence and unfolded.
import { app } from '../app.js';
import { h } from '../drawing/dom.js';
import { sum } from '../drawing/statistics.js';
import { currency, fineMoney, firmNode, isFirm, money } from '../market-facts.js';
import { n0, nodes, percent, sentenceGap, t } from '../protocol/words.js';
import { decisionTable } from './decision-table.js';
import { lifeLine } from './life-line.js';
/** @import { Child } from '../drawing/dom.js' */
/** @import { Decision, Story, StoryEvent } from '../protocol/messages.js' */
/** @import { WhyView } from './why.js' */

/** @typedef {(change: Partial<WhyView>) => void} Choose */

const STEPS = ['gives', 'costs', 'leaving', 'luck', 'choice'];
/** Months for which an event counts among the causes of a decision. */
const REMEMBERED = 6;
const MOST_CHIPS = 12;

/** @param {Decision} decision */
const keyOf = decision => `${decision.month}.${decision.trip}`;

/** @param {Decision} decision */
const stayed = decision => decision.chosen === decision.own;

/**
 * @param {Story} story
 * @param {WhyView} view
 * @param {Choose} choose
 * @returns {Child}
 */
export function customerStory(story, view, choose) {
  const { shown } = app.run;
  const decisions = story.decisions.filter(each => each.month <= shown);
  const decision = discussedDecision(decisions, view);
  const sentence = decision ? because(story, decision) : t(unmoved(story), { month: shown });
  return [
    person(story),
    lifeLine(story, shown, decision),
    decisionChips(decisions, decision, choose),
    h('p', { class: 'plain', id: 'because' }, sentence),
    decision
      ? [stepButtons(view.step, choose), decisionTable(decision, view.step), luckNote(decision)]
      : null,
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
 */
function discussedDecision(decisions, { decision: chosen, search, month }) {
  const departures = decisions.filter(each => !stayed(each));
  return (
    decisions.find(each => keyOf(each) === chosen) ??
    departures.findLast(each => search !== 'left' || each.month === month) ??
    departures.at(-1) ??
    decisions.at(-1)
  );
}

/** @param {Story} story */
function person({ customer, traits, series, acquaintances }) {
  const { shown } = app.run;
  /** @param {number[]} months what she feels about her supplier, if she has one */
  const felt = months => (isFirm(series.firm[shown]) ? months[shown] : null);
  const facts = [
    ['by.involvement', n0(traits.involvement), t('why.of_inventory')],
    ['by.satisfaction', n0(felt(series.satisfaction)), t('why.of_100')],
    ['why.commitment', percent(felt(series.commitment)), ''],
    ['why.talks_to', t('why.people', { number: acquaintances.length }), ''],
  ].map(([name, value, unit]) => h('span', {}, t(name), ' ', h('b', {}, value), ' ', unit));
  return h(
    'div',
    { class: 'person' },
    h('h2', { class: 'large' }, t('customer', { number: customer })),
    h('div', { class: 'facts' }, facts),
  );
}

/**
 * @param {Decision[]} decisions
 * @param {Decision | undefined} current
 * @param {Choose} choose
 */
function decisionChips(decisions, current, choose) {
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
 * @param {number} current
 * @param {Choose} choose
 */
function stepButtons(current, choose) {
  /** @type {(step: string, index: number) => Element} */
  const button = (step, index) =>
    h(
      'button',
      {
        type: 'button',
        'data-keep': `s${index}`,
        'data-step': index,
        'data-on': index <= current ? 1 : 0,
        'aria-current': index === current ? 'step' : null,
        onclick: () => choose({ step: index }),
      },
      `${index + 1} ${t(`unfold.${step}`)}`,
    );
  const group = { class: 'steps', role: 'group', 'aria-label': t('why.steps') };
  return h('div', { class: 'unfold' }, h('div', group, STEPS.map(button)));
}

/** @param {Decision} decision */
function sentenceKey(decision) {
  if (isFirm(decision.own)) return stayed(decision) ? 'because.stayed' : 'because.left';
  return stayed(decision) ? 'because.stayed_without' : 'because.joined';
}

/**
 * In plain sentences what she did, in spite of what, and because of what.
 * @param {Story} story
 * @param {Decision} decision
 * @returns {Child}
 */
function because(story, decision) {
  const { month, own, chosen, leaving, reason, forced } = decision;
  const cost = money(sum(Object.values(leaving)));
  const places = { month, from: firmNode(own), to: firmNode(chosen), cost, currency: currency() };
  if (forced) return nodes('because.forced', places);
  const recent = story.events.filter(each => each.month <= month && month - each.month < REMEMBERED);
  /** @type {Child[]} */
  const sentences = [
    nodes(sentenceKey(decision), places),
    t(`because.${reason}`),
    ...failureSentence(recent, own),
    ...(stayed(decision) ? [] : [...toldSentence(recent, chosen), gainSentence(decision)]),
  ];
  return sentences.map((each, i) => (i ? [sentenceGap(), each] : each));
}

/**
 * @param {StoryEvent[]} events
 * @param {number} firm
 */
function failureSentence(events, firm) {
  const failure = events.findLast(each => ['failure', 'complaint'].includes(each.kind) && each.firm === firm);
  return failure ? [t('because.failure', { month: failure.month })] : [];
}

/**
 * @param {StoryEvent[]} events
 * @param {number} firm
 */
function toldSentence(events, firm) {
  const told = events.filter(each => each.kind === 'told' && each.firm === firm).map(each => each.by);
  const people = new Set(told).size;
  return people ? [nodes('because.told', { number: people, to: firmNode(firm) })] : [];
}

/** @param {Decision} decision */
function gainSentence({ utility, chosen, own }) {
  const gain = fineMoney(Number(utility[chosen]) - Number(utility[own]));
  return t('because.gain', { gain, currency: currency() });
}

/**
 * Whether luck decided: whether she would have chosen otherwise without it.
 * @param {Decision} decision
 */
function luckNote({ forced, utility, draw, chosen }) {
  if (forced) return null;
  const withoutLuck = utility.map((value, firm) => Number(value) - draw[firm]);
  const decided = withoutLuck.indexOf(Math.max(...withoutLuck)) !== chosen;
  const verdict = h('b', {}, t(decided ? 'why.luck_decided' : 'why.luck_did_not'));
  return h('p', { class: 'aside' }, verdict, ' ', t('why.draw'));
}
