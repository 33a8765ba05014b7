// The Lesson view: the question, predictions that are locked before anything runs, the run, the debrief, the
// discussion. Each step is an address and a step of the browser's history.
import { app, guarded, isCalm, notice } from '../app.js';
import { $, fill, h } from '../drawing/dom.js';
import { focalFirm } from '../market-facts.js';
import { LESSON_STEPS, writeAddress } from '../protocol/address.js';
import { claimVerdicts } from '../protocol/claim-verdicts.js';
import { CLASS_STEPS, classState, isInstructor, isStepOpen, sendPrediction } from '../protocol/classroom.js';
import { comparison, comparisonKinds } from '../protocol/comparison.js';
import {
  answersOf,
  draftSoFar,
  firstOpen,
  lock,
  lockedDraft,
  newDraft,
  unlock,
} from '../protocol/locked-predictions.js';
import { language, t } from '../protocol/words.js';
import { compareCharts, showRun } from './compare-charts.js';
import { debriefPage, discussPage, showAnswers, showDebrief } from './lesson-debrief.js';
import { predictPage, questionPage, runPage } from './lesson-pages.js';
/** @import { LearningStep, LessonStep } from '../protocol/address.js' */
/** @import { ClaimVerdicts } from '../protocol/claim-verdicts.js' */
/** @import { Comparison, ComparisonKind } from '../protocol/comparison.js' */
/** @import { Draft } from '../protocol/locked-predictions.js' */
/** @import { Prediction } from '../protocol/messages.js' */
/** @import { CompareCharts } from './compare-charts.js' */

/**
 * @typedef {object} LessonView
 * @property {Draft | null} locked
 * @property {Draft} draft
 * @property {ComparisonKind} kind
 * @property {Comparison} runs
 * @property {ClaimVerdicts} claims
 * @property {CompareCharts} charts
 */
/** @type {LessonView} */
let view;

/** Whether the learner has been told that this browser does not keep predictions. */
let hasSaidForgetful = false;
/** Milliseconds that the run of the lesson takes. */
const RUN_TIME = 6000;
/** Milliseconds between two looks whether the first run has arrived. */
const ARRIVAL_PAUSE = 100;

/** @param {HTMLElement} root */
export function render(root) {
  const { state, run } = app;
  if (isLearning(state.step) && !isStepOpen(state.step)) state.step = 'predict';
  const locked = lockedDraft();
  if (!locked && !hasClassPassed() && stepNumber() > 1) state.step = 'predict';
  if (locked) guarded(() => sendPrediction(locked.scenario, answersOf(locked), locked.reasons));
  const [kind] = comparisonKinds();
  view = {
    locked,
    draft: view?.draft.scenario === run.recipe.scenario ? view.draft : draftSoFar(),
    kind,
    runs: comparison(kind),
    claims: claimVerdicts(),
    charts: compareCharts(focalFirm()),
  };
  const page = h('div', { class: 'page', id: 'page' }, stepPage());
  fill(root, h('div', { class: 'lesson' }, stepRail(), page));
  if (state.step === 'run') showRunTo(0);
}

/** The number of the step that is shown, -1 for the instructor's copy and the hand-out. */
const stepNumber = () => LESSON_STEPS.findIndex(each => each === app.state.step);

/** @param {LessonStep} step @returns {step is LearningStep} */
const isLearning = step => LESSON_STEPS.some(each => each === step);

/** Whether the class has left the predictions behind: who has made none goes on with it all the same. */
function hasClassPassed() {
  const step = classState()?.step;
  return isInstructor() || (step !== undefined && step !== null && CLASS_STEPS.indexOf(step) > 1);
}

/** The steps, those within reach as links. */
function stepRail() {
  const at = stepNumber();
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
 * @param {LearningStep} step
 * @param {number} index
 * @param {number} at
 */
function stepName(step, index, at) {
  const isReachable = isStepOpen(step) && (index < 2 || view.locked !== null || hasClassPassed());
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
  const { locked, draft, kind, charts } = view;
  const { step } = app.state;
  if (step === 'predict') {
    return predictPage({ draft: locked ?? draft, isLocked: locked !== null, lock: lockAll, goTo });
  }
  if (step === 'run') return runPage([charts.leavers, charts.profit], runAll);
  if (step === 'debrief') return debriefPage({ compare, discuss: () => goTo('discuss') });
  if (step === 'discuss') return discussPage({ again });
  if (step === 'teach' || step === 'handout') return null; // fetched when it is wanted: see showPaper
  return questionPage(kind, goTo);
}

/** @param {LessonStep} step */
function goTo(step) {
  if (step !== app.state.step) {
    history.pushState(null, '', writeAddress({ ...app.state, step, lang: language.now }));
  }
  app.state.step = step;
  app.rebuild();
  scrollTo(0, 0);
  $('#view').focus({ preventScroll: true });
}

function lockAll() {
  const { draft } = view;
  const open = firstOpen(draft);
  if (open) {
    showMissing(open);
    return;
  }
  if (!lock(draft) && !hasSaidForgetful) {
    hasSaidForgetful = true;
    notice(t('lesson.not_kept'));
  }
  guarded(() => sendPrediction(draft.scenario, answersOf(draft), draft.reasons));
  if (isStepOpen('run')) goTo('run');
  else app.rebuild();
}

/** Say which question is open, and what it lacks. @param {Prediction} open */
function showMissing(open) {
  const number = app.run.market.predictions.indexOf(open) + 1;
  const note = $('#lock-note');
  note.textContent = t('lesson.not_yet', { number, what: t(`lesson.lacks_${open.kind}`) });
  const place = $(`[data-question="${open.id}"]`);
  place.classList.add('open');
  place.addEventListener('input', () => (note.textContent = t('lesson.lock_note')), { once: true });
  place.focus();
}

function compare() {
  app.state.versus = view.kind;
  app.go('compare');
}

function again() {
  unlock();
  view.draft = newDraft();
  goTo('predict');
}

/** Fetch what most people never open, and show it. @param {'teach' | 'handout'} step */
async function showPaper(step) {
  const mine = view;
  if (step === 'handout') {
    const { dressed, handoutPage } = await import('./lesson-handout.js');
    await dressed;
    if (mine === view) fill($('#page'), handoutPage(mine.kind));
    return;
  }
  const { fetchNotes, instructorPage } = await import('./lesson-instructor.js');
  if (mine !== view) return;
  fill($('#page'), instructorPage(goTo));
  await fetchNotes();
}

export async function inBackground() {
  const mine = view;
  const { step } = app.state;
  if (step === 'teach' || step === 'handout') await showPaper(step);
  if (mine !== view || step === 'handout') return;
  if (step !== 'teach' && (step === 'question' || !(mine.locked || hasClassPassed()))) return;
  const isHere = () => mine === view && app.state.view === 'lesson';
  const isWanted = () => isHere() && !document.hidden;
  const updateHere = () => {
    if (isHere()) update();
  };
  await mine.runs.pull(isWanted, updateHere);
  if (isHere()) await mine.claims.pull(isWanted, updateHere);
}

/** @param {number} month */
function showRunTo(month) {
  if (view.runs.count) showRun(view.charts, view.runs, month);
}

/** Show one run of every alternative month by month, then go to the debrief. */
async function runAll() {
  const mine = view;
  const { horizon } = app.run;
  const isHere = () => mine === view && app.state.view === 'lesson';
  /** @type {HTMLButtonElement} */ ($('#run-it')).disabled = true;
  while (!mine.runs.count && isHere()) await new Promise(resolve => setTimeout(resolve, ARRIVAL_PAUSE));
  const pause = isCalm() ? 0 : RUN_TIME / horizon;
  for (let month = isCalm() ? horizon : 1; month <= horizon && isHere(); month++) {
    showRunTo(month);
    $('#run-month').textContent = t('month_of', { month });
    await new Promise(resolve => setTimeout(resolve, pause));
  }
  if (isHere()) goTo('debrief');
}

export function update() {
  const { runs, claims, locked } = view;
  const { step } = app.state;
  if (!runs.verdict || !$('#answers')) return;
  if (step === 'debrief' && locked) showDebrief(locked, runs.verdict, claims);
  else if (step === 'debrief' || step === 'teach') showAnswers(runs.verdict, claims);
}
