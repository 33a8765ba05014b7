// What a learner predicts: whether it is complete, whether it is right, and what many predict for a reason.
/** @import { CurveShape, Prediction, PredictionAnswer, PredictionTrap } from './messages.js' */

/** A best guess, and the range that should hold the truth in 8 of 10 cases. */
/** @typedef {{ best: number | null, low: number | null, high: number | null }} Guess */
/**
 * What is given to a question: the name of an option, a guess, a month (null for "not within the run"), a
 * value at each place, or the options of each place in order.
 * @typedef {string | Guess | number | null | number[] | string[][]} Given
 */
/** The predictions of a lesson by the ids of its questions; what is missing has not been answered. */
/** @typedef {Record<string, Given>} Predictions */
/** @typedef {Record<string, string>} Reasons */
/** @typedef {'right' | 'near' | 'wrong' | 'open'} Judgement */

/** Fewer runs say too little: until then an answer is not shown. */
export const LEAST_RUNS = 10;

/**
 * Whether the runs so far are enough to answer.
 * @param {PredictionAnswer | undefined} reply
 * @returns {reply is PredictionAnswer}
 */
export const isAnswered = reply => reply !== undefined && reply.replications >= LEAST_RUNS;

/** @param {unknown} value */
const isNumber = value => typeof value === 'number' && Number.isFinite(value);

/**
 * Whether something that was given, or that a browser has kept, answers a question.
 * @param {Prediction} asked
 * @param {any} given
 */
export function isAnswer(asked, given) {
  if (given === undefined) return false;
  if (asked.kind === 'choice') return asked.options.includes(given);
  if (asked.kind === 'month') return given === null || isNumber(given);
  if (asked.kind === 'number') return isGuess(given, asked);
  if (asked.kind === 'curve') return isCurve(given, placesOf(asked).length);
  return isOrder(given, asked.options);
}

/**
 * @param {any} given
 * @param {{ lowest: number, highest: number }} range
 */
const isGuess = (given, { lowest, highest }) =>
  isNumber(given?.best) &&
  isNumber(given.low) &&
  isNumber(given.high) &&
  lowest <= given.low &&
  given.low <= given.best &&
  given.best <= given.high &&
  given.high <= highest;

/** @type {(given: any, places: number) => boolean} */
const isCurve = (given, places) => Array.isArray(given) && given.length === places && given.every(isNumber);

/** @type {(given: any, options: string[]) => boolean} */
const isOrder = (given, options) =>
  Array.isArray(given) &&
  given.every(Array.isArray) &&
  [...given.flat()].sort().join() === [...options].sort().join();

/**
 * Where a curve has values: months, or alternatives.
 * @param {Extract<Prediction, { kind: 'curve' }>} asked
 * @returns {(number | string)[]}
 */
export const placesOf = asked => asked.at ?? asked.options ?? [];

/**
 * Whether a prediction is about right; open if the runs cannot answer.
 * @param {Given} given
 * @param {PredictionAnswer} reply
 * @returns {Judgement}
 */
export function judged(given, reply) {
  const { kind, answer } = reply;
  if (!answer) return 'open';
  if (kind === 'choice') return given === answer.option ? 'right' : 'wrong';
  if (kind === 'ranking') {
    const { right, all } = rightPairs(/** @type {string[][]} */ (given), answer.places);
    return right === all ? 'right' : 'wrong';
  }
  const near = reply.about_right ?? 0;
  if (kind === 'number') return judgedGuess(/** @type {Guess} */ (given), answer.mean, near);
  if (kind === 'month') {
    return isSameMonth(/** @type {number | null} */ (given), answer.month, near) ? 'right' : 'wrong';
  }
  const offs = /** @type {number[]} */ (given).map((value, i) => Math.abs(value - Number(answer.mean[i])));
  return Math.max(...offs) <= near ? 'right' : 'wrong';
}

/**
 * @param {Guess} guess
 * @param {number | null} truth
 * @param {number} near
 */
function judgedGuess({ best, low, high }, truth, near) {
  if (truth === null) return 'open';
  if (Math.abs(Number(best) - truth) <= near) return 'right';
  return Number(low) <= truth && truth <= Number(high) ? 'near' : 'wrong';
}

/** @type {(given: number | null, truth: number | null, near: number) => boolean} */
const isSameMonth = (given, truth, near) =>
  given === null || truth === null ? given === truth : Math.abs(given - truth) <= near;

/**
 * How many pairs stand in the right order, of those that the runs tell apart.
 * @param {string[][]} given
 * @param {string[][]} places
 */
export function rightPairs(given, places) {
  /** @param {string[][]} order */
  const placeIn = order => (/** @type {string} */ name) => order.findIndex(each => each.includes(name));
  const [mine, truth] = [placeIn(given), placeIn(places)];
  const names = places.flat();
  const pairs = names.flatMap(one =>
    names.filter(other => truth(one) < truth(other)).map(other => [one, other]),
  );
  const right = pairs.filter(([one, other]) => mine(one) < mine(other));
  return { right: right.length, all: pairs.length };
}

const MOST_OF_THE_WAY = 0.8;

/**
 * The shape of a curve, by the rule of the protocol.
 * @param {number[]} values
 * @param {number} tolerance
 * @returns {CurveShape}
 */
export function shapeOf(values, tolerance) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (high - low <= tolerance) return 'flat';
  const steps = values.slice(1).map((value, i) => value - values[i]);
  const direction = Math.sign(values[values.length - 1] - values[0]);
  const largest = Math.max(...steps.map(each => direction * each));
  const isMonotone = steps.every(each => direction * each >= -tolerance);
  if (direction && isMonotone && largest >= MOST_OF_THE_WAY * (high - low)) return 'step';
  const ends = [values[0], values[values.length - 1]];
  const inside = values.slice(1, -1);
  if (Math.max(...inside) > Math.max(...ends) + tolerance) return 'hump';
  if (Math.min(...inside) < Math.min(...ends) - tolerance) return 'dip';
  return direction > 0 ? 'rising' : 'falling';
}

/**
 * The trap into which a prediction fell, if it did.
 * @param {Given} given
 * @param {PredictionAnswer} reply
 * @returns {PredictionTrap | undefined}
 */
export function trapOf(given, reply) {
  if (judged(given, reply) === 'right') return undefined;
  return reply.traps.find(trap => isIn(trap, given, reply));
}

/**
 * @param {PredictionTrap} trap
 * @param {Given} given
 * @param {PredictionAnswer} reply
 */
function isIn(trap, given, { kind, about_right }) {
  if (kind === 'choice') return trap.option === given;
  if (kind === 'ranking') {
    return trap.first !== null && /** @type {string[][]} */ (given)[0].includes(trap.first);
  }
  if (kind === 'curve') return trap.shape === shapeOf(/** @type {number[]} */ (given), about_right ?? 0);
  if (given === null) return trap.never === true;
  const value = kind === 'number' ? /** @type {Guess} */ (given).best : /** @type {number} */ (given);
  return value !== null && trap.from !== null && trap.to !== null && trap.from <= value && value <= trap.to;
}
