// The pages of a lesson before the debrief: the question, the predictions, the run.
import { app } from '../app.js';
import { h } from '../drawing/dom.js';
import { icon } from '../drawing/icons.js';
import { prose } from '../drawing/prose.js';
import { scenarioWords } from '../market-facts.js';
import { alternativesOf } from '../protocol/comparison.js';
import { isStepOpen } from '../protocol/classroom.js';
import { t } from '../protocol/words.js';
import { questionForm } from './lesson-questions.js';
/** @import { ChartCard } from '../drawing/chart-card.js' */
/** @import { LessonStep } from '../protocol/address.js' */
/** @import { ComparisonKind } from '../protocol/comparison.js' */
/** @import { Draft } from '../protocol/locked-predictions.js' */

export const lockSign = () => h('span', { class: 'locked' }, icon('lock'), t('lesson.locked'));

/**
 * @param {ComparisonKind} kind
 * @param {(step: LessonStep) => void} goTo
 */
export function questionPage(kind, goTo) {
  const { question, text } = scenarioWords();
  const next = { type: 'button', class: 'btn go', 'data-to': 'predict', onclick: () => goTo('predict') };
  const toPrint = { type: 'button', class: 'bare-link', id: 'to-handout', onclick: () => goTo('handout') };
  return [
    h('h1', {}, question),
    text.hook ? h('div', { class: 'hook' }, prose(text.hook)) : null,
    prose(text.what_is_it),
    h('h2', {}, t('alternatives')),
    h(
      'ul',
      { class: 'notice' },
      alternativesOf(kind).map(each => h('li', {}, each.label)),
    ),
    h(
      'div',
      { class: 'lockbar' },
      h('button', next, t('lesson.to_predict')),
      h('button', toPrint, t('handout.title')),
    ),
  ];
}

/**
 * @typedef {object} PredictPage
 * @property {Draft} draft
 * @property {boolean} isLocked
 * @property {() => void} lock
 * @property {(step: LessonStep) => void} goTo
 */

/** @param {PredictPage} page */
export function predictPage({ draft, isLocked, lock, goTo }) {
  const { predictions } = app.run.market;
  return [
    h('h1', { class: 'smaller-title' }, t('lesson.predict_title')),
    predictions.length ? null : h('p', {}, t('lesson.asks_nothing')),
    predictions.map((asked, index) => questionForm(asked, index, draft, isLocked)),
    isLocked ? lockedBar(isStepOpen('run') ? () => goTo('run') : null) : lockBar(lock),
  ];
}

/** @param {(() => void) | null} onclick null where the class has not come so far */
const lockedBar = onclick =>
  h(
    'div',
    { class: 'lockbar' },
    lockSign(),
    onclick
      ? h('button', { type: 'button', class: 'btn go', onclick }, t('lesson.run'))
      : h('small', {}, t('class.wait')),
  );

/** @param {() => void} onclick */
const lockBar = onclick =>
  h(
    'div',
    { class: 'lockbar' },
    h('button', { type: 'button', class: 'btn go', id: 'lock', onclick }, icon('lock'), t('lesson.lock')),
    h('small', { id: 'lock-note', role: 'status' }, t('lesson.lock_note')),
  );

/**
 * @param {ChartCard[]} charts
 * @param {() => void} onclick
 */
export function runPage(charts, onclick) {
  const button = { type: 'button', class: 'btn go', id: 'run-it', onclick };
  const runIt = t('lesson.run_it', { months: app.run.horizon });
  return [
    h('div', { class: 'between' }, h('h1', { class: 'smaller-title' }, t('lesson.run_title')), lockSign()),
    h('p', { class: 'say', id: 'run-month', 'aria-live': 'polite' }, t('lesson.before_run')),
    h('div', { class: 'lockbar' }, h('button', button, icon('play'), runIt)),
    h(
      'div',
      { class: 'run-charts' },
      charts.map(each => each.element),
    ),
  ];
}
