// The hand-out of a lesson: two sheets of A4 to fill in by hand, before the run and after it. No answer
// stands on it, so that it can be given out beforehand.
import { app } from '../app.js';
import { blank, lines } from '../drawing/blanks.js';
import { h, wearLooks } from '../drawing/dom.js';
import { prose } from '../drawing/prose.js';
import { scenarioWords } from '../market-facts.js';
import { alternativesOf } from '../protocol/comparison.js';
import { t } from '../protocol/words.js';
import { questionOnPaper } from './lesson-questions.js';
/** @import { ComparisonKind } from '../protocol/comparison.js' */

export const dressed = wearLooks('handout.css');

/** What is noted of every alternative after the run. */
const OUTCOMES = ['leavers', 'earned', 'worth'];
/** So many of the questions to discuss have room on the second sheet. */
const MOST_TO_DISCUSS = 4;

/** @param {ComparisonKind} kind */
export function handoutPage(kind) {
  const onclick = () => print();
  return [
    h(
      'div',
      { class: 'lockbar' },
      h('button', { type: 'button', class: 'btn go', id: 'print', onclick }, t('handout.print')),
      h('small', {}, t('handout.note')),
    ),
    beforeTheRun(),
    afterTheRun(kind),
  ];
}

function beforeTheRun() {
  const { title, question, text } = scenarioWords();
  return h(
    'section',
    { class: 'sheet' },
    h('h1', { class: 'smaller-title' }, title),
    h('p', { class: 'blanks' }, t('handout.name'), blank(), t('handout.date'), blank()),
    text.hook ? prose(text.hook) : null,
    h('p', {}, h('b', {}, question)),
    h('h2', {}, t('lesson.predict_title')),
    app.run.market.predictions.map((asked, index) => questionOnPaper(asked, index)),
  );
}

/** @param {ComparisonKind} kind */
function afterTheRun(kind) {
  const { text } = scenarioWords();
  return h(
    'section',
    { class: 'sheet' },
    h('h2', {}, t('handout.came')),
    outcomeTable(alternativesOf(kind).map(each => each.label)),
    h('p', {}, t('handout.surprise')),
    lines(2),
    text.discussion.length ? h('h2', {}, t('lesson.questions')) : null,
    text.discussion.slice(0, MOST_TO_DISCUSS).map(each => h('div', {}, h('p', {}, each), lines(2))),
    text.transfer ? [h('h2', {}, t('lesson.transfer')), prose(text.transfer)] : null,
    h('h2', {}, t('handout.sentences')),
    lines(3),
  );
}

/**
 * A row for every alternative, empty but for its name.
 * @param {string[]} names
 */
function outcomeTable(names) {
  const heads = OUTCOMES.map(each => h('th', { scope: 'col' }, t(`handout.${each}`)));
  const row = (/** @type {string} */ name) =>
    h(
      'tr',
      {},
      h('th', { scope: 'row' }, name),
      OUTCOMES.map(() => h('td')),
    );
  return h(
    'table',
    { class: 'to-fill' },
    h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, t('alternatives')), heads)),
    h('tbody', {}, names.map(row)),
  );
}
