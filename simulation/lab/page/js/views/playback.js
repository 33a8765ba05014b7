// The playback bar: play, one month, to the end; the month line with its pins; the luck.
import { app, guarded, isCalm, isPhone } from '../app.js';
import { $, fill, h } from '../drawing/dom.js';
import { icon } from '../drawing/icons.js';
import { nodes, t } from '../protocol/words.js';
import { moveInWords } from './parameter-values.js';
/** @import { Move } from '../protocol/messages.js' */

/** @typedef {ReturnType<typeof buildParts>} Parts */
/** @type {Parts} */
let parts;

export function build() {
  parts = buildParts();
  const { play, step, end, month, line, pins, seed, sameLuck, newLuck } = parts;
  const bar = $('#playback');
  bar.setAttribute('aria-label', t('bench'));
  fill(
    bar,
    play,
    step,
    end,
    h('div', { class: 'time' }, month, h('div', { class: 'track' }, line, pins)),
    h('div', { class: 'luck' }, h('label', { for: 'seed' }, t('seed')), seed, sameLuck, newLuck),
  );
}

function buildParts() {
  const { run } = app;
  const play = h('button', { type: 'button', class: 'btn', id: 'play', onclick: () => guarded(togglePlay) });
  const step = h(
    'button',
    { type: 'button', class: 'btn wide', id: 'step', onclick: () => guarded(stepOnce) },
    t('step'),
  );
  const toEnd = {
    type: 'button',
    class: 'btn wide',
    id: 'to-end',
    onclick: () => guarded(() => run.runTo(run.horizon)),
  };
  const end = h('button', toEnd, icon('end'), t('to_end', { months: run.horizon }));
  const month = h('span', { class: 'month', id: 'month' });
  const pins = h('div', { class: 'pins' });
  const same = { label: t('same'), title: t('same_tip') };
  const other = { label: t('new'), title: t('new_tip') };
  const sameLuck = luckButton('same', 'again', same, () => run.restart(run.recipe.seed));
  const newLuck = luckButton('new', 'dice', other, () => run.restart(run.recipe.seed + 1));
  return { play, step, end, month, line: monthLine(), pins, seed: seedField(), sameLuck, newLuck };
}

function monthLine() {
  const { run } = app;
  const line = h('input', {
    type: 'range',
    id: 'line',
    min: 0,
    max: run.horizon,
    'aria-label': t('month_line'),
    oninput: () => guarded(() => run.lookAt(Number(line.value))),
  });
  return line;
}

function seedField() {
  const { run } = app;
  const chosen = () => (/^\d+$/.test(seed.value) ? Number(seed.value) : run.recipe.seed);
  const seed = h('input', {
    id: 'seed',
    inputmode: 'numeric',
    pattern: '[0-9]*',
    maxlength: 9,
    onchange: () => guarded(() => run.restart(chosen())),
  });
  return seed;
}

/**
 * @param {string} id
 * @param {string} iconName
 * @param {{ label: string, title: string }} words
 * @param {() => Promise<void>} restart
 */
function luckButton(id, iconName, { label, title }, restart) {
  return h(
    'button',
    { type: 'button', class: 'btn', id, title, 'aria-label': label, onclick: () => guarded(restart) },
    icon(iconName),
    h('span', { class: 'label' }, label),
  );
}

function stepOnce() {
  app.run.pause();
  return app.run.step();
}

/** Play, or pause. */
export function togglePlay() {
  return app.run.moving ? app.run.pause() : app.run.play();
}

export function update() {
  const { run, state } = app;
  const bar = $('#playback');
  bar.hidden = state.view === 'compare' || state.view === 'lesson';
  if (bar.hidden) return;
  const { play, step, end, month, seed, pins } = parts;
  const label = playLabel();
  if (play.textContent !== label) fill(play, icon(run.moving ? 'pause' : 'play'), h('span', {}, label));
  play.classList.toggle('go', state.view === 'market');
  play.classList.toggle('wait', !run.reached && !run.moving && state.view === 'market' && !isCalm());
  step.disabled = end.disabled = run.reached >= run.horizon;
  const ofMonths = h('small', {}, t('of_months', { months: run.horizon }));
  fill(month, nodes('month_of', { month: run.shown }), ' ', ofMonths);
  if (document.activeElement !== seed) seed.value = String(run.recipe.seed);
  updateLine();
  showPins(pins);
}

function playLabel() {
  const { run } = app;
  if (run.moving) return t('pause');
  if (run.reached >= run.horizon) return t('again');
  return run.reached || isPhone() ? t('play_on') : t('play', { months: run.horizon });
}

function updateLine() {
  const { shown, horizon } = app.run;
  const { line } = parts;
  line.value = String(shown);
  line.style.setProperty('--filled', `${(100 * shown) / horizon}%`);
  line.setAttribute('aria-valuetext', t('month_of', { month: shown }));
}

/**
 * A pin on the month line for each move and each event.
 * @param {HTMLElement} pins
 */
function showPins(pins) {
  const { market, recipe } = app.run;
  const events = market.events.map(({ month, path, value }) => ({ month: month - 1, path, value }));
  const all = [...recipe.moves.filter(each => each.month > 0), ...events];
  const key = JSON.stringify(all);
  if (pins.dataset.key === key) return;
  pins.dataset.key = key;
  fill(pins, all.map(pin));
}

/** @param {Move} move */
function pin(move) {
  const { horizon } = app.run;
  const words = moveInWords(move);
  const isLate = move.month > 0.5 * horizon;
  const place = `${(100 * move.month) / horizon}%`;
  return h('span', { class: isLate ? 'pin late' : 'pin', 'style-left': place, title: words }, words);
}
