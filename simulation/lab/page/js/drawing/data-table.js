// Numbers as a table: on the page, and the same to take away.
import { exact, t } from '../protocol/words.js';
import { h } from './dom.js';
/** @import { Child } from './dom.js' */
/** @import { Series } from './statistics.js' */

/** @typedef {{ heads: string[], rows: (number | string | null)[][] }} Table */
/**
 * A column of months.
 * @typedef {object} Column
 * @property {string} head with its unit
 * @property {Series} values
 * @property {number} [digits] behind the point, in a file
 */

const DIGITS = 2;

/**
 * Columns of months from month 1 on, earliest first.
 * @param {Column[]} columns
 * @param {number} from the month of their first value
 * @returns {Table}
 */
export function monthTable(columns, from = 0) {
  const last = Math.max(0, ...columns.map(each => each.values.length)) - 1 + from;
  const months = Array.from({ length: Math.max(0, last) }, (_, i) => i + 1);
  return {
    heads: [t('month_column'), ...columns.map(each => each.head)],
    rows: months.map(month => [
      month,
      ...columns.map(({ values, digits = DIGITS }) => shortened(values[month - from] ?? null, digits)),
    ]),
  };
}

/**
 * @param {number | null} value
 * @param {number} digits
 */
const shortened = (value, digits) => (value === null ? null : Number(value.toFixed(digits)));

/**
 * A table; numbers get the digits that they need.
 * @param {string[]} heads
 * @param {Child[][]} rows the first cell of each is its head
 * @param {string} caption
 */
export function dataTable(heads, rows, caption) {
  /** @type {(value: Child, index: number) => HTMLElement} */
  const cell = (value, index) => {
    if (!index) return h('th', { scope: 'row' }, value);
    return h('td', {}, typeof value === 'number' || value === null ? exact(value) : value);
  };
  const head = heads.map(each => h('th', { scope: 'col' }, each));
  const body = rows.map(row => h('tr', {}, row.map(cell)));
  return h(
    'table',
    { class: 'data' },
    h('caption', { class: 'visually-hidden' }, caption),
    h('thead', {}, h('tr', {}, head)),
    h('tbody', {}, body),
  );
}
