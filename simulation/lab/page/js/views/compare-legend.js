// What is compared: a button for each alternative. The one that is pressed is compared with the first.
import { app, guarded, notice } from '../app.js';
import { alternativeColour, dashOf } from '../drawing/charts.js';
import { $, fill, h } from '../drawing/dom.js';
import { branch } from '../protocol/changing.js';
import { FIRST_LETTER, MOST_KEPT, keptWith, letterOf } from '../protocol/kept-runs.js';
import { focalFirm } from '../market-facts.js';
import { t } from '../protocol/words.js';
import { moveInWords } from './parameter-values.js';
/** @import { Comparison } from '../protocol/comparison.js' */
/** @import { Move } from '../protocol/messages.js' */

/**
 * The number of the alternative that is compared with the first.
 * @param {Comparison} runs
 */
export function strongOf({ compared }) {
  const { strong } = app.state;
  return strong !== null && strong > 0 && strong < compared.length ? strong : compared.length - 1;
}

/** Keep the run on the screen under the next letter, and say so. */
export function keepRun() {
  const { state, run } = app;
  const { moves } = run.recipe;
  const letter = letterOf(state.kept, moves);
  if (letter === null && state.kept.length >= MOST_KEPT) {
    notice(t('compare.too_many', { most: MOST_KEPT }));
    return;
  }
  if (letter === null) state.kept = keptWith(state.kept, moves);
  state.versus = 'mine';
  state.strong = null;
  app.refresh();
  const asked = { letter: letter ?? state.kept[state.kept.length - 1].letter };
  notice(t(letter === FIRST_LETTER ? 'compare.is_first' : 'compare.kept_as', asked));
}

/**
 * @param {Comparison} runs
 * @param {boolean} areKept whether the runs are those that the person has kept
 */
export function showLegend(runs, areKept) {
  const holder = $('#alternatives');
  const strong = strongOf(runs);
  const key = JSON.stringify([runs.names, strong, areKept]);
  if (holder.dataset.key === key) return;
  holder.dataset.key = key;
  fill(
    holder,
    runs.names.map((name, index) => [
      alternative(name, index, strong),
      areKept ? keptRun(runs.compared[index]) : null,
    ]),
  );
}

/**
 * @param {string} name
 * @param {number} index
 * @param {number} strong
 */
function alternative(name, index, strong) {
  const line = legendLine(index, strong);
  if (!index) return h('span', { class: 'alternative', title: t('compare.first') }, line, name);
  const onclick = () => {
    app.state.strong = index;
    app.rebuild();
  };
  const pressed = { 'aria-pressed': String(index === strong), title: t('compare.strong', { name }) };
  return h('button', { type: 'button', class: 'alternative', ...pressed, onclick }, line, name);
}

/** @param {{ name: string, moves: Move[] }} run */
function keptRun({ name, moves }) {
  const isKept = app.state.kept.some(each => each.letter === name);
  const words = moves.map(each =>
    t(each.month ? 'moved_in' : 'moved_at_start', { month: each.month, what: moveInWords(each) }),
  );
  const show = () => guarded(() => branch(app.run, moves));
  const remove = () => {
    app.state.kept = app.state.kept.filter(each => each.letter !== name);
    app.state.strong = null;
    app.rebuild();
  };
  const drop = {
    type: 'button',
    class: 'bare-link',
    'aria-label': t('compare.drop', { name }),
    onclick: remove,
  };
  return h(
    'small',
    { class: 'kept' },
    words.join(' · ') || (name === FIRST_LETTER ? t('compare.as_it_is') : ''),
    ' ',
    h('button', { type: 'button', class: 'bare-link', onclick: show }, t('compare.show')),
    isKept ? h('button', drop, '×') : null,
  );
}

/**
 * @param {number} index
 * @param {number} strong
 */
function legendLine(index, strong) {
  const colour = alternativeColour(index, { strong, firm: focalFirm() });
  const look = { stroke: `var(${colour})`, 'stroke-width': index === strong ? 4 : 2.5 };
  const line = { x1: 1, x2: 31, y1: 6, y2: 6, ...look, 'stroke-dasharray': dashOf(index, strong) };
  return h('svg', { viewBox: '0 0 32 12', 'aria-hidden': 'true' }, h('line', line));
}
