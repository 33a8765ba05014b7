// The sentence above the picture: how many left the strong firm in the month shown, how many came, how many
// had heard of their new supplier, and what firms changed.
import { app } from '../app.js';
import { firmNode, singledOut } from '../market-facts.js';
import { n0, nodes, sentenceGap, t } from '../protocol/words.js';
import { customersAMark, movesOfMonth } from './market-scene.js';
import { moveInWords } from './parameter-values.js';
/** @import { Child } from '../drawing/dom.js' */

const MOST_NEWS = 3;

/** @returns {Child} */
export function monthInWords() {
  const { shown, market, history } = app.run;
  const crowd = customersAMark();
  if (!shown) return crowd > 1 ? t('now.start_crowd', { customers: crowd }) : t('now.start');
  if (!history[shown].left.length) return [nodes('now.quiet', { month: shown }), news(shown)];
  const { lost, won, led, all } = movesOfMonth();
  const places = { month: shown, firm: firmNode(singledOut()), lost: n0(lost), won: n0(won) };
  const moved = nodes('now.month', places);
  const heard = market.values['world.rules.word_of_mouth'] === false ? null : t('now.heard', { all, led });
  return [moved, heard ? [sentenceGap(), heard] : null, news(shown)];
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
