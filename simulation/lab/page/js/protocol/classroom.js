// The class as this page knows it: whether it is the instructor's or a student's, and which step is open to
// all. Without a class everything is open, and nothing is sent.
import { app } from '../app.js';
import { Lost, Refused } from './engine.js';
import { forget, keep, kept } from './kept-in-browser.js';
import { isOwn } from './own-markets.js';
import { t } from './words.js';
/** @import { Engine } from './engine.js' */
/** @import { ClassState, CollectedPrediction, LessonStep, Push, Recipe } from './messages.js' */

/** @typedef {'student' | 'instructor'} Role */
/** @typedef {{ address: string, qr: string[] }} Invitation */
/** @typedef {{ scenario: string } & CollectedPrediction} UnsentPrediction */

/** @type {LessonStep[]} */
export const CLASS_STEPS = ['question', 'predict', 'run', 'debrief', 'discuss'];
/** What this browser keeps: the student's random number, or the instructor's secret. */
const WHO = 'loyaltylab.class.who';
const SECRET = 'loyaltylab.class.secret';
const WHO_BYTES = 16;

const room = {
  /** @type {ClassState | null} */
  state: null,
  /** When the state came, for the seconds that are left. */
  since: 0,
  /** @type {Role | null} */
  role: null,
  /** @type {Invitation | null} what the instructor shows */
  invitation: null,
  /** The laboratory was started again: the class that this page was in is no more. */
  isOver: false,
};
/** @type {Engine} */
let engine;
/** @type {UnsentPrediction | null} locked here, and not yet taken by the class */
let unsent = null;
/** Whether it is on its way: the view is built anew after a lock, and would send it again. */
let isSending = false;
/** @type {Set<() => void>} */
const listeners = new Set();

/** The state of the class; null where there is none. */
export const classState = () => room.state;
export const isInstructor = () => room.role === 'instructor';
export const isClassOver = () => room.isOver;
export const invitation = () => room.invitation;

/**
 * Call a function whenever something about the class has changed.
 * @param {() => void} listener
 */
export const onChange = listener => {
  listeners.add(listener);
};

/** The seconds until the predictions close; null if nobody has said so. */
export function secondsLeft() {
  const seconds = room.state?.seconds ?? null;
  return seconds === null ? null : Math.max(0, Math.round(seconds - (Date.now() - room.since) / 1000));
}

/** When the predictions close, in words; empty if nobody has said so. @param {number | null} seconds */
export function closingWords(seconds) {
  if (seconds === null) return '';
  return seconds ? t('class.closes', { seconds }) : t('class.closed');
}

/**
 * Whether this page may go to a step of the lesson: without a class to every one, in class as far as the
 * instructor has opened them.
 * @param {LessonStep} step
 * @param {string | undefined} scenario
 */
export function isStepOpen(step, scenario = app.run?.recipe?.scenario) {
  const { state } = room;
  if (isInstructor() || !state?.recipe || !state.step || state.recipe.scenario !== scenario) return true;
  return CLASS_STEPS.indexOf(step) <= CLASS_STEPS.indexOf(state.step);
}

/**
 * Take this page's seat, as soon as there is a connection. What the instructor's link carries is exchanged
 * for a secret, which this browser keeps: the link works once.
 * @param {Engine} connected
 * @param {string | null} key what the address carries
 */
export async function takeSeat(connected, key) {
  engine = connected;
  const secret = kept(SECRET);
  if (secret && (await isAdmitted(secret))) return;
  if (key) await teach(key);
  else await join();
}

/**
 * Whether the secret that is kept is that of this laboratory; if not, it is forgotten.
 * @param {string} secret
 */
async function isAdmitted(secret) {
  try {
    await teach(secret);
    return true;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    forget(SECRET);
    if (isInstructor()) room.isOver = true;
    return false;
  }
}

/** @param {string} key */
async function teach(key) {
  const { secret, address, qr, class: state } = await engine.ask('teach', { key });
  keep(SECRET, secret);
  Object.assign(room, { role: 'instructor', invitation: { address, qr }, isOver: false });
  take(state);
}

async function join() {
  const { class: state } = await engine.ask('join', { who: whoIAm() });
  Object.assign(room, { role: state && 'student', invitation: null });
  take(state);
}

/** The random number by which the class knows this student again. */
function whoIAm() {
  const known = kept(WHO);
  if (known && /^[0-9a-f]{32}$/.test(known)) return known;
  const bytes = [...crypto.getRandomValues(new Uint8Array(WHO_BYTES))];
  const who = bytes.map(each => each.toString(16).padStart(2, '0')).join('');
  keep(WHO, who);
  return who;
}

/** Somebody else sits down at this computer: from the next connection on the class sees another student. */
export function forgetStudent() {
  forget(WHO);
  unsent = null;
}

/** @param {Push} news what the laboratory says without having been asked */
export const hearNews = news => take(news.class);

/** @param {ClassState | null} state */
function take(state) {
  if (room.state && room.state.room !== state?.room) room.isOver = room.role !== 'instructor';
  Object.assign(room, { state, since: Date.now() });
  listeners.forEach(listener => listener());
  deliver();
}

/**
 * A student has locked her prediction: send it as soon as the class takes it. To send it again does no harm.
 * @param {string} scenario
 * @param {CollectedPrediction['answers']} answers
 * @param {CollectedPrediction['reasons']} reasons
 */
export function sendPrediction(scenario, answers, reasons = {}) {
  unsent = { scenario, answers, reasons };
  return deliver();
}

/** Send what is unsent, if the class predicts this lesson and has nothing of this student. */
async function deliver() {
  const { state, role } = room;
  if (!unsent || isSending || role !== 'student' || !state || state.mine) return;
  if (state.step !== 'predict' || state.recipe?.scenario !== unsent.scenario) return;
  isSending = true;
  let after;
  try {
    ({ class: after } = await engine.ask('lock', unsent));
    unsent = null;
  } catch (error) {
    if (error instanceof Lost) return; // it is sent again with the next connection
    unsent = null; // refused: to ask again would change nothing
    throw error;
  } finally {
    isSending = false;
  }
  take(after);
}

/**
 * The instructor opens a step for all, on the market that is shown.
 * @param {LessonStep} step
 * @param {Recipe} recipe
 */
export const lead = async (step, recipe) =>
  take((await engine.ask('lead', { recipe: { ...recipe, moves: [] }, step })).class);

/**
 * Whether students of this lesson may only read and predict now: whatever shows an outcome is closed.
 * A market of one's own could be that of the lesson.
 */
export function isPredictingTogether(scenario = app.run?.recipe?.scenario) {
  const { state, role } = room;
  const isTheirs = role === 'student' && (state?.recipe?.scenario === scenario || isOwn(scenario ?? ''));
  return isTheirs && (state?.step === 'question' || state?.step === 'predict');
}

export const endLesson = async () => take((await engine.ask('end')).class);

export const oneMoreMinute = async () => take((await engine.ask('one_more_minute')).class);

/** All predictions of the class, for the instructor. */
export const collect = async () => (await engine.ask('collect')).predictions;

/**
 * What the instructor's link carries; it is taken out of the address at once, where others could read it.
 * @returns {string | null}
 */
export function takeKey() {
  const given = new URLSearchParams(location.hash.slice(1));
  const key = given.get('teach');
  if (key === null) return null;
  given.delete('teach');
  history.replaceState(null, '', `#${given}`);
  return key;
}
