// Values on one scale, a row each: a name, a dot with its interval, the figure; and the mark of a prediction.
import { exact } from '../protocol/words.js';
import { h } from './dom.js';
/** @import { Interval } from '../protocol/messages.js' */

/**
 * @typedef {object} ScaleRow
 * @property {string} name
 * @property {Interval} value
 * @property {boolean} [mine] whether the learner has chosen this row
 * @property {boolean} [best]
 */
/** @typedef {{ low: number, high: number, name: string }} Span */
/** @typedef {{ at: number, name: string }} ScaleMark */
/**
 * @typedef {object} DotScale
 * @property {number} low
 * @property {number} high
 * @property {string} unit
 * @property {ScaleMark[]} [marks]
 * @property {Span | null} [span]
 */

/**
 * @param {ScaleRow[]} rows
 * @param {DotScale} scale
 */
export function dotScale(rows, { low, high, unit, marks = [], span = null }) {
  /** @param {number} value */
  const place = value => `${Math.min(100, Math.max(0, (100 * (value - low)) / (high - low || 1)))}%`;
  return h(
    'div',
    { class: 'dot-scale' },
    rows.map(row => scaleRow(row, unit, place)),
    span ? spanRow(span, marks, unit, place) : null,
  );
}

/**
 * @param {ScaleRow} row
 * @param {string} unit
 * @param {(value: number) => string} place
 */
function scaleRow({ name, value, mine = false, best = false }, unit, place) {
  const { mean, low, high } = value;
  const track = [
    low === null || high === null
      ? null
      : h('i', { class: 'interval', 'style-left': place(low), 'style-right': `calc(100% - ${place(high)})` }),
    mean === null ? null : h('i', { class: 'dot', 'style-left': place(mean) }),
  ];
  const between = low === null || high === null ? '' : ` (${exact(low)} – ${exact(high)})`;
  return h(
    'div',
    { class: `row${mine ? ' mine' : ''}${best ? ' best' : ''}` },
    h('span', { class: 'name' }, mine ? '☑ ' : '', name),
    h('span', { class: 'track' }, track),
    h('span', { class: 'figure' }, exact(mean), ` ${unit}`, h('small', {}, between)),
  );
}

/**
 * The row of a guess: its range, and the mark of the best guess.
 * @param {Span} span
 * @param {ScaleMark[]} marks
 * @param {string} unit
 * @param {(value: number) => string} place
 */
function spanRow({ low, high, name }, marks, unit, place) {
  const range = { class: 'span', 'style-left': place(low), 'style-right': `calc(100% - ${place(high)})` };
  return h(
    'div',
    { class: 'row mine' },
    h('span', { class: 'name' }, name),
    h(
      'span',
      { class: 'track' },
      h('i', range),
      marks.map(each => h('i', { class: 'ring', 'style-left': place(each.at) })),
    ),
    h(
      'span',
      { class: 'figure' },
      marks.map(each => exact(each.at)).join(),
      ` ${unit}`,
      low < high ? h('small', {}, ` (${exact(low)} – ${exact(high)})`) : null,
    ),
  );
}

/**
 * The ends of a scale that holds all these values.
 * @param {(number | null | undefined)[]} values
 */
export function endsOf(values) {
  const known = values.filter(each => each !== null && each !== undefined).map(Number);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const room = 0.08 * (high - low || Math.abs(high) || 1);
  return { low: low >= 0 && low < 0.6 * high ? 0 : low - room, high: high + room };
}
