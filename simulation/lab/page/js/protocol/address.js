// The address: everything that makes this screen what it is stands after the #.
/** @import { Language, Move, ParameterValue, Quantity } from './messages.js' */
/** @import { Arrangement } from '../drawing/arrangements.js' */
/** @import { ComparisonKind } from './comparison.js' */
/** @import { KeptRun } from './kept-runs.js' */

/** @typedef {'market' | 'why' | 'compare' | 'lesson' | 'own' | 'class'} ViewName */
/** @typedef {'question' | 'predict' | 'run' | 'debrief' | 'discuss' | 'teach' | 'handout'} LessonStep */
/**
 * The state of the page, as far as it stands in the address.
 * @typedef {object} PageState
 * @property {ViewName} view
 * @property {string} [scenario]
 * @property {number} seed
 * @property {number | null} customers
 * @property {number | null} months
 * @property {number} month the month shown
 * @property {Move[]} moves
 * @property {'supplier' | Quantity} by what colours the customers in the picture
 * @property {Arrangement} arrangement of the customers in the picture
 * @property {number | null} only the firm that is singled out
 * @property {number | null} customer
 * @property {LessonStep} step
 * @property {ComparisonKind | null} versus null for what is compared first here
 * @property {KeptRun[]} kept the runs that the person has kept
 * @property {number | null} strong the alternative that is compared with the first; null for the last
 * @property {Language | null} lang
 * @property {'light' | 'dark' | null} theme
 * @property {boolean} big letters for a projector
 */

/** @type {ViewName[]} */
export const VIEWS = ['market', 'why', 'compare', 'lesson', 'own', 'class'];
/** @typedef {Exclude<LessonStep, 'teach' | 'handout'>} LearningStep */
/** @type {LearningStep[]} */
export const LESSON_STEPS = ['question', 'predict', 'run', 'debrief', 'discuss'];
/** The steps, and what is not one of them: the instructor's copy and the hand-out. @type {LessonStep[]} */
const LESSON_PAGES = [...LESSON_STEPS, 'teach', 'handout'];
/** @type {('supplier' | Quantity)[]} */
export const QUANTITIES = ['supplier', 'involvement', 'satisfaction', 'switching_cost', 'loyalty_type'];
/** @type {Arrangement[]} */
export const ARRANGEMENTS = ['islands', 'sunflower', 'map'];
/** @type {ComparisonKind[]} */
const COMPARISON_KINDS = ['own', 'levels', 'mine'];

/**
 * @template Otherwise
 * @param {string | null | undefined} text
 * @param {Otherwise} otherwise
 */
const wholeNumber = (text, otherwise) => (/^\d{1,10}$/.test(text ?? '') ? Number(text) : otherwise);

/**
 * @template Allowed
 * @template Otherwise
 * @param {string | null} text
 * @param {Allowed[]} allowed
 * @param {Otherwise} otherwise
 */
const oneOf = (text, allowed, otherwise) => allowed.find(each => each === text) ?? otherwise;

/**
 * A value of a move as it stands in an address: a number, true or false, else a word.
 * @param {string} text
 * @returns {ParameterValue}
 */
export function parsedValue(text) {
  if (text === 'true' || text === 'false') return text === 'true';
  return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}

/**
 * A move as it stands in an address: month:path:value.
 * @param {string} text
 * @returns {Move[]} empty if it cannot be read
 */
function parsedMove(text) {
  const [month, path, ...rest] = text.split(':');
  if (!rest.length || !path) return [];
  return [{ month: wholeNumber(month, 0), path, value: parsedValue(rest.join(':')) }];
}

/** @param {string | null | undefined} text */
const parsedMoves = text => (text || '').split(';').flatMap(parsedMove);

/**
 * A kept run as it stands in an address: its letter and its moves.
 * @param {string} text
 * @returns {KeptRun[]} empty if it cannot be read
 */
function parsedRun(text) {
  const [, letter, moves] = /^([B-Z])=(.*)$/.exec(text) ?? [];
  return letter ? [{ letter, moves: parsedMoves(moves) }] : [];
}

/** @param {Move[]} moves */
const writtenMoves = moves => moves.map(each => `${each.month}:${each.path}:${each.value}`).join(';');

/**
 * The state in an address; whatever cannot be read is left at its default.
 * @param {string} hash
 * @returns {PageState}
 */
export function readAddress(hash) {
  const given = new URLSearchParams(hash.replace(/^#/, ''));
  return {
    view: oneOf(given.get('view'), VIEWS, 'market'),
    scenario: given.get('scenario') ?? undefined,
    seed: wholeNumber(given.get('seed'), 0),
    customers: wholeNumber(given.get('customers'), null),
    months: wholeNumber(given.get('months'), null),
    month: wholeNumber(given.get('m'), 0),
    moves: parsedMoves(given.get('moves')),
    by: oneOf(given.get('by'), QUANTITIES, 'supplier'),
    arrangement: oneOf(given.get('arrange'), ARRANGEMENTS, 'islands'),
    only: wholeNumber(given.get('only'), null),
    customer: wholeNumber(given.get('c'), null),
    step: oneOf(given.get('step'), LESSON_PAGES, 'question'),
    versus: oneOf(given.get('vs'), COMPARISON_KINDS, null),
    kept: (given.get('kept') || '').split('|').flatMap(parsedRun),
    strong: wholeNumber(given.get('strong'), null),
    lang: oneOf(given.get('lang'), /** @type {Language[]} */ (['en', 'zh']), null),
    theme: oneOf(given.get('theme'), /** @type {('light' | 'dark')[]} */ (['light', 'dark']), null),
    big: given.get('big') === '1',
  };
}

/** @param {unknown} value */
const encoded = value =>
  encodeURIComponent(String(value)).replace(/%3A/g, ':').replace(/%3B/g, ';').replace(/%2C/g, ',');

/** @param {PageState} state */
const comparedParts = ({ versus, strong }) => ({
  ...(versus && { vs: versus }),
  ...(strong !== null && { strong }),
});

/**
 * The address of a state; what is at its default is left out.
 * @param {PageState} state
 */
export function writeAddress(state) {
  const { view, customer, moves } = state;
  const parts = {
    view,
    scenario: state.scenario,
    seed: state.seed,
    m: state.month,
    ...(state.customers !== null && { customers: state.customers }),
    ...(state.months !== null && { months: state.months }),
    ...(moves.length > 0 && {
      moves: writtenMoves(moves),
    }),
    ...(state.by !== 'supplier' && { by: state.by }),
    ...(state.arrangement !== 'islands' && { arrange: state.arrangement }),
    ...(state.only !== null && { only: state.only }),
    ...(customer !== null && view === 'why' && { c: customer }),
    ...(view === 'lesson' && { step: state.step }),
    ...(view === 'compare' && comparedParts(state)),
    ...(state.kept.length > 0 && {
      kept: state.kept.map(each => `${each.letter}=${writtenMoves(each.moves)}`).join('|'),
    }),
    ...(state.big && { big: 1 }),
    lang: state.lang,
    theme: state.theme,
  };
  const written = Object.entries(parts).map(([name, value]) => `${name}=${encoded(value)}`);
  return `#${written.join('&')}`;
}
