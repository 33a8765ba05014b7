// Runs that a person keeps to compare them: their moves, each under a letter. A is the market as it is.
/** @import { Move } from './messages.js' */

/**
 * @typedef {object} KeptRun
 * @property {string} letter
 * @property {Move[]} moves
 */

export const FIRST_LETTER = 'A';
/** So many runs can be kept, so that they, the market as it is and the run on the screen fit a comparison. */
export const MOST_KEPT = 6;
const LETTERS = 'BCDEFGHIJKLMNOPQRSTUVWXYZ';

/**
 * The letter under which moves are kept already; A for none.
 * @param {KeptRun[]} kept
 * @param {Move[]} moves
 */
export function letterOf(kept, moves) {
  if (!moves.length) return FIRST_LETTER;
  return kept.find(each => sameMoves(each.moves, moves))?.letter ?? null;
}

/**
 * @param {Move[]} one
 * @param {Move[]} other
 */
function sameMoves(one, other) {
  const text = (/** @type {Move[]} */ moves) =>
    moves
      .map(each => `${each.month}:${each.path}:${each.value}`)
      .sort()
      .join(';');
  return text(one) === text(other);
}

/**
 * The runs with one more, under the next letter: a letter is not used twice as long as later ones are kept.
 * @param {KeptRun[]} kept
 * @param {Move[]} moves
 * @returns {KeptRun[]}
 */
export function keptWith(kept, moves) {
  const last = LETTERS.indexOf(kept.at(-1)?.letter ?? FIRST_LETTER);
  return [...kept, { letter: LETTERS[(last + 1) % LETTERS.length], moves }];
}
