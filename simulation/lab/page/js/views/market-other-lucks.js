// In the background: the same market with other lucks, so that one line is seen among those that could have
// been.
import { app } from '../app.js';
import { leaversAYear, quantile } from '../drawing/statistics.js';
import { focalFirm } from '../market-facts.js';
import { Outdated } from '../protocol/engine.js';
/** @import { Band } from '../drawing/charts.js' */
/** @import { Series } from '../drawing/statistics.js' */

/**
 * The band in which the focal firm's leavers of a year lie in 8 of 10 lucks.
 * @typedef {Band & { version: number, moved: string, lucks: number, months: number }} OtherLucksBand
 */

const LUCKS = 20;
/** Lucks that a band needs, and after how many more it is drawn again. */
const FEWEST = 10;
const DRAWN_EVERY = 5;
/** Milliseconds between two looks whether the market stands still. */
const PAUSE = 400;

/**
 * @param {() => boolean} isWanted
 * @param {() => void} onBand the band has changed
 * @returns {Promise<void>}
 */
export async function watchOtherLucks(isWanted, onBand) {
  const { run } = app;
  const { version } = run;
  const moved = JSON.stringify(run.recipe.moves);
  if (app.band?.version === version && app.band.moved === moved) return;
  app.band = null;
  /** @type {Series[]} */
  const runs = [];
  while (runs.length < LUCKS && version === run.version && isWanted()) {
    if (run.moving || document.hidden || run.reached === 0) {
      await new Promise(resolve => setTimeout(resolve, PAUSE));
      continue;
    }
    const answer = await asked(runs.length);
    if (!answer || moved !== JSON.stringify(run.recipe.moves)) {
      await watchOtherLucks(isWanted, onBand);
      return;
    }
    const retention = answer.retention_rate.map(month => month[focalFirm()]);
    runs.push(leaversAYear([null, ...retention]));
    if (runs.length < FEWEST) continue;
    app.band = { ...bandOf(runs), version, moved, lucks: runs.length, months: run.horizon };
    if (runs.length % DRAWN_EVERY === 0 && isWanted()) onBand();
  }
}

/**
 * The market with another luck; null if a lever was moved meanwhile.
 * @param {number} replication
 */
async function asked(replication) {
  const { version } = app.run;
  try {
    return await app.engine.ask('other_luck', { replication }, true);
  } catch (error) {
    if (!(error instanceof Outdated) || version !== app.run.version) throw error;
    return null;
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
