// How fast the market plays, and how many months go into one picture: more while pictures take too long, then
// fewer again.

/** Milliseconds a month while the market plays. */
export const SPEEDS = { slow: 900, usual: 320, fast: 60 };
/** So many months are slow at the usual speed, too, so that one can follow. */
const SLOW_MONTHS = 3;

/** @typedef {keyof typeof SPEEDS} Speed */

/**
 * @param {Speed} speed
 * @param {number} month
 */
export const millisecondsAMonth = (speed, month) =>
  SPEEDS[speed === 'usual' && month <= SLOW_MONTHS ? 'slow' : speed];

const MILLISECONDS_A_MONTH = 30;
const MOST_MONTHS = 4;

export class Pace {
  constructor() {
    this.months = 1;
    this.since = performance.now();
  }

  pictureDrawn() {
    const now = performance.now();
    const slow = (now - this.since) / this.months > MILLISECONDS_A_MONTH;
    this.since = now;
    this.months = slow ? Math.min(this.months + 1, MOST_MONTHS) : Math.max(this.months - 1, 1);
  }
}
