// The lock on the predictions of a lesson: once locked they stay so, also after a reload. They are kept in
// this browser, and go no further unless a class collects them.
import { app } from '../app.js';
import { forget, keep, kept } from './kept-in-browser.js';
import { isAnswer } from './predictions.js';
/** @import { CollectedPrediction } from './messages.js' */
/** @import { Predictions, Reasons } from './predictions.js' */

/**
 * What has been predicted so far.
 * @typedef {object} Draft
 * @property {string} scenario
 * @property {Predictions} answers
 * @property {Reasons} reasons
 */

const storageKey = () => `loyaltylab.lesson.${app.run.recipe.scenario}`;

/** @returns {Draft} */
export const newDraft = () => ({ scenario: app.run.recipe.scenario, answers: {}, reasons: {} });

const draftKey = () => `loyaltylab.lesson.draft.${app.run.recipe.scenario}`;

/** Keep what has been filled in so far: a reload must not cost it. @param {Draft} draft */
export const keepDraft = draft => keep(draftKey(), JSON.stringify(draft));

/** What was filled in before, or nothing yet. @returns {Draft} */
export function draftSoFar() {
  const { scenario } = newDraft();
  try {
    const found = JSON.parse(kept(draftKey()) ?? 'null');
    return { scenario, answers: { ...found?.answers }, reasons: { ...found?.reasons } };
  } catch {
    return newDraft();
  }
}

/** The first question that is not answered. @param {Draft} draft */
export const firstOpen = draft =>
  app.run.market.predictions.find(asked => !isAnswer(asked, draft.answers[asked.id]));

/** @returns {Draft | null} what was locked in this browser */
export function lockedDraft() {
  try {
    const found = JSON.parse(kept(storageKey()) ?? 'null');
    return isDraft(found) ? found : null;
  } catch {
    return null;
  }
}

/**
 * Whether what was kept answers these questions: other versions of the lesson may have asked others.
 * @param {any} found
 */
const isDraft = found =>
  found !== null &&
  typeof found.answers === 'object' &&
  typeof found.reasons === 'object' &&
  !firstOpen(found);

/**
 * A complete draft as it is locked and sent: an order has no empty places.
 * @param {Draft} draft
 */
export const answersOf = ({ answers }) =>
  /** @type {CollectedPrediction['answers']} */ (
    Object.fromEntries(
      app.run.market.predictions.map(({ id, kind }) => {
        const given = answers[id];
        const order = /** @type {string[][]} */ (given);
        return [id, kind === 'ranking' ? order.filter(place => place.length) : given];
      }),
    )
  );

/**
 * @param {Draft} draft
 * @returns {boolean} whether the browser keeps it longer than the page
 */
export const lock = draft =>
  keep(
    storageKey(),
    JSON.stringify({
      ...draft,
      answers: answersOf(draft),
      recipe: app.run.recipe,
      at: new Date().toISOString(),
    }),
  );

export function unlock() {
  forget(storageKey());
  forget(draftKey());
}
