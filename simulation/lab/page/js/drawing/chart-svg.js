// A chart as SVG, laid out for the size at which it is drawn: on the screen, on paper, in a file.
import { exact, t } from '../protocol/words.js';
import { h, svgText } from './dom.js';
import { endNames, roomForNames } from './end-names.js';
import { drawn } from './marks.js';
import { monthTicks, niceTicks, scale } from './scales.js';
import { textWidth } from './text-width.js';
/** @import { Mark, Pen } from './marks.js' */
/** @import { Range } from './statistics.js' */

/**
 * What stands at the end of a line, or beside a point: a name or a figure.
 * @typedef {object} LineEnd
 * @property {number} x
 * @property {number | null | undefined} y
 * @property {string} text
 * @property {boolean} [strong]
 * @property {Range} [stem] the ends of the stem that it names
 */
/** A dotted vertical: what was changed in this month. @typedef {{ month: number, words: string }} Pin */
/**
 * @typedef {object} ChartAxis
 * @property {number} [months] of a chart over months
 * @property {Range} range of the values
 * @property {number[]} [ticks]
 * @property {{ range: Range, words: string }} [across] the horizontal axis if it is not one of months
 */
/**
 * @typedef {object} ChartPicture
 * @property {Mark[]} marks
 * @property {ChartAxis} axis
 * @property {LineEnd[]} ends
 * @property {Pin[]} [pins]
 * @property {number | null} [cursor] the month in which one stands
 */
/**
 * @typedef {object} Paper
 * @property {number} width
 * @property {number} height
 * @property {number} size of the letters, in pixels
 * @property {number} line the width of a usual line
 * @property {string} family of the letters
 * @property {(colour: string) => string} paint
 * @property {boolean} [small] whether there is room only for the ends of the axes
 */
/** @typedef {{ left: number, right: number, top: number, bottom: number }} Frame */

/**
 * A chart, and where its months stand.
 * @param {ChartPicture} picture
 * @param {Paper} paper
 */
export function drawChart(picture, paper) {
  const { width, height, size, line, paint } = paper;
  const ends = picture.ends.filter(end => Number.isFinite(end.y));
  const frame = frameOf(picture, ends, paper);
  const { left, right, top, bottom } = frame;
  const { axis } = picture;
  const x = scale(axis.across?.range ?? [0, axis.months ?? 1], [left, right]);
  /** @type {Pen} */
  const pen = { x, y: scale(axis.range, [bottom, top]), line, size, paint };
  const parts = [
    valueAxis(picture, frame, pen, paper),
    acrossAxis(picture, frame, pen, paper),
    (picture.pins ?? []).length ? pinLines(picture, frame, pen, paper) : null,
    cursorLine(picture, frame, pen),
    picture.marks.map(mark => drawn(mark, pen)),
    endNames(ends, frame, pen, paper),
  ];
  const look = { width, height, viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' };
  const font = { 'font-family': paper.family, 'font-size': size };
  return { svg: h('svg', { ...look, ...font }, parts), x, frame };
}

/**
 * The plot without its axes and names, whose room depends on how long they are.
 * @param {ChartPicture} picture
 * @param {LineEnd[]} ends
 * @param {Paper} paper
 * @returns {Frame}
 */
function frameOf({ axis, pins = [] }, ends, paper) {
  const { width, height, size, small } = paper;
  const names = axis.across ? 0 : roomForNames(ends, paper);
  const values = Math.max(...ticksOf(axis, paper).map(tick => textWidth(exact(tick), paper)), size);
  const last = textWidth(String(axis.months ?? ''), paper) / 2 + 2;
  return {
    left: values + 0.5 * size,
    right: width - Math.max(last, names),
    top: (pins.length ? 1.9 : 0.7) * size,
    bottom: height - (axis.across ? 3 : 1.7) * size - (small ? 0 : 2),
  };
}

/**
 * @param {ChartAxis} axis
 * @param {Paper} paper
 */
function ticksOf(axis, { height, size, small }) {
  if (axis.ticks) return axis.ticks;
  return niceTicks(axis.range, small ? 3 : Math.max(2, Math.min(6, Math.floor(height / size / 3))));
}

/**
 * @param {ChartPicture} picture
 * @param {Frame} frame
 * @param {Pen} pen
 * @param {Paper} paper
 */
function valueAxis({ axis }, { left, right }, { y, size, paint }, paper) {
  return ticksOf(axis, paper).map(tick => {
    const stroke = paint(tick === 0 ? '--rule2' : '--grid');
    const words = { x: left - 0.5 * size, y: y(tick) + 0.35 * size, 'text-anchor': 'end' };
    return [
      h('line', { x1: left, x2: right, y1: y(tick), y2: y(tick), stroke }),
      svgText({ ...words, fill: paint('--soft') }, exact(tick)),
    ];
  });
}

/**
 * The axis of months, or of another quantity.
 * @param {ChartPicture} picture
 * @param {Frame} frame
 * @param {Pen} pen
 * @param {Paper} paper
 */
function acrossAxis({ axis }, { left, right, bottom }, { x, size, paint }, paper) {
  const { across } = axis;
  const [fill, ruled] = [paint('--soft'), { stroke: paint('--rule2') }];
  let free = -Infinity;
  const labels = acrossTicks(axis, paper).map(tick => {
    const isFirst = tick === 0 && !across && !paper.small;
    const words = isFirst ? t('axis_start') : exact(tick);
    const width = textWidth(words, paper);
    // The first words are long: they begin at the axis of values, and do not stand over it.
    const begin = isFirst ? x(0) - 0.5 * size : x(tick) - width / 2;
    const fits = begin >= free;
    if (fits) free = begin + width + 0.4 * size;
    return [
      h('line', { x1: x(tick), x2: x(tick), y1: bottom, y2: bottom + 3, ...ruled }),
      fits ? svgText({ x: begin, y: bottom + 1.3 * size, fill }, words) : null,
    ];
  });
  const name = { x: right, y: bottom + 2.6 * size, 'text-anchor': 'end', fill };
  return [
    h('line', { x1: left, x2: right, y1: bottom, y2: bottom, ...ruled }),
    labels,
    across ? svgText(name, across.words) : null,
  ];
}

/**
 * @param {ChartAxis} axis
 * @param {Paper} paper
 */
function acrossTicks({ months = 1, across }, { small }) {
  if (across) return niceTicks(across.range, 5);
  return small ? [0, months] : monthTicks(months);
}

/**
 * Dotted verticals; words that would cover others are left out (the move stands in the recipe, too).
 * @param {ChartPicture} picture
 * @param {Frame} frame
 * @param {Pen} pen
 * @param {Paper} paper
 */
function pinLines({ pins = [] }, { right, top, bottom }, { x, size, paint }, paper) {
  let free = -Infinity;
  return pins.map(({ month, words }, i) => {
    const at = x(month);
    const dotted = { stroke: paint('--rule2'), 'stroke-dasharray': '2 3' };
    const room = x(pins[i + 1]?.month ?? Infinity);
    const width = textWidth(words, paper);
    const begin = Math.min(at + 4, right - width);
    const fits = begin >= free && begin + width < room;
    if (fits) free = begin + width + size;
    const name = { x: begin, y: top - 0.7 * size, fill: paint('--soft') };
    const label = fits ? svgText(name, words) : null;
    return [h('line', { x1: at, x2: at, y1: top - size, y2: bottom, ...dotted }), label];
  });
}

/**
 * @param {ChartPicture} picture
 * @param {Frame} frame
 * @param {Pen} pen
 */
function cursorLine({ cursor }, { top, bottom }, { x, paint }) {
  if (cursor === null || cursor === undefined) return null;
  return h('line', { x1: x(cursor), x2: x(cursor), y1: top, y2: bottom, stroke: paint('--ink') });
}
