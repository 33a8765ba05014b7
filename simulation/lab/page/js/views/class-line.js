// The line that tells a student where the class is, and the way there.
import { app, guarded } from '../app.js';
import { $, fill, h } from '../drawing/dom.js';
import { LESSON_STEPS } from '../protocol/address.js';
import {
  classState,
  closingWords,
  isClassOver,
  isInstructor,
  onChange,
  secondsLeft,
} from '../protocol/classroom.js';
import { keep, kept } from '../protocol/kept-in-browser.js';
import { sentenceGap, t } from '../protocol/words.js';
/** @import { ClassState, Recipe } from '../protocol/messages.js' */

/** The step to which this browser has followed the class: after a reload a student stays where she was. */
const FOLLOWED = 'loyaltylab.class.followed';
const SECOND = 1000;

export function followClass() {
  onChange(() => {
    showLine();
    guarded(followStep);
  });
  setInterval(() => {
    if (secondsLeft() !== null) showLine();
  }, SECOND);
}

/** Go where the class goes; in between everybody may look around. */
function followStep() {
  const state = classState();
  if (isInstructor() || !state?.recipe) return undefined;
  const now = JSON.stringify([state.room, state.recipe, state.step]);
  if (kept(FOLLOWED) === now) return undefined;
  keep(FOLLOWED, now);
  return goToClass(state);
}

/** @param {ClassState} state */
async function goToClass({ recipe, step }) {
  const known = LESSON_STEPS.find(each => each === step);
  Object.assign(app.state, { step: known ?? LESSON_STEPS[LESSON_STEPS.length - 1] });
  if (recipe && !isMarketOf(recipe)) await app.run.open(recipe, 0);
  app.go('lesson');
}

/** @param {Recipe} recipe */
function isMarketOf(recipe) {
  const { scenario, seed, customers, months } = app.run.recipe;
  /** @param {unknown[]} parts */
  const same = parts => JSON.stringify(parts.map(each => each ?? null));
  return (
    same([scenario, seed, customers, months]) ===
    same([recipe.scenario, recipe.seed, recipe.customers, recipe.months])
  );
}

/** Say where the class is; nothing to the instructor, who knows, and nothing without a class. */
export function showLine() {
  const line = $('#class-line');
  const state = classState();
  const words = isInstructor() ? '' : lineWords(state);
  line.hidden = !words;
  const key = `${words}${t('class.go_there')}${isAway(state)}`;
  if (line.dataset.key === key) return;
  line.dataset.key = key;
  const go = { type: 'button', class: 'btn', onclick: () => guarded(() => state && goToClass(state)) };
  fill(line, h('span', {}, words), words && isAway(state) ? h('button', go, t('class.go_there')) : null);
}

/** @param {ClassState | null} state */
function lineWords(state) {
  if (state?.recipe && state.step) {
    const seconds = secondsLeft();
    return [
      t('class.now', { step: t(`lesson.${state.step}`) }),
      state.mine && state.step === 'predict' ? t('class.yours_is_in') : '',
      closingWords(seconds),
    ]
      .filter(Boolean)
      .join(sentenceGap());
  }
  return isClassOver() ? t('class.over') : '';
}

/** Whether this page is elsewhere than the class. @param {ClassState | null} state */
const isAway = state =>
  Boolean(state?.recipe) &&
  (app.state.view !== 'lesson' ||
    app.run.recipe?.scenario !== state?.recipe?.scenario ||
    (LESSON_STEPS.some(each => each === state?.step) && app.state.step !== state?.step));
