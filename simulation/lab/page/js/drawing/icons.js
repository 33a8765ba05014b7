// Icons, and small pictures that stand for a value.
import { h } from './dom.js';
/** @import { Attributes } from './dom.js' */

/**
 * Icons that are filled: the tags and attributes of their shapes.
 * @type {Record<string, [string, Attributes][]>}
 */
const FILLED = {
  play: [['path', { d: 'M4 2.2v11.6L13.5 8z' }]],
  pause: [['path', { d: 'M3.5 2.5h3v11h-3zM9.5 2.5h3v11h-3z' }]],
  end: [['path', { d: 'M2.5 2.5v11L10 8zM11 2.5h2.5v11H11z' }]],
  again: [
    [
      'path',
      {
        d:
          'M8 2.2a5.8 5.8 0 1 0 5.6 7.3h-2A3.9 3.9 0 1 1 8 4.1c1 0 2 .4 2.7 1.1L8.6 7.2H14V1.8l-1.9 2' +
          'A5.8 5.8 0 0 0 8 2.2z',
      },
    ],
  ],
  dice: [
    [
      'path',
      {
        'fill-rule': 'evenodd',
        d:
          'M3.5 1.5h9a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-9a2 2 0 0 1-2-2v-9a2 2 0 0 1 2-2z' +
          'M5 3.8A1.2 1.2 0 1 0 5 6.2a1.2 1.2 0 0 0 0-2.4z' +
          'M11 9.8a1.2 1.2 0 1 0 0 2.4 1.2 1.2 0 0 0 0-2.4z' +
          'M8 6.8a1.2 1.2 0 1 0 0 2.4 1.2 1.2 0 0 0 0-2.4z',
      },
    ],
  ],
  moon: [
    ['circle', { cx: 8, cy: 8, r: 6, fill: 'none', stroke: 'currentColor', 'stroke-width': 1.6 }],
    ['path', { d: 'M8 2a6 6 0 0 1 0 12z' }],
  ],
};

/**
 * The path of a circle from its topmost point on.
 * @param {number} x
 * @param {number} top
 * @param {number} r
 */
const ring = (x, top, r) => `M${x} ${top}a${r} ${r} 0 1 1 0 ${2 * r} ${r} ${r} 0 0 1 0-${2 * r}z`;

const GLASS = ring(7, 2.5, 4.5);
const HANDLE = 'M10.5 10.5L14 14';
const SEAL = ring(8, 1.5, 6.5);

const SHOULDERS = 'M1.5 13.5c.3-3 1.8-4.5 4-4.5s3.7 1.5 4 4.5M11.5 9.5c1.8.1 2.8 1.3 3 3.5';

/** Icons that are lines: their paths. @type {Record<string, string>} */
const LINES = {
  undo: 'M6 3L2.5 6.5 6 10M3 6.5h6.5a3.5 3.5 0 0 1 0 7H6',
  original: 'M8 3a5 5 0 1 1-4.6 3M3 2.5V6h3.5M8 6v2.2l1.6 1.3',
  keep: 'M4 2.5h8v11L8 10.5 4 13.5z',
  table: 'M2 3h12v10H2zM2 6.5h12M2 9.8h12M6.5 3v10',
  in: `${GLASS}${HANDLE}M5 7h4M7 5v4`,
  out: `${GLASS}${HANDLE}M5 7h4`,
  larger: 'M9.5 2.5h4v4M13.5 2.5L9 7M6.5 13.5h-4v-4M2.5 13.5L7 9',
  down: 'M8 2v8M4.5 7L8 10.5 11.5 7M2.5 13.5h11',
  lock: 'M3.5 7.5h9v6h-9zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5',
  market: ring(4, 2.2, 1.8) + ring(11.5, 3.2, 1.8) + ring(5, 9.7, 1.8) + ring(12, 10.2, 1.8),
  why: `${GLASS}${HANDLE}`,
  compare: 'M2 12c4 0 5-8 12-8M2 13c5 0 6-3.5 12-3.5',
  lesson:
    'M8 4C6.5 2.8 4.5 2.5 2 2.5v10c2.5 0 4.5.3 6 1.5 1.5-1.2 3.5-1.5 6-1.5v-10c-2.5 0-4.5.3-6 1.5zM8 4v10',
  own: 'M3 10.5L11 2.5l2.5 2.5-8 8H3zM9.5 4L12 6.5',
  class: `${ring(5.5, 2.5, 2.2)}${ring(11.3, 4, 1.7)}${SHOULDERS}`,
  confirmed: `${SEAL}M5 8.2l2.2 2.2L11.2 6`,
  refuted: `${SEAL}M5.5 5.5l5 5M10.5 5.5l-5 5`,
  open: `${SEAL}M5 8h6`,
  wait: `${SEAL}M8 4.5V8l2.5 2`,
};

/** @param {string} name */
export function icon(name) {
  const lines = LINES[name];
  const attributes = { viewBox: '0 0 16 16', 'aria-hidden': 'true', class: lines ? 'lined' : '' };
  if (lines) return h('svg', attributes, h('path', { d: lines }));
  return h(
    'svg',
    attributes,
    FILLED[name].map(([tag, shape]) => h(tag, shape)),
  );
}

const EVIDENCE = { measured: 1, reported: 0.667, from_memory: 0.333, assumed: 0 };
/** The length of the ring that fills the disc. */
const AROUND = 13.823;

/**
 * A disc that is the fuller, the stronger the evidence.
 * @param {keyof typeof EVIDENCE} grade
 */
export function evidenceDisc(grade) {
  const full = EVIDENCE[grade];
  const circle = { cx: 7, cy: 7, fill: 'none', stroke: 'currentColor' };
  const sector = {
    ...circle,
    r: 2.2,
    'stroke-width': 4.4,
    'stroke-dasharray': `${(AROUND * full).toFixed(2)} 99`,
    transform: 'rotate(-90 7 7)',
  };
  return h(
    'svg',
    { viewBox: '0 0 14 14', 'aria-hidden': 'true' },
    h('circle', { ...circle, r: 6, 'stroke-width': 1.4 }),
    full ? h('circle', sector) : null,
  );
}

/**
 * Three stairs, of which as many are filled as the level says.
 * @param {number} level
 */
export function levelStairs(level) {
  const steps = [1, 2, 3].map(i =>
    h('rect', { class: i <= level ? 'on' : '', x: 2 + (i - 1) * 10, y: 26 - i * 8, width: 8, height: i * 8 }),
  );
  const floor = h('rect', { class: 'on', x: 2, y: 26.5, width: 28, height: 1.5 });
  return h('svg', { class: 'stairs', viewBox: '0 0 32 29', 'aria-hidden': 'true' }, steps, floor);
}
