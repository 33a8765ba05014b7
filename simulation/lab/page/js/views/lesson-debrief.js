// The debrief of a lesson: every question in its place with what came, and the claims; then the discussion.
import { app } from '../app.js';
import { $, fill, fillIfNew, h } from '../drawing/dom.js';
import { icon } from '../drawing/icons.js';
import { prose } from '../drawing/prose.js';
import { scenarioWords } from '../market-facts.js';
import { isAnswered, judged } from '../protocol/predictions.js';
import { language, t } from '../protocol/words.js';
import { briefLine } from './compare-verdict.js';
import { lockSign } from './lesson-pages.js';
import { questionForInstructor, questionOutcome } from './lesson-questions.js';
/** @import { Child } from '../drawing/dom.js' */
/** @import { ClaimVerdicts } from '../protocol/claim-verdicts.js' */
/** @import { Draft } from '../protocol/locked-predictions.js' */
/** @import { Verdict } from '../protocol/messages.js' */

/** The icon of each verdict on a claim. */
const VERDICT_ICONS = {
  holds: 'confirmed',
  does_not_hold: 'refuted',
  undecided: 'open',
  beyond: 'open',
  judging: 'wait',
};
/** @type {('how_it_works' | 'things_to_try' | 'extending' | 'references')[]} */
const FURTHER = ['how_it_works', 'things_to_try', 'extending', 'references'];

/**
 * @param {{ compare: () => void, discuss: () => void }} actions
 * @returns {Child}
 */
export function debriefPage({ compare, discuss }) {
  return [
    h(
      'div',
      { class: 'between' },
      h('h1', { class: 'smaller-title', id: 'outcome' }, t('compare.starting')),
      lockSign(),
    ),
    h('div', { id: 'brief', 'aria-live': 'polite' }),
    h('div', { id: 'answers', class: 'answers' }),
    claimsPart(),
    h(
      'div',
      { class: 'lockbar' },
      h('button', { type: 'button', class: 'btn go', onclick: discuss }, t('lesson.to_discuss')),
      h(
        'button',
        { type: 'button', class: 'btn', id: 'to-compare', onclick: compare },
        t('lesson.to_compare'),
      ),
    ),
  ];
}

/**
 * What to notice, what to discuss, and what else there is to read.
 * @param {{ again: () => void }} actions
 * @returns {Child}
 */
export function discussPage({ again }) {
  const { text } = scenarioWords();
  return [
    h('h1', { class: 'smaller-title' }, t('lesson.discuss')),
    discussionPart(),
    headed(text.things_to_notice, 'lesson.notice', prose(text.things_to_notice)),
    headed(text.transfer, 'lesson.transfer', prose(text.transfer)),
    furtherTexts(),
    h(
      'div',
      { class: 'lockbar' },
      h('button', { type: 'button', class: 'btn', id: 'again', onclick: again }, t('lesson.again')),
    ),
  ];
}

/** The claims, with a place for their verdicts. */
export function claimsPart() {
  const list = [h('ul', { class: 'claims', id: 'claims' }), h('small', { id: 'judged' })];
  return h('section', {}, headed(Object.keys(scenarioWords().claims).length, 'lesson.claims', list));
}

/** The questions to discuss. */
export function discussionPart() {
  const { discussion } = scenarioWords().text;
  const list = h(
    'ul',
    { class: 'notice' },
    discussion.map(each => h('li', {}, each)),
  );
  return headed(discussion.length, 'lesson.questions', list);
}

/**
 * A heading and what follows; where a scenario leaves that out, the heading is left out too.
 * @param {unknown} given
 * @param {string} heading
 * @param {Child} content
 */
const headed = (given, heading, content) => (given ? [h('h2', {}, t(heading)), content] : null);

function furtherTexts() {
  const { text } = scenarioWords();
  return FURTHER.filter(name => text[name]).map(name =>
    h('details', { class: 'further' }, h('summary', {}, t(`lesson.${name}`)), prose(text[name])),
  );
}

/**
 * @param {Draft} locked
 * @param {Verdict} verdict
 * @param {ClaimVerdicts} claims
 */
export function showDebrief(locked, verdict, claims) {
  const { predictions: asked } = app.run.market;
  const replies = verdict.predictions;
  const [right, all] = [asked.filter(each => isRight(locked, each.id, replies)).length, asked.length];
  const isOpen = asked.some(each => !isAnswered(replies[each.id]));
  if (!isOpen) $('#outcome').textContent = t(all ? 'lesson.score' : 'lesson.debrief', { right, all });
  fillIfNew($('#brief'), verdict.words[language.now].brief.map(briefLine));
  fill(
    $('#answers'),
    asked.map((each, index) => questionOutcome(each, index, locked, replies[each.id])),
  );
  showClaims(claims);
}

/**
 * Whether a prediction was right, or its range holds the truth.
 * @param {Draft} locked
 * @param {string} id
 * @param {Verdict['predictions']} replies
 */
const isRight = (locked, id, replies) =>
  isAnswered(replies[id]) && ['right', 'near'].includes(judged(locked.answers[id], replies[id]));

/** @param {ClaimVerdicts} claims */
export function showClaims({ verdicts, tested, done, count, wanted }) {
  const claims = Object.entries(scenarioWords().claims);
  if (!claims.length) return;
  const list = $('#claims');
  const now = JSON.stringify([language.now, verdicts]);
  if (list.dataset.now !== now) {
    const said = tested[language.now] ?? {};
    const rows = claims.map(([name, text]) => claimRow(name, text, verdicts[name] ?? 'judging', said[name]));
    fill(list, rows);
  }
  list.dataset.now = now;
  const progress = wanted === null ? t('lesson.judging_soon') : t('lesson.judging', { count, wanted });
  $('#judged').textContent = done ? t('lesson.judged', { count }) : progress;
}

/**
 * @param {string} name
 * @param {string} text
 * @param {keyof typeof VERDICT_ICONS} verdict
 * @param {[string, string] | undefined} tested what was tested, and what was found
 */
function claimRow(name, text, verdict, tested) {
  const tag = h('span', { class: 'tag' }, icon(VERDICT_ICONS[verdict]), t(`lesson.claim_${verdict}`));
  const details =
    tested &&
    h(
      'details',
      { class: 'tested' },
      h('summary', {}, t('lesson.claim_tested')),
      tested.map(each => h('p', {}, each)),
    );
  return h('li', { 'data-claim': name, 'data-verdict': verdict }, tag, h('div', {}, text, details ?? null));
}

/** The answers of the runs, without a prediction beside them. @param {Verdict['predictions']} replies */
export const answerCards = replies =>
  app.run.market.predictions.map((asked, index) => questionForInstructor(asked, index, replies[asked.id]));

/**
 * Answers without a prediction beside them.
 * @param {Verdict} verdict
 * @param {ClaimVerdicts} claims
 */
export function showAnswers(verdict, claims) {
  fill($('#answers'), answerCards(verdict.predictions));
  showClaims(claims);
}
