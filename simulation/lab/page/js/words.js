// Words: every text of the page stands in the catalogues that the server sends, in both languages.
import { h } from './dom.js';

const known = {};
export const language = { now: 'en' };

export async function learn(name) {
  if (!known[name]) known[name] = await (await fetch(`words/${name}.json`)).json();
  language.now = name;
  document.documentElement.lang = name === 'zh' ? 'zh-CN' : 'en';
}

export const has = key => key in known[language.now];
const message = key => tight(known[language.now][key] ?? known[language.now][`lab.${key}`] ?? key);

// A message with its places filled in, as plain text.
export function t(key, values = {}) {
  return message(key).replaceAll('**', '').replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
}

// A message whose places may be filled with elements, **bold** parts included.
export function nodes(key, values = {}) {
  return message(key).split('**').flatMap((part, index) => {
    const filled = part.split(/(\{\w+\})/).map(piece => {
      const place = /^\{(\w+)\}$/.exec(piece);
      return place ? values[place[1]] ?? '' : piece;
    });
    return index % 2 ? h('b', {}, filled) : filled;
  });
}

const MINUS = '\u2212';
const locale = () => (language.now === 'zh' ? 'zh-CN' : 'en');
const written = (value, digits) => {
  if (value === null || value === undefined || !Number.isFinite(value)) return t('missing');
  const rounded = Number(value.toFixed(digits)) || 0;
  const shown = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return rounded.toLocaleString(locale(), shown).replace('-', MINUS);
};
export const n0 = value => written(value, 0);
export const n1 = value => written(value, 1);
export const n2 = value => written(value, 2);
// As many digits as the value needs to be told from its neighbours.
export const exact = value => {
  const size = Math.abs(value);
  return written(value, size >= 100 || Number.isInteger(value) ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3).replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');
};
export const percent = (share, digits = 0) => `${written(share === null ? null : 100 * share, digits)}${language.now === 'zh' ? '' : '\u00a0'}%`;
// A percent sign hangs on its number: in Chinese without a space, in English with one that does not break.
export const tight = text => text.replace(/[ \u00a0]%/g, language.now === 'zh' ? '%' : '\u00a0%');
// What stands between two sentences.
export const gap = () => (language.now === 'zh' ? '' : ' ');
