// A comparison under way: its replications are asked for one by one, and kept until the market changes.
import { app } from '../app.js';
import { scenarioWords } from '../market-facts.js';
import { BackgroundRuns } from './background-runs.js';
import { unpacked } from './engine.js';
import { FIRST_LETTER, keptWith, letterOf } from './kept-runs.js';
import { t } from './words.js';
/** @import { ComparedAlternative, ParameterValue, ToCompare, Twinned, Verdict } from './messages.js' */

/**
 * The scenario's own alternatives, the levels of the focal firm, or the runs that the person has kept.
 * @typedef {'own' | 'levels' | 'mine'} ComparisonKind
 */
/** @typedef {ToCompare & { label: string }} Alternative */

export const FIRST_BATCH = 30;
const LEVELS = [0, 1, 2, 3];
/** @type {Map<string, Comparison>} */
const kept = new Map();

/** What can be compared here, the likeliest first. */
export function comparisonKinds() {
  /** @type {ComparisonKind[]} */
  const all = areLevels() ? ['own', 'mine'] : ['own', 'levels', 'mine'];
  return all.filter(kind => alternativesOf(kind).length > 1);
}

/** Whether the scenario's own alternatives are levels of one firm and nothing else. */
export function areLevels() {
  const { alternatives } = app.run.market;
  const paths = alternatives.flatMap(each => Object.keys(each.set));
  return paths.length > 0 && paths.every(path => path.endsWith('.level'));
}

/**
 * @param {ComparisonKind} kind
 * @returns {Alternative[]}
 */
export function alternativesOf(kind) {
  if (kind === 'own') return ownAlternatives();
  return kind === 'levels' ? levelAlternatives() : keptAlternatives();
}

function ownAlternatives() {
  const { alternatives } = app.run.market;
  const compared = new Set(alternatives.flatMap(each => Object.keys(each.set)));
  const moves = app.run.recipe.moves.filter(each => !compared.has(each.path));
  return alternatives.map(each => ({ name: each.name, own: each.name, moves, label: alternativeName(each) }));
}

function levelAlternatives() {
  const path = `firm.${app.run.market.focal}.level`;
  const others = app.run.recipe.moves.filter(each => each.path !== path);
  return LEVELS.map(value => ({
    name: `${path}=${value}`,
    moves: [...others, { month: 0, path, value }],
    label: t(`alternative.${value}`),
  }));
}

/** The market as it is, what was kept, and the run on the screen if it is none of these. */
function keptAlternatives() {
  const { moves } = app.run.recipe;
  const { kept: runs } = app.state;
  const isKept = letterOf(runs, moves) !== null;
  const all = [{ letter: FIRST_LETTER, moves: [] }, ...(isKept ? runs : keptWith(runs, moves))];
  return all.map(each => ({ name: each.letter, moves: each.moves, label: each.letter }));
}

/** @param {ComparisonKind} kind */
export function comparison(kind) {
  const alternatives = alternativesOf(kind);
  const { scenario, seed, customers, months } = app.run.recipe;
  const compared = alternatives.map(({ name, own, moves }) => ({ name, moves, ...(own && { own }) }));
  const key = JSON.stringify([scenario, seed, customers, months, compared]);
  const found = kept.get(key) ?? new Comparison(compared);
  found.names = alternatives.map(each => each.label);
  kept.clear();
  kept.set(key, found);
  return found;
}

/**
 * An alternative's name: what the scenario calls it, or its level.
 * @param {{ name: string, set: Record<string, ParameterValue> }} alternative
 */
export function alternativeName({ name, set }) {
  const own = scenarioWords().alternatives[name] ?? name;
  const [[path, value] = ['', null], ...rest] = Object.entries(set);
  const isLevel = path.endsWith('.level') && !rest.length;
  return isLevel && own === name ? t(`alternative.${value}`) : own;
}

/**
 * What the scenario's alternative of a name is called.
 * @param {string} name
 */
export function labelOf(name) {
  const found = app.run.market.alternatives.find(each => each.name === name);
  return found ? alternativeName(found) : name;
}

export class Comparison extends BackgroundRuns {
  /** @param {ToCompare[]} compared */
  constructor(compared) {
    super();
    this.compared = compared;
    /** What the alternatives are called on the page. @type {string[]} */
    this.names = [];
    /** @type {Twinned[]} */
    this.runs = [];
    this.wanted = FIRST_BATCH;
    /** @type {number[]} */
    this.placebo = [];
    /** What each alternative but the first did to each customer. @type {Map<string, Uint8Array>} */
    this.fates = new Map();
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

  /** The number of the alternative that was compared under a name. @param {string} name */
  indexOf(name) {
    return this.compared.findIndex(each => each.name === name);
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
    for (const [name, fate] of Object.entries(answer.fates)) this.fates.set(name, unpacked(fate));
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
    return app.engine.ask('twin', { replication: number, alternatives: this.compared }, true);
  }
}
