// The bench: play, one month, to the end; the month line with its pins; the luck.
import { $, fill, h } from './dom.js';
import { app, isCalm, isPhone, refusal } from './app.js';
import { icon } from './marks.js';
import { Lost, Refused } from './engine.js';
import { moveInWords } from './levers.js';
import { nodes, t } from './words.js';

let parts = null;

export async function guarded(work) {
  try {
    await work();
  } catch (error) {
    if (error instanceof Refused) refusal(error);
    else if (!(error instanceof Lost)) throw error;
  }
}
const run = work => () => guarded(work);

export function build() {
  const { run: market } = app;
  const play = h('button', { type: 'button', class: 'btn', id: 'play', onclick: () => togglePlay() });
  const step = h('button', { type: 'button', class: 'btn wide', id: 'step', onclick: run(() => { market.pause(); return market.step(); }) }, t('step'));
  const end = h('button', { type: 'button', class: 'btn wide', id: 'to-end', onclick: run(() => market.runTo(market.horizon)) }, icon('end'), t('to_end', { months: market.horizon }));
  const month = h('span', { class: 'mon', id: 'month' });
  const line = h('input', { type: 'range', id: 'line', min: 0, max: market.horizon, 'aria-label': t('month_line'), oninput: run(() => market.lookAt(Number(line.value))) });
  const pins = h('div', { class: 'pins' });
  const seed = h('input', { id: 'seed', inputmode: 'numeric', pattern: '[0-9]*', maxlength: 9, onchange: run(() => market.restart(/^\d+$/.test(seed.value) ? Number(seed.value) : market.recipe.seed)) });
  const same = h('button', { type: 'button', class: 'btn', id: 'same', title: t('same_tip'), 'aria-label': t('same'), onclick: run(() => market.restart(market.recipe.seed)) }, icon('again'), h('span', { class: 'lbl' }, t('same')));
  const other = h('button', { type: 'button', class: 'btn', id: 'new', title: t('new_tip'), 'aria-label': t('new'), onclick: run(() => market.restart(market.recipe.seed + 1)) }, icon('dice'), h('span', { class: 'lbl' }, t('new')));
  const bench = $('#bench');
  bench.setAttribute('aria-label', t('bench'));
  fill(bench, play, step, end, h('div', { class: 'time' }, month, h('div', { class: 'track' }, line, pins)),
    h('div', { class: 'luck' }, h('label', { for: 'seed' }, t('seed')), seed, same, other));
  parts = { play, step, end, month, line, pins, seed };
}

export function togglePlay() {
  const { run: market } = app;
  return market.moving ? market.pause() : guarded(() => market.play());
}

export function update() {
  const { run: market, state } = app;
  const bench = $('#bench');
  bench.hidden = state.view === 'compare' || state.view === 'lesson';
  if (bench.hidden) return;
  const { play, step, end, month, line, pins, seed } = parts;
  const atEnd = market.reached >= market.horizon;
  const label = market.moving ? t('pause') : atEnd ? t('again') : market.reached || isPhone() ? t('play_on') : t('play', { months: market.horizon });
  if (play.textContent !== label) fill(play, icon(market.moving ? 'pause' : 'play'), h('span', {}, label));
  play.classList.toggle('go', state.view === 'market');
  play.classList.toggle('wait', !market.reached && !market.moving && state.view === 'market' && !isCalm());
  step.disabled = end.disabled = atEnd;
  fill(month, nodes('month_of', { month: market.shown }), ' ', h('small', {}, t('of_months', { months: market.horizon })));
  line.value = market.shown;
  line.style.setProperty('--p', `${(100 * market.shown) / market.horizon}%`);
  line.setAttribute('aria-valuetext', t('month_of', { month: market.shown }));
  if (document.activeElement !== seed) seed.value = market.recipe.seed;
  showPins(pins);
}

function showPins(pins) {
  const { market, recipe, horizon } = app.run;
  const events = market.events.map(event => ({ month: event.month - 1, path: event.path, value: event.value }));
  const all = [...recipe.moves.filter(each => each.month > 0), ...events];
  const key = JSON.stringify(all);
  if (pins.dataset.key === key) return;
  pins.dataset.key = key;
  fill(pins, all.map(each => h('span', { class: each.month > 0.5 * horizon ? 'pin late' : 'pin', 'style-left': `${(100 * each.month) / horizon}%`, title: moveInWords(each) }, moveInWords(each))));
}
