// Markets of one's own: this browser keeps their texts, each under a name that is made of its digest. The
// laboratory keeps nothing of them.
import { Refused } from './engine.js';
import { forget, keep, kept } from './kept-in-browser.js';
import { t } from './words.js';
/** @import { DraftMarket, InBothLanguages, Recipe } from './messages.js' */

/** How the names of what belongs to these markets begin. */
export const OWN = 'loyaltylab.own.';
const TEXT = `${OWN}text.`;
const LIST = `${OWN}list`;
/** So many are kept; the one that was played longest ago goes first. */
const MOST = 12;

/**
 * @typedef {object} OwnMarket
 * @property {string} name
 * @property {InBothLanguages<string>} title
 */

/**
 * Whether a scenario's name is that of a market of one's own (own_market.py makes it).
 * @param {string} name
 */
export const isOwn = name => /^own-[0-9a-f]{16}$/.test(name);

/**
 * The text of a market; null if this browser does not have it.
 * @param {string} name
 */
export const ownText = name => kept(TEXT + name);

/**
 * What is kept under a name as JSON; null if it is not there, or damaged.
 * @param {string} name
 */
export function keptContent(name) {
  try {
    return JSON.parse(kept(name) ?? 'null');
  } catch {
    return null;
  }
}

/** The markets that are kept, the last one played first. @returns {OwnMarket[]} */
export function ownMarkets() {
  const list = keptContent(LIST);
  return Array.isArray(list) ? list.filter(each => each?.name && each.title) : [];
}

/**
 * Keep a market that is about to be played.
 * @param {DraftMarket} market
 * @returns {boolean} whether the browser keeps it longer than the page
 */
export function keepOwn({ name, text, words }) {
  const mine = { name, title: { en: words.en.title, zh: words.zh.title } };
  const all = [mine, ...ownMarkets().filter(each => each.name !== name)];
  all.slice(MOST).forEach(each => forget(TEXT + each.name));
  keep(LIST, JSON.stringify(all.slice(0, MOST)));
  return keep(TEXT + name, text);
}

/**
 * A recipe as it is sent; a market of one's own brings its text along.
 * @param {Recipe} recipe
 */
export function wholeRecipe({ scenario, seed, moves, customers, months }) {
  const text = isOwn(scenario) ? ownText(scenario) : null;
  if (isOwn(scenario) && text === null) throw new Refused({ en: t('own.not_here'), zh: t('own.not_here') });
  return {
    scenario,
    ...(text !== null && { text }),
    seed,
    moves,
    ...(customers !== null && { customers }),
    ...(months !== null && { months }),
  };
}
