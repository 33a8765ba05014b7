// A comparison under way: its replications are asked for one by one, and kept until the market changes.
import { app } from '../app.js';
import { scenarioWords } from '../market-facts.js';
import { BackgroundRuns } from './background-runs.js';
import { unpacked } from './engine.js';
import { t } from './words.js';
/** @import { ComparedAlternative, ParameterValue, Twinned, Verdict } from './messages.js' */

/**
 * Levels 1-3 of the focal firm, its levels 0-3, or the scenario's own alternatives.
 * @typedef {'levels' | 'all' | 'own'} ComparisonKind
 */

export const FIRST_BATCH = 30;
/** @type {Map<string, Comparison>} */
const kept = new Map();

/**
 * What is compared, as the engine needs it.
 * @param {ComparisonKind} kind
 */
export function comparedLevels(kind) {
  if (kind === 'own') return {};
  return { path: `firm.${app.run.market.focal}.level`, values: kind === 'all' ? [0, 1, 2, 3] : [1, 2, 3] };
}

/** Whether the scenario has alternatives of its own that can be compared. */
export const hasOwnAlternatives = () =>
  app.run.market.alternatives.length >= 2 && app.run.market.alternatives.length <= 4;

/** @param {ComparisonKind} kind */
export function comparison(kind) {
  const key = JSON.stringify([app.run.recipe, kind]);
  const found = kept.get(key) ?? new Comparison(kind);
  kept.clear();
  kept.set(key, found);
  return found;
}

/**
 * An alternative's name: its level, or what the scenario calls it.
 * @param {{ name: string, set: Record<string, ParameterValue> }} alternative
 */
export function alternativeName({ name, set }) {
  const [[path, value] = ['', null], ...rest] = Object.entries(set);
  if (path.endsWith('.level') && !rest.length) return t(`alternative.${value}`);
  return scenarioWords().alternatives[name] ?? name;
}

export class Comparison extends BackgroundRuns {
  /** @param {ComparisonKind} kind */
  constructor(kind) {
    super();
    this.kind = kind;
    /** @type {Twinned[]} */
    this.runs = [];
    this.wanted = FIRST_BATCH;
    /** @type {number[]} */
    this.placebo = [];
    /** @type {Uint8Array | null} */
    this.fate = null;
    /** @type {Verdict | null} */
    this.verdict = null;
    this.session = 0;
    /** The number of replications that the engine has made in this session. */
    this.engineAt = 0;
  }

  /** @override */
  get done() {
    return this.count >= this.wanted;
  }

  get count() {
    return this.runs.length;
  }

  get alternatives() {
    return this.runs[0].alternatives;
  }

  get names() {
    return this.alternatives.map(alternativeName);
  }

  /**
   * All replications of one measure: for each alternative, a list of months for each run.
   * @param {string} measure
   * @param {(value: number) => number} change
   */
  series(measure, change = value => value) {
    /** @param {ComparedAlternative} alternative */
    const months = alternative =>
      alternative.series[measure].map(value => (value === null ? null : change(value)));
    return this.alternatives.map((_, index) => this.runs.map(run => months(run.alternatives[index])));
  }

  /** @override */
  async next() {
    const { session } = app.engine;
    if (this.session !== session || this.engineAt !== this.count) await this.replay(session);
    const answer = await this.replication(this.count);
    this.runs.push(answer);
    this.engineAt = this.count;
    this.placebo.push(answer.placebo);
    this.fate ??= unpacked(answer.fate);
    this.verdict = answer.verdict;
  }

  /**
   * After a new connection the engine has no runs: they are made again, with the same results.
   * @param {number} session
   */
  async replay(session) {
    for (let number = 0; number < this.count; number++) await this.replication(number);
    Object.assign(this, { session, engineAt: this.count });
  }

  /** @param {number} number */
  replication(number) {
    return app.engine.ask('twin', { replication: number, ...comparedLevels(this.kind) }, true);
  }
}
