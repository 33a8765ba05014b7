// What a row of the form for a market of one's own is called, what it means, and its unit.
import { h } from '../drawing/dom.js';
import { hideTooltip, showTooltip } from '../drawing/tooltip.js';
import { t } from '../protocol/words.js';
/** @import { FormField } from '../protocol/messages.js' */

/** The texts of the file that are no parameters, and what they are called. */
const TEXTS = new Map([
  ['title', 'own.title'],
  ['question', 'own.asks'],
]);

/** @param {FormField} field */
const textKey = field => TEXTS.get(field.path.replace(/^zh\./, ''));

/** @param {FormField} field */
export const nameOf = field => t(textKey(field) ?? `parameters.${field.path}.name`);

/** @param {FormField} field */
export function rowHead(field) {
  const unit = field.unit ? t(`unit.${field.unit}`) : '';
  const facts = h('small', { class: 'own-facts', 'data-facts': field.path });
  return h(
    'div',
    { class: 'own-head' },
    h('b', {}, nameOf(field)),
    textKey(field) ? null : about(field),
    h('small', {}, unit),
    facts,
  );
}

/**
 * A sign that says what the field means.
 * @param {FormField} field
 */
function about(field) {
  const meaning = t(`parameters.${field.path}.meaning`);
  /** @param {Event} event */
  const open = event => showTooltip(/** @type {Element} */ (event.currentTarget), meaning);
  const ways = { onclick: open, onmouseenter: open, onblur: hideTooltip, onmouseleave: hideTooltip };
  return h('button', { type: 'button', class: 'own-about', 'aria-label': meaning, ...ways }, '?');
}
