// Small calculations with series of months, in which null stands for what does not exist.
/** @typedef {(number | null)[]} Series */
/** @typedef {[number, number]} Range */

/** @param {Series} values */
const existing = values => values.filter(value => value !== null && Number.isFinite(value)).map(Number);

/**
 * A series with each value changed that exists.
 * @param {Series} values
 * @param {(value: number) => number} change
 * @returns {Series}
 */
export const mapExisting = (values, change) => values.map(value => (value === null ? null : change(value)));

/**
 * The mean of each month and the months before.
 * @param {Series} values
 * @param {number} months
 */
export function movingAverage(values, months = 3) {
  return values.map((value, i) => {
    if (value === null) return null;
    const known = values
      .slice(Math.max(0, i - months + 1), i + 1)
      .flatMap(each => (each === null ? [] : [each]));
    return known.reduce((sum, each) => sum + each, 0) / known.length;
  });
}

const YEAR = 12;
/** Months after which the pace of a first year is told. */
const EARLIEST = 3;

/**
 * Of 100 customers, how many leave in a year: 100 less those whom the last 12 months, one after
 * the other, have kept. In the first year it is the pace of the months so far.
 * @param {Series} retention a month, of 1; the first value stands for month 0
 * @returns {Series}
 */
export const leaversAYear = retention =>
  retention.map((rate, month) => {
    const rates = existing(retention.slice(Math.max(1, month - YEAR + 1), month + 1));
    if (rate === null || rates.length < EARLIEST) return null;
    const kept = rates.reduce((product, each) => product * each, 1);
    return 100 * (1 - kept ** (YEAR / rates.length));
  });

/**
 * A quantile of the values that exist, null if there are none.
 * @param {Series} values
 * @param {number} share
 */
export function quantile(values, share) {
  const sorted = existing(values).sort((a, b) => a - b);
  if (!sorted.length) return null;
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  return sorted[below] + (sorted[Math.min(below + 1, sorted.length - 1)] - sorted[below]) * (at - below);
}

const PADDING = 0.08;

/**
 * The range of an axis that shows all values, with some room.
 * @param {Series[]} series
 * @param {{ least?: number, most?: number }} limits values that are shown in any case
 * @returns {Range}
 */
export function axisRange(series, { least = Infinity, most = -Infinity } = {}) {
  const known = existing(series.flat());
  const low = Math.min(least, ...known);
  const high = Math.max(most, ...known);
  if (!Number.isFinite(low) || !Number.isFinite(high)) return [0, 1];
  const room = (high - low || Math.abs(high) || 1) * PADDING;
  return [low < 0 || low !== least ? low - room : low, high + room];
}

/** @param {number[]} values */
export const sum = values => values.reduce((total, each) => total + each, 0);
