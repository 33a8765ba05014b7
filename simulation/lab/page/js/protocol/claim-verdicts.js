// The claims of a lesson, judged run by run in the background; kept until the market changes.
import { app } from '../app.js';
import { BackgroundRuns } from './background-runs.js';
/** @import { Answers, ClaimVerdict } from './messages.js' */

/** @type {{ key: string, verdicts: ClaimVerdicts | null }} */
const kept = { key: '', verdicts: null };

/** The verdicts on the claims about the market as it begins. */
export function claimVerdicts() {
  const { scenario, customers, months, moves } = app.run.recipe;
  const key = JSON.stringify([scenario, customers, months, moves.filter(each => each.month === 0)]);
  if (kept.key !== key || !kept.verdicts) Object.assign(kept, { key, verdicts: new ClaimVerdicts() });
  return /** @type {ClaimVerdicts} */ (kept.verdicts);
}

export class ClaimVerdicts extends BackgroundRuns {
  constructor() {
    super();
    this.count = 0;
    /** @type {number | null} the number of runs that judge the claims; null until the first has arrived */
    this.wanted = null;
    /** @type {Record<string, ClaimVerdict>} */
    this.verdicts = {};
    /** @type {Answers['judge']['tested']} by language and claim: what was tested, and what was found */
    this.tested = {};
    this.session = 0;
  }

  /** @override */
  get done() {
    return this.wanted !== null && this.count >= this.wanted;
  }

  /** @override */
  async next() {
    const { session } = app.engine;
    // After a new connection the runs are asked for again; the server has kept them.
    if (this.session !== session) Object.assign(this, { session, count: 0 });
    const { runs, verdicts, tested } = await app.engine.ask('judge', { replication: this.count }, true);
    Object.assign(this, { count: this.count + 1, wanted: runs, verdicts, tested });
  }
}
