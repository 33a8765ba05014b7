// The three arrangements of the customers: islands of suppliers, a sunflower of involvement, a map of two
// quantities.
/** @import { Point } from './firm-marks.js' */

/** @typedef {'islands' | 'sunflower' | 'map'} Arrangement */
/**
 * Where the islands lie: the same as long as none outgrows its room.
 * @typedef {object} IslandLayout
 * @property {number} pitch the distance of two seats
 * @property {Point[]} centres
 * @property {boolean[]} isUpper whether the name of an island stands above it
 */

/** Radians between a seat and the next: seats turned by the golden angle lie evenly. */
const GOLDEN_ANGLE = 2.399963;
/** Free seats between islands, and what the names around them take, in pixels. */
const GAP = 3.2;
const AROUND = { x: 36, shore: 8, lines: 2, line: 1.25 };
/** An island has room for so many times its customers before all islands are laid out anew. */
const ROOM = 1.2;
const STEPS = 56;
const LIFT_STEP = 0.02;

/**
 * The room of an island: a size in steps, so that it changes seldom.
 * @param {number} size
 */
export const roomFor = size => (size ? ROOM ** Math.ceil(Math.log(size) / Math.log(ROOM) + 0.25) : 0);

/**
 * Islands in a zigzag, as large as they fit.
 * @param {number} width
 * @param {number} height
 * @param {number[]} room of each island, in marks
 * @param {number} letters the size of a name's letters, in pixels
 * @returns {IslandLayout}
 */
export function islandLayout(width, height, room, letters = 14) {
  const radii = room.map(Math.sqrt);
  /** @type {IslandLayout | null} */
  let best = null;
  for (let step = 0; step <= STEPS; step++) {
    const places = zigzag(radii, step * LIFT_STEP * 2 * Math.max(...radii));
    const layout = fitted([width, height], radii, places, letters);
    if (!best || layout.pitch > best.pitch) best = layout;
  }
  return /** @type {IslandLayout} */ (best);
}

/**
 * Circles that do not touch: every second one lies lower, each as far to the left as it can.
 * @param {number[]} radii
 * @param {number} lift
 * @returns {Point[]}
 */
function zigzag(radii, lift) {
  /** @type {Point[]} */
  const places = [];
  radii.forEach((radius, i) => {
    const y = i % 2 ? lift : 0;
    const lefts = places.map(([u, v], j) => {
      const apart = radius + radii[j] + GAP;
      return u + Math.sqrt(Math.max(0, apart ** 2 - (y - v) ** 2));
    });
    places.push([Math.max(0, ...lefts), y]);
  });
  return places;
}

/**
 * @param {Point} size of the sea
 * @param {number[]} radii
 * @param {Point[]} places
 * @param {number} letters
 * @returns {IslandLayout}
 */
function fitted([width, height], radii, places, letters) {
  /** @type {(axis: 0 | 1) => Point} */
  const ends = axis => [
    Math.min(...places.map((place, i) => place[axis] - radii[i])),
    Math.max(...places.map((place, i) => place[axis] + radii[i])),
  ];
  const [[left, right], [top, bottom]] = [ends(0), ends(1)];
  const names = 2 * (AROUND.lines * AROUND.line * letters + AROUND.shore);
  const pitch = Math.min((width - AROUND.x) / (right - left), (height - names) / (bottom - top));
  const centres = places.map(
    ([x, y]) =>
      /** @type {Point} */ ([
        width / 2 + (x - (left + right) / 2) * pitch,
        height / 2 + (y - (top + bottom) / 2) * pitch,
      ]),
  );
  return { pitch, centres, isUpper: places.map((_, i) => i % 2 === 0) };
}

/**
 * The place of a seat around a centre.
 * @param {Point} centre
 * @param {number} pitch
 * @param {number} seat
 * @returns {Point}
 */
export function seatPlace([x, y], pitch, seat) {
  const distance = pitch * Math.sqrt(seat + 0.5);
  return [x + distance * Math.cos(seat * GOLDEN_ANGLE), y + distance * Math.sin(seat * GOLDEN_ANGLE)];
}

/**
 * The radius of an island with so many marks, its shore included.
 * @type {(marks: number, pitch: number) => number}
 */
export const islandRadius = (marks, pitch) => (Math.sqrt(marks) + 1.1) * pitch;

/**
 * The rank of every `every`th customer by a quantity, the greatest first.
 * @param {Uint8Array} values
 * @param {number} every
 */
export function ranksOf(values, every) {
  const order = Array.from(values.keys()).filter(i => i % every === 0);
  order.sort((a, b) => values[b] - values[a] || a - b);
  const ranks = new Uint16Array(values.length);
  order.forEach((customer, rank) => {
    ranks[customer] = rank;
  });
  return ranks;
}

/** Room for the scales of the map, in pixels. */
const MAP_EDGE = { left: 44, right: 20, top: 26, bottom: 40 };

/**
 * Where values stand on the map.
 * @param {number} width
 * @param {number} height
 * @param {number} most the highest value of the upright scale
 */
export const mapScales = (width, height, most) => ({
  /** @param {number} value 0 to 100 */
  x: value => MAP_EDGE.left + ((width - MAP_EDGE.left - MAP_EDGE.right) * value) / 100,
  /** @param {number} value */
  y: value => height - MAP_EDGE.bottom - ((height - MAP_EDGE.top - MAP_EDGE.bottom) * value) / most,
});

/**
 * A small shift that is always the same for a customer, so that equal values do not hide one another.
 * @param {number} customer
 * @param {number} prime
 */
export const mapJitter = (customer, prime) => ((customer * prime) % 97) / 97 - 0.5;
