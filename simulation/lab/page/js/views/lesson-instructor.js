// The instructor's copy of a lesson: expected answers, usual mistakes, claims, questions to discuss. It is
// not among the steps that a student is shown.
import { app } from '../app.js';
import { $, fill, h } from '../drawing/dom.js';
import { scenarioWords } from '../market-facts.js';
import { t } from '../protocol/words.js';
import { claimsPart, discussionPart, showClaims } from './lesson-debrief.js';
import { questionForInstructor } from './lesson-questions.js';
/** @import { ClaimVerdicts } from '../protocol/claim-verdicts.js' */
/** @import { Verdict } from '../protocol/messages.js' */

export const instructorPage = () => [
  h('h1', { class: 'smaller-title' }, t('lesson.teach')),
  h('p', { class: 'plain' }, scenarioWords().question),
  h('div', { id: 'answers', class: 'answers' }, questions({})),
  claimsPart(),
  discussionPart(),
];

/** @param {Verdict['predictions']} replies */
const questions = replies =>
  app.run.market.predictions.map((asked, index) => questionForInstructor(asked, index, replies[asked.id]));

/**
 * Answers without a prediction beside them.
 * @param {Verdict} verdict
 * @param {ClaimVerdicts} claims
 */
export function showAnswers(verdict, claims) {
  fill($('#answers'), questions(verdict.predictions));
  showClaims(claims);
}
