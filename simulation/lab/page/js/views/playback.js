// The playback bar: play, one month, to the end, the speed; the month line; undo; the luck.
import { app, guarded, isCalm, isPhone } from '../app.js';
import { $, fill, fillTrack, h } from '../drawing/dom.js';
import { icon } from '../drawing/icons.js';
import { branch, undo } from '../protocol/changing.js';
import { SPEEDS } from '../protocol/pace.js';
import { nodes, t } from '../protocol/words.js';
import { keepRun } from './compare-legend.js';
import { answerByRunning } from './lever-question.js';
import { pinPlace, showPins } from './pins.js';
/** @import { Speed } from '../protocol/pace.js' */

/** @typedef {ReturnType<typeof buildParts>} Parts */
/** @type {Parts} */
let parts;

export function build() {
  parts = buildParts();
  const { play, step, end, speed, month, line, pins, back, original, keep, seed, newLuck } = parts;
  const bar = $('#playback');
  bar.setAttribute('aria-label', t('bench'));
  fill(
    bar,
    play,
    step,
    end,
    speed,
    h('div', { class: 'time' }, month, h('div', { class: 'track' }, line, pins)),
    h('div', { class: 'back' }, back, original, keep),
    h('div', { class: 'luck' }, h('label', { for: 'seed' }, t('seed')), seed, newLuck),
    pinPlace(),
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
    onclick: () => guarded(toTheEnd),
  };
  const end = h('button', toEnd, icon('end'), t('to_end', { months: run.horizon }));
  const month = h('span', { class: 'month', id: 'month' });
  const pins = h('div', { class: 'pins' });
  const other = { label: t('new'), title: t('new_tip') };
  const before = { label: t('undo'), title: t('undo_tip') };
  const none = { label: t('original'), title: t('original_tip') };
  const newLuck = iconButton('new', 'dice', other, () => run.restart(run.recipe.seed + 1));
  const back = iconButton('undo', 'undo', before, () => undo(run));
  const original = iconButton('original', 'original', none, () => branch(run, []));
  const kept = { label: t('keep'), title: t('keep_tip') };
  const keep = iconButton('keep', 'keep', kept, keepRun);
  const speed = speedChoice();
  return {
    play,
    step,
    end,
    speed,
    month,
    line: monthLine(),
    pins,
    back,
    original,
    keep,
    seed: seedField(),
    newLuck,
  };
}

/** How fast the market plays. */
function speedChoice() {
  const { run } = app;
  const onchange = () => {
    run.speed = /** @type {Speed} */ (choice.value);
  };
  const options = Object.keys(SPEEDS).map(each =>
    h('option', { value: each, selected: each === run.speed }, t(`speed.${each}`)),
  );
  const choice = h(
    'select',
    { class: 'btn', id: 'speed', 'aria-label': t('speed.title'), onchange },
    options,
  );
  return choice;
}

/**
 * Play faster or slower.
 * @param {number} by steps up
 */
export function changeSpeed(by) {
  const names = /** @type {Speed[]} */ (Object.keys(SPEEDS));
  const at = names.indexOf(app.run.speed) + by;
  app.run.speed = names[Math.min(Math.max(at, 0), names.length - 1)];
  parts.speed.value = app.run.speed;
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
 * A button with an icon.
 * @param {string} id
 * @param {string} iconName
 * @param {{ label: string, title: string }} words
 * @param {() => unknown} work
 */
function iconButton(id, iconName, { label, title }, work) {
  const onclick = () => guarded(work);
  return h(
    'button',
    { type: 'button', class: 'btn', id, title, 'aria-label': label, onclick },
    icon(iconName),
    h('span', { class: 'label' }, label),
  );
}

async function stepOnce() {
  await answerByRunning();
  app.run.pause();
  await app.run.openings.done();
  await app.run.step();
}

/** Play, or pause. */
export async function togglePlay() {
  if (app.run.moving) {
    app.run.pause();
    return;
  }
  await answerByRunning();
  await app.run.play();
}

async function toTheEnd() {
  await answerByRunning();
  await app.run.runTo(app.run.horizon);
}

export function update() {
  const { run, state } = app;
  const bar = $('#playback');
  bar.hidden = ['compare', 'lesson', 'own', 'class'].includes(state.view);
  if (bar.hidden) return;
  const { play, step, end, month, back, original, seed, pins } = parts;
  const label = playLabel();
  if (play.textContent !== label) fill(play, icon(run.moving ? 'pause' : 'play'), h('span', {}, label));
  play.classList.toggle('go', state.view === 'market');
  play.classList.toggle('wait', !run.reached && !run.moving && state.view === 'market' && !isCalm());
  step.disabled = end.disabled = run.reached >= run.horizon;
  back.disabled = !run.past.length;
  original.disabled = !run.recipe.moves.length;
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
  const { shown } = app.run;
  const { line } = parts;
  line.value = String(shown);
  fillTrack(line);
  line.setAttribute('aria-valuetext', t('month_of', { month: shown }));
}
