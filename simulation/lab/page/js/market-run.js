// The market under way: the recipe, its history, and the ways to move through it. The engine is asked for
// the next months; everything shown is drawn from the history, so nothing piles up and nothing is lost.
import { Lost, Refused, unpacked } from './engine.js';

const BATCH = 12;
const FRAME = 30;
const MOST_AT_ONCE = 4;

// How many months go into a picture: more as long as pictures take too long, else fewer again.
class Pace {
  constructor() { Object.assign(this, { months: 1, since: performance.now() }); }

  drawn() {
    const now = performance.now(), each = (now - this.since) / this.months;
    this.since = now;
    this.months = each > FRAME ? Math.min(this.months + 1, MOST_AT_ONCE) : Math.max(this.months - 1, 1);
  }
}

export class MarketRun {
  constructor(engine, hooks) {
    this.engine = engine;
    this.hooks = hooks;
    this.market = null;
    this.recipe = null;
    this.history = [];
    this.shown = 0;
    this.playing = false;
    this.hurrying = false;
    this.busy = null;
    this.version = 0;
    this.intact = true;
  }

  get reached() { return this.history.length - 1; }
  get horizon() { return this.market.months; }
  get moving() { return this.playing || this.hurrying; }

  // Open the market of a recipe and replay it to a month; what is on the screen stays until it is there.
  async open(recipe, month = 0) {
    const version = ++this.version;
    this.playing = this.hurrying = false;
    const { market } = await this.engine.ask('open', { recipe: asked(recipe) });
    const history = [{ firms: market.start.values, dots: unpacked(market.start.firm), left: [], reason: [] }];
    const target = Math.min(month, market.months);
    while (history.length <= target && version === this.version) {
      history.push(...await this.asked(Math.min(BATCH, target + 1 - history.length)));
      this.hooks.progress?.((history.length - 1) / target);
    }
    if (version !== this.version) return;
    Object.assign(this, { market, recipe, history, shown: history.length - 1, intact: true });
    this.hooks.opened();
  }

  async asked(months) {
    const answer = await this.engine.ask('step', { months });
    return answer.months.map(each => ({ ...each, dots: unpacked(each.dots) }));
  }

  async step(months = 1) {
    if (this.busy || !this.market) return this.busy;
    const version = this.version;
    this.busy = this.asked(Math.min(months, this.horizon - this.reached));
    try {
      const done = await this.busy;
      if (version !== this.version) return undefined;
      this.history.push(...done);
      this.shown = this.reached;
      this.hooks.advanced();
    } finally {
      this.busy = null;
    }
    return undefined;
  }

  async play() {
    this.hurrying = false;
    if (this.reached >= this.horizon) await this.restart(this.recipe.seed);
    this.playing = true;
    this.shown = this.reached;
    this.hooks.changed();
    const version = this.version;
    while (this.playing && version === this.version && this.reached < this.horizon) {
      const pause = this.reached < 3 ? 900 : 190;
      const started = performance.now();
      if (!await this.survives(() => this.step())) return;
      await new Promise(resolve => setTimeout(resolve, Math.max(0, pause - (performance.now() - started))));
    }
    if (version === this.version && this.playing) this.pause();
  }

  pause() {
    this.playing = this.hurrying = false;
    this.hooks.changed();
  }

  // As fast as the engine and the screen can: a month a picture, or, where pictures take long, a few months.
  // The next months are asked for before the picture is drawn, so that engine and screen work side by side.
  async runTo(month) {
    if (!this.market) return;
    this.goal = Math.min(month, this.horizon);
    this.playing = false;
    if (!this.hurrying) this.hurry = this.hurried();
    await this.hurry;
  }

  async hurried() {
    const version = this.version, pace = new Pace();
    this.hurrying = true;
    await this.busy;
    let coming = this.ahead(pace.months);
    while (coming && version === this.version) {
      if (!await this.survives(() => coming)) break;
      const done = await coming;
      if (version !== this.version) return;
      this.history.push(...done);
      this.shown = this.reached;
      coming = this.ahead(pace.months);
      this.hooks.advanced();
      await new Promise(resolve => requestAnimationFrame(resolve));
      pace.drawn();
    }
    if (version !== this.version) return;
    this.hurrying = false;
    this.hooks.changed();
  }

  // Ask for the months that follow those that are here; null if nobody is in a hurry any more.
  ahead(months) {
    const wanted = Math.min(months, this.goal - this.reached);
    if (wanted < 1 || !this.hurrying) return null;
    const coming = this.asked(wanted);
    coming.catch(() => {}); // whoever awaits it hears of it
    return coming;
  }

  async lookAt(month) {
    this.playing = false;
    if (month > this.reached) await this.runTo(month);
    this.shown = Math.min(month, this.reached);
    this.hooks.changed();
  }

  restart(seed) {
    return this.open({ ...this.recipe, seed }, 0);
  }

  // A lever was moved. At month 0 it is the start; later it acts from the next month on, unless it can only
  // act from the start: then the market is replayed with it.
  async move(path, value, fromStart) {
    const month = fromStart ? 0 : this.reached;
    const moves = this.recipe.moves.filter(each => !(each.path === path && each.month === month));
    const recipe = { ...this.recipe, moves: [...moves, { month, path, value }] };
    recipe.moves.sort((a, b) => a.month - b.month);
    if (month === 0) {
      await this.open(recipe, this.reached);
      return;
    }
    const { moves: later } = await this.engine.ask('change', { path, value });
    this.recipe = { ...this.recipe, moves: [...this.recipe.moves.filter(each => each.month === 0), ...later] };
    this.hooks.changed();
  }

  // What a lever stands at in the month that is shown.
  // A move that acts from the next month on is shown at once; then level and price are what the firm has in
  // that month, by whatever policy, and all else is what the moves and events before have made of it.
  value(path) {
    const moves = this.recipe.moves.filter(each => each.path === path && each.month <= this.shown);
    if (moves.at(-1)?.month === this.shown) return moves.at(-1).value;
    const [, name, what, deeper] = path.split('.');
    const told = deeper === undefined ? this.history[this.shown].firms[what]?.[this.market.firms.indexOf(name)] : undefined;
    return told ?? this.planned(path, moves);
  }

  planned(path, moves) {
    const events = this.market.events.filter(each => each.path === path);
    const steps = [...events.flatMap(event => [{ month: event.month, value: event.value, event }, { month: event.until ?? Infinity, over: event }]), ...moves].filter(each => each.month <= this.shown);
    const before = new Map();
    let now = this.market.values[path];
    for (const step of steps.sort((a, b) => a.month - b.month)) {
      if (step.event) before.set(step.event, now);
      now = step.over ? before.get(step.over) : step.value;
    }
    return now;
  }

  async survives(work) {
    try {
      await work();
      return true;
    } catch (error) {
      if (!(error instanceof Lost)) {
        this.playing = false;
        if (error instanceof Refused) this.hooks.refused(error);
        else throw error;
      }
      return false;
    }
  }

  // The connection was lost: replay to where it was, and go on if it was playing.
  async recover() {
    if (!this.recipe) return;
    const playing = this.playing;
    const shown = this.shown;
    await this.open(this.recipe, this.reached);
    this.shown = shown;
    this.hooks.changed();
    if (playing) this.play();
  }

  series(measure, firm, months = this.shown) {
    return this.history.slice(0, months + 1).map(each => each.firms[measure]?.[firm] ?? null);
  }
}

function asked(recipe) {
  const { scenario, seed, moves, customers, months } = recipe;
  return { scenario, seed, moves, ...(customers === null ? {} : { customers }), ...(months === null ? {} : { months }) };
}
