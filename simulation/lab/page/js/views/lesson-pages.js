// The pages of a lesson before the debrief: the question, the prediction, the run.
import { app } from '../app.js';
import { h } from '../drawing/dom.js';
import { icon } from '../drawing/icons.js';
import { prose } from '../drawing/prose.js';
import { firmName, focalFirm, scenarioWords } from '../market-facts.js';
import { t } from '../protocol/words.js';
import { predictionChoices } from './lesson-prediction.js';
/** @import { Child } from '../drawing/dom.js' */
/** @import { LessonStep } from '../protocol/address.js' */
/** @import { Prediction } from './lesson-prediction.js' */

const SURE = ['guessing', 'rather', 'bet'];

export const lockSign = () => h('span', { class: 'locked' }, icon('lock'), t('lesson.locked'));

/** What the curve is about. */
function curveTitle() {
  const choices = predictionChoices();
  return t('lesson.draw', { firm: firmName(focalFirm()), alternative: choices[choices.length - 1].label });
}

/** @param {(step: LessonStep) => void} goTo */
export function questionPage(goTo) {
  const { question, text } = scenarioWords();
  const next = { type: 'button', class: 'btn go', 'data-to': 'predict', onclick: () => goTo('predict') };
  return [
    h('h1', {}, question),
    prose(text.what_is_it),
    h('div', { class: 'lockbar' }, h('button', next, t('lesson.to_predict'))),
  ];
}

/**
 * @typedef {object} PredictPage
 * @property {Prediction} draft
 * @property {Prediction | null} locked
 * @property {() => void} lock
 * @property {(step: LessonStep) => void} goTo
 */

/** @param {PredictPage} page */
export function predictPage({ draft, locked, lock, goTo }) {
  /** @type {(group: 'choice' | 'sure', value: string, label: string) => Element} */
  const radio = (group, value, label) => {
    const onchange = () => {
      draft[group] = value;
    };
    const checked = (locked ?? draft)[group] === value;
    const input = { type: 'radio', name: group, value, checked, disabled: locked !== null, onchange };
    return h('label', { class: 'option' }, h('input', input), label);
  };
  return [
    h('h1', { class: 'smaller-title' }, t('lesson.predict_title')),
    prose(
      Object.values(scenarioWords().predictions)
        .map(each => each.ask)
        .join('\n\n'),
    ),
    choiceQuestion(radio),
    curveQuestion(),
    reasonQuestion(draft, locked, radio),
    locked ? lockedBar(() => goTo('run')) : lockBar(lock),
  ];
}

/** @typedef {(group: 'choice' | 'sure', value: string, label: string) => Element} Radio */

/** @param {Child[]} children */
const lessonQuestion = (...children) => h('section', { class: 'card question' }, ...children);

/** @param {Radio} radio */
function choiceQuestion(radio) {
  const title = t('lesson.which', { firm: firmName(focalFirm()) });
  const choices = predictionChoices().map(each => radio('choice', each.name, each.label));
  const group = { class: 'options', role: 'radiogroup', 'aria-label': title };
  return lessonQuestion(h('h2', {}, `1 ${title}`), h('div', group, choices));
}

const curveQuestion = () =>
  lessonQuestion(
    h('h2', {}, `2 ${curveTitle()}`),
    h('small', {}, t('lesson.draw_help')),
    h('div', { id: 'drawing' }),
  );

/**
 * @param {Prediction} draft
 * @param {Prediction | null} locked
 * @param {Radio} radio
 */
function reasonQuestion(draft, locked, radio) {
  const oninput = () => {
    draft.reason = reason.value;
  };
  const reason = h('textarea', {
    id: 'reason',
    'aria-label': t('lesson.why'),
    maxlength: 500,
    value: (locked ?? draft).reason,
    disabled: locked !== null,
    oninput,
  });
  const group = { class: 'options', role: 'radiogroup', 'aria-label': t('lesson.sure') };
  const sure = SURE.map(each => radio('sure', each, t(`lesson.sure_${each}`)));
  return lessonQuestion(
    h('h2', {}, `3 ${t('lesson.why')}`),
    reason,
    h('div', group, h('b', {}, t('lesson.sure')), sure),
  );
}

/** @param {() => void} onclick */
const lockedBar = onclick =>
  h(
    'div',
    { class: 'lockbar' },
    lockSign(),
    h('button', { type: 'button', class: 'btn go', onclick }, t('lesson.run')),
  );

/** @param {() => void} onclick */
const lockBar = onclick =>
  h(
    'div',
    { class: 'lockbar' },
    h('button', { type: 'button', class: 'btn go', id: 'lock', onclick }, icon('lock'), t('lesson.lock')),
    h('small', { id: 'lock-note', role: 'status' }, t('lesson.lock_note')),
  );

/** @param {() => void} onclick */
export function runPage(onclick) {
  const button = { type: 'button', class: 'btn go', id: 'run-it', onclick };
  const runIt = t('lesson.run_it', { months: app.run.horizon });
  return [
    h('div', { class: 'between' }, h('h1', { class: 'smaller-title' }, curveTitle()), lockSign()),
    h('section', { class: 'card', id: 'drawing' }),
    h('p', { class: 'say', id: 'run-month', 'aria-live': 'polite' }, t('lesson.before_run')),
    h('div', { class: 'lockbar' }, h('button', button, icon('play'), runIt)),
  ];
}
