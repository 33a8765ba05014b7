// A month of the market as the page keeps it: what the engine packs one byte a customer is unpacked here.
import { unpacked } from './engine.js';
/** @import { FirmMeasures, Market, MonthReport, Ties } from './messages.js' */

/**
 * A month of the history; month 0 has only the firms' customers and shares.
 * @typedef {object} HistoryMonth
 * @property {FirmMeasures} firms
 * @property {Uint8Array} dots everybody's supplier
 * @property {Uint8Array} costs what leaving would cost everybody, in units of `costUnit`
 * @property {number} costUnit
 * @property {Uint8Array} satisfaction of everybody, 255 for 100
 * @property {number[]} left who changed supplier
 * @property {number[]} reason why each of them left, a place in the market's reasons
 * @property {(number | null)[]} told who told each of them of the firm to which she went
 */

/** @param {Ties} ties */
const everybody = ({ costs, cost_unit: costUnit, satisfaction }) => ({
  costs: unpacked(costs),
  costUnit,
  satisfaction: unpacked(satisfaction),
});

/**
 * @param {Market} market
 * @returns {HistoryMonth}
 */
export const firstMonth = ({ start }) => ({
  ...everybody(start),
  firms: start.values,
  dots: unpacked(start.firm),
  left: [],
  reason: [],
  told: [],
});

/**
 * @param {MonthReport} month
 * @returns {HistoryMonth}
 */
export const laterMonth = ({ firms, dots, left, reason, told, ...ties }) => ({
  ...everybody(ties),
  firms,
  dots: unpacked(dots),
  left,
  reason,
  told,
});
