// A firm's mark, drawn on canvas and in SVG; all marks have the same area, so that no firm looks bigger.
// A firm has the same hue and shape everywhere.
import { h } from './dom.js';
/** @import { Attributes } from './dom.js' */

/** @typedef {[number, number]} Point */

/** @type {Point[]} */
const CROSS = [
  [-0.42, -1.2],
  [0.42, -1.2],
  [0.42, -0.42],
  [1.2, -0.42],
  [1.2, 0.42],
  [0.42, 0.42],
  [0.42, 1.2],
  [-0.42, 1.2],
  [-0.42, 0.42],
  [-1.2, 0.42],
  [-1.2, -0.42],
  [-0.42, -0.42],
];

/** @returns {Point[]} */
function star() {
  return Array.from({ length: 10 }, (_, i) => {
    const radius = i % 2 ? 0.66 : 1.42;
    const angle = -Math.PI / 2 + (i * Math.PI) / 5;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
}

/** @returns {Point[]} */
function pentagon() {
  return Array.from({ length: 5 }, (_, i) => {
    const angle = (i * 2 * Math.PI) / 5;
    return [1.15 * Math.sin(angle), -1.15 * Math.cos(angle)];
  });
}

/** The corners of each mark; null is a circle. @type {(Point[] | null)[]} */
const CORNERS = [
  null,
  [
    [-0.89, -0.89],
    [0.89, -0.89],
    [0.89, 0.89],
    [-0.89, 0.89],
  ],
  [
    [0, -1.28],
    [1.2, 0.84],
    [-1.2, 0.84],
  ],
  [
    [0, -1.3],
    [1.1, 0],
    [0, 1.3],
    [-1.1, 0],
  ],
  [
    [0, 1.28],
    [1.2, -0.84],
    [-1.2, -0.84],
  ],
  CROSS,
  star(),
  CROSS.map(([x, y]) => [(x - y) * 0.707, (x + y) * 0.707]),
  pentagon(),
];

export const LOOKS = CORNERS.length;

/**
 * The number of a firm's look: eight firms have a hue of their own, all further ones share the last look.
 * @param {number} firm
 */
export const lookOf = firm => Math.min(firm, LOOKS - 1);

/**
 * A custom property as a colour that follows the theme.
 * @param {string} name
 */
export const themed = name => `var(${name})`;

/**
 * A firm's mark as an SVG shape of radius 1.
 * @param {number} firm
 * @param {(name: string) => string} paint what the colour with this name is
 */
export function firmShape(firm, paint = themed) {
  const colour = paint(`--f${lookOf(firm)}`);
  const corners = CORNERS[lookOf(firm)];
  if (!corners) return h('circle', { r: 1, fill: colour });
  const points = corners.map(([x, y]) => `${x.toFixed(2)},${y.toFixed(2)}`).join(' ');
  return h('polygon', { points, fill: colour });
}

/**
 * A firm's mark as large as the letters around it.
 * @param {number} firm
 * @param {Attributes} attributes
 */
export const firmMark = (firm, attributes = {}) =>
  h(
    'svg',
    { viewBox: '-1.6 -1.6 3.2 3.2', 'aria-hidden': 'true', class: 'mark', ...attributes },
    firmShape(firm),
  );

/**
 * Add a firm's mark to the path of a canvas.
 * @param {CanvasRenderingContext2D} canvas
 * @param {number} firm
 * @param {number} x
 * @param {number} y
 * @param {number} radius
 */
export function traceMark(canvas, firm, x, y, radius) {
  const corners = CORNERS[lookOf(firm)];
  if (!corners) {
    canvas.moveTo(x + radius, y);
    canvas.arc(x, y, radius, 0, 7);
    return;
  }
  corners.forEach(([a, b], i) => {
    if (i) canvas.lineTo(x + a * radius, y + b * radius);
    else canvas.moveTo(x + a * radius, y + b * radius);
  });
  canvas.closePath();
}
