// Where the names of points in a plane stand: each beside its own stem, on no other name and on no stem.
/** @import { Range } from './statistics.js' */

/** A rectangle, in pixels. @typedef {{ left: number, right: number, top: number, bottom: number }} Box */
/**
 * A name to be placed beside a vertical stem.
 * @typedef {object} StemName
 * @property {number} x of the stem
 * @property {number} y where its mean stands
 * @property {Range} stem its upper and its lower end
 * @property {number} width of the name
 */

/** What a place costs, in pixels of distance from the stem. */
const ON_A_NAME = 5000;
const ON_A_STEM = 800;
const NEARER_TO_ANOTHER = 800;
/** How often names that were placed early look again. */
const ROUNDS = 3;

/**
 * The rectangle of each name. The first to choose matters, so each is once first; the cheapest counts.
 * @param {StemName[]} names
 * @param {number} size of the letters
 * @param {Box} limits
 * @returns {Box[]}
 */
export function besideStems(names, size, limits) {
  const places = names.map(name => candidates(name, size, limits));
  const order = names.map((_, i) => i);
  const orders = order.map(first => [...order.slice(first), ...order.slice(0, first)]);
  const tries = orders.map(each => tried(each, names, places, size));
  return tries.reduce((best, each) => (each.total < best.total ? each : best), { total: Infinity, boxes: [] })
    .boxes;
}

/**
 * Places taken in turn; names that chose early choose again when the others stand.
 * @param {number[]} order
 * @param {StemName[]} names
 * @param {Box[][]} places
 * @param {number} size
 * @returns {{ boxes: Box[], total: number }}
 */
function tried(order, names, places, size) {
  /** @type {Box[]} */
  const boxes = [];
  let total = 0;
  for (let round = 0; round < ROUNDS; round++) {
    total = 0;
    for (const i of order) {
      const others = boxes.filter((_, other) => other !== i);
      const stems = names.filter((_, other) => other !== i);
      const costs = places[i].map(box => cost(box, names[i], others, stems, size));
      const least = Math.min(...costs);
      boxes[i] = places[i][costs.indexOf(least)];
      total += least;
    }
  }
  return { boxes, total };
}

/**
 * Places above and below the stem, and beside it at all heights.
 * @param {StemName} name
 * @param {number} size
 * @param {Box} limits
 */
function candidates({ x, width }, size, limits) {
  const height = 1.1 * size;
  const gap = 0.6 * size;
  const lefts = [-width / 2, gap, -width - gap, -width / 4, (-3 * width) / 4].map(by => x + by);
  /** @type {Box[]} */
  const boxes = [];
  for (let top = limits.top; top + height <= limits.bottom; top += size / 2) {
    for (const wanted of lefts) {
      const left = Math.max(limits.left, Math.min(wanted, limits.right - width));
      boxes.push({ left, right: left + width, top, bottom: top + height });
    }
  }
  return boxes;
}

/**
 * @param {Box} box
 * @param {StemName} name
 * @param {Box[]} others names that have a place
 * @param {StemName[]} stems of others
 * @param {number} size
 */
function cost(box, name, others, stems, size) {
  const own = distance(box, name);
  const middle =
    Math.abs((box.left + box.right) / 2 - name.x) + Math.abs((box.top + box.bottom) / 2 - name.y) / 4;
  const room = { ...box, left: box.left - size / 3, right: box.right + size / 3 };
  const names = others.filter(each => meet(room, each)).length;
  const crossed = [name, ...stems].filter(each => distance(box, each) < size / 4).length;
  const nearer = stems.filter(each => distance(box, each) < own).length;
  return 3 * own + middle / 4 + ON_A_NAME * names + ON_A_STEM * crossed + NEARER_TO_ANOTHER * nearer;
}

/**
 * @param {Box} one
 * @param {Box} other
 */
const meet = (one, other) =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

/**
 * How far a rectangle is from a stem; 0 where they meet.
 * @param {Box} box
 * @param {StemName} name
 */
export function distance({ left, right, top, bottom }, { x, stem: [high, low] }) {
  const across = Math.max(left - x, x - right, 0);
  const along = Math.max(top - low, high - bottom, 0);
  return Math.hypot(across, along);
}
