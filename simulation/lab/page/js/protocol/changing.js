// What a person changes about a run: where a change begins, and the way back from it. A change in the past
// begins another run of the same customers with the same luck; the run before stays as a ghost.
/** @import { HistoryMonth } from './history-month.js' */
/** @import { MarketRun } from './market-run.js' */
/** @import { Market, Move, ParameterValue, Recipe } from './messages.js' */

/** @typedef {{ path: string, value: ParameterValue }} Change */
/**
 * A month after which a change can begin: where the person stands, where something else was changed, or the
 * start.
 * @typedef {{ month: number, kind: 'here' | 'there' | 'start', there: Move | null }} Beginning
 */
/**
 * The run before the last change.
 * @typedef {object} Ghost
 * @property {HistoryMonth[]} history
 * @property {Recipe} recipe
 * @property {number} from the month after which the two runs differ
 */

/**
 * The months after which changes can begin, the likeliest first. One alone needs no question.
 * @param {Pick<MarketRun, 'shown' | 'reached' | 'horizon' | 'recipe' | 'market'>} run
 * @param {boolean} fromStart whether one of the changes acts only from the start
 * @returns {Beginning[]}
 */
export function beginnings({ shown, reached, horizon, recipe, market }, fromStart) {
  /** @type {Beginning} */
  const start = { month: 0, kind: 'start', there: null };
  if (shown === 0 || fromStart) return [start];
  /** @type {Beginning} */
  const here = { month: shown, kind: 'here', there: null };
  if (shown === reached && shown < horizon) return [here];
  const begun = [...recipe.moves, ...plannedMoves(market, recipe.moves)];
  const there = inOrder(begun).findLast(each => each.month > 0 && each.month !== shown);
  /** @type {Beginning[]} */
  const before = there ? [{ month: there.month, kind: 'there', there }] : [];
  return [...(shown < horizon ? [here] : []), ...before, start];
}

/**
 * The events of the market, without what its scenario plans and a move has replaced.
 * @param {Pick<Market, 'events'>} market
 * @param {Move[]} moves
 */
export const eventsThatAct = ({ events }, moves) =>
  events.filter(
    each => !each.planned || !moves.some(({ month, path }) => path === each.path && month < each.month),
  );

/**
 * What the scenario itself plans, and what no move has replaced, as moves.
 * @param {Market} market
 * @param {Move[]} moves
 * @returns {Move[]}
 */
const plannedMoves = (market, moves) =>
  eventsThatAct(market, moves)
    .filter(each => each.planned)
    .map(({ month, path, value }) => ({ month: month - 1, path, value }));

/**
 * The moves with these changes from a month on: what was to happen to the same levers later falls away.
 * @param {Move[]} moves
 * @param {Change[]} changes
 * @param {number} month
 * @returns {Move[]}
 */
export function movesWith(moves, changes, month) {
  const paths = new Set(changes.map(each => each.path));
  const kept = moves.filter(each => each.month < month || !paths.has(each.path));
  return inOrder([...kept, ...changes.map(each => ({ month, ...each }))]);
}

/** @param {Move[]} moves */
const inOrder = moves => [...moves].sort((a, b) => a.month - b.month);

/**
 * The month after which two lists of moves make different markets; Infinity for equal ones.
 * @param {Move[]} one
 * @param {Move[]} other
 */
export function firstDifference(one, other) {
  const text = (/** @type {Move} */ each) => `${each.month}:${each.path}:${each.value}`;
  const [ones, others] = [new Set(one.map(text)), new Set(other.map(text))];
  const single = [...one, ...other].filter(each => ones.has(text(each)) !== others.has(text(each)));
  return Math.min(...single.map(each => each.month));
}

/**
 * Let changes begin after a month. At the front of a run the engine notes a single one and goes on; all else
 * begins a new run, which is shown up to the month where the person stood.
 * @param {MarketRun} run
 * @param {Change[]} changes
 * @param {number} month
 */
export function change(run, changes, month) {
  return openAndRunOn(run, () => {
    const { moves } = run.recipe;
    const after = movesWith(moves, changes, month);
    const dropsLater = moves.some(each => each.month > month && !after.includes(each));
    const isPlain = month > 0 && month === run.reached && changes.length === 1 && !dropsLater;
    return isPlain ? note(run, changes[0]) : reopen(run, after);
  });
}

/**
 * Begin a run with other moves; the run so far stays as its ghost.
 * @param {MarketRun} run
 * @param {Move[]} moves
 */
export function branch(run, moves) {
  return openAndRunOn(run, () => reopen(run, moves));
}

/**
 * Do something that may open another market, and run on to where the person stood.
 * @param {MarketRun} run
 * @param {() => Promise<number>} work what returns the version of the market that it leaves
 */
async function openAndRunOn(run, work) {
  let month = 0;
  const version = await run.openings.do(() => {
    month = standing(run);
    return work();
  });
  await run.openings.done(); // by then somebody may have begun another run
  if (version === run.version && month > run.reached) await run.runTo(month);
}

/**
 * Change something in the market as it stands.
 * @param {MarketRun} run
 * @param {Change} what
 */
async function note(run, what) {
  const { moves } = run.recipe;
  const { moves: later } = await run.engine.ask('change', what);
  run.past.push(moves);
  run.recipe = { ...run.recipe, moves: [...moves.filter(each => each.month === 0), ...later] };
  run.hooks.changed();
  return run.version;
}

/**
 * @param {MarketRun} run
 * @param {Move[]} moves
 */
function reopen(run, moves) {
  const { history, recipe, reached, past } = run;
  const from = Math.min(firstDifference(recipe.moves, moves), reached);
  const ghost = from < reached ? { history, recipe, from } : null;
  return run.replay({ ...recipe, moves: inOrder(moves) }, Math.min(from, standing(run)), {
    ghost,
    past: [...past, recipe.moves],
  });
}

/**
 * The month where the person stands, or to which the run is on its way.
 * @param {MarketRun} run
 */
const standing = run => (run.hurrying ? run.goal : run.shown);

/**
 * Take the last change back; the month stays.
 * @param {MarketRun} run
 */
export function undo(run) {
  return run.openings.do(async () => {
    const moves = run.past.at(-1);
    if (!moves) return;
    await run.replay({ ...run.recipe, moves }, standing(run), { ghost: null, past: run.past.slice(0, -1) });
  });
}
