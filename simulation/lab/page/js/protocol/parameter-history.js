// The value of a parameter in the month that is shown, after moves, policies and events.
/** @import { MarketRun } from './market-run.js' */
/** @import { MarketEvent, Move, ParameterValue } from './messages.js' */

/**
 * A move that acts from the next month on counts at once. Otherwise level and price are what the firm had in
 * that month, by whatever policy, and all else is what moves and events have made of it.
 * @param {MarketRun} run
 * @param {string} path
 * @returns {ParameterValue | null}
 */
export function valueAt(run, path) {
  const moves = run.recipe.moves.filter(each => each.path === path && each.month <= run.shown);
  const last = moves.at(-1);
  if (last?.month === run.shown) return last.value;
  return reported(run, path) ?? planned(run, path, moves);
}

/**
 * What the month's report says of firm.NAME.MEASURE, if it has this measure.
 * @param {MarketRun} run
 * @param {string} path
 */
function reported({ market, history, shown }, path) {
  const [, name, measure, deeper] = path.split('.');
  return deeper === undefined ? history[shown].firms[measure]?.[market.firms.indexOf(name)] : undefined;
}

/**
 * @typedef {object} ValueChange
 * @property {number} month
 * @property {ParameterValue} [value]
 * @property {MarketEvent} [begins]
 * @property {MarketEvent} [ends] the value from before this event comes back
 */

/**
 * @param {MarketRun} run
 * @param {string} path
 * @param {Move[]} moves
 */
function planned({ market, shown }, path, moves) {
  const isLeft = (/** @type {MarketEvent} */ event) =>
    !event.planned || !moves.some(each => each.month < event.month);
  const events = market.events.filter(each => each.path === path && isLeft(each));
  /** @type {ValueChange[]} */
  const all = [...events.flatMap(eventChanges), ...moves];
  const changes = all.filter(each => each.month <= shown).sort((a, b) => a.month - b.month);
  const before = new Map();
  let now = market.values[path];
  for (const { begins, ends, value } of changes) {
    if (begins) before.set(begins, now);
    now = ends ? before.get(ends) : /** @type {ParameterValue} */ (value);
  }
  return now;
}

/**
 * @param {MarketEvent} event
 * @returns {ValueChange[]}
 */
const eventChanges = event => [
  { month: event.month, value: event.value, begins: event },
  { month: event.until ?? Infinity, ends: event },
];
