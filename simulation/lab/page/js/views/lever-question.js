// Changes of levers, and the question when they begin, where more than one answer is possible.
import { app, guarded, noticeRefusal } from '../app.js';
import { fill, h } from '../drawing/dom.js';
import { beginnings, change } from '../protocol/changing.js';
import { Refused } from '../protocol/engine.js';
import { t } from '../protocol/words.js';
import { moveInWords, parameterAt } from './parameter-values.js';
/** @import { Beginning, Change } from '../protocol/changing.js' */

/**
 * The question that stands above the levers.
 * @typedef {object} Question
 * @property {Change[]} changes
 * @property {string} name what the changes are called
 * @property {number} shown the month that was shown when it was asked
 * @property {Beginning[]} choices
 * @property {(answer: Beginning | null | 'changed') => void} answer
 */
/** @type {Question | null} */
let open = null;
/** Lets every lever stand where it stood; levers.js fills it in. */
let resetLevers = () => {};

/** @param {() => void} reset */
export function whenTakenBack(reset) {
  resetLevers = reset;
}

/** The place of the question: it is empty until something is asked. */
export function questionPlace() {
  open?.answer(null);
  return h('div', {
    id: 'where',
    class: 'where',
    role: 'group',
    'aria-labelledby': 'where-title',
    hidden: true,
  });
}

/**
 * Let changes begin where the person says; where they are refused or taken back, the levers go back.
 * @param {Change[]} changes
 * @param {string} name
 */
export async function applyChanges(changes, name) {
  const goOn = await standStill();
  try {
    const answer = await where(changes, name);
    if (answer === 'changed') return;
    if (answer) await change(app.run, answer.changes, answer.month);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    noticeRefusal(error);
  }
  resetLevers();
  app.refresh();
  goOn();
}

/**
 * Let the months that are being run arrive: a change acts where the person sees it, not beyond the end.
 * @returns {Promise<() => void>} what lets the market play on, if it played
 */
async function standStill() {
  const { run } = app;
  await run.openings.done();
  const { playing } = run;
  run.playing = run.hurrying = false;
  await run.succeeds(() => Promise.all([run.busy, run.hurry]));
  return () => {
    if (playing && !run.moving && run.reached < run.horizon) guarded(() => run.play());
  };
}

/**
 * @param {Change[]} changes
 * @param {string} name
 * @returns {Promise<{ changes: Change[], month: number } | null | 'changed'>}
 */
async function where(changes, name) {
  const { run } = app;
  const all = withOpenOnes(changes);
  const choices = beginnings(
    run,
    all.some(each => parameterAt(each.path).from_start),
  );
  const isPlain = choices.length === 1 && choices[0].month === run.shown;
  if (isPlain) return { changes: all, month: choices[0].month };
  const answer = await asked(all, all.length > changes.length ? t('branch.changes') : name, choices);
  return answer && answer !== 'changed' ? { changes: all, month: answer.month } : answer;
}

/**
 * Changes about which the person is still being asked belong to the new ones.
 * @param {Change[]} changes
 */
function withOpenOnes(changes) {
  const paths = changes.map(each => each.path);
  const before = (open?.changes ?? []).filter(each => !paths.includes(each.path));
  open?.answer('changed');
  return [...before, ...changes];
}

/**
 * @param {Change[]} changes
 * @param {string} name
 * @param {Beginning[]} choices
 * @returns {Promise<Beginning | null | 'changed'>}
 */
function asked(changes, name, choices) {
  return new Promise(resolve => {
    /** @type {Question} */
    const question = { changes, name, shown: app.run.shown, choices, answer };
    /** @param {Beginning | null | 'changed'} given */
    function answer(given) {
      if (open !== question) return;
      open = null;
      const place = document.getElementById('where');
      if (place) place.hidden = true;
      resolve(given);
    }
    open = question;
    show(question);
  });
}

/**
 * @param {Question} question
 */
function show({ name, shown, changes, choices, answer }) {
  const place = /** @type {HTMLElement} */ (document.getElementById('where'));
  const buttons = choices.map((each, index) =>
    h(
      'button',
      {
        type: 'button',
        class: index ? 'btn' : 'btn go',
        onclick: () => answer(each),
        'data-month': each.month,
      },
      beginningInWords(each, changes),
    ),
  );
  place.onkeydown = event => {
    if (event.key === 'Escape') answer(null);
  };
  fill(
    place,
    h('p', { id: 'where-title' }, t('branch.where', { month: shown, what: name })),
    buttons,
    h('small', {}, t('branch.note')),
    h('button', { type: 'button', class: 'bare-link', onclick: () => answer(null) }, t('branch.cancel')),
  );
  place.hidden = false;
  buttons[0].focus({ preventScroll: true });
  place.scrollIntoView({ block: 'nearest' });
}

/**
 * @param {Beginning} beginning
 * @param {Change[]} changes
 */
function beginningInWords({ kind, month, there }, changes) {
  const first = month + 1;
  if (!there) return t(kind === 'start' ? 'branch.start' : 'branch.here', { month: first });
  const replaces = changes.some(each => each.path === there.path);
  return t(replaces ? 'branch.instead' : 'branch.together', { month: first, what: moveInWords(there) });
}

/**
 * Somebody who lets the market run has decided: played again a change acts from the start, else from where it
 * is likeliest. The change takes its turn before whatever comes next.
 */
export async function answerByRunning() {
  if (!open) return;
  const { shown, reached, horizon } = app.run;
  const isAgain = shown === reached && reached >= horizon;
  const { choices } = open;
  open.answer(isAgain ? choices[choices.length - 1] : choices[0]);
  await new Promise(resolve => setTimeout(resolve));
}

/** Take the question back if another month is shown by now. */
export function checkQuestion() {
  if (open && open.shown !== app.run.shown) open.answer(null);
}
