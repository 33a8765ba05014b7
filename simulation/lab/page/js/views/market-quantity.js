// What colours the customers: fifths of a quantity, with their limits, or kinds of loyalty. Cost of leaving
// and satisfaction come with every month; the others are asked for, of the latest month only.
import { app } from '../app.js';
import { unpacked } from '../protocol/engine.js';
/** @import { Quantity } from '../protocol/messages.js' */

/**
 * @typedef {object} ShownQuantity
 * @property {Uint8Array | null} fifths of each customer, 0 to 4
 * @property {number[]} limits of the fifths: four values
 * @property {Uint8Array | null} kinds of loyalty, 0 to 3
 */
/**
 * An answer of the engine.
 * @typedef {object} Asked
 * @property {Quantity} by
 * @property {number} month
 * @property {number} version of the market
 * @property {number} low
 * @property {number} high
 * @property {Uint8Array} dots
 */

const FIFTHS = 5;
const STEPS = 255;

/** @type {Asked | null} */
let asked = null;
let isAsking = false;

/**
 * What colours the customers in the month shown; null by supplier, or if it is not known of that month.
 * @returns {ShownQuantity | null}
 */
export function shownQuantity() {
  const { state, run } = app;
  const month = run.history[run.shown];
  if (state.by === 'supplier') return null;
  if (state.by === 'switching_cost') return inFifths(month.costs, 0, STEPS * month.costUnit);
  if (state.by === 'satisfaction') return inFifths(month.satisfaction, 0, 100);
  if (!isFresh() || !asked) return null;
  if (state.by === 'loyalty_type') return { fifths: null, limits: [], kinds: asked.dots };
  return inFifths(asked.dots, asked.low, asked.high);
}

/**
 * @param {Uint8Array} values
 * @param {number} low the value of step 0
 * @param {number} high the value of step 255
 * @returns {ShownQuantity}
 */
export function inFifths(values, low, high) {
  const sorted = values.slice().sort();
  const cuts = [1, 2, 3, 4].map(i => sorted[Math.floor((i * values.length) / FIFTHS)]);
  const fifths = values.map(value => cuts.filter(cut => value >= cut).length);
  return { fifths, limits: cuts.map(cut => low + ((high - low) * cut) / STEPS), kinds: null };
}

function isFresh() {
  const { state, run } = app;
  return asked?.by === state.by && asked.month === run.shown && asked.version === run.version;
}

/**
 * Ask for the quantity of the latest month, if it is needed and not there.
 * @param {() => boolean} isHere whether the view is still there
 * @param {() => void} onArrival
 */
export async function askQuantity(isHere, onArrival) {
  const { run, state, engine } = app;
  const { by } = state;
  if (by !== 'involvement' && by !== 'loyalty_type') return;
  if (run.shown !== run.reached || isAsking || isFresh()) return;
  const { version } = run;
  isAsking = true;
  try {
    const { month, low, high, dots } = await engine.ask('look', { quantity: by });
    asked = { by, month, version, low, high, dots: unpacked(dots) };
  } catch {
    // the next month asks again
  } finally {
    isAsking = false;
  }
  if (!isHere()) return;
  onArrival();
  if (asked?.month !== run.shown) askQuantity(isHere, onArrival);
}
