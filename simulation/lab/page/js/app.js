// What all parts of the page share: its state, the market under way, and the line for notices.
import { writeAddress } from './protocol/address.js';
import { Lost, Refused } from './protocol/engine.js';
import { language, t } from './protocol/words.js';
/** @import { PageState, ViewName } from './protocol/address.js' */
/** @import { Engine } from './protocol/engine.js' */
/** @import { CatalogueEntry } from './protocol/messages.js' */
/** @import { MarketRun } from './protocol/market-run.js' */
/** @import { OtherLucksBand } from './views/market-other-lucks.js' */

/**
 * A view: how it is built, and how it follows the market.
 * @typedef {object} View
 * @property {(root: HTMLElement) => void} render
 * @property {() => void} update
 * @property {() => void} [advanced] months were added
 * @property {() => void} [resize]
 * @property {() => Promise<void>} [inBackground] what it asks the engine for while nothing else is going on
 */

/**
 * @typedef {object} App
 * @property {PageState} state
 * @property {MarketRun} run
 * @property {Engine} engine
 * @property {CatalogueEntry[]} catalogue
 * @property {Partial<Record<ViewName, View>>} views those that have been fetched
 * @property {OtherLucksBand | null} band what other lucks would have brought
 * @property {() => void} refresh show the market as it is now
 * @property {() => void} rebuild build the whole page
 * @property {(view: ViewName, focus?: boolean) => void} go to another view
 */

/** main.js and navigation.js fill it in before anything is shown. @type {App} */
export const app = /** @type {any} */ ({ catalogue: [], band: null, refresh() {}, rebuild() {}, go() {} });

export const isPhone = () => matchMedia('(max-width: 760px)').matches;
export const isTouch = () => matchMedia('(pointer: coarse)').matches;
export const isCalm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

// While months fly by, the address is not written with every month: browsers refuse too many changes.
const ADDRESS_PAUSE = 400;
/** @type {number | null} */
let addressTimer = null;

/** Write the market into the page's address. */
export function keepAddress() {
  const { state, run } = app;
  const { recipe } = run;
  const { scenario, seed, moves } = recipe;
  Object.assign(state, { scenario, seed, moves, month: run.shown });
  if (!run.moving) replaceAddress();
  else addressTimer ??= setTimeout(replaceAddress, ADDRESS_PAUSE);
}

function replaceAddress() {
  clearTimeout(addressTimer ?? undefined);
  addressTimer = null;
  const address = writeAddress({ ...app.state, lang: language.now });
  if (address !== location.hash) history.replaceState(null, '', address);
}

/**
 * Say something that went wrong, or that is going on, in the line under the playback bar.
 * @param {string} text
 */
export function notice(text) {
  const line = /** @type {HTMLElement} */ (document.getElementById('notice'));
  line.hidden = !text;
  if (line.textContent !== text) line.textContent = text;
}

/**
 * Why a request was refused.
 * @param {Refused} error
 */
export const refusalWords = error => error.words?.[language.now] ?? t('link_too_long');

/** @param {Refused} error */
export const noticeRefusal = error => notice(refusalWords(error));

/**
 * Do something that asks the engine. A refusal is shown; a lost connection is dealt with elsewhere.
 * @param {() => unknown} work
 */
export async function guarded(work) {
  try {
    await work();
  } catch (error) {
    if (error instanceof Refused) noticeRefusal(error);
    else if (!(error instanceof Lost)) throw error;
  }
}
