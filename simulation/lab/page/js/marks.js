// One definition of a firm's mark, drawn on canvas, in SVG and as a plotly symbol; equal area, so that no
// firm looks bigger. A firm has the same hue and shape everywhere.
import { h } from './dom.js';

export const SYMBOLS = ['circle', 'square', 'triangle-up', 'diamond', 'triangle-down', 'cross', 'star', 'x', 'pentagon'];
const CROSS = [[-0.42, -1.2], [0.42, -1.2], [0.42, -0.42], [1.2, -0.42], [1.2, 0.42], [0.42, 0.42], [0.42, 1.2],
  [-0.42, 1.2], [-0.42, 0.42], [-1.2, 0.42], [-1.2, -0.42], [-0.42, -0.42]];
const STAR = Array.from({ length: 10 }, (_, i) => {
  const radius = i % 2 ? 0.66 : 1.42, angle = -Math.PI / 2 + (i * Math.PI) / 5;
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
});
const POLYGONS = [
  null,
  [[-0.89, -0.89], [0.89, -0.89], [0.89, 0.89], [-0.89, 0.89]],
  [[0, -1.28], [1.2, 0.84], [-1.2, 0.84]],
  [[0, -1.3], [1.1, 0], [0, 1.3], [-1.1, 0]],
  [[0, 1.28], [1.2, -0.84], [-1.2, -0.84]],
  CROSS,
  STAR,
  CROSS.map(([x, y]) => [(x - y) * 0.707, (x + y) * 0.707]),
  Array.from({ length: 5 }, (_, i) => [1.15 * Math.sin((i * 2 * Math.PI) / 5), -1.15 * Math.cos((i * 2 * Math.PI) / 5)]),
];
export const KINDS = SYMBOLS.length;
// Eight firms have a hue of their own; all further ones share the last look, without a hue.
export const kind = firm => Math.min(firm, KINDS - 1);
export const polygon = firm => POLYGONS[kind(firm)];

export function shape(firm, fill = `var(--f${kind(firm)})`) {
  const corners = polygon(firm);
  if (!corners) return h('circle', { r: 1, fill });
  return h('polygon', { points: corners.map(point => point.map(v => v.toFixed(2)).join()).join(' '), fill });
}

export const mark = (firm, attributes = {}) =>
  h('svg', { viewBox: '-1.6 -1.6 3.2 3.2', 'aria-hidden': 'true', class: 'mark', ...attributes }, shape(firm));

// Design tokens are read once a theme: asking the browser for one makes it settle all styles first.
const tokens = new Map();
export const forgetTokens = () => tokens.clear();
export function token(name) {
  if (!tokens.has(name)) tokens.set(name, getComputedStyle(document.documentElement).getPropertyValue(name).trim());
  return tokens.get(name);
}
export const colour = firm => token(`--f${kind(firm)}`);
export const faint = (hex, alpha) =>
  `rgba(${[1, 3, 5].map(i => parseInt(hex.slice(i, i + 2), 16)).join()},${alpha})`;

// Adds a firm's mark to the path of a canvas.
export function trace(canvas, firm, x, y, radius) {
  const corners = polygon(firm);
  if (!corners) {
    canvas.moveTo(x + radius, y);
    canvas.arc(x, y, radius, 0, 7);
    return;
  }
  corners.forEach(([a, b], i) => (i ? canvas.lineTo(x + a * radius, y + b * radius) : canvas.moveTo(x + a * radius, y + b * radius)));
  canvas.closePath();
}

const DRAWN = {
  play: [['path', { d: 'M4 2.2v11.6L13.5 8z' }]],
  pause: [['path', { d: 'M3.5 2.5h3v11h-3zM9.5 2.5h3v11h-3z' }]],
  end: [['path', { d: 'M2.5 2.5v11L10 8zM11 2.5h2.5v11H11z' }]],
  again: [['path', { d: 'M8 2.2a5.8 5.8 0 1 0 5.6 7.3h-2A3.9 3.9 0 1 1 8 4.1c1 0 2 .4 2.7 1.1L8.6 7.2H14V1.8l-1.9 2A5.8 5.8 0 0 0 8 2.2z' }]],
  dice: [['path', { 'fill-rule': 'evenodd', d: 'M3.5 1.5h9a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-9a2 2 0 0 1-2-2v-9a2 2 0 0 1 2-2zM5 3.8A1.2 1.2 0 1 0 5 6.2a1.2 1.2 0 0 0 0-2.4zM11 9.8a1.2 1.2 0 1 0 0 2.4 1.2 1.2 0 0 0 0-2.4zM8 6.8a1.2 1.2 0 1 0 0 2.4 1.2 1.2 0 0 0 0-2.4z' }]],
  moon: [['circle', { cx: 8, cy: 8, r: 6, fill: 'none', stroke: 'currentColor', 'stroke-width': 1.6 }], ['path', { d: 'M8 2a6 6 0 0 1 0 12z' }]],
};
const LINED = {
  chart: 'M2 2v12h12M4.5 11l3-4 2.5 2 3.5-5', table: 'M2 3h12v10H2zM2 6.5h12M2 9.8h12M6.5 3v10',
  in: 'M7 2.500a4.500 4.500 0 1 1 0 9 4.500 4.500 0 0 1 0-9zM10.500 10.500L14 14M5 7h4M7 5v4', out: 'M7 2.500a4.500 4.500 0 1 1 0 9 4.500 4.500 0 0 1 0-9zM10.500 10.500L14 14M5 7h4',
  down: 'M8 2v8M4.5 7L8 10.5 11.5 7M2.5 13.500h11', lock: 'M3.5 7.5h9v6h-9zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5',
  market: 'M4 2.200a1.800 1.800 0 1 1 0 3.600 1.800 1.800 0 0 1 0-3.600zM11.500 3.200a1.800 1.800 0 1 1 0 3.600 1.800 1.800 0 0 1 0-3.600zM5 9.700a1.800 1.800 0 1 1 0 3.600 1.800 1.800 0 0 1 0-3.600zM12 10.200a1.800 1.800 0 1 1 0 3.600 1.800 1.800 0 0 1 0-3.600z',
  why: 'M7 2.500a4.500 4.500 0 1 1 0 9 4.500 4.500 0 0 1 0-9zM10.500 10.500L14 14', compare: 'M2 12c4 0 5-8 12-8M2 13c5 0 6-3.500 12-3.500',
  lesson: 'M8 4C6.500 2.800 4.500 2.500 2 2.500v10c2.500 0 4.500.3 6 1.500 1.500-1.200 3.500-1.500 6-1.500v-10c-2.500 0-4.500.3-6 1.500zM8 4v10',
  confirmed: 'M8 1.500a6.500 6.500 0 1 1 0 13 6.500 6.500 0 0 1 0-13zM5 8.200l2.200 2.200L11.200 6',
  refuted: 'M8 1.500a6.500 6.500 0 1 1 0 13 6.500 6.500 0 0 1 0-13zM5.500 5.500l5 5M10.500 5.500l-5 5',
  open: 'M8 1.500a6.500 6.500 0 1 1 0 13 6.500 6.500 0 0 1 0-13zM5 8h6',
  wait: 'M8 1.500a6.500 6.500 0 1 1 0 13 6.500 6.500 0 0 1 0-13zM8 4.500V8l2.500 2',
};

export function icon(name) {
  const attributes = { viewBox: '0 0 16 16', 'aria-hidden': 'true', class: LINED[name] ? 'lined' : '' };
  if (LINED[name]) return h('svg', attributes, h('path', { d: LINED[name] }));
  return h('svg', attributes, DRAWN[name].map(([tag, parts]) => h(tag, parts)));
}

// Evidence: the fuller the disc, the firmer the ground.
export function gradeDisc(grade) {
  const full = { measured: 1, reported: 0.667, quoted: 0.333, assumed: 0 }[grade];
  const ring = { cx: 7, cy: 7, fill: 'none', stroke: 'currentColor' };
  return h('svg', { viewBox: '0 0 14 14', 'aria-hidden': 'true' },
    h('circle', { ...ring, r: 6, 'stroke-width': 1.4 }),
    full ? h('circle', { ...ring, r: 2.2, 'stroke-width': 4.4, 'stroke-dasharray': `${(13.823 * full).toFixed(2)} 99`, transform: 'rotate(-90 7 7)' }) : null);
}

export function stairs(level) {
  const steps = [1, 2, 3].map(i => h('rect', { class: i <= level ? 'on' : '', x: 2 + (i - 1) * 10, y: 26 - i * 8, width: 8, height: i * 8 }));
  return h('svg', { class: 'stairs', viewBox: '0 0 32 29', 'aria-hidden': 'true' }, steps, h('rect', { class: 'on', x: 2, y: 26.5, width: 28, height: 1.5 }));
}
