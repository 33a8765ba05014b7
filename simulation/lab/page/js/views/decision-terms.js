// The terms of a decision: what each firm is worth to a customer, term by term, and the scales to draw them.
import { sum } from '../drawing/statistics.js';
/** @import { Decision, LeavingCost } from '../protocol/messages.js' */

const VALUE_TERMS = ['functional', 'experiential', 'social', 'convenience'];
const COST_TERMS = ['price', 'effort', 'risk'];
/** @type {LeavingCost[]} */
const LEAVING_TERMS = ['procedural', 'financial', 'relational'];

/** @typedef {{ name: string, values: number[] }} Term a value for each firm */
/** @typedef {ReturnType<typeof decisionTerms>} DecisionTerms */

/**
 * All terms with a value for each firm; sums come out of the terms, never out of a second calculation.
 * @param {Decision} decision
 */
export function decisionTerms(decision) {
  const { draw, own, forced, spared, terms } = decision;
  /** @type {(name: string) => Term} */
  const given = name => ({ name, values: terms[name] });
  const value = VALUE_TERMS.map(given);
  const cost = COST_TERMS.map(given);
  // What leaving would cost is a value of her own firm, unless she had to leave it.
  const leaving = LEAVING_TERMS.map(name => ({
    name,
    values: draw.map((_, firm) => (firm === own && !forced ? spared[name] : 0)),
  }));
  const delivered = draw.map((_, firm) => valueOf([...value, ...cost], firm));
  const total = draw.map((luck, firm) => delivered[firm] + valueOf(leaving, firm) + luck);
  return { value, cost, delivered, leaving, draw, total };
}

/**
 * @param {Term[]} terms
 * @param {number} firm
 */
const valueOf = (terms, firm) => sum(terms.map(term => term.values[firm]));

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

/** Room beside the outermost values, as a share of the width. */
const ROOM = 0.22;

/**
 * Two scales in percent of a cell's width: one for delivered value, and a finer one for what comes after it.
 * @param {DecisionTerms} terms
 * @param {number[]} firms
 */
export function decisionScales({ value, cost, delivered, leaving, draw }, firms) {
  const first = firms.flatMap(firm => steps(0, [...value, ...cost], firm));
  const second = firms.flatMap(firm =>
    steps(delivered[firm], [...leaving, { name: 'draw', values: draw }], firm),
  );
  const [wide, fine] = [withRoom(first), withRoom(second)];
  return { wide: scale(wide), fine: scale(fine), zoom: (wide.high - wide.low) / (fine.high - fine.low) };
}

/**
 * Where the bars of a firm begin and end, one after the other.
 * @param {number} start
 * @param {Term[]} terms
 * @param {number} firm
 */
function steps(start, terms, firm) {
  const places = [start];
  for (const term of terms) places.push(places[places.length - 1] + term.values[firm]);
  return places;
}

/** @param {number[]} values */
function withRoom(values) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = (high - low || 1) * ROOM;
  return { low: low - room, high: high + room };
}

/**
 * @param {{ low: number, high: number }} range
 * @returns {(value: number) => number}
 */
function scale({ low, high }) {
  const width = high - low || 1;
  return value => (100 * (value - low)) / width;
}
