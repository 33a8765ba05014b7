// What a class has predicted, question by question: counted, and as a table to take away.
import { rightPairs } from './predictions.js';
/** @import { CollectedPrediction, GivenAnswer, Prediction } from './messages.js' */
/** @import { Table } from '../drawing/data-table.js' */

/** @typedef {{ best: number, low: number, high: number }} Guess */

/**
 * All answers to a question; who left it out does not count.
 * @template {GivenAnswer} Given
 * @param {CollectedPrediction[]} predictions
 * @param {string} id
 */
export const answersTo = (predictions, id) =>
  /** @type {Given[]} */ (predictions.map(each => each.answers[id]).filter(each => each !== undefined));

/**
 * The reasons for a question that say something, each once.
 * @param {CollectedPrediction[]} predictions
 * @param {string} id
 */
export const reasonsFor = (predictions, id) => [
  ...new Set(predictions.map(each => (each.reasons[id] ?? '').trim()).filter(Boolean)),
];

/**
 * How many answers each of these names has.
 * @param {string[]} answers
 * @param {string[]} names
 */
export const countsOf = (answers, names) =>
  names.map(name => ({ name, count: answers.filter(each => each === name).length }));

/** The middle one of some values; null if there is none. @param {number[]} values */
export function middleOf(values) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted.length ? sorted[Math.floor(sorted.length / 2)] : null;
}

/** The ranges of a class from the lowest best guess to the highest. @param {Guess[]} guesses */
export const sortedGuesses = guesses => [...guesses].sort((one, other) => one.best - other.best);

/**
 * The share of pairs that an order has right; pairs that share a place in the truth are not counted.
 * @param {string[][]} order
 * @param {string[][]} truth
 * @returns {number | null} null if the truth tells no pair apart
 */
export function shareOfPairsRight(order, truth) {
  const { right, all } = rightPairs(order, truth);
  return all ? right / all : null;
}

/**
 * What was predicted as a table: a row a student, in the order in which it was collected.
 * @param {Prediction[]} questions
 * @param {CollectedPrediction[]} predictions
 * @param {{ student: string, reason: string, never: string }} words
 * @returns {Table}
 */
export function classTable(questions, predictions, words) {
  const heads = questions.flatMap(asked => [...headsOf(asked), `${asked.id} ${words.reason}`]);
  const rows = predictions.map(({ answers, reasons }, index) => [
    index + 1,
    ...questions.flatMap(asked => [
      ...cellsOf(asked, answers[asked.id], words.never),
      reasons[asked.id] ?? '',
    ]),
  ]);
  return { heads: [words.student, ...heads], rows };
}

/** @param {Extract<Prediction, { kind: 'curve' }>} asked */
const placesOf = asked => asked.at ?? asked.options ?? [];

/** @param {Prediction} asked */
function headsOf(asked) {
  if (asked.kind === 'number') return ['best', 'low', 'high'].map(each => `${asked.id} ${each}`);
  if (asked.kind === 'curve') return placesOf(asked).map(each => `${asked.id} ${each}`);
  return [asked.id];
}

/**
 * @param {Prediction} asked
 * @param {any} given
 * @param {string} never
 * @returns {(string | number)[]}
 */
function cellsOf(asked, given, never) {
  if (given === undefined) return headsOf(asked).map(() => '');
  if (asked.kind === 'number') return [given.best, given.low, given.high];
  if (asked.kind === 'curve') return given;
  if (asked.kind === 'month') return [given ?? never];
  if (asked.kind === 'ranking') {
    return [given.map((/** @type {string[]} */ place) => place.join(' = ')).join(' > ')];
  }
  return [given];
}
