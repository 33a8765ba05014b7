// The Lesson view: the question, a prediction that is locked before anything runs, the run, the debrief.
import { app, isCalm, notice } from '../app.js';
import { $, fill, h } from '../drawing/dom.js';
import { predictionCurve } from '../drawing/prediction-curve.js';
import { editablePrediction } from '../drawing/prediction-knobs.js';
import { mapExisting, movingAverage } from '../drawing/statistics.js';
import { focalFirm } from '../market-facts.js';
import { LESSON_STEPS } from '../protocol/address.js';
import { claimVerdicts } from '../protocol/claim-verdicts.js';
import { comparison } from '../protocol/comparison.js';
import { t } from '../protocol/words.js';
import { debriefPage, showDebrief } from './lesson-debrief.js';
import { predictPage, questionPage, runPage } from './lesson-pages.js';
import {
  forgetPrediction,
  lessonKind,
  lockPrediction,
  lockedPrediction,
  newPrediction,
} from './lesson-prediction.js';
/** @import { LessonStep } from '../protocol/address.js' */
/** @import { ClaimVerdicts } from '../protocol/claim-verdicts.js' */
/** @import { Comparison } from '../protocol/comparison.js' */
/** @import { Prediction } from './lesson-prediction.js' */

/**
 * @typedef {object} LessonView
 * @property {Prediction | null} locked
 * @property {Prediction} draft
 * @property {Comparison} runs
 * @property {ClaimVerdicts} claims
 * @property {number} shownTo the month up to which the outcome is shown
 */
/** @type {LessonView} */
let view;

/** Whether the learner has been told that this browser does not keep predictions. */
let hasSaidForgetful = false;
/** Milliseconds that the run of the lesson takes. */
const RUN_TIME = 4000;
/** Milliseconds between two looks whether the first run has arrived. */
const ARRIVAL_PAUSE = 100;

/** @param {HTMLElement} root */
export function render(root) {
  const { state, run } = app;
  const locked = lockedPrediction();
  if (!locked && LESSON_STEPS.indexOf(state.step) > 1) state.step = 'predict';
  const kept = view?.draft.scenario === run.recipe.scenario ? view.draft : newPrediction();
  view = {
    locked,
    draft: kept,
    runs: comparison(lessonKind()),
    claims: claimVerdicts(),
    shownTo: locked && state.step === 'debrief' ? run.horizon : 0,
  };
  const page = h('div', { class: 'page', id: 'page' }, stepPage());
  fill(root, h('div', { class: 'lesson' }, stepRail(), page));
  drawPrediction();
}

/** The four steps, those within reach as links. */
function stepRail() {
  const at = LESSON_STEPS.indexOf(app.state.step);
  return h(
    'ol',
    { class: 'rail', 'aria-label': t('lesson.steps') },
    LESSON_STEPS.map((step, index) => {
      const isDone = index < at;
      const current = index === at ? 'step' : null;
      const sign = h('i', { 'aria-hidden': 'true' }, isDone ? '✓' : index + 1);
      return h(
        'li',
        { class: isDone ? 'done' : null, 'aria-current': current },
        sign,
        stepName(step, index, at),
      );
    }),
  );
}

/**
 * @param {LessonStep} step
 * @param {number} index
 * @param {number} at
 */
function stepName(step, index, at) {
  const isReachable = index < 2 || view.locked !== null;
  const name = t(`lesson.${step}`);
  const link = { type: 'button', class: 'bare-link', onclick: () => goTo(step) };
  return h(
    'span',
    {},
    isReachable && index !== at ? h('button', link, name) : h('b', {}, name),
    h('small', {}, t(`lesson.${step}_note`)),
  );
}

function stepPage() {
  const { locked, draft } = view;
  if (app.state.step === 'predict') return predictPage({ draft, locked, lock, goTo });
  if (app.state.step === 'run') return runPage(showRun);
  if (app.state.step === 'debrief' && locked) return debriefPage(locked, { compare, again });
  return questionPage(goTo);
}

/** @param {LessonStep} step */
function goTo(step) {
  app.state.step = step;
  app.rebuild();
  scrollTo(0, 0);
  $('#view').focus({ preventScroll: true });
}

function lock() {
  const { draft } = view;
  const missing = draft.choice === null ? 'choice' : 'sure';
  if (draft[missing] === null) {
    $('#lock-note').textContent = t('lesson.not_yet');
    $(`[name=${missing}]`).focus();
    return;
  }
  if (!lockPrediction(draft) && !hasSaidForgetful) {
    hasSaidForgetful = true;
    notice(t('lesson.not_kept'));
  }
  view.locked = { ...draft };
  goTo('run');
}

function compare() {
  app.state.versus = lessonKind();
  app.go('compare');
}

function again() {
  forgetPrediction();
  view.draft = newPrediction();
  goTo('predict');
}

/** Draw the prediction: with points that can be moved, or locked and beside it what came. */
function drawPrediction() {
  const { market } = app.run;
  const { locked, draft, shownTo } = view;
  const holder = $('#drawing');
  if (!holder) return;
  if (!locked) editablePrediction(holder, draft, market);
  else {
    const options = { actual: outcome(), upTo: shownTo, firm: focalFirm() };
    fill(holder, predictionCurve(market, locked.curve, options));
  }
}

/** The focal firm's retention under the last alternative, month by month; null before a run has arrived. */
function outcome() {
  const { runs } = view;
  if (!runs.count) return null;
  const { series } = runs.runs[0].alternatives[runs.alternatives.length - 1];
  return [null, ...mapExisting(movingAverage(series.retention_rate), rate => 100 * rate)];
}

export async function inBackground() {
  const mine = view;
  const { step } = app.state;
  if (step === 'question' || !mine.locked) return;
  const isHere = () => mine === view && app.state.view === 'lesson';
  const isWanted = () => isHere() && !document.hidden;
  const updateHere = () => {
    if (isHere()) update();
  };
  await mine.runs.pull(isWanted, updateHere);
  if (isHere()) await mine.claims.pull(isWanted, updateHere);
}

/** Show the outcome month by month, then go to the debrief. */
async function showRun() {
  const mine = view;
  const { horizon } = app.run;
  const isHere = () => mine === view && app.state.view === 'lesson';
  /** @type {HTMLButtonElement} */ ($('#run-it')).disabled = true;
  while (!mine.runs.count && isHere()) await new Promise(resolve => setTimeout(resolve, ARRIVAL_PAUSE));
  const pause = isCalm() ? 0 : RUN_TIME / horizon;
  for (let month = isCalm() ? horizon : 1; month <= horizon && isHere(); month++) {
    mine.shownTo = month;
    $('#run-month').textContent = t('month_of', { month });
    drawPrediction();
    await new Promise(resolve => setTimeout(resolve, pause));
  }
  if (isHere()) goTo('debrief');
}

export function update() {
  const { runs, claims, locked } = view;
  if (app.state.step !== 'debrief' || !locked || !runs.verdict) return;
  view.shownTo = app.run.horizon;
  drawPrediction();
  showDebrief(locked, runs.verdict, claims, outcome() ?? []);
}
