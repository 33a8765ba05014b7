// Facts about the market under way that many views need: its firms, its money, its words.
import { app } from './app.js';
import { h } from './drawing/dom.js';
import { firmMark } from './drawing/firm-marks.js';
import { hasMessage, language, n0, n1, n2, t } from './protocol/words.js';

/** The scenario's own words in the language of the page. */
export const scenarioWords = () => app.run.market.words[language.now];

/**
 * The name of a firm; the number after the last one stands for having no supplier.
 * @param {number} firm
 */
export function firmName(firm) {
  const key = app.run.market.firms[firm];
  if (key === undefined) return t('without');
  return scenarioWords().firms[key] ?? key;
}
export const firmNames = () => app.run.market.firms.map((_, firm) => firmName(firm));
export const allFirms = () => app.run.market.firms.map((_, firm) => firm);

/**
 * Whether a number stands for a firm, and not for having no supplier.
 * @param {number} firm
 */
export const isFirm = firm => firm >= 0 && firm < app.run.market.firms.length;

/** The firm that the scenario is about. */
export const focalFirm = () => app.run.market.firms.indexOf(app.run.market.focal);
/** The firm that is singled out, else the focal one. */
export const singledOut = () => app.state.only ?? focalFirm();

/**
 * A firm in a sentence: its mark and its name, never torn apart.
 * @param {number} firm
 */
export const firmNode = firm => h('span', { class: 'firm-name' }, firmMark(firm), firmName(firm));

/**
 * A firm by its name, or doing without, as one of the things that can be chosen.
 * @param {number} firm
 */
export const choiceName = firm => (isFirm(firm) ? firmName(firm) : t('doing_without'));

export function currency() {
  const word = app.run.market.currency;
  return hasMessage(`words.currency.${word}`) ? t(`words.currency.${word}`) : word;
}

/** Prices below this are written with cents. */
const SMALL_PRICE = 20;
const inCents = () => app.run.market.reference_price < SMALL_PRICE;
/** @type {import('./protocol/words.js').NumberFormat} */
export const money = value => (inCents() ? n2 : n0)(value);
/** Money in a decision, which needs one more digit. @type {import('./protocol/words.js').NumberFormat} */
export const fineMoney = value => (inCents() ? n2 : n1)(value);

/**
 * A firm's level of relationship marketing in the month shown.
 * @param {number} firm
 */
export function levelOf(firm) {
  const reported = app.run.history[app.run.shown].firms.level?.[firm];
  return reported ?? app.run.value(`firm.${app.run.market.firms[firm]}.level`);
}
