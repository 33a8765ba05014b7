// Words and numbers in the language of the page. Every text stands in the catalogues that the server sends.
import { h } from '../drawing/dom.js';
/** @import { Language } from './messages.js' */
/** @import { Child } from '../drawing/dom.js' */

/** @type {Partial<Record<Language, Record<string, string>>>} */
const catalogues = {};
/** @type {{ now: Language }} */
export const language = { now: 'en' };
const catalogue = () => catalogues[language.now] ?? {};

/**
 * Fetch the words of a language, and speak it from now on.
 * @param {Language} name
 */
export async function useLanguage(name) {
  catalogues[name] ??= await (await fetch(`words/${name}.json`)).json();
  language.now = name;
  document.documentElement.lang = name === 'zh' ? 'zh-CN' : 'en';
}

/** @param {string} key */
export const hasMessage = key => key in catalogue();

/** @param {string} key */
const message = key => tightPercent(catalogue()[key] ?? catalogue()[`lab.${key}`] ?? key);

/**
 * A message in which words that are counted have their form: "[count:run|runs]" is "run" where the place
 * {count} is filled with 1.
 * @param {string} key
 * @param {Record<string, unknown>} values
 */
const inForm = (key, values) =>
  message(key).replace(/\[(\w+):([^|\]]*)\|([^\]]*)\]/g, (_, name, one, many) =>
    String(values[name]) === '1' ? one : many,
  );

/**
 * A message with its places filled in, as plain text.
 * @param {string} key
 * @param {Record<string, unknown>} values
 */
export function t(key, values = {}) {
  return inForm(key, values)
    .replaceAll('**', '')
    .replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''));
}

/**
 * A message whose places may be filled with elements, **bold** parts included.
 * @param {string} key
 * @param {Record<string, Child>} values
 * @returns {Child[]}
 */
export function nodes(key, values = {}) {
  return inForm(key, values)
    .split('**')
    .flatMap((part, index) => {
      const filled = part.split(/(\{\w+\})/).map(piece => {
        const place = /^\{(\w+)\}$/.exec(piece);
        return place ? (values[place[1]] ?? '') : piece;
      });
      return index % 2 ? h('b', {}, filled) : filled;
    });
}

const MINUS = '\u2212';

/**
 * A number as people of this language write it.
 * @param {number | null | undefined} value
 * @param {number} digits behind the decimal point
 */
function written(value, digits) {
  if (value === null || value === undefined || !Number.isFinite(value)) return t('missing');
  const rounded = Number(value.toFixed(digits)) || 0;
  const shown = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return rounded.toLocaleString(language.now === 'zh' ? 'zh-CN' : 'en', shown).replace('-', MINUS);
}

/** @typedef {(value: number | null | undefined) => string} NumberFormat */
/** @type {NumberFormat} */
export const n0 = value => written(value, 0);
/** @type {NumberFormat} */
export const n1 = value => written(value, 1);
/** @type {NumberFormat} */
export const n2 = value => written(value, 2);

/**
 * The digits behind the point that a value of this size needs.
 * @param {number} size
 */
function digitsFor(size) {
  if (size >= 100 || Number.isInteger(size)) return 0;
  if (size >= 10) return 1;
  return size >= 1 ? 2 : 3;
}

/**
 * As many digits as a value needs to differ visibly from its neighbours, without zeros at the end.
 * @param {any} value a number, or anything that JavaScript reads as one
 */
export const exact = value =>
  written(value, digitsFor(Math.abs(value)))
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');

/** In English a space that does not break stands before a percent sign, in Chinese nothing. */
const percentSign = () => (language.now === 'zh' ? '%' : '\u00a0%');

/**
 * A share as a percentage.
 * @param {number | null} share
 * @param {number} digits
 */
export const percent = (share, digits = 0) =>
  share === null ? t('missing') : `${written(100 * share, digits)}${percentSign()}`;

/**
 * A text whose percent signs stand close to their numbers.
 * @param {string} text
 */
export const tightPercent = text => text.replace(/[ \u00a0]%/g, percentSign());

/** What stands between two sentences. */
export const sentenceGap = () => (language.now === 'zh' ? '' : ' ');
