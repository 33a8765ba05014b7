// Parameters and their values in words.
import { app } from '../app.js';
import { currency, firmName } from '../market-facts.js';
import { exact, t } from '../protocol/words.js';
/** @import { Move, Parameter, ParameterValue } from '../protocol/messages.js' */

/** Units that are written in percent. */
const PERCENT_UNITS = new Set(['share', 'per_month', 'per_year', 'price_share']);

/**
 * The parameter at a path; firm.NAME.x is described once for all firms.
 * @param {string} path
 */
export function findParameter(path) {
  const general = path.startsWith('firm.') ? `firm.${path.split('.').slice(2).join('.')}` : path;
  return app.run.market.parameters.find(each => each.path === general);
}

/**
 * The parameter at a path that a lever or a move has.
 * @param {string} path
 */
export const parameterAt = path => /** @type {Parameter} */ (findParameter(path));

/**
 * The firm in a path firm.NAME.x.
 * @param {string} path
 */
export const firmInPath = path => app.run.market.firms.indexOf(path.split('.')[1]);

/** @param {Parameter} parameter */
export const parameterName = parameter => t(`parameters.${parameter.path}.name`);

/**
 * The number that stands on the screen for a value: percent for shares.
 * @param {Parameter} parameter
 * @param {any} value
 */
export const shownNumber = (parameter, value) =>
  PERCENT_UNITS.has(parameter.unit ?? '') ? Number((100 * value).toPrecision(12)) : value;

/**
 * A value with its unit, as people say it.
 * @param {Parameter} parameter
 * @param {ParameterValue | null | undefined} value
 */
export function valueInWords(parameter, value) {
  if (value === null || value === undefined) return t('missing');
  if (parameter.kind === 'switch') return t(value ? 'on' : 'off');
  if (parameter.kind === 'choice') return choiceName(parameter, value);
  if (!parameter.unit) return exact(value);
  const number = exact(shownNumber(parameter, value));
  return t(`lab.unit.${parameter.unit}`, { number, currency: currency() });
}

/**
 * @param {Parameter} parameter
 * @param {ParameterValue} value
 */
export const choiceName = (parameter, value) => t(`parameters.${parameter.path}.choices.${value}`);

/**
 * What a move did: "Focal: price 95 coins".
 * @param {Omit<Move, 'month'>} move
 */
export function moveInWords({ path, value }) {
  const parameter = parameterAt(path);
  const named = { name: parameterName(parameter), value: valueInWords(parameter, value) };
  const what = path.endsWith('.level') ? t(`alternative.${value}`) : t('move', named);
  return path.startsWith('firm.') ? t('of_firm', { firm: firmName(firmInPath(path)), what }) : what;
}
