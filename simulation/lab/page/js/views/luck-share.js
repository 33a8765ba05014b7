// How likely a decision was without her luck: ten customers who stand where she stood.
import { h } from '../drawing/dom.js';
import { portrait } from '../drawing/portrait.js';
import { firmNode, isFirm } from '../market-facts.js';
import { nodes, t } from '../protocol/words.js';
import { TEN, ofTen } from './decision-terms.js';
/** @import { Decision } from '../protocol/messages.js' */

const HARDLY = 0.05;
const NEARLY = 0.95;

/** @param {Decision} decision */
export function luckShare({ chances, own, forced }) {
  if (forced) return [h('p', { class: 'say' }, t('luck.forced')), h('p', {}, h('small', {}, t('why.draw')))];
  const shares = ofTen(chances, own);
  const faces = shares.flatMap((count, firm) =>
    Array.from({ length: count }, () => ({ firm, stays: firm === own })),
  );
  faces.sort((a, b) => Number(a.stays) - Number(b.stays) || shares[b.firm] - shares[a.firm]);
  return [
    h(
      'div',
      { class: 'ten', 'aria-hidden': 'true' },
      faces.map(({ firm, stays }) => portrait(firm, { left: stays ? null : own })),
    ),
    h('p', { class: 'say', id: 'of-ten' }, inWords(chances, own, shares)),
    h('p', {}, h('small', {}, t('why.draw'))),
  ];
}

/**
 * @param {number[]} chances
 * @param {number} own
 * @param {number[]} shares of ten
 */
function inWords(chances, own, shares) {
  const leaving = 1 - chances[own];
  if (leaving < HARDLY) return nodes('luck.hardly');
  const others = chances.map((_, firm) => firm).filter(firm => firm !== own);
  const to = others.reduce((best, firm) => (chances[firm] > chances[best] ? firm : best));
  const number = TEN - shares[own];
  const places = { number, to: firmNode(to) };
  const key = leaving > NEARLY ? 'luck.nearly' : 'luck.some';
  return [nodes(key, places), nodes(`luck.${whereTo(shares[to], number, to)}`, places)];
}

/**
 * @param {number} most how many of those who leave go where most of them go
 * @param {number} number of those who leave
 * @param {number} to where that is
 */
function whereTo(most, number, to) {
  const suffix = isFirm(to) ? '' : '_out';
  if (most === number) return `all${suffix}`;
  return 2 * most > number ? `most${suffix}` : `rather${suffix}`;
}
