// The drawn prediction: six points of the focal firm's retention, joined by lines, and beside them what came.
import { isPhone } from '../app.js';
import { n1, t } from '../protocol/words.js';
import { h } from './dom.js';
import { lookOf } from './firm-marks.js';
/** @import { Market } from '../protocol/messages.js' */
/** @import { Attributes } from './dom.js' */
/** @import { Series } from './statistics.js' */

const POINTS = 6;
const HEIGHT = 250;
const TOP = 14;
const LEFT = 44;
/** The height of the plot, without the axis below it. */
const PLOT_HEIGHT = HEIGHT - 46;
/** The highest value stands a little below the upper edge. */
const HEADROOM = 0.5;

/**
 * The range in which one can draw: wide for markets in which people shop around, narrow under contracts.
 * @param {Market} market
 */
export function predictionScale(market) {
  const [low, step] = market.kind === 'repeat_purchase' ? [40, 2] : [88, 0.5];
  const months = Array.from({ length: POINTS }, (_, i) => Math.round(((i + 1) * market.months) / POINTS));
  return { low, high: 100, step, start: Array(POINTS).fill((low + 100) / 2), months };
}

/**
 * The predicted value of a month, between two points on the line that joins them.
 * @param {Market} market
 * @param {number[]} curve
 * @param {number} month
 */
function predicted(market, curve, month) {
  const months = [0, ...predictionScale(market).months];
  const values = [curve[0], ...curve];
  const i = months.findIndex((each, index) => index > 0 && month <= each);
  if (i < 0) return values[values.length - 1];
  const [from, to] = [months[i - 1], months[i]];
  return values[i - 1] + ((values[i] - values[i - 1]) * (month - from)) / (to - from || 1);
}

/**
 * The point at which the prediction was furthest from what came.
 * @param {Market} market
 * @param {number[]} curve
 * @param {Series} actual
 */
export function furthestPoint(market, curve, actual) {
  const points = predictionScale(market).months.flatMap((month, i) => {
    const came = actual[month] ?? null;
    return came === null ? [] : [{ month, said: curve[i], came, off: Math.abs(curve[i] - came) }];
  });
  return points.sort((a, b) => b.off - a.off)[0] ?? { month: 0, said: null, came: null };
}

/**
 * @typedef {object} PredictionOptions
 * @property {boolean} [knobs] whether the points can be moved
 * @property {Series | null} [actual] what came, month by month
 * @property {number} [upTo] the last month of it that is shown
 * @property {number} [firm]
 */
/** @typedef {ReturnType<typeof placesFor>} Places */

/**
 * Where months and values stand in the drawing.
 * @param {Market} market
 * @param {PredictionOptions} options
 */
function placesFor(market, { knobs = false, actual = null }) {
  const { low, high } = predictionScale(market);
  const floor = Math.min(
    low,
    ...(actual ?? []).flatMap(value => (value === null ? [] : [Math.floor(value)])),
  );
  const width = isPhone() ? 360 : 820;
  const nameRoom = isPhone() ? 134 : 140;
  const right = width - (knobs ? 70 : nameRoom);
  const above = high + HEADROOM;
  return {
    width,
    floor,
    high,
    /** @param {number} month */
    x: month => LEFT + (month * right) / market.months,
    /** @param {number} value */
    y: value => TOP + ((above - value) * PLOT_HEIGHT) / (above - floor),
    /** @param {number} y in the units of the drawing */
    valueAt: y => above - ((y - TOP) * (above - floor)) / PLOT_HEIGHT,
  };
}

/**
 * @param {string | number} text
 * @param {Attributes} attributes
 */
const words = (text, attributes) => h('text', { svg: true, ...attributes }, text);

/** @param {[number, number][]} points */
const pointList = points => points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');

/**
 * The drawing of a prediction.
 * @param {Market} market
 * @param {number[]} curve
 * @param {PredictionOptions} options
 */
export function predictionCurve(market, curve, options) {
  const { knobs = false } = options;
  const places = placesFor(market, options);
  const { x, y, width } = places;
  const { months } = predictionScale(market);
  const end = x(market.months) + 8;
  /** @type {(month: number) => [number, number]} */
  const point = month => [x(month), y(predicted(market, curve, month))];
  const line = { points: pointList([0, ...months].map(point)), fill: 'none', stroke: 'var(--ink)' };
  const last = curve[curve.length - 1];
  return h(
    'svg',
    {
      class: 'draw',
      viewBox: `0 0 ${width} ${HEIGHT}`,
      role: knobs ? 'group' : 'img',
      'aria-label': t('lesson.curve'),
    },
    grid(market, places),
    outcomeGap(market, options, point, places),
    h('polyline', { ...line, 'stroke-width': 2.4, 'stroke-dasharray': '7 5' }),
    outcomeLine(market, options, last, places),
    knobs
      ? months.map((month, i) => knob(month, i, curve[i], market, places))
      : words(t('lesson.mine'), { x: end, y: y(last) + 4 }),
  );
}

/**
 * @param {Market} market
 * @param {Places} places
 */
function grid(market, { x, y, floor, high }) {
  const values = Array.from({ length: 5 }, (_, i) => floor + ((high - floor) * i) / 4);
  const lines = values.map(value => [
    h('line', { x1: x(0), x2: x(market.months), y1: y(value), y2: y(value), stroke: 'var(--grid)' }),
    words(n1(value), { x: 38, y: y(value) + 4, 'text-anchor': 'end' }),
  ]);
  const months = [0, ...predictionScale(market).months].map(month =>
    words(month || t('axis_start'), { x: x(month), y: HEIGHT - 6, 'text-anchor': 'middle' }),
  );
  return [lines, months];
}

/**
 * What came, in the months that are shown; empty as long as it makes no line.
 * @param {Market} market
 * @param {PredictionOptions} options
 * @returns {{ month: number, value: number }[]}
 */
function outcome(market, { actual = null, upTo = 0 }) {
  const months = Array.from({ length: market.months }, (_, i) => i + 1).filter(month => month <= upTo);
  const came = months.flatMap(month => {
    const value = actual?.[month] ?? null;
    return value === null ? [] : [{ month, value }];
  });
  return came.length > 1 ? came : [];
}

/**
 * The area between the prediction and what came.
 * @param {Market} market
 * @param {PredictionOptions} options
 * @param {(month: number) => [number, number]} point of the prediction
 * @param {Places} places
 */
function outcomeGap(market, options, point, { x, y }) {
  const came = outcome(market, options);
  if (!came.length) return null;
  /** @type {[number, number][]} */
  const back = came.toReversed().map(({ month, value }) => [x(month), y(value)]);
  const points = pointList([...came.map(each => point(each.month)), ...back]);
  return h('polygon', { fill: 'var(--mark)', opacity: 0.75, points });
}

/**
 * The line of what came, and its name, which stays clear of the prediction's name.
 * @param {Market} market
 * @param {PredictionOptions} options
 * @param {number} lastPredicted
 * @param {Places} places
 */
function outcomeLine(market, options, lastPredicted, { x, y }) {
  const came = outcome(market, options);
  if (!came.length) return null;
  const points = pointList(came.map(({ month, value }) => [x(month), y(value)]));
  const stroke = `var(--f${lookOf(options.firm ?? 0)})`;
  const last = came[came.length - 1].value;
  const isClose = Math.abs(y(last) - y(lastPredicted)) < 16;
  const aside = last >= lastPredicted ? -6 : 16;
  const place = { x: x(market.months) + 8, y: y(last) + (isClose ? aside : 4), class: 'strong' };
  return [
    h('polyline', { points, fill: 'none', stroke, 'stroke-width': 3.2 }),
    words(t('lesson.came'), place),
  ];
}

/**
 * A point that can be moved, and its value.
 * @param {number} month
 * @param {number} index
 * @param {number} value
 * @param {Market} market
 * @param {Places} places
 */
function knob(month, index, value, market, { x, y }) {
  const { low, high } = predictionScale(market);
  const [cx, cy] = [x(month), y(value)];
  const slider = {
    class: 'knob',
    tabindex: 0,
    role: 'slider',
    'aria-label': t('month_of', { month }),
    'aria-orientation': 'vertical',
    'aria-valuemin': low,
    'aria-valuemax': high,
    'aria-valuenow': value,
    'aria-valuetext': `${n1(value)} %`,
    'data-knob': index,
  };
  const above = cy - 21 < 12 ? cy + 30 : cy - 18;
  return [
    h('circle', { ...slider, cx, cy, r: isPhone() ? 13 : 9 }),
    words(n1(value), { x: cx, y: above, 'text-anchor': 'middle', class: 'strong' }),
  ];
}

/**
 * The value at a place of the window, in a drawing with knobs.
 * @param {Market} market
 * @param {Element} drawing
 * @param {number} clientY
 */
export function predictedValueAt(market, drawing, clientY) {
  const box = drawing.getBoundingClientRect();
  return placesFor(market, { knobs: true }).valueAt(((clientY - box.top) / box.height) * HEIGHT);
}
