// One sentence on a decision: when, from whom, to whom, the largest pull, and the two largest holds.
import { app } from '../app.js';
import { h } from '../drawing/dom.js';
import { firstName } from '../first-names.js';
import { choiceName, currency, firmNode, isFirm, money } from '../market-facts.js';
import { nodes, t } from '../protocol/words.js';
/** @import { Child } from '../drawing/dom.js' */
/** @import { Decision, Story } from '../protocol/messages.js' */
/** @import { Part } from './decision-terms.js' */
/** @import { Tipping } from './tipping-bar.js' */

/** Parts below this share of the usual price are not named. */
const WORTH_NAMING = 0.03;
const MOST_HOLDS = 2;
/** Months for which a failure counts among the causes of a decision. */
const REMEMBERED = 6;

/** @param {Decision} decision */
export const stayed = decision => decision.chosen === decision.own;

/**
 * The last failure of a firm that she may have had in mind in a month.
 * @param {Story} story
 * @param {number} firm
 * @param {number} month
 * @param {number} within months
 */
export const lastFailure = (story, firm, month, within = Infinity) =>
  story.events.findLast(
    each =>
      ['failure', 'complaint'].includes(each.kind) &&
      each.firm === firm &&
      each.month <= month &&
      month - each.month < within,
  )?.month ?? 0;

/**
 * @param {Story} story
 * @param {Decision} decision
 * @param {Tipping} tipped
 * @param {number} rival
 * @returns {Child}
 */
export function sentenceOf(story, decision, tipped, rival) {
  const { month, own, forced } = decision;
  const name = h('b', {}, firstName(story.customer));
  const places = { month, name, from: firmNode(own), to: firmNode(rival) };
  if (forced) return nodes(isFirm(rival) ? 'tipped.forced' : 'tipped.forced_out', places);
  const [winning, losing] = stayed(decision) ? [tipped.holds, tipped.pulls] : [tipped.pulls, tipped.holds];
  const luck = stayed(decision) ? -tipped.luck : tipped.luck;
  return [
    nodes(`tipped.${openingOf(decision)}`, places),
    reasons(story, decision, rival, winning, losing, luck),
  ];
}

/**
 * What happened, as the first words of the sentence.
 * @param {Decision} decision
 */
function openingOf(decision) {
  if (stayed(decision)) return isFirm(decision.own) ? 'stayed' : 'stayed_out';
  if (!isFirm(decision.own)) return 'joined';
  return isFirm(decision.chosen) ? 'left' : 'gave_up';
}

/**
 * What her luck decided: that she left or stayed ('first' of all, or 'only' luck), where she went ('where'),
 * or 'little': it was smaller than the largest part, or she did what was likeliest.
 * @param {Pick<Decision, 'chances' | 'own' | 'chosen'>} decision
 * @param {number | undefined} largest amount of a part that can be named
 * @param {number} luck
 */
export function luckDecided({ chances, own, chosen }, largest, luck) {
  if (largest === undefined) return 'only';
  if (luck <= largest) return 'little';
  if (chosen === own || !isFirm(own) || chances[own] >= 0.5) return 'first';
  return chances.some((chance, firm) => firm !== own && chance > chances[chosen]) ? 'where' : 'little';
}

/**
 * What weighed more than what.
 * @param {Story} story
 * @param {Decision} decision
 * @param {number} rival
 * @param {Part[]} winning
 * @param {Part[]} losing
 * @param {number} luck that was on the winning side
 * @returns {Child}
 */
function reasons(story, decision, rival, winning, losing, luck) {
  const least = WORTH_NAMING * app.run.market.reference_price;
  const named = (/** @type {Part[]} */ parts) => parts.filter(each => each.amount >= least);
  const [first] = named(winning);
  const others = named(losing).slice(0, stayed(decision) ? 1 : MOST_HOLDS);
  const phrase = phrases(story, decision, rival);
  const against = listed(others.map(each => phrase(each, !stayed(decision))));
  const places = { against };
  const luckWas = luckDecided(decision, first?.amount, luck);
  if (luckWas === 'where') return nodes('tipped.luck_where');
  if (luckWas !== 'little') {
    const key = `luck_${luckWas}`;
    return nodes(others.length ? `tipped.${key}_against` : `tipped.${key}`, places);
  }
  const more = { ...places, first: phrase(first, stayed(decision)) };
  return nodes(others.length ? 'tipped.weighed_more' : 'tipped.moved', more);
}

/**
 * How a part is called in a sentence: as one that held her at her own firm, or pulled her to another.
 * @param {Story} story
 * @param {Decision} decision
 * @param {number} rival
 */
function phrases(story, { month, own, leaving }, rival) {
  const failed = lastFailure(story, own, month, REMEMBERED);
  const cost = money(leaving.procedural + leaving.financial + leaving.relational);
  const [from, to] = [own, rival].map(firm => (isFirm(firm) ? firmNode(firm) : choiceName(firm)));
  const places = { from, to, failed, cost, currency: currency() };
  return (/** @type {Part} */ { name }, /** @type {boolean} */ holds) => {
    if (name === 'functional' && !holds && failed) return nodes('pull.failure', places);
    return nodes(holds ? `hold.${name}` : `pull.${name}`, places);
  };
}

/** @param {Child[]} parts */
const listed = parts => parts.map((each, i) => (i ? [t('tipped.and'), each] : each));
