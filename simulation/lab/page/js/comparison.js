// A comparison under way: replications are pulled one by one and kept until the market is another one.
import { app, words } from './app.js';
import { unpacked } from './engine.js';
import { Pulling } from './pulling.js';
import { t } from './words.js';

export const FIRST_BATCH = 30;
const kept = new Map();

// What is compared: the levels of the focal firm, or the scenario's own alternatives.
export function spec(kind) {
  const { market } = app.run;
  if (kind === 'own') return {};
  return { path: `firm.${market.focal}.level`, values: kind === 'all' ? [0, 1, 2, 3] : [1, 2, 3] };
}
export const hasOwn = () => app.run.market.alternatives.length >= 2 && app.run.market.alternatives.length <= 4;

export function comparison(kind) {
  const key = JSON.stringify([app.run.recipe, kind]);
  if (!kept.has(key)) {
    kept.clear();
    kept.set(key, new Comparison(kind, key));
  }
  return kept.get(key);
}

// How an alternative is called: its level, or the name that the scenario gives it.
export function alternativeName({ name, set }) {
  const [[path, value] = ['', null], ...rest] = Object.entries(set);
  return path.endsWith('.level') && !rest.length ? t(`alternative.${value}`) : words().alternatives[name] ?? name;
}

export class Comparison extends Pulling {
  constructor(kind, key) {
    super();
    Object.assign(this, { kind, key, runs: [], wanted: FIRST_BATCH, placebo: [], fate: null, verdict: null });
  }

  get done() { return this.count >= this.wanted; }
  get count() { return this.runs.length; }
  get alternatives() { return this.runs[0].alternatives; }
  get names() { return this.alternatives.map(alternativeName); }

  // All replications of one measure: by alternative, a list of months a run.
  series(measure, change = value => value) {
    return this.alternatives.map((_, index) => this.runs.map(run => run.alternatives[index].series[measure].map(value => (value === null ? null : change(value)))));
  }

  async next() {
    const { session } = app.engine;
    if (this.session !== session || this.engineAt !== this.count) await this.rewind(session);
    const answer = await app.engine.ask('twin', { replication: this.count, ...spec(this.kind) }, true);
    this.take(answer);
    return answer;
  }

  // After a new connection the engine has no runs: they are made again, to the same results.
  async rewind(session) {
    for (let replication = 0; replication < this.count; replication++) await app.engine.ask('twin', { replication, ...spec(this.kind) }, true);
    Object.assign(this, { session, engineAt: this.count });
  }

  take(answer) {
    this.runs.push(answer);
    this.engineAt = this.count;
    this.placebo.push(answer.placebo);
    this.fate ??= unpacked(answer.fate);
    this.verdict = answer.verdict;
  }
}
