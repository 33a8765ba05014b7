// What is written into the fields of a market of one's own.
/** @import { FieldValue } from '../protocol/draft.js' */

/** A number as people write it, with its sign. */
const NUMBER = /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * What was written into a field: null if it was emptied, the words themselves if they are no number.
 * @param {string} text
 * @param {boolean} isNumber
 * @returns {FieldValue}
 */
export function written(text, isNumber) {
  const trimmed = text.trim();
  if (!trimmed) return null;
  const plain = trimmed.replace('\u2212', '-');
  return isNumber && NUMBER.test(plain) && Number.isFinite(Number(plain)) ? Number(plain) : trimmed;
}

/**
 * A number without the dust of arithmetic.
 * @param {number} value
 */
export const tidy = value => Number(value.toPrecision(10));
