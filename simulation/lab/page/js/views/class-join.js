// How students come: the address and its QR code, small beside the panel, and large for the projector.
import { $, fill, h } from '../drawing/dom.js';
import { invitation } from '../protocol/classroom.js';
import { t } from '../protocol/words.js';

/** Modules of white around a QR code, which a reader needs. */
const QUIET = 4;

/** The address without what everybody leaves out when typing it. @param {string} address */
const short = address => address.replace(/^http:\/\//, '').replace(/\/$/, '');

/**
 * A QR code, dark on white also in the dark theme.
 * @param {string[]} rows of 0 and 1
 * @param {string} address
 */
function qrCode(rows, address) {
  const size = rows.length + 2 * QUIET;
  const dark = rows.flatMap((row, y) =>
    [...row].flatMap((module, x) => (module === '1' ? [`M${x + QUIET} ${y + QUIET}h1v1h-1z`] : [])),
  );
  const box = { viewBox: `0 0 ${size} ${size}`, role: 'img', 'aria-label': t('class.qr', { address }) };
  return h(
    'svg',
    { class: 'qr', ...box, 'shape-rendering': 'crispEdges' },
    h('rect', { width: size, height: size, fill: '#fff' }),
    h('path', { d: dark.join(''), fill: '#000' }),
  );
}

function joinWords() {
  const found = invitation();
  if (!found) return [];
  return [
    qrCode(found.qr, found.address),
    h('p', { class: 'join-address' }, short(found.address)),
    h('small', {}, t('class.no_account')),
  ];
}

export function joinCard() {
  const large = { type: 'button', class: 'btn', id: 'join-large', onclick: showLarge };
  return h(
    'section',
    { class: 'card join' },
    h('h2', {}, t('class.join')),
    joinWords(),
    h('button', large, t('class.show_large')),
    h('dialog', { id: 'join-dialog', class: 'join-dialog', 'aria-label': t('class.join') }),
  );
}

function showLarge() {
  const dialog = /** @type {HTMLDialogElement} */ ($('#join-dialog'));
  const close = { type: 'button', class: 'btn', onclick: () => dialog.close() };
  fill(dialog, joinWords(), h('button', close, t('close')));
  dialog.showModal();
}
