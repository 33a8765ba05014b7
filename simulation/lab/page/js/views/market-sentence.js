// The sentence above the picture: how many left in the month shown, from where to where, and what firms
// changed.
import { app } from '../app.js';
import { firmNode } from '../market-facts.js';
import { n0, nodes, sentenceGap, t } from '../protocol/words.js';
import { moveInWords } from './parameter-values.js';
/** @import { Child } from '../drawing/dom.js' */

const MOST_NEWS = 3;

/** @returns {Child} */
export function monthInWords() {
  const { shown, market, history } = app.run;
  const customers = n0(market.customers);
  if (!shown) return nodes('now.start', { firms: market.firms.length, customers });
  const { left } = history[shown];
  if (!left.length) return [nodes('now.quiet', { month: shown }), news(shown)];
  const [from, to] = busiestRoute(shown);
  const places = { month: shown, number: n0(left.length), customers, from: firmNode(from), to: firmNode(to) };
  return [nodes('now.month', places), news(shown)];
}

/**
 * From which firm to which most customers went.
 * @param {number} month
 */
function busiestRoute(month) {
  const { history } = app.run;
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const customer of history[month].left) {
    const route = `${history[month - 1].dots[customer]},${history[month].dots[customer]}`;
    counts.set(route, (counts.get(route) ?? 0) + 1);
  }
  const [[route]] = [...counts].sort((a, b) => b[1] - a[1]);
  return route.split(',').map(Number);
}

/**
 * Levels and prices that differ from the month before: by policies, by events, by levers moved.
 * @param {number} month
 */
function news(month) {
  const { firms } = app.run.market;
  const all = ['level', 'price'].flatMap(measure => firms.flatMap((_, firm) => change(month, firm, measure)));
  if (!all.length) return null;
  const what = all.slice(0, MOST_NEWS).join(t('now.and'));
  const more = all.length - MOST_NEWS;
  return [sentenceGap(), more > 0 ? t('now.news_and_more', { what, more }) : t('now.news', { what })];
}

/**
 * @param {number} month
 * @param {number} firm
 * @param {string} measure
 * @returns {string[]} empty if nothing has changed
 */
function change(month, firm, measure) {
  const { market, history } = app.run;
  const path = `firm.${market.firms[firm]}.${measure}`;
  const now = Number(history[month].firms[measure][firm]);
  const before = history[month - 1].firms[measure]?.[firm] ?? market.values[path];
  return now === before ? [] : [moveInWords({ path, value: now })];
}
