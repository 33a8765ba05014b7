// The instructor's panel: who is there, which step is open to all, and what the class has predicted.
import { app, guarded } from '../app.js';
import { $, fill, h, wearLooks } from '../drawing/dom.js';
import { save, toCsv } from '../drawing/download.js';
import { scenarioWords } from '../market-facts.js';
import { classTable, reasonsFor } from '../protocol/class-answers.js';
import {
  CLASS_STEPS,
  classState,
  closingWords,
  collect,
  endLesson,
  isInstructor,
  lead,
  onChange,
  oneMoreMinute,
  secondsLeft,
} from '../protocol/classroom.js';
import { comparison } from '../protocol/comparison.js';
import { sentenceGap, t } from '../protocol/words.js';
import { classFigure } from './class-figures.js';
import { joinCard } from './class-join.js';
/** @import { Child } from '../drawing/dom.js' */
/** @import { Comparison } from '../protocol/comparison.js' */
/** @import { ClassState, CollectedPrediction, LessonStep } from '../protocol/messages.js' */
/** @import { Prediction, PredictionAnswer } from '../protocol/messages.js' */

wearLooks('class.css');

const SECOND = 1000;
/** @type {CollectedPrediction[]} */
let predictions = [];
/** For which state of the class they were collected. */
let collectedFor = '';
let isCollecting = false;
/** The runs that answer the questions, once they may be seen. @type {Comparison | null} */
let runs = null;
let isPulling = false;

const isShown = () => app.state.view === 'class' && Boolean(app.run?.market);

onChange(() => {
  if (isShown()) update();
});
setInterval(() => {
  if (isShown() && secondsLeft() !== null) showNow();
}, SECOND);

/** @param {HTMLElement} root */
export function render(root) {
  if (!isInstructor()) {
    fill(root, h('div', { class: 'class-panel' }, h('p', {}, t('class.not_yours'))));
    return;
  }
  const csv = { type: 'button', class: 'btn', id: 'collect', onclick: () => guarded(saveCsv) };
  fill(
    root,
    h(
      'div',
      { class: 'class-panel' },
      h(
        'header',
        { class: 'between' },
        h(
          'div',
          {},
          h('small', {}, t('class.view')),
          h('h1', { class: 'smaller-title' }, scenarioWords().question),
        ),
        h('button', { type: 'button', class: 'btn', id: 'copy-for-me', onclick: toCopy }, t('lesson.teach')),
        h('button', csv, t('class.collect')),
      ),
      h('ol', { class: 'class-steps', id: 'class-steps', 'aria-label': t('lesson.steps') }),
      h(
        'div',
        { class: 'class-columns' },
        h('div', {}, h('section', { class: 'card', id: 'class-now' }), h('div', { id: 'class-questions' })),
        joinCard(),
      ),
    ),
  );
}

/** To the instructor's copy of the lesson: expected answers, usual mistakes. */
function toCopy() {
  app.state.step = 'teach';
  app.go('lesson');
}

/** Whether the class is at the lesson on this screen. @param {ClassState | null} state */
const isHere = state => state?.recipe?.scenario === app.run.recipe.scenario;

/**
 * The step that is open to all, of the lesson on this screen; -1 before the first.
 * @param {ClassState | null} state
 */
const stepIndex = state => (state?.step && isHere(state) ? CLASS_STEPS.indexOf(state.step) : -1);

export function update() {
  if (!isInstructor() || !$('#class-now')) return;
  showSteps();
  showNow();
  showQuestions();
  guarded(collectAnew);
  guarded(() => inBackground());
}

/**
 * Fill an element anew only if something has changed: a button that has the focus keeps it.
 * @param {string} selector
 * @param {unknown} key
 * @param {() => Child} content
 */
function fillFor(selector, key, content) {
  const element = $(selector);
  const written = JSON.stringify(key);
  if (element.dataset.key === written) return;
  element.dataset.key = written;
  fill(element, content());
}

function showSteps() {
  const at = stepIndex(classState());
  fillFor('#class-steps', at, () =>
    CLASS_STEPS.map((step, index) =>
      h(
        'li',
        { 'aria-current': index === at ? 'step' : null },
        h('button', { type: 'button', 'data-step': step, onclick: () => open(step) }, t(`lesson.${step}`)),
      ),
    ),
  );
}

/** @param {LessonStep} step */
const open = step => guarded(() => lead(step, app.run.recipe));

function showNow() {
  const state = classState();
  if (!state) return;
  const at = stepIndex(state);
  const counts = { locked: state.locked, present: Math.max(state.present, state.locked) };
  const seconds = secondsLeft();
  fillFor('#class-now', [at, isHere(state), state.recipe !== null], () => [
    h('h2', { role: 'status', id: 'class-counts' }),
    h('p', { id: 'class-clock' }),
    h(
      'div',
      { class: 'class-buttons' },
      buttons(at),
      state.recipe && !isHere(state) ? backButton(state) : null,
    ),
    h('small', {}, state.recipe && !isHere(state) ? t('class.elsewhere') : t('class.together')),
  ]);
  const words = t(at > 0 ? 'class.counts' : 'class.present', counts);
  const step = at < 0 ? '' : t('class.now', { step: t(`lesson.${CLASS_STEPS[at]}`) }) + sentenceGap();
  fillFor('#class-counts', [step, words], () => step + words);
  /** @type {HTMLButtonElement} */ ($('#collect')).disabled = !isHere(state);
  fillFor('#class-clock', seconds, () => closingWords(seconds));
}

/** @param {number} at */
function buttons(at) {
  const next = CLASS_STEPS[at + 1];
  const words = at < 0 ? t('class.begin') : t('class.open_next', { step: t(`lesson.${next}`) });
  const isPredicting = CLASS_STEPS[at] === 'predict';
  const main = { type: 'button', class: 'btn go', id: 'class-next', onclick: () => open(next) };
  const end = { type: 'button', class: 'btn', id: 'class-end', onclick: () => guarded(endIt) };
  const minute = { type: 'button', class: 'btn', id: 'class-minute', onclick: () => guarded(oneMoreMinute) };
  return [
    next ? h('button', main, isPredicting ? t('class.close_and_run') : words) : null,
    isPredicting ? h('button', minute, t('class.minute')) : null,
    at < 0 || next ? null : h('button', end, t('class.end')),
  ];
}

/** Ending forgets what the class has predicted, so it is asked. */
function endIt() {
  return confirm(t('class.end_ask')) ? endLesson() : undefined;
}

/** The way back to the lesson where the class is. @param {ClassState} state */
const backButton = ({ recipe }) =>
  h(
    'button',
    {
      type: 'button',
      class: 'btn',
      id: 'class-back',
      onclick: () => recipe && guarded(() => app.run.open(recipe)),
    },
    t('class.back'),
  );

function showQuestions() {
  const isDebriefed = stepIndex(classState()) >= CLASS_STEPS.indexOf('debrief');
  const came = (isDebriefed && runs?.verdict?.predictions) || {};
  const key = [collectedFor, predictions.length, isDebriefed && runs?.count, isHere(classState())];
  fillFor('#class-questions', key, () =>
    isHere(classState())
      ? app.run.market.predictions.map((asked, i) => questionCard(asked, i + 1, came[asked.id]))
      : null,
  );
}

/** @type {(asked: Prediction, number: number, came?: PredictionAnswer) => Child} */
function questionCard(asked, number, came) {
  const words = scenarioWords().predictions[asked.id];
  const reasons = reasonsFor(predictions, asked.id);
  return h(
    'section',
    { class: 'card class-question', 'data-question': asked.id },
    h('h3', {}, `${number} ${words.ask.split('\n')[0]}`),
    h(
      'div',
      { class: 'class-two' },
      h('div', {}, classFigure(asked, predictions, words, came)),
      reasons.length
        ? h(
            'div',
            {},
            h('b', {}, t('class.reasons')),
            h(
              'ul',
              { class: 'reasons', tabindex: 0, 'aria-label': t('class.reasons') },
              reasons.map(each => h('li', {}, each)),
            ),
          )
        : null,
    ),
  );
}

/** Fetch the predictions whenever there are others than before. */
async function collectAnew() {
  const state = classState();
  const wanted = JSON.stringify([state?.room, state?.recipe, state?.locked]);
  if (isCollecting || wanted === collectedFor) return;
  isCollecting = true;
  try {
    predictions = await collect();
    collectedFor = wanted;
  } finally {
    isCollecting = false;
  }
  if (isShown()) update();
}

/** Once the run is open to all, ask for the runs that answer the questions. */
export async function inBackground() {
  const isOpen = stepIndex(classState()) >= CLASS_STEPS.indexOf('run');
  if (!isInstructor() || !isOpen || app.run.market.alternatives.length < 2) return;
  const mine = comparison('own');
  if (runs === mine && isPulling) return;
  runs = mine;
  isPulling = true;
  const isWanted = () => mine === runs && isShown() && !document.hidden;
  try {
    await mine.pull(isWanted, () => isShown() && showQuestions());
  } finally {
    isPulling = false;
  }
}

async function saveCsv() {
  const words = {
    student: t('class.student'),
    reason: t('class.reason'),
    never: Object.values(scenarioWords().predictions)[0]?.never ?? '',
  };
  const { heads, rows } = classTable(app.run.market.predictions, await collect(), words);
  const address = URL.createObjectURL(new Blob([toCsv(heads, rows)], { type: 'text/csv' }));
  save(address, `${app.run.recipe.scenario}-class.csv`);
}
