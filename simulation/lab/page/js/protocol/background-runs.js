// Runs that are asked for in the background, one by one, until enough are there or nobody waits for them.

export class BackgroundRuns {
  constructor() {
    this.running = false;
    /** @type {() => boolean} */
    this.isWanted = () => false;
    /** @type {() => void} */
    this.onArrival = () => {};
    /** @type {Promise<void>} */
    this.finished = Promise.resolve();
  }

  /** @returns {boolean} whether all runs are here */
  get done() {
    throw new Error('not implemented');
  }

  /** @returns {Promise<unknown>} the next run has arrived */
  next() {
    throw new Error('not implemented');
  }

  /**
   * Ask for runs while they are wanted. A later call takes the place of an earlier one, whose view is gone.
   * @param {() => boolean} isWanted
   * @param {() => void} onArrival called after each run
   */
  async pull(isWanted, onArrival) {
    Object.assign(this, { isWanted, onArrival });
    if (!this.running) this.finished = this.pullAll();
    await this.finished;
  }

  async pullAll() {
    this.running = true;
    try {
      while (!this.done && this.isWanted()) {
        await this.next();
        this.onArrival();
      }
    } finally {
      this.running = false;
    }
  }
}
