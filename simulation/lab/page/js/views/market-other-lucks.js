// In the background: the same market with other lucks, so that one line is seen among those that could have
// been.
import { app } from '../app.js';
import { leaversAYear, quantile } from '../drawing/statistics.js';
import { focalFirm } from '../market-facts.js';
import { Outdated } from '../protocol/engine.js';
/** @import { Band } from '../drawing/charts.js' */
/** @import { Series } from '../drawing/statistics.js' */

/**
 * The band in which the focal firm's leavers of a year lie in 8 of 10 lucks. It belongs to one recipe.
 * @typedef {Band & { recipe: string, lucks: number, months: number }} OtherLucksBand
 */

const LUCKS = 20;
/** Lucks that a band needs, and after how many more it is drawn again. */
const FEWEST = 10;
const DRAWN_EVERY = 5;
/** Milliseconds between two looks whether the market stands still, or has become another one. */
const PAUSE = 400;

const recipeNow = () => JSON.stringify(app.run.recipe);

/** The band, if it is of the market on the screen and reaches as far as its lines. */
export function bandOfThisMarket() {
  const { band, run } = app;
  return band?.recipe === recipeNow() && run.shown && band.months >= run.shown ? band : null;
}

/** Counts watches: an earlier one ends. */
let watch = 0;

/**
 * As long as it is wanted, ask for a band for whatever market is on the screen.
 * @param {() => boolean} isWanted
 * @param {() => void} onBand the band has changed
 */
export async function watchOtherLucks(isWanted, onBand) {
  const mine = ++watch;
  const isMine = () => mine === watch && isWanted();
  while (isMine()) {
    if (isStill() && app.band?.recipe !== recipeNow()) await askForBand(isMine, onBand);
    await new Promise(resolve => setTimeout(resolve, PAUSE));
  }
}

const isStill = () => !app.run.moving && !document.hidden && app.run.reached > 0;

/**
 * Ask for lucks of one recipe until there are enough, or until something else is wanted.
 * @param {() => boolean} isMine
 * @param {() => void} onBand
 */
async function askForBand(isMine, onBand) {
  const recipe = recipeNow();
  /** @type {Series[]} */
  const runs = [];
  while (runs.length < LUCKS && isMine() && isStill()) {
    const answer = await asked(runs.length);
    if (!answer || recipe !== recipeNow()) return;
    const retention = answer.retention_rate.map(month => month[focalFirm()]);
    runs.push(leaversAYear([null, ...retention]));
    if (runs.length < FEWEST) continue;
    app.band = { ...bandOf(runs), recipe, lucks: runs.length, months: app.run.horizon };
    if (runs.length % DRAWN_EVERY === 0 && isMine()) onBand();
  }
}

/**
 * The market with another luck; null if another market, or another move, has come before it.
 * @param {number} replication
 */
async function asked(replication) {
  try {
    return await app.engine.ask('other_luck', { replication }, true);
  } catch (error) {
    if (error instanceof Outdated) return null;
    throw error;
  }
}

/**
 * @param {Series[]} runs
 * @returns {Band}
 */
function bandOf(runs) {
  /** @param {number} share */
  const quantiles = share =>
    runs[0].map((_, month) =>
      quantile(
        runs.map(each => each[month]),
        share,
      ),
    );
  return { firm: focalFirm(), low: quantiles(0.1), high: quantiles(0.9) };
}
