// The luck meter: two rows of dots on one axis, a dot a run. Hollow: the same strategy with other luck;
// solid: the other strategy with the same luck; the grey zone is what chance alone can do.
import { h } from './dom.js';
import { n1 } from '../protocol/words.js';
/** @import { Attributes } from './dom.js' */

const WIDTH = 340;
const HEIGHT = 186;
const MARGIN = 12;
const ZONE = { top: 4, bottom: 164 };
/** Where the two rows of dots stand, and the distance between dots. */
const LOWER_ROW = 156;
const UPPER_ROW = 66;
const PITCH = 6;
/** A pile of dots stays below the words above it, however many runs fall together. */
const HIGHEST_PILE = 42;
const TICK_STEPS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20];

/**
 * @typedef {object} LuckMeterContent
 * @property {number[]} placebo what luck alone did in each run
 * @property {number[]} effect what the strategy did in each run
 * @property {number} chance what luck alone can do, either way
 * @property {string} description
 * @property {string} placeboName
 * @property {string} effectName
 */

/** @param {LuckMeterContent} content */
export function luckMeter({ placebo, effect, chance, description, placeboName, effectName }) {
  const all = [...placebo, ...effect, chance, -chance, 0].filter(Number.isFinite);
  const [least, greatest] = [Math.min(...all), Math.max(...all)];
  const room = Math.max(0.2, (greatest - least) * 0.12);
  const [low, high] = [least - room, greatest + room];
  /** @param {number} value */
  const x = value => MARGIN + ((value - low) * (WIDTH - 2 * MARGIN)) / (high - low);
  const zone = { x: x(-chance), y: ZONE.top, width: Math.max(1, x(chance) - x(-chance)), height: 160 };
  return h(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': description },
    h('rect', { ...zone, fill: 'var(--sunk)' }),
    h('line', { x1: x(0), x2: x(0), y1: ZONE.top, y2: ZONE.bottom, stroke: 'var(--rule2)' }),
    dots(placebo, LOWER_ROW, x, { fill: 'var(--card)', stroke: 'var(--soft)' }),
    dots(effect, UPPER_ROW, x, { fill: 'var(--ink)', stroke: 'var(--ink)' }),
    baseline(74, 'var(--rule)'),
    baseline(ZONE.bottom, 'var(--rule2)'),
    ticks(low, high, greatest - least).map(value => {
      const signed = (value > 0 ? '+' : '') + n1(value);
      return words(signed, { x: x(value), y: 180, 'text-anchor': 'middle' });
    }),
    words(placeboName, { x: WIDTH - 8, y: 88, 'text-anchor': 'end' }),
    words(effectName, { x: WIDTH - 8, y: 14, 'text-anchor': 'end', class: 'strong' }),
  );
}

/**
 * @param {string} text
 * @param {Attributes} attributes
 */
const words = (text, attributes) => h('text', { svg: true, ...attributes }, text);

/**
 * @param {number} y
 * @param {string} stroke
 */
const baseline = (y, stroke) => h('line', { x1: 8, x2: WIDTH - 8, y1: y, y2: y, stroke });

/**
 * @param {number} low
 * @param {number} high
 * @param {number} width of what is shown, without the room beside it
 */
function ticks(low, high, width) {
  const step = TICK_STEPS.find(each => width / each <= 5) ?? 50;
  const values = [];
  for (let value = Math.ceil(low / step) * step; value <= high; value += step) {
    values.push(Number(value.toFixed(6)));
  }
  return values;
}

/**
 * Dots in piles on a row.
 * @param {number[]} values
 * @param {number} row
 * @param {(value: number) => number} x
 * @param {Attributes} look
 */
function dots(values, row, x, look) {
  const places = values.filter(Number.isFinite).map(value => Math.round(x(value) / PITCH));
  const tallest = Math.max(2, ...places.map(place => places.filter(other => other === place).length));
  const rise = Math.min(PITCH, HIGHEST_PILE / (tallest - 1));
  const piles = new Map();
  return places.map(place => {
    const height = piles.get(place) ?? 0;
    piles.set(place, height + 1);
    return h('circle', { cx: place * PITCH, cy: row - height * rise, r: 2.7, 'stroke-width': 1.4, ...look });
  });
}
