// What tipped a decision: one bar about zero, the balance, and her luck; the same in two lists of words.
import { h } from '../drawing/dom.js';
import { firmMark, lookOf } from '../drawing/firm-marks.js';
import { sum } from '../drawing/statistics.js';
import { choiceName, currency, fineMoney, firmName, isFirm, money } from '../market-facts.js';
import { t } from '../protocol/words.js';
/** @import { Part } from './decision-terms.js' */

/** @typedef {ReturnType<typeof import('./decision-terms.js').tipping>} Tipping */

/** The largest part has its firm's full hue, each further one less of it. */
const STRENGTHS = [100, 74, 56, 44, 36, 30, 26, 24, 22];
/** Parts below this share of the largest are left out of the lists, but not out of the bar. */
const TINY = 0.01;

/**
 * @param {Tipping} tipped
 * @param {number} own
 * @param {number} rival
 */
export function tippingBar({ holds, pulls, balance, luck }, own, rival) {
  const [held, pulled] = [holds, pulls].map(parts => sum(parts.map(each => each.amount)));
  const low = Math.min(0, -held, balance, balance + luck);
  const high = Math.max(0, pulled, balance, balance + luck);
  /** @type {(value: number) => number} */
  const x = value => (100 * (value - low)) / (high - low || 1);
  const between = (/** @type {number} */ a, /** @type {number} */ b) => ({
    'style-left': `${x(Math.min(a, b))}%`,
    'style-width': `${x(Math.max(a, b)) - x(Math.min(a, b))}%`,
  });
  return [
    h(
      'div',
      { class: 'tipping', 'aria-hidden': 'true' },
      h('div', { class: 'track' }, segments(holds, -1, own, between), segments(pulls, 1, rival, between)),
      h('div', { class: 'track thin' }, h('span', { class: 'part balance', ...between(0, balance) })),
      h(
        'div',
        { class: 'track thin' },
        h('span', { class: 'part luck', ...between(balance, balance + luck) }),
      ),
      h('span', { class: 'zero', 'style-left': `${x(0)}%` }),
    ),
    h('div', { class: 'sides' }, list('held', holds, own), list('pulled', pulls, rival)),
    h('p', { class: 'balance-words' }, balanceWords(balance, own, rival), ' ', luckWords(luck, own, rival)),
    h('small', {}, t('tip.unit', { currency: currency() })),
  ];
}

/**
 * Parts side by side, the largest next to zero.
 * @param {Part[]} parts
 * @param {number} sign
 * @param {number} firm
 * @param {(a: number, b: number) => import('../drawing/dom.js').Attributes} between
 */
function segments(parts, sign, firm, between) {
  let from = 0;
  return parts.map(({ name, amount }, i) => {
    const to = from + sign * amount;
    const part = h('span', { class: 'part', 'data-part': name, ...between(from, to), ...tint(firm, i) });
    from = to;
    return part;
  });
}

/**
 * @param {number} firm
 * @param {number} rank
 */
const tint = (firm, rank) => ({
  '--hue': `var(--f${lookOf(firm)})`,
  '--strength': `${STRENGTHS[Math.min(rank, STRENGTHS.length - 1)]}%`,
});

/**
 * @param {'held' | 'pulled'} side
 * @param {Part[]} parts
 * @param {number} firm
 */
function list(side, parts, firm) {
  const named = parts.filter(({ amount }) => amount >= TINY * parts[0].amount);
  const entries = named.map(({ name, amount }, i) =>
    h(
      'li',
      { 'data-part': name },
      h('span', { class: 'swatch', 'aria-hidden': 'true', ...tint(firm, i) }),
      h('span', {}, t(`part.${name}`)),
      h('b', { class: 'num' }, fineMoney(amount)),
    ),
  );
  const nothing = h('li', { class: 'soft' }, t('tip.nothing'));
  const name = isFirm(firm) ? side : `${side}_without`;
  return h(
    'div',
    { class: side },
    h('h3', {}, firmMark(firm), ' ', t(`tip.${name}`, { firm: firmName(firm) })),
    h('ul', {}, entries.length ? entries : nothing),
  );
}

/** @type {(balance: number, own: number, rival: number) => Element} */
const balanceWords = (balance, own, rival) => {
  const firm = choiceName(balance > 0 ? rival : own);
  return h('b', {}, t('tip.ahead', { firm, amount: money(Math.abs(balance)) }));
};

/** @type {(luck: number, own: number, rival: number) => Element} */
const luckWords = (luck, own, rival) => {
  const firm = choiceName(luck > 0 ? rival : own);
  return h('span', { class: 'soft' }, t('tip.luck', { firm, amount: money(Math.abs(luck)) }));
};
