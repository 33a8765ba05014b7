// The pins on the month line: one for each change and each event. A change can be moved or taken out.
import { app, guarded } from '../app.js';
import { $, fill, h } from '../drawing/dom.js';
import { token } from '../drawing/design-tokens.js';
import { textWidth } from '../drawing/text-width.js';
import { branch, eventsThatAct } from '../protocol/changing.js';
import { language, t } from '../protocol/words.js';
import { moveInWords } from './parameter-values.js';
/** @import { Move } from '../protocol/messages.js' */

/** The place of the pin that is being changed. */
export const pinPlace = () =>
  h('div', { id: 'pin-change', class: 'pin-change', role: 'group', hidden: true });

/** A pin: where its line stands, how wide its words are. @typedef {{ at: number, width: number }} PinSize */
/** What stands left of the line, in which of two rows, and how wide. */
/** @typedef {{ isLate: boolean, row: number, room: number }} PinPlace */

/** Between two pins. */
const GAP = 6;

/**
 * Words beside their lines, in the upper row if they fit there, else in the lower one; those that fit in
 * neither are cut to nothing but their line.
 * @param {PinSize[]} pins in the order of months
 * @param {number} length of the month line
 * @returns {PinPlace[]}
 */
export function pinPlaces(pins, length) {
  const free = [-Infinity, -Infinity];
  return pins.map(({ at, width }) => {
    const isLate = at + width > length && at > length / 2;
    const room = Math.min(width, isLate ? at : length - at);
    const from = isLate ? at - room : at;
    const row = free.findIndex(each => from >= each);
    if (row < 0) return { isLate, row: 0, room: 0 };
    free[row] = from + room + GAP;
    return { isLate, row, room };
  });
}

/** A pin that can be changed is a move of the person. @typedef {{ move: Move, isMine: boolean }} Pinned */

/**
 * Show a pin for each move after the start, and for each event that no move replaces.
 * @param {HTMLElement} pins
 */
export function showPins(pins) {
  const { market, recipe } = app.run;
  const events = eventsThatAct(market, recipe.moves);
  const pinned = [
    ...recipe.moves.filter(each => each.month > 0).map(move => ({ move, isMine: true })),
    ...events.map(({ month, path, value }) => ({ move: { month: month - 1, path, value }, isMine: false })),
  ].sort((one, other) => one.move.month - other.move.month);
  const length = pins.clientWidth;
  const key = JSON.stringify([pinned, length, language.now]);
  if (pins.dataset.key === key) return;
  pins.dataset.key = key;
  const letters = {
    size: LETTERS * Number.parseFloat(getComputedStyle(pins).fontSize),
    family: token('--sans'),
  };
  const sizes = pinned.map(({ move }) => ({
    at: (length * move.month) / app.run.horizon,
    width: textWidth(moveInWords(move), letters) + letters.size,
  }));
  const places = pinPlaces(sizes, length);
  fill(
    pins,
    pinned.map((each, i) => pin(each, places[i])),
  );
  $('#pin-change').hidden = true;
}

/** The size of a pin's letters, of those around them. */
const LETTERS = 0.8;

/**
 * @param {Pinned} pinned
 * @param {PinPlace} place
 */
function pin({ move, isMine }, { isLate, row, room }) {
  const { horizon } = app.run;
  const words = moveInWords(move);
  const attributes = {
    class: `pin${isLate ? ' late' : ''}${row ? ' lower' : ''}`,
    'style-left': `${(100 * move.month) / horizon}%`,
    'style-max-width': `${Math.ceil(room)}px`,
    title: isMine ? `${words}. ${t('pin.tip')}` : words,
  };
  if (!isMine) return h('span', attributes, room ? words : '');
  const label = t('pin.label', { month: move.month + 1, what: words });
  const onclick = () => changePin(move);
  return h('button', { ...attributes, type: 'button', 'aria-label': label, onclick }, room ? words : '');
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
