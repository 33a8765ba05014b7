// What would have kept her: runs of this market with the same luck and one thing changed, as they arrive.
import { app } from '../app.js';
import { $, fill, h } from '../drawing/dom.js';
import { choiceName, currency, firmName, isFirm, levelOf, money } from '../market-facts.js';
import { Lost, Outdated, Refused } from '../protocol/engine.js';
import { n0, nodes, percent, t } from '../protocol/words.js';
import { lastFailure } from './why-sentence.js';
/** @import { Decision, Kept, Story } from '../protocol/messages.js' */

/** @typedef {{ customer: number, firm: number, month: number, failure: number }} Leaver */

/**
 * What was found so far, and of whom.
 * @type {{ key: string, answers: Kept[], total: number, busy: boolean }}
 */
let found = { key: '', answers: [], total: 0, busy: false };

/**
 * Who is asked about: nobody if she stayed, had to leave, or left no firm.
 * @param {Story} story
 * @param {Decision} decision
 * @returns {Leaver | null}
 */
export function leaverOf(story, decision) {
  const { month, own, chosen, forced } = decision;
  if (forced || own === chosen || !isFirm(own)) return null;
  return { customer: story.customer, firm: own, month, failure: lastFailure(story, own, month) };
}

/** @param {Leaver} leaver */
function keyOf({ customer, firm, month, failure }) {
  const { version, reached, recipe } = app.run;
  return [version, reached, JSON.stringify(recipe.moves), customer, firm, month, failure].join();
}

/** @param {Leaver} leaver */
export function keptCard(leaver) {
  return h(
    'section',
    { class: 'card kept' },
    h('h2', {}, t('kept.title'), ' ', h('small', {}, t('kept.note'))),
    h('ol', { id: 'kept', 'aria-live': 'off' }),
    h('p', { id: 'kept-testing', class: 'soft' }),
    h('small', {}, t('kept.cost_note', { firm: firmName(leaver.firm), month: leaver.month })),
  );
}

/**
 * Show what was found, and ask for what is missing, run by run.
 * @param {Leaver} leaver
 * @param {() => boolean} isWanted whether she is still on the screen
 */
export async function showKept(leaver, isWanted) {
  const key = keyOf(leaver);
  if (found.key !== key) found = { key, answers: [], total: 0, busy: false };
  const mine = found;
  showAnswers(leaver, mine);
  if (mine.busy) return;
  mine.busy = true;
  try {
    while (isWanted() && found === mine && (!mine.total || mine.answers.length < mine.total)) {
      const answer = await app.engine.ask('kept', { ...leaver, number: mine.answers.length }, true);
      mine.answers.push(answer);
      mine.total = answer.trials;
      if (isWanted() && found === mine) showAnswers(leaver, mine);
    }
  } catch (error) {
    if (!(error instanceof Lost || error instanceof Outdated || error instanceof Refused)) throw error;
  } finally {
    mine.busy = false;
  }
}

/**
 * Those that keep her first, the cheapest of them at the top; the others as they were tried.
 * @param {Kept[]} answers
 */
export function inOrder(answers) {
  const tried = answers.filter(each => each.kind !== 'none' && each.possible);
  const keeping = tried.filter(each => each.stays).sort((a, b) => Number(a.cost) - Number(b.cost));
  return [...keeping, ...tried.filter(each => !each.stays)];
}

/**
 * @param {Leaver} leaver
 * @param {{ answers: Kept[], total: number }} mine
 */
function showAnswers(leaver, { answers, total }) {
  const list = $('#kept');
  if (!list) return;
  const ordered = inOrder(answers);
  const done = total > 0 && answers.length >= total;
  fill(
    list,
    ordered.map((each, i) => line(leaver, each, done && i === 0 && Boolean(each.stays))),
  );
  fill($('#kept-testing'), testing(answers.length, total, ordered));
}

/**
 * @param {number} count
 * @param {number} total
 * @param {Kept[]} ordered
 */
function testing(count, total, ordered) {
  if (!total || count < total) {
    return t('kept.testing', { number: Math.max(count, 1), all: total ? total - 1 : '' });
  }
  return ordered.some(each => each.stays) ? '' : t('kept.nothing');
}

/**
 * @param {Leaver} leaver
 * @param {Kept} kept
 * @param {boolean} isLeast
 */
function line({ firm, month }, kept, isLeast) {
  const sign = h(
    'span',
    { class: kept.stays ? 'sign stays' : 'sign', 'aria-hidden': 'true' },
    kept.stays ? '✓' : '',
  );
  const badge = isLeast ? h('span', { class: 'least' }, t('kept.least')) : null;
  return h(
    'li',
    { 'data-kind': kept.kind, 'data-stays': String(kept.stays) },
    sign,
    h('span', {}, h('b', {}, changeInWords(kept, firm)), t('kept.colon'), outcome(kept, month)),
    h('small', {}, costInWords(Number(kept.cost)), kept.free ? [' ', t('kept.free')] : null),
    badge,
  );
}

/**
 * @param {Kept} kept
 * @param {number} firm
 */
function changeInWords({ kind, value, from_month: month }, firm) {
  const places = { month, currency: currency() };
  switch (kind) {
    case 'failures':
      return t('kept.failures', places);
    case 'level':
      return t(Number(value) < levelOf(firm) ? 'kept.level_down' : 'kept.level', {
        ...places,
        level: t(`level.${n0(value)}`),
      });
    case 'price':
      return t('kept.price', { ...places, cut: percent(Number(value)) });
    default:
      return t('kept.exit_fee', { ...places, fee: money(value) });
  }
}

/**
 * @param {Kept} kept
 * @param {number} month in which she left
 */
function outcome({ stays, left, to }, month) {
  const places = {
    left,
    month,
    reached: app.run.reached,
    to: typeof to === 'number' ? choiceName(to) : '',
  };
  if (stays) return nodes(left === null ? 'kept.stays' : 'kept.stays_until', places);
  if (left === null) return nodes('kept.never_came', places);
  return nodes(left === month ? 'kept.leaves_same' : 'kept.leaves', places);
}

/** @param {number} cost */
const costInWords = cost =>
  t(cost >= 0 ? 'kept.costs' : 'kept.earns', { amount: money(Math.abs(cost)), currency: currency() });
