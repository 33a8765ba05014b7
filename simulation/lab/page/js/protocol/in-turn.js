// One thing after the other: what a person does while a market is still opening is meant for that market.
export class InTurn {
  constructor() {
    /** @type {Promise<unknown>} */
    this.last = Promise.resolve();
  }

  /**
   * Do something when everything before it is done, whether that succeeded or not.
   * @template T
   * @param {() => Promise<T>} work
   * @returns {Promise<T>}
   */
  do(work) {
    const mine = this.last.then(work);
    this.last = mine.catch(() => {}); // whoever asked for it deals with its error
    return mine;
  }

  /** Wait until nothing is left to be done. */
  async done() {
    let seen;
    while (seen !== this.last) {
      seen = this.last;
      await seen;
    }
  }
}
