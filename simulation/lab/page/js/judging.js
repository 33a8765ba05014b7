// The claims of a lesson, judged run by run in the background; kept until the market is another one.
import { app } from './app.js';
import { Pulling } from './pulling.js';

const kept = new Map();

export function judging() {
  const { scenario, customers, months, moves } = app.run.recipe;
  const key = JSON.stringify([scenario, customers, months, moves.filter(each => each.month === 0)]);
  if (!kept.has(key)) {
    kept.clear();
    kept.set(key, new Judging());
  }
  return kept.get(key);
}

class Judging extends Pulling {
  constructor() {
    super();
    Object.assign(this, { count: 0, wanted: null, verdicts: {} });
  }

  get done() { return this.wanted !== null && this.count >= this.wanted; }

  // The engine keeps what it has made, so that after a lost connection it goes on where it was.
  async next() {
    const { session } = app.engine;
    if (this.session !== session) Object.assign(this, { session, count: 0 });
    const { runs, verdicts } = await app.engine.ask('judge', { replication: this.count }, true);
    Object.assign(this, { count: this.count + 1, wanted: runs, verdicts });
  }
}
