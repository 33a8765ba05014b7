// The terms of a decision: what each firm is worth to a customer, term by term, and what speaks for one of
// two.
import { sum } from '../drawing/statistics.js';
/** @import { Decision, LeavingCost } from '../protocol/messages.js' */

const VALUE_TERMS = ['functional', 'experiential', 'social', 'convenience'];
const COST_TERMS = ['price', 'effort', 'risk'];
/** @type {LeavingCost[]} */
const LEAVING_TERMS = ['procedural', 'financial', 'relational'];
/** Of ten customers where she stood. */
export const TEN = 10;

/** @typedef {{ name: string, values: number[] }} Term a value for each firm */
/** @typedef {ReturnType<typeof decisionTerms>} DecisionTerms */
/** @typedef {{ name: string, amount: number }} Part what speaks for one of two firms, and by how much */

/**
 * All terms with a value for each firm; sums come out of the terms, never out of a second calculation.
 *
 * The worth of the service itself is added to every firm, so that a firm is worth more than 0 if it is better
 * than doing without, which has no service and no price. What leaving costs is taken from all firms but hers.
 * @param {Decision} decision
 * @param {number} base the worth of the service itself
 * @param {number} firms how many there are; what comes after them is doing without
 */
export function decisionTerms(decision, base, firms) {
  const { draw, own, forced, spared, terms } = decision;
  const all = draw.map((_, firm) => firm);
  /** @type {(name: string) => Term} */
  const given = name => ({ name, values: terms[name] });
  const service = { name: 'base', values: all.map(firm => (firm < firms ? base : 0)) };
  const price = { name: 'price', values: terms.price.map((each, firm) => each + (firm < firms ? 0 : base)) };
  const value = [service, ...VALUE_TERMS.map(given)];
  const cost = [price, ...COST_TERMS.slice(1).map(given)];
  const leaving = LEAVING_TERMS.map(name => ({
    name,
    values: all.map(firm => (firm === own || forced ? 0 : -spared[name])),
  }));
  const delivered = all.map(firm => valueOf([...value, ...cost], firm));
  const before = all.map(firm => delivered[firm] + valueOf(leaving, firm));
  const total = all.map(firm => before[firm] + draw[firm]);
  return { value, cost, delivered, leaving, before, draw, total };
}

/**
 * @param {Term[]} terms
 * @param {number} firm
 */
const valueOf = (terms, firm) => sum(terms.map(term => term.values[firm]));

/**
 * The firm that her own one is weighed against: the one she chose, or the best of the others if she stayed.
 * @param {Decision} decision
 * @param {DecisionTerms} terms
 */
export function rivalOf({ own, chosen }, { total }) {
  if (chosen !== own) return chosen;
  const others = total.map((_, firm) => firm).filter(firm => firm !== own);
  return others.reduce((best, firm) => (total[firm] > total[best] ? firm : best), others[0]);
}

/**
 * What held her at her own firm and what pulled her to another, the largest first: differences of terms, so
 * that what is the same on both sides vanishes. The balance is what is left of them, without her luck.
 * @param {Decision} decision
 * @param {DecisionTerms} terms
 * @param {number} rival
 */
export function tipping({ own }, { value, cost, leaving, draw }, rival) {
  const parts = [...value, ...cost].map(({ name, values }) => ({
    name,
    amount: values[rival] - values[own],
  }));
  parts.push({ name: 'leaving', amount: valueOf(leaving, rival) - valueOf(leaving, own) });
  /** @type {(sign: number) => Part[]} */
  const side = sign =>
    parts
      .map(({ name, amount }) => ({ name, amount: sign * amount }))
      .filter(each => each.amount > 0)
      .sort((a, b) => b.amount - a.amount);
  return {
    pulls: side(1),
    holds: side(-1),
    balance: sum(parts.map(each => each.amount)),
    luck: draw[rival] - draw[own],
  };
}

/**
 * Ten customers shared out by what each choice was likely to be: those who leave to the nearest tenth, and
 * they among where they go.
 * @param {number[]} chances
 * @param {number} own
 */
export function ofTen(chances, own) {
  const leave = Math.round(TEN * (1 - chances[own]));
  const exact = chances.map((chance, firm) =>
    firm === own ? 0 : (chance * leave) / (1 - chances[own] || 1),
  );
  const shares = exact.map(Math.floor);
  const byRest = exact.map((_, firm) => firm).sort((a, b) => exact[b] - shares[b] - (exact[a] - shares[a]));
  for (const firm of byRest.slice(0, Math.max(0, leave - sum(shares)))) shares[firm] += 1;
  shares[own] = TEN - leave;
  return shares;
}

/**
 * The firms that are shown: her own, the one she chose, and the best of the others.
 * @param {Decision} decision
 * @param {DecisionTerms} terms
 * @param {number} most
 */
export function shownFirms({ draw, own, chosen }, { total }, most) {
  const others = draw.map((_, firm) => firm).filter(firm => firm !== own && firm !== chosen);
  if (others.length >= most) others.sort((a, b) => total[b] - total[a]);
  return [...new Set([own, chosen, ...others])].slice(0, most);
}
