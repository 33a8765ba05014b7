// What a learner predicts, and the lock on it: once locked it stays so, also after a reload. It is kept in
// this browser and sent nowhere.
import { app } from '../app.js';
import { predictionScale } from '../drawing/prediction-curve.js';
import { alternativesOf, comparisonKinds } from '../protocol/comparison.js';
import { forget, keep, kept } from '../protocol/kept-in-browser.js';

/**
 * @typedef {object} Prediction
 * @property {string} scenario
 * @property {string | null} choice the alternative that should be best
 * @property {number[]} curve six points of the focal firm's retention
 * @property {string} reason
 * @property {string | null} sure
 */

/** What the lesson compares: its own alternatives, or else the levels. */
export const lessonKind = () => comparisonKinds()[0];

/** The alternatives among which the learner chooses. */
export const predictionChoices = () => alternativesOf(lessonKind());

/** @returns {Prediction} */
export const newPrediction = () => ({
  scenario: app.run.recipe.scenario,
  choice: null,
  curve: predictionScale(app.run.market).start,
  reason: '',
  sure: null,
});

const storageKey = () => `loyaltylab.lesson.${app.run.recipe.scenario}`;

/** @returns {Prediction | null} the prediction that was locked in this browser */
export function lockedPrediction() {
  try {
    const found = JSON.parse(kept(storageKey()) ?? 'null');
    return isPrediction(found) ? found : null;
  } catch {
    return null;
  }
}

/**
 * Whether what was kept is a prediction: other programs, and other versions of this one, use the same store.
 * @param {any} found
 */
const isPrediction = found =>
  typeof found?.choice === 'string' &&
  Array.isArray(found.curve) &&
  found.curve.length === predictionScale(app.run.market).start.length &&
  found.curve.every(Number.isFinite);

/**
 * @param {Prediction} prediction
 * @returns {boolean} whether the browser keeps it longer than the page
 */
export const lockPrediction = prediction =>
  keep(storageKey(), JSON.stringify({ ...prediction, recipe: app.run.recipe, at: new Date().toISOString() }));

export const forgetPrediction = () => forget(storageKey());
