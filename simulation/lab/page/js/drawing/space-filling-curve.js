// Where customers stand in the picture: neighbours on the ring of customers stay neighbours on the screen.
/** @import { Point } from './firm-marks.js' */

/**
 * A generalised Hilbert curve through any rectangle (Červený's construction): it visits every place once.
 * @param {number} width
 * @param {number} height
 */
export function spaceFillingCurve(width, height) {
  /** @type {Point[]} */
  const places = [];
  if (width >= height) visit(places, [0, 0], [width, 0], [0, height]);
  else visit(places, [0, 0], [0, height], [width, 0]);
  return places;
}

/** @type {(a: Point, b: Point) => Point} */
const plus = ([x, y], [u, v]) => [x + u, y + v];
/** @type {(a: Point, b: Point) => Point} */
const minus = ([x, y], [u, v]) => [x - u, y - v];
/** @type {(a: Point) => Point} */
const negative = ([x, y]) => [-x, -y];
/** @type {(a: Point) => Point} */
const half = ([x, y]) => [Math.trunc(x / 2), Math.trunc(y / 2)];
/** @type {(a: Point) => Point} */
const unit = ([x, y]) => [Math.sign(x), Math.sign(y)];
/** @type {(a: Point) => number} */
const size = ([x, y]) => Math.abs(x + y);

/**
 * Half a side, one longer if it would be odd and the side allows it.
 * @param {Point} side
 */
function evenHalf(side) {
  const part = half(side);
  return size(part) % 2 && size(side) > 2 ? plus(part, unit(side)) : part;
}

/**
 * Visit a rectangle, given by its corner and its two sides; the curve ends at the other end of the long side.
 * @param {Point[]} places
 * @param {Point} corner
 * @param {Point} long
 * @param {Point} across
 * @returns {void}
 */
function visit(places, corner, long, across) {
  if (size(across) === 1) return walk(places, corner, unit(long), size(long));
  if (size(long) === 1) return walk(places, corner, unit(across), size(across));
  if (2 * size(long) > 3 * size(across)) {
    const first = evenHalf(long);
    visit(places, corner, first, across);
    return visit(places, plus(corner, first), minus(long, first), across);
  }
  const [first, side] = [half(long), evenHalf(across)];
  visit(places, corner, side, first);
  visit(places, plus(corner, side), long, minus(across, side));
  const end = plus(plus(corner, minus(long, unit(long))), minus(side, unit(across)));
  return visit(places, end, negative(side), negative(minus(long, first)));
}

/**
 * @param {Point[]} places
 * @param {Point} start
 * @param {Point} step
 * @param {number} length
 */
function walk(places, [x, y], [dx, dy], length) {
  for (let i = 0; i < length; i++) places.push([x + i * dx, y + i * dy]);
}

/**
 * Columns and rows of a grid that holds so many customers in a rectangle.
 * @param {number} customers
 * @param {number} width
 * @param {number} height
 */
export function gridFor(customers, width, height) {
  const needed = Math.max(1, Math.ceil(Math.sqrt((customers * width) / height)));
  const columns = needed + (needed % 2);
  return [columns, Math.ceil(customers / columns)];
}
