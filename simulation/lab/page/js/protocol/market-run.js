// The market under way: its recipe, its history, and the ways to move through it. The engine is asked for the
// next months; everything on the screen is drawn from the history.
import { Lost, Refused } from './engine.js';
import { firstMonth, laterMonth } from './history-month.js';
import { wholeRecipe } from './own-markets.js';
import { valueAt } from './parameter-history.js';
import { InTurn } from './in-turn.js';
import { Pace, millisecondsAMonth } from './pace.js';
/** @import { Ghost } from './changing.js' */
/** @import { Engine } from './engine.js' */
/** @import { HistoryMonth } from './history-month.js' */
/** @import { Market, Move, Recipe } from './messages.js' */
/** @import { Speed } from './pace.js' */

/** What is kept of the runs before. @typedef {{ ghost?: Ghost | null, past?: Move[][] }} Before */
/**
 * What the page does when something has happened.
 * @typedef {object} RunHooks
 * @property {() => void} opened
 * @property {() => void} advanced
 * @property {() => void} changed
 * @property {(error: Refused) => void} refused
 */

const MONTHS_A_REPLAY_STEP = 12;

export class MarketRun {
  /**
   * @param {Engine | null} engine
   * @param {RunHooks} hooks
   */
  constructor(engine, hooks) {
    this.engine = /** @type {Engine} */ (engine);
    this.hooks = hooks;
    /** Null until a market is open. */
    this.market = /** @type {Market} */ (/** @type {unknown} */ (null));
    /** Null until a market is open. */
    this.recipe = /** @type {Recipe} */ (/** @type {unknown} */ (null));
    /** @type {HistoryMonth[]} */
    this.history = [];
    /** The run before the last change. @type {Ghost | null} */
    this.ghost = null;
    /** The moves before each change, the oldest first. @type {Move[][]} */
    this.past = [];
    /** @type {Speed} */
    this.speed = 'usual';
    this.shown = 0;
    this.playing = false;
    this.hurrying = false;
    /** Counts how often playing has begun: an earlier turn that still waits for its next month ends. */
    this.turn = 0;
    this.goal = 0;
    /** @type {Promise<HistoryMonth[]> | null} the months that are being asked for */
    this.busy = null;
    /** @type {Promise<void>} */
    this.hurry = Promise.resolve();
    /** Counts the markets that were opened: an answer for an earlier one is dropped. */
    this.version = 0;
    this.openings = new InTurn();
  }

  get reached() {
    return this.history.length - 1;
  }

  get horizon() {
    return this.market.months;
  }

  get moving() {
    return this.playing || this.hurrying;
  }

  /**
   * Open the market of a recipe and replay it to a month; the screen keeps what it shows until then.
   * @param {Recipe} recipe
   * @param {number} month
   * @param {Before} [before]
   */
  open(recipe, month = 0, before) {
    return this.openings.do(() => this.replay(recipe, month, before));
  }

  /**
   * Open a market when its turn has come.
   * @param {Recipe} recipe
   * @param {number} month
   * @param {Before} before
   * @returns {Promise<number>} the version of the market that is shown now
   */
  async replay(recipe, month, { ghost = null, past = [] } = {}) {
    const version = ++this.version;
    this.playing = this.hurrying = false;
    this.engine.opening += 1;
    try {
      const { market } = await this.engine.ask('open', { recipe: wholeRecipe(recipe) });
      /** @type {HistoryMonth[]} */
      const history = [firstMonth(market)];
      const target = Math.min(month, market.months);
      while (history.length <= target) {
        history.push(...(await this.askMonths(Math.min(MONTHS_A_REPLAY_STEP, target + 1 - history.length))));
      }
      Object.assign(this, { market, recipe, history, ghost, past, shown: history.length - 1 });
    } finally {
      this.engine.opening -= 1;
    }
    this.hooks.opened();
    return version;
  }

  /**
   * @param {number} months
   * @returns {Promise<HistoryMonth[]>}
   */
  async askMonths(months) {
    const answer = await this.engine.ask('step', { months });
    return answer.months.map(laterMonth);
  }

  /** @param {HistoryMonth[]} months */
  add(months) {
    this.history.push(...months);
    this.shown = this.reached;
  }

  /** Run one month, unless one is being run. */
  async step() {
    if (this.busy || !this.market) {
      await this.busy;
      return;
    }
    const { version } = this;
    this.busy = this.askMonths(Math.min(1, this.horizon - this.reached));
    try {
      const months = await this.busy;
      if (version !== this.version) return;
      this.add(months);
      this.hooks.advanced();
    } finally {
      this.busy = null;
    }
  }

  /** Play at a speed that one can follow, until the end or until somebody pauses. */
  async play() {
    this.hurrying = false;
    if (this.reached >= this.horizon) await this.playAgain();
    await this.openings.done();
    this.playing = true;
    this.shown = this.reached;
    this.hooks.changed();
    const { version } = this;
    const turn = ++this.turn;
    const isMine = () => turn === this.turn && version === this.version;
    while (this.playing && isMine() && this.reached < this.horizon) {
      const pause = millisecondsAMonth(this.speed, this.reached + 1);
      const started = performance.now();
      if (!(await this.succeeds(() => this.step()))) return;
      await new Promise(resolve => setTimeout(resolve, Math.max(0, pause - (performance.now() - started))));
    }
    if (isMine() && this.playing) this.pause();
  }

  pause() {
    this.playing = this.hurrying = false;
    this.hooks.changed();
  }

  /**
   * Run to a month as fast as the engine and the screen can.
   * @param {number} month
   */
  async runTo(month) {
    if (!this.market) return;
    await this.openings.done();
    this.goal = Math.min(month, this.horizon);
    this.playing = false;
    if (!this.hurrying) this.hurry = this.hurryToGoal();
    await this.hurry;
  }

  /** The next months are asked for before a picture is drawn, so that engine and screen work side by side. */
  async hurryToGoal() {
    const { version } = this;
    const pace = new Pace();
    this.hurrying = true;
    await this.busy;
    let coming = this.askAhead(pace.months);
    while (coming && version === this.version) {
      const months = coming;
      if (!(await this.succeeds(() => months))) break;
      if (version !== this.version) return;
      this.add(await months);
      coming = this.askAhead(pace.months);
      this.hooks.advanced();
      await new Promise(resolve => requestAnimationFrame(resolve));
      pace.pictureDrawn();
    }
    if (version !== this.version) return;
    this.hurrying = false;
    this.hooks.changed();
  }

  /**
   * Ask for the months after those that are here; null if the goal is reached or nobody hurries any more.
   * @param {number} months
   */
  askAhead(months) {
    const wanted = Math.min(months, this.goal - this.reached);
    if (wanted < 1 || !this.hurrying) return null;
    const coming = this.askMonths(wanted);
    coming.catch(() => {}); // whoever awaits it deals with its error
    return coming;
  }

  /**
   * Show a month; run to it if the market is not there yet.
   * @param {number} month
   */
  async lookAt(month) {
    this.playing = false;
    await this.openings.done();
    if (month > this.reached) await this.runTo(month);
    this.shown = Math.min(month, this.reached);
    this.hooks.changed();
  }

  /** Begin the same run again. */
  playAgain() {
    return this.openings.do(() => this.replay(this.recipe, 0, { ghost: this.ghost, past: this.past }));
  }

  /**
   * Begin the same market with other luck; what was changed stays.
   * @param {number} seed
   */
  restart(seed) {
    return this.openings.do(() => this.replay({ ...this.recipe, seed }, 0, { past: this.past }));
  }

  /**
   * The value of a parameter in the month that is shown.
   * @param {string} path
   * @returns {any} a ParameterValue, or null where the parameter has none
   */
  value(path) {
    return valueAt(this, path);
  }

  /**
   * Whether work succeeds. A refusal is shown and ends playing; a lost connection waits for its recovery.
   * @param {() => Promise<unknown>} work
   */
  async succeeds(work) {
    try {
      await work();
      return true;
    } catch (error) {
      if (error instanceof Lost) return false;
      this.playing = false;
      if (!(error instanceof Refused)) throw error;
      this.hooks.refused(error);
      return false;
    }
  }

  /** After a lost connection: replay to where it was, and go on if it was playing. */
  async recover() {
    if (!this.recipe) return;
    const { playing, shown, ghost, past } = this;
    await this.open(this.recipe, this.reached, { ghost, past });
    this.shown = shown;
    this.hooks.changed();
    if (playing) this.play();
  }

  /**
   * A firm's measure from month 0 to the month shown; null where it does not exist.
   * @param {string} measure
   * @param {number} firm
   */
  series(measure, firm) {
    return this.history.slice(0, this.shown + 1).map(each => each.firms[measure]?.[firm] ?? null);
  }
}
