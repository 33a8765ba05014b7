// What charts are made of: lines, bands, dots, stems and the marks of firms, as SVG.
import { h } from './dom.js';
import { firmShape } from './firm-marks.js';
/** @import { Point } from './firm-marks.js' */
/** @import { Series } from './statistics.js' */

/** A colour is the name of a custom property of css/tokens.css. @typedef {string} Colour */
/**
 * A line over months, from month `from` on; it is interrupted where a value does not exist.
 * @typedef {object} LineMark
 * @property {'line'} kind
 * @property {Series} y
 * @property {number} [from]
 * @property {Colour} colour
 * @property {number} [width] times the usual one
 * @property {string | null} [dash]
 * @property {number} [firm] whose line it is: pointing at it makes this firm strong
 * @property {boolean} [faint] of a firm that is not in focus
 */
/**
 * The area between two lines over months.
 * @typedef {object} BandMark
 * @property {'band'} kind
 * @property {Series} low
 * @property {Series} high
 * @property {number} [from]
 * @property {Colour} colour
 * @property {number} opacity
 * @property {Colour} [edge] the colour of its outline
 */
/** @typedef {{ kind: 'dots', points: Point[], colour: Colour, opacity?: number }} DotsMark */
/**
 * A vertical line with a short bar at each end, and a large dot at the mean.
 * @typedef {{ kind: 'stem', x: number, low: number, high: number, mean: number, colour: Colour }} StemMark
 */
/** @typedef {{ kind: 'firm', x: number, y: number, firm: number, faint?: boolean }} FirmMark */
/** @typedef {LineMark | BandMark | DotsMark | StemMark | FirmMark} Mark */

/**
 * How marks are drawn: where values stand, and what a colour is called.
 * @typedef {object} Pen
 * @property {(x: number) => number} x
 * @property {(y: number) => number} y
 * @property {number} line the width of a usual line
 * @property {number} size of the letters
 * @property {(colour: Colour) => string} paint
 */

const DOT = 0.2;
const MEAN = 0.36;
const FIRM = 0.36;
/** How far from a line one may point at it. */
const REACH = 12;

/** @param {number} place */
const rounded = place => place.toFixed(1);

/**
 * The path of a line, with gaps where a value does not exist.
 * @param {Series} values
 * @param {number} from
 * @param {Pen} pen
 */
export function linePath(values, from, { x, y }) {
  let isDown = false;
  return values
    .map((value, i) => {
      if (value === null || !Number.isFinite(value)) {
        isDown = false;
        return '';
      }
      const step = `${isDown ? 'L' : 'M'}${rounded(x(from + i))} ${rounded(y(value))}`;
      isDown = true;
      return step;
    })
    .join('');
}

/**
 * @param {LineMark} mark
 * @param {Pen} pen
 */
function line({ y, from = 0, colour, width = 1, dash = null, firm, faint = false }, pen) {
  const d = linePath(y, from, pen);
  const round = { 'stroke-linejoin': 'round', 'stroke-linecap': dash ? null : 'round' };
  const path = h('path', {
    d,
    fill: 'none',
    stroke: pen.paint(colour),
    'stroke-width': width * pen.line,
    'stroke-dasharray': dash,
    ...round,
  });
  if (firm === undefined) return path;
  const reach = { d, fill: 'none', stroke: 'transparent', 'stroke-width': REACH, 'pointer-events': 'stroke' };
  return h('g', { class: classOf(firm, faint), 'data-firm': firm }, path, h('path', reach));
}

/**
 * @param {number} firm
 * @param {boolean} faint
 */
const classOf = (firm, faint) => `of-firm of-${firm}${faint ? ' faint' : ''}`;

/**
 * @param {BandMark} mark
 * @param {Pen} pen
 */
function band({ low, high, from = 0, colour, opacity, edge }, pen) {
  const known = low.flatMap((value, i) => (value === null || high[i] === null ? [] : [i]));
  if (!known.length) return null;
  /** @type {(values: Series, i: number) => string} */
  const point = (values, i) => `${rounded(pen.x(from + i))} ${rounded(pen.y(Number(values[i])))}`;
  const there = known.map(i => point(high, i));
  const back = known.reverse().map(i => point(low, i));
  const look = { fill: pen.paint(colour), 'fill-opacity': opacity, stroke: edge ? pen.paint(edge) : null };
  return h('path', { d: `M${[...there, ...back].join('L')}Z`, ...look });
}

/**
 * @param {DotsMark} mark
 * @param {Pen} pen
 */
const dots = ({ points, colour, opacity = 1 }, { x, y, size, paint }) =>
  h(
    'g',
    { fill: paint(colour), 'fill-opacity': opacity },
    points.map(([a, b]) => h('circle', { cx: rounded(x(a)), cy: rounded(y(b)), r: DOT * size })),
  );

/**
 * @param {StemMark} mark
 * @param {Pen} pen
 */
function stem({ x: across, low, high, mean, colour }, { x, y, line: width, size, paint }) {
  const at = x(across);
  const [foot, top, left, right] = [y(low), y(high), at - size / 3, at + size / 3].map(rounded);
  const d = `M${left} ${foot}H${right}M${left} ${top}H${right}M${rounded(at)} ${foot}V${top}`;
  return h(
    'g',
    {},
    h('path', { d, fill: 'none', stroke: paint(colour), 'stroke-width': width }),
    h('circle', { cx: rounded(at), cy: rounded(y(mean)), r: MEAN * size, fill: paint(colour) }),
  );
}

/**
 * @param {FirmMark} mark
 * @param {Pen} pen
 */
function firmMark({ x: month, y: value, firm, faint = false }, { x, y, size, paint }) {
  const transform = `translate(${rounded(x(month))} ${rounded(y(value))}) scale(${FIRM * size})`;
  return h('g', { class: classOf(firm, faint), transform, 'data-firm': firm }, firmShape(firm, paint));
}

/**
 * A mark as SVG.
 * @param {Mark} mark
 * @param {Pen} pen
 */
export function drawn(mark, pen) {
  switch (mark.kind) {
    case 'line':
      return line(mark, pen);
    case 'band':
      return band(mark, pen);
    case 'dots':
      return dots(mark, pen);
    case 'stem':
      return stem(mark, pen);
    default:
      return firmMark(mark, pen);
  }
}
