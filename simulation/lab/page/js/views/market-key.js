// What the picture shows, under it: its signs, or the fifths of a quantity with their limits.
import { app } from '../app.js';
import { $, fill, h } from '../drawing/dom.js';
import { currency, money, singledOut } from '../market-facts.js';
import { lookOf } from '../drawing/firm-marks.js';
import { n0, t } from '../protocol/words.js';
import { ghostRun } from './market-ghost.js';
import { shownQuantity } from './market-quantity.js';
import { customersAMark } from './market-scene.js';

const LOYALTY_KINDS = ['loyal', 'latent', 'spurious', 'none'];

/**
 * A small picture of a sign.
 * @param {import('../drawing/dom.js').Child[]} shapes
 */
const sign = (...shapes) => h('svg', { viewBox: '-12 -9 24 18', 'aria-hidden': 'true' }, shapes);

/** The key under the picture. */
export function showPictureKey() {
  const { by } = app.state;
  const crowd = customersAMark();
  const keys = { supplier: signs, loyalty_type: kinds };
  const key = (keys[/** @type {keyof typeof keys} */ (by)] ?? fifths)();
  fill($('#key'), crowd > 1 ? h('span', {}, t('key.crowd', { customers: crowd })) : null, key);
}

function signs() {
  const { arrangement } = app.state;
  const colour = `var(--f${lookOf(singledOut())})`;
  const halo = sign(h('circle', { r: 8, fill: colour, opacity: 0.2 }), h('circle', { r: 3.4, fill: colour }));
  const hole = sign(h('circle', { r: 4, fill: 'none', stroke: colour, 'stroke-width': 1.5 }));
  const dotted = { stroke: 'var(--ink)', 'stroke-width': 1.7, 'stroke-dasharray': '1 4' };
  const told = sign(h('path', { d: 'M-10 6Q0 -9 10 4', fill: 'none', 'stroke-linecap': 'round', ...dotted }));
  const before = sign(h('circle', { r: 8, fill: 'none', stroke: 'var(--ink)', 'stroke-dasharray': '3 3' }));
  if (arrangement === 'map') return [h('span', {}, t('key.map'))];
  const all = [h('span', {}, halo, t('key.halo'))];
  if (arrangement === 'sunflower') return [h('span', {}, t('key.sunflower')), ...all];
  return [
    ...all,
    h('span', {}, hole, t('key.hole')),
    h('span', {}, told, t('key.told')),
    h('span', {}, before, t(ghostRun() ? 'key.size_before' : 'key.size')),
  ];
}

function kinds() {
  const colour = `var(--f${lookOf(singledOut())})`;
  const line = { fill: 'none', stroke: colour, 'stroke-width': 2 };
  const shapes = [
    [h('circle', { r: 6, fill: colour })],
    [h('circle', { r: 5, ...line })],
    [h('circle', { r: 5, ...line }), h('path', { d: 'M-6 0A6 6 0 0 0 6 0Z', fill: colour })],
    [h('circle', { r: 2.5, fill: colour })],
  ];
  if (!shownQuantity()) return [notKnown()];
  return LOYALTY_KINDS.map((kind, i) => h('span', {}, sign(...shapes[i]), t(`type.${kind}`)));
}

const notKnown = () => h('span', {}, t(app.run.shown < app.run.reached ? 'key.not_past' : 'key.asking'));

function fifths() {
  const { by } = app.state;
  const quantity = shownQuantity();
  if (!quantity) return [notKnown()];
  const isMoney = by === 'switching_cost';
  const figure = isMoney ? money : n0;
  const limits = quantity.limits.map(figure).join(' · ');
  const unit = isMoney ? currency() : t(`key.unit_${by}`);
  const swatches = [0, 1, 2, 3, 4].map(i => h('i', { class: `fifth q${i}` }));
  return [
    h('span', { class: 'fifths' }, swatches),
    h('span', {}, t('key.fifths', { what: t(`by.${by}`), limits, unit })),
  ];
}
