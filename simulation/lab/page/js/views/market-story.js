// Above the market: the scenario's question, and its challenge with how far the market on the screen is.
import { app } from '../app.js';
import { $, fill, fillIfNew, h } from '../drawing/dom.js';
import { leaversAYear } from '../drawing/statistics.js';
import { currency, firmName, focalFirm, scenarioWords } from '../market-facts.js';
import { Lost, Outdated, Refused } from '../protocol/engine.js';
import { n0, sentenceGap, t } from '../protocol/words.js';

/** Months for which a programme has to have acted before a challenge can be met. */
const YEAR = 12;

/**
 * What the focal firm earns under the alternative of the challenge, month by month.
 * @type {{ key: string, earned: (number | null)[] }}
 */
let course = { key: '', earned: [] };

/** The row above the market. */
export function storyRow() {
  const { challenge } = app.run.market;
  return h(
    'div',
    { class: 'story' },
    h('h1', { class: 'say', id: 'headline' }),
    challenge
      ? h('section', { class: 'card challenge', 'aria-labelledby': 'challenge-title' }, goals())
      : null,
  );
}

function goals() {
  const { stay_a_year: stay, earn_more_than: earn } = app.run.market.challenge ?? {};
  const wanted = [stay === null ? null : 'stay', earn === null ? null : 'earn'].filter(Boolean);
  const title = wanted.length > 1 ? 'both' : wanted[0];
  return [
    h('h2', { id: 'challenge-title' }, t(`challenge.${title}`)),
    stay === null ? null : h('p', { class: 'goal', id: 'goal-stay' }),
    earn === null ? null : h('p', { class: 'goal', id: 'goal-earn' }),
  ];
}

export function updateStory() {
  const { question } = scenarioWords();
  const invitation = app.run.reached ? [] : [sentenceGap(), t('headline.invitation')];
  fillIfNew($('#headline'), [question, ...invitation]);
  const { challenge } = app.run.market;
  if (challenge?.stay_a_year) showStay(challenge.stay_a_year);
  if (challenge?.earn_more_than) showEarn(challenge.earn_more_than);
}

/** Whether a programme has acted in the last twelve months. */
function hasActedAYear() {
  const levels = app.run.series('level', focalFirm()).slice(1).slice(-YEAR);
  return levels.length === YEAR && levels.every(level => Number(level) > 0);
}

/** @param {number} wanted */
function showStay(wanted) {
  const leavers = leaversAYear(app.run.series('retention_rate', focalFirm())).at(-1) ?? null;
  const stay = leavers === null ? null : Math.round(100 - leavers);
  const isMet = stay !== null && stay >= wanted && hasActedAYear();
  const places = { number: wanted, firm: firmName(focalFirm()) };
  const now = stay === null ? '' : t('challenge.now', { number: n0(stay) });
  showGoal($('#goal-stay'), isMet, t('challenge.goal_stay', places), now);
}

/** @param {string} alternative */
function showEarn(alternative) {
  const { run } = app;
  const mine = run.series('profit_cumulative', focalFirm()).at(-1) ?? null;
  const other = course.key === courseKey() ? (course.earned[run.shown - 1] ?? null) : null;
  const more = run.shown && mine !== null && other !== null ? (mine - other) / 1000 : null;
  const rounded = more === null ? null : Number(more.toPrecision(2));
  const places = { alternative: scenarioWords().alternatives[alternative] };
  const sign = Number(rounded) > 0 ? '+' : '';
  const figure = Math.abs(Number(rounded)) < 10 ? Number(rounded).toFixed(1) : n0(rounded);
  const amount = `${sign}${figure.replace('-', '\u2212')}`;
  const now = rounded === null ? '' : t('challenge.more', { amount, currency: currency() });
  showGoal($('#goal-earn'), Number(more) > 0 && hasActedAYear(), t('challenge.goal_earn', places), now);
}

/**
 * @param {HTMLElement} goal
 * @param {boolean} isMet
 * @param {string} words
 * @param {string} now the present figure
 */
function showGoal(goal, isMet, words, now) {
  const missing = hasActedAYear() ? 'challenge.not_met' : 'challenge.too_early';
  const circle = h('i', { class: isMet ? 'met' : '', 'aria-hidden': 'true' }, isMet ? '✓' : '');
  const said = h('span', { class: 'visually-hidden' }, t(isMet ? 'challenge.met' : missing));
  fill(goal, circle, words, ' ', h('b', {}, now), said);
}

/** What makes the course of an alternative another one: not the moves of the person. */
function courseKey() {
  const { scenario, seed, customers, months } = app.run.recipe;
  return JSON.stringify([scenario, seed, customers, months]);
}

/** Ask for the run of the challenge's alternative with the same luck, once. */
export async function askCourse() {
  const alternative = app.run.market.challenge?.earn_more_than;
  const key = courseKey();
  if (!alternative || course.key === key) return;
  try {
    const { profit_cumulative: earned } = await app.engine.ask('course', { alternative }, true);
    course = { key, earned };
  } catch (error) {
    if (!(error instanceof Lost || error instanceof Outdated || error instanceof Refused)) throw error;
    return;
  }
  if (app.state.view === 'market' && key === courseKey()) updateStory();
}
