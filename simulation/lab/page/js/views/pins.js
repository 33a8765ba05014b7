// The pins on the month line: one for each change and each event. A change can be moved or taken out.
import { app, guarded } from '../app.js';
import { $, fill, h } from '../drawing/dom.js';
import { branch } from '../protocol/changing.js';
import { t } from '../protocol/words.js';
import { moveInWords } from './parameter-values.js';
/** @import { Move } from '../protocol/messages.js' */

/** The place of the pin that is being changed. */
export const pinPlace = () =>
  h('div', { id: 'pin-change', class: 'pin-change', role: 'group', hidden: true });

/**
 * Show a pin for each move after the start and each event.
 * @param {HTMLElement} pins
 */
export function showPins(pins) {
  const { market, recipe } = app.run;
  const events = market.events.map(({ month, path, value }) => ({ month: month - 1, path, value }));
  const moves = recipe.moves.filter(each => each.month > 0);
  const key = JSON.stringify([moves, events]);
  if (pins.dataset.key === key) return;
  pins.dataset.key = key;
  fill(
    pins,
    moves.map(each => pin(each, changePin)),
    events.map(each => pin(each, null)),
  );
  $('#pin-change').hidden = true;
}

/**
 * @param {Move} move
 * @param {((move: Move) => void) | null} change
 */
function pin(move, change) {
  const { horizon } = app.run;
  const words = moveInWords(move);
  const attributes = {
    class: move.month > 0.5 * horizon ? 'pin late' : 'pin',
    'style-left': `${(100 * move.month) / horizon}%`,
    title: change ? `${words}. ${t('pin.tip')}` : words,
  };
  if (!change) return h('span', attributes, words);
  const label = t('pin.label', { month: move.month + 1, what: words });
  const onclick = () => change(move);
  return h('button', { ...attributes, type: 'button', 'aria-label': label, onclick }, words);
}

/** @param {Move} move */
function changePin(move) {
  const place = $('#pin-change');
  const others = app.run.recipe.moves.filter(each => each !== move);
  const close = () => {
    place.hidden = true;
  };
  /** @param {Move[]} moves */
  const begin = moves => {
    close();
    guarded(() => branch(app.run, moves));
  };
  const month = monthField(move);
  const moved = () => begin([...others, { ...move, month: Number(month.value) - 1 }]);
  place.setAttribute('aria-label', moveInWords(move));
  place.onkeydown = event => {
    if (event.key === 'Escape') close();
    if (event.key === 'Enter' && event.target === month && month.checkValidity()) moved();
  };
  fill(
    place,
    h('b', {}, moveInWords(move)),
    h('label', { for: 'pin-month' }, t('pin.from')),
    month,
    button(t('pin.move'), () => month.reportValidity() && moved()),
    button(t('pin.remove'), () => begin(others)),
    button(t('close'), close),
  );
  place.hidden = false;
  month.focus();
}

/** @param {Move} move */
const monthField = move =>
  h('input', {
    type: 'number',
    id: 'pin-month',
    min: 1,
    max: app.run.horizon,
    required: true,
    value: move.month + 1,
  });

/**
 * @param {string} words
 * @param {() => void} onclick
 */
const button = (words, onclick) => h('button', { type: 'button', class: 'btn', onclick }, words);
