// How many months go into one picture: more while pictures take too long, then fewer again.
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
