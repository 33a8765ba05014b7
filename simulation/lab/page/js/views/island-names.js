// The names at the islands: the firm, its customers, and what it does.
import { app } from '../app.js';
import { fill, h } from '../drawing/dom.js';
import { firmMark } from '../drawing/firm-marks.js';
import { allFirms, firmName, isFirm, levelOf, money } from '../market-facts.js';
import { n0, t } from '../protocol/words.js';
/** @import { MarketCanvas } from '../drawing/market-canvas.js' */

/** With more firms than this there is no room to say what each does. */
const MOST_EXPLAINED = 5;

/**
 * @param {HTMLElement} holder over the canvas
 * @param {MarketCanvas} picture
 */
export function nameIslands(holder, picture) {
  const { scene } = picture;
  const isNamed = scene?.arrangement === 'islands' && picture.zoom.times === 1;
  fill(holder, isNamed ? [...allFirms(), allFirms().length].map(each => islandName(picture, each)) : []);
}

/**
 * @param {MarketCanvas} picture
 * @param {number} island
 */
function islandName(picture, island) {
  const place = picture.nameOf(island);
  const size = picture.scene?.seating.sizes[island] ?? 0;
  if (!place || (!size && !isFirm(island))) return null;
  const isExplained = isFirm(island) && allFirms().length <= MOST_EXPLAINED;
  return h(
    'div',
    { class: place.isUpper ? 'isle upper' : 'isle', '--x': `${place.x}px`, '--y': `${place.y}px` },
    h('b', {}, isFirm(island) ? firmMark(island) : null, firmName(island)),
    ' ',
    n0(size),
    isExplained ? h('span', { class: 'does' }, whatItDoes(island)) : null,
  );
}

/**
 * A firm's level in a word, and its price where it is not the usual one.
 * @param {number} firm
 */
function whatItDoes(firm) {
  const { market, history, shown } = app.run;
  const price = history[shown].firms.price?.[firm] ?? app.run.value(`firm.${market.firms[firm]}.price`);
  const level = t(`level.${levelOf(firm)}`);
  if (price === null || Number(price) === market.reference_price) return level;
  return t('level_and_price', { level, price: money(Number(price)) });
}
