// The questions of a lesson, each in its place: a form before the run, what was given and what came after it.
import { h } from '../drawing/dom.js';
import { icon } from '../drawing/icons.js';
import { scenarioWords } from '../market-facts.js';
import { keepDraft } from '../protocol/locked-predictions.js';
import { LEAST_RUNS, isAnswered, judged, trapOf } from '../protocol/predictions.js';
import { language, t } from '../protocol/words.js';
import * as choice from './ask-choice.js';
import * as curve from './ask-curve.js';
import * as month from './ask-month.js';
import * as number from './ask-number.js';
import * as ranking from './ask-ranking.js';
/** @import { Child } from '../drawing/dom.js' */
/** @import { Prediction, PredictionAnswer, PredictionWords } from '../protocol/messages.js' */
/** @import { Draft } from '../protocol/locked-predictions.js' */
/** @import { Given, Judgement } from '../protocol/predictions.js' */

/** @template {Prediction['kind']} Kind @typedef {Extract<Prediction, { kind: Kind }>} QuestionOf */
/** @template {Prediction['kind']} Kind @typedef {Extract<PredictionAnswer, { kind: Kind }>} ReplyOf */
/**
 * A question, its words, and what was given to it.
 * @template {Prediction} Asked
 * @typedef {object} Place
 * @property {Asked} asked
 * @property {PredictionWords} words
 * @property {Given | undefined} given
 * @property {(given: Given) => void} set
 * @property {boolean} isLocked
 */

/**
 * @typedef {object} Kind
 * @property {(place: Place<any>) => Child} form
 * @property {(place: Place<any>) => Child} onPaper
 * @property {(place: Place<any>, reply: any) => Child} outcome
 * @property {(place: Place<any>, reply: any) => string | null} inWords the answer; null if there is none
 */
/** @type {Draft} */
const NOTHING_GIVEN = { scenario: '', answers: {}, reasons: {} };
/** @type {Record<Prediction['kind'], Kind>} */
const KINDS = { choice, number, month, curve, ranking };
/** @type {Record<Judgement, string>} */
const SIGNS = { right: 'confirmed', near: 'confirmed', wrong: 'refuted', open: 'open' };

/**
 * @param {Prediction} asked
 * @param {Draft} draft
 * @param {boolean} isLocked
 * @returns {Place<Prediction>}
 */
const placeOf = (asked, draft, isLocked) => ({
  asked,
  words: scenarioWords().predictions[asked.id],
  given: draft.answers[asked.id],
  set: given => {
    draft.answers[asked.id] = given;
    if (!isLocked) keepDraft(draft);
  },
  isLocked,
});

/**
 * The form of one question.
 * @param {Prediction} asked
 * @param {number} index
 * @param {Draft} draft
 * @param {boolean} isLocked
 */
export function questionForm(asked, index, draft, isLocked) {
  const place = placeOf(asked, draft, isLocked);
  const reason = h('input', {
    type: 'text',
    class: 'reason',
    'aria-label': t('lesson.reason_of', { number: index + 1 }),
    placeholder: place.words.why || t('lesson.because'),
    maxlength: 500,
    disabled: isLocked,
    value: draft.reasons[asked.id] ?? '',
    oninput: () => {
      draft.reasons[asked.id] = reason.value;
      keepDraft(draft);
    },
  });
  return h(
    'section',
    { class: 'card question', 'data-question': asked.id, tabindex: -1 },
    heading(index, place.words.ask),
    KINDS[asked.kind].form(place),
    reason,
  );
}

/**
 * @param {number} index
 * @param {string} ask
 */
const heading = (index, ask) => h('h2', {}, h('span', {}, index + 1), h('span', {}, ask));

/**
 * What was given to a question and what came, in the place where it was asked.
 * @param {Prediction} asked
 * @param {number} index
 * @param {Draft} locked
 * @param {PredictionAnswer | undefined} reply
 */
export function questionOutcome(asked, index, locked, reply) {
  const place = placeOf(asked, locked, true);
  const reason = locked.reasons[asked.id];
  const section = { class: 'card question', 'data-question': asked.id };
  if (!isAnswered(reply)) {
    return h('section', section, heading(index, place.words.ask), h('p', {}, notYet(reply)));
  }
  const given = /** @type {Given} */ (place.given);
  const judgement = judged(given, reply);
  const trap = trapOf(given, reply)?.words[language.now];
  const isExact = judgement === 'right' && ['choice', 'ranking'].includes(asked.kind);
  const said = isExact ? 'exact' : judgement;
  return h(
    'section',
    { ...section, 'data-judged': judgement },
    heading(index, place.words.ask),
    h('span', { class: 'tag' }, icon(SIGNS[judgement]), t(`lesson.judged_${said}`)),
    KINDS[asked.kind].outcome(place, reply),
    reason ? h('p', { class: 'soft' }, t('lesson.you_wrote', { reason })) : null,
    trap ? h('p', { class: 'trap' }, h('em', {}, t('lesson.trap', trap)), ' ', trap.reply) : null,
    h('small', {}, t('lesson.after_runs', { count: reply.replications })),
  );
}

/**
 * A question to be answered by hand.
 * @param {Prediction} asked
 * @param {number} index
 */
export function questionOnPaper(asked, index) {
  const place = placeOf(asked, NOTHING_GIVEN, true);
  const because = h('p', { class: 'blanks' }, place.words.why || t('lesson.because'));
  return h(
    'section',
    { class: 'question' },
    heading(index, place.words.ask),
    KINDS[asked.kind].onPaper(place),
    because,
  );
}

/**
 * A question for the instructor: what the runs answer, and what students often think instead.
 * @param {Prediction} asked
 * @param {number} index
 * @param {PredictionAnswer | undefined} reply
 */
export function questionForInstructor(asked, index, reply) {
  const place = placeOf(asked, NOTHING_GIVEN, true);
  const answer = isAnswered(reply)
    ? (KINDS[asked.kind].inWords(place, reply) ?? t('lesson.open'))
    : notYet(reply);
  const traps = reply?.traps.map(each => each.words[language.now]) ?? [];
  return h(
    'section',
    { class: 'card question' },
    heading(index, place.words.ask),
    h('p', {}, h('b', {}, answer)),
    traps.map(trap => h('p', { class: 'trap' }, h('em', {}, t('lesson.trap', trap)), ' ', trap.reply)),
    isAnswered(reply) ? h('small', {}, t('lesson.after_runs', { count: reply.replications })) : null,
  );
}

/** Why no answer is shown yet. @param {PredictionAnswer | undefined} reply */
const notYet = reply =>
  reply ? t('lesson.not_answered', { count: reply.replications, least: LEAST_RUNS }) : t('compare.starting');
