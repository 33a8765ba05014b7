// What the dots mean: an introduction before month 1, and the key under the picture.
import { app, isTouch } from '../app.js';
import { $, fill, h } from '../drawing/dom.js';
import { firmShape } from '../drawing/firm-marks.js';
import { currency, money } from '../market-facts.js';
import { n0, nodes, t } from '../protocol/words.js';
/** @import { Shades } from './market-picture.js' */

const LOYALTY_TYPES = ['loyal', 'latent', 'spurious', 'none'];

/** Three small pictures with a sentence each. */
export function pictureIntroduction() {
  const pictures = [acquaintancesPicture(), marksPicture(), ringPicture()];
  const parts = pictures.map((picture, i) => h('div', {}, picture, h('span', {}, nodes(`hello.${i + 1}`))));
  return h('div', { class: 'hello' }, parts);
}

/** @param {import('../drawing/dom.js').Child[]} shapes */
const smallPicture = shapes => h('svg', { viewBox: '0 0 40 40', 'aria-hidden': 'true' }, shapes);

/** @type {(cx: number, cy: number, r: number, colour: string) => SVGElement} */
const dot = (cx, cy, r, colour) => h('circle', { cx, cy, r, fill: colour });

/** A customer and those she talks to. */
function acquaintancesPicture() {
  const others = [
    [8, 10],
    [30, 8],
    [34, 24],
    [12, 32],
    [26, 34],
  ];
  const ties = others.map(([x, y]) => [
    h('line', { x1: 20, y1: 20, x2: x, y2: y, stroke: 'var(--ink)', 'stroke-width': 1.2 }),
    dot(x, y, 3.5, 'var(--rule2)'),
  ]);
  return smallPicture([ties, dot(20, 20, 5, 'var(--ink)')]);
}

/** The marks of four firms. */
function marksPicture() {
  const places = [
    [11, 11],
    [29, 11],
    [11, 29],
    [29, 29],
  ];
  return smallPicture(
    places.map(([x, y], firm) => h('g', { transform: `translate(${x} ${y}) scale(6.5)` }, firmShape(firm))),
  );
}

/** A customer who has just changed her supplier. */
function ringPicture() {
  const ring = { cx: 20, cy: 20, r: 12, fill: 'none', stroke: 'var(--f1)', 'stroke-width': 3.5 };
  return smallPicture([h('circle', ring), dot(20, 20, 6.5, 'var(--f0)')]);
}

/**
 * The key under the picture.
 * @param {Shades | null} shades
 */
export function showPictureKey(shades) {
  if (app.state.by === 'supplier') {
    fill($('#key'), supplierKey());
    return;
  }
  const isPast = app.run.shown < app.run.reached;
  fill(
    $('#key'),
    app.state.by === 'loyalty_type' ? loyaltyKey() : quantityKey(shades),
    h('span', {}, t('key.shape')),
    isPast ? h('span', {}, t('key.not_past')) : null,
  );
}

function supplierKey() {
  const box = { viewBox: '0 0 12 12', 'aria-hidden': 'true' };
  const ring = { cx: 6, cy: 6, r: 4.8, fill: 'none', stroke: 'var(--f1)', 'stroke-width': 1.6 };
  return [
    h('span', {}, h('svg', box, dot(6, 6, 3.5, 'var(--ink)')), t('key.dot')),
    h('span', {}, h('svg', box, h('circle', ring), dot(6, 6, 2.4, 'var(--f0)')), t('key.ring')),
    h('span', {}, t(isTouch() ? 'key.tap' : 'key.point')),
  ];
}

const loyaltyKey = () =>
  LOYALTY_TYPES.map((type, i) =>
    h('span', {}, h('i', { class: `ramp one q${Math.round((i * 4) / 3)}` }), t(`type.${type}`)),
  );

/** @param {Shades | null} shades */
function quantityKey(shades) {
  const { by } = app.state;
  const isMoney = by === 'switching_cost';
  const known = shades?.by === by ? shades : null;
  const figure = isMoney ? money : n0;
  return h(
    'span',
    {},
    t(`by.${by}`),
    ': ',
    known ? figure(known.low) : t('low'),
    ' ',
    h('i', { class: 'ramp' }),
    ' ',
    known ? figure(known.high) : t('high'),
    isMoney ? ` ${currency()}` : '',
  );
}
