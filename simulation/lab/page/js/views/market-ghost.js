// The run before the last change of the market: what would have been, month by month.
import { app } from '../app.js';
import { mapExisting } from '../drawing/statistics.js';
/** @import { HistoryMonth } from '../protocol/history-month.js' */
/** @import { Series } from '../drawing/statistics.js' */

/**
 * An earlier run of the market, which parted from the present one in month `from`.
 * @typedef {{ history: HistoryMonth[], from: number }} GhostRun
 */

/** @returns {GhostRun | null} */
export const ghostRun = () => /** @type {{ ghost?: GhostRun | null }} */ (app.run).ghost ?? null;

/**
 * What a firm's measure was in the earlier run, all of its months.
 * @param {string} measure
 * @param {number} firm
 * @param {(values: Series) => Series} change
 */
export function ghostOf(measure, firm, change = values => values) {
  const ghost = ghostRun();
  if (!ghost) return null;
  const values = ghost.history.map(each => each.firms[measure]?.[firm] ?? null);
  return { values: change(values), from: ghost.from };
}

/**
 * Values times a number.
 * @param {number} times
 * @returns {(values: Series) => Series}
 */
export const scaled = times => values => mapExisting(values, value => times * value);
