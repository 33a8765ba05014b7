// A curve with a value at each place: drawn by hand with handles, or shown beside what came.
import { exact } from '../protocol/words.js';
import { isPhone } from '../app.js';
import { token } from './design-tokens.js';
import { h } from './dom.js';
import { niceTicks, pushedApart } from './scales.js';
import { fitted, textWidth } from './text-width.js';
/** @import { Attributes } from './dom.js' */

/**
 * @typedef {object} CurveScale
 * @property {string[]} places what stands under each place
 * @property {number} lowest
 * @property {number} highest
 * @property {string} unit
 */
/** @typedef {{ values: number[], name: string, class: 'base' | 'mine' | 'came' }} CurveLine */

const HEIGHT = 230;
const TOP = 16;
const LEFT = 40;
const BELOW = 28;
const LETTERS = 12;
const LEADING = 15;
const NAME_ROOM = 150;
const PHONE_NAME_ROOM = 116;

const widthNow = () => (isPhone() ? 380 : 760);
const nameRoom = () => (isPhone() ? PHONE_NAME_ROOM : NAME_ROOM);
const letters = () => ({ size: LETTERS, family: token('--sans') });

/**
 * The row of each label under places: where neighbours would meet, every other one stands a line lower.
 * @param {number[]} widths
 * @param {number} gap between two places
 */
export function labelRows(widths, gap) {
  const meet = widths.some((each, i) => i > 0 && (each + widths[i - 1]) / 2 + LETTERS / 3 > gap);
  return widths.map((_, i) => (meet ? i % 2 : 0));
}

/** @param {CurveScale} scale */
function pen({ places, lowest, highest }) {
  const right = widthNow() - nameRoom();
  const gap = (right - LEFT) / Math.max(1, places.length - 1);
  const between = gap - 28 / Math.max(1, places.length - 1);
  const rows = labelRows(
    places.map(place => textWidth(place, letters())),
    between,
  );
  const plot = HEIGHT - TOP - BELOW - LEADING * Math.max(...rows);
  return {
    right,
    rows,
    /** @param {number} i */
    x: i => LEFT + 14 + i * between,
    /** @param {number} value */
    y: value => TOP + ((highest - value) * plot) / (highest - lowest),
    /** @param {number} y */
    valueAt: y => highest - ((y - TOP) * (highest - lowest)) / plot,
  };
}

/** The smallest change that a handle makes. @param {{ lowest: number, highest: number }} scale */
export function stepOf({ lowest, highest }) {
  const rough = (highest - lowest) / 48;
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map(each => each * power).find(each => each >= rough) ?? power;
}

/**
 * @typedef {object} CurveOptions
 * @property {string} label
 * @property {number[] | null} [handles] the values that can be moved
 * @property {{ low: number[], high: number[] } | null} [interval] of what came
 */

/**
 * The drawing of lines, with their names at the end.
 * @param {CurveScale} scale
 * @param {CurveLine[]} lines
 * @param {CurveOptions} options
 */
export function valueCurve(scale, lines, { label, handles = null, interval = null }) {
  const drawing = pen(scale);
  const { x, y } = drawing;
  const role = handles ? 'group' : 'img';
  const spread = interval
    ? [...interval.low.map((v, i) => [x(i), y(v)]), ...interval.high.map((v, i) => [x(i), y(v)]).toReversed()]
    : null;
  return h(
    'svg',
    { class: 'draw', viewBox: `0 0 ${widthNow()} ${HEIGHT}`, role, 'aria-label': label },
    grid(scale, drawing),
    spread ? h('polygon', { class: 'band', points: pointList(spread) }) : null,
    lines.map(each => line(each, x, y)),
    names(lines, x, y, scale.places.length - 1),
    handles?.map((value, i) => handle(value, i, scale, x(i), y(value))),
  );
}

/** @param {number[][]} points */
const pointList = points => points.map(each => each.map(v => v.toFixed(1)).join(',')).join(' ');

/**
 * @param {string} text
 * @param {Attributes} attributes
 */
const words = (text, attributes) => h('text', { svg: true, ...attributes }, text);

/**
 * @param {CurveScale} scale
 * @param {ReturnType<typeof pen>} drawing
 */
function grid({ places, lowest, highest }, { x, y, right, rows }) {
  const lines = niceTicks([lowest, highest], 4).map(value => [
    h('line', { x1: LEFT, x2: right, y1: y(value), y2: y(value), stroke: 'var(--grid)' }),
    words(exact(value), { x: LEFT - 6, y: y(value) + 4, 'text-anchor': 'end' }),
  ]);
  const floor = HEIGHT - 8 - LEADING * Math.max(...rows);
  const labels = places.map((place, i) =>
    words(place, { x: x(i), y: floor + LEADING * rows[i], 'text-anchor': 'middle' }),
  );
  return [lines, labels];
}

/**
 * @param {CurveLine} line
 * @param {(i: number) => number} x
 * @param {(value: number) => number} y
 */
const line = ({ values, class: look }, x, y) =>
  h('polyline', { class: `curve ${look}`, points: pointList(values.map((value, i) => [x(i), y(value)])) });

/**
 * The names of lines, pushed apart where they would meet.
 * @param {CurveLine[]} lines
 * @param {(i: number) => number} x
 * @param {(value: number) => number} y
 * @param {number} last
 */
function names(lines, x, y, last) {
  const wanted = lines.map(each => y(each.values[last]));
  const places = pushedApart(wanted, LEADING, [TOP, HEIGHT - BELOW]);
  return lines.map(({ name, class: look }, i) => {
    const text = fitted(name, nameRoom() - 2, letters(), true);
    return words(text, { class: look, x: x(last) + 16, y: places[i] + 4 });
  });
}

/**
 * @param {number} value
 * @param {number} index
 * @param {CurveScale} scale
 * @param {number} cx
 * @param {number} cy
 */
function handle(value, index, { places, lowest, highest, unit }, cx, cy) {
  const slider = {
    class: 'knob',
    tabindex: 0,
    role: 'slider',
    'aria-label': places[index],
    'aria-orientation': 'vertical',
    'aria-valuemin': lowest,
    'aria-valuemax': highest,
    'aria-valuenow': value,
    'aria-valuetext': `${exact(value)} ${unit}`,
    'data-knob': index,
  };
  return [
    h('circle', { ...slider, cx, cy, r: isPhone() ? 13 : 9 }),
    words(exact(value), {
      x: cx,
      y: cy - 21 < 12 ? cy + 30 : cy - 16,
      'text-anchor': 'middle',
      class: 'strong',
    }),
  ];
}

/**
 * Let the handles of a drawing be moved, by pointer or by keys.
 * @param {HTMLElement} holder of the drawing
 * @param {CurveScale} scale
 * @param {() => number[]} values now
 * @param {(index: number, value: number) => void} set draws it anew
 */
export function movable(holder, scale, values, set) {
  const step = stepOf(scale);
  /** @param {number} value */
  const allowed = value =>
    Math.min(
      scale.highest,
      Math.max(scale.lowest, Number((Math.round(value / step) * step).toPrecision(12))),
    );
  /** @param {number} index */
  const focus = index =>
    /** @type {SVGElement | null} */ (holder.querySelector(`[data-knob="${index}"]`))?.focus();
  holder.addEventListener('keydown', event => {
    const index = knobOf(event);
    const steps = keySteps(event.key);
    if (index === null || !steps) return;
    event.preventDefault();
    set(index, allowed(values()[index] + steps * step));
    focus(index);
  });
  holder.addEventListener('pointerdown', event => {
    const index = knobOf(event);
    if (index === null) return;
    event.preventDefault();
    /** @param {PointerEvent} each */
    const move = each => {
      const box = /** @type {SVGElement} */ (holder.querySelector('svg')).getBoundingClientRect();
      set(index, allowed(pen(scale).valueAt(((each.clientY - box.top) / box.height) * HEIGHT)));
    };
    const release = () => {
      removeEventListener('pointermove', move);
      focus(index);
    };
    addEventListener('pointermove', move);
    addEventListener('pointerup', release, { once: true });
  });
}

/** @param {Event} event */
function knobOf(event) {
  const { knob } = /** @type {SVGElement} */ (event.target).dataset;
  return knob === undefined ? null : Number(knob);
}

/** @param {string} key */
function keySteps(key) {
  if (key === 'ArrowUp' || key === 'ArrowRight') return 1;
  if (key === 'ArrowDown' || key === 'ArrowLeft') return -1;
  if (key === 'PageUp') return 5;
  return key === 'PageDown' ? -5 : 0;
}
