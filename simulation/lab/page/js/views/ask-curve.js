// A question for a curve: handles to pull up or down, beside the course that is known.
import { fill, h } from '../drawing/dom.js';
import { movable, valueCurve } from '../drawing/value-curve.js';
import { labelOf } from '../protocol/comparison.js';
import { placesOf, shapeOf } from '../protocol/predictions.js';
import { exact, t } from '../protocol/words.js';
/** @import { CurveLine, CurveScale } from '../drawing/value-curve.js' */
/** @import { QuestionOf, Place, ReplyOf } from './lesson-questions.js' */

/**
 * @param {Place<QuestionOf<'curve'>>} place
 * @returns {CurveScale}
 */
const scaleOf = ({ asked, words }) => ({
  places: placesOf(asked).map(each =>
    typeof each === 'number' ? t('month_of', { month: each }) : (words.options[each] ?? each),
  ),
  lowest: asked.lowest,
  highest: asked.highest,
  unit: words.unit,
});

/**
 * What is told beforehand.
 * @param {Place<QuestionOf<'curve'>>} place
 * @returns {CurveLine[]}
 */
function baseLine({ asked }) {
  if (!asked.base) return [];
  const { alternative, values } = asked.base;
  return [{ values, name: labelOf(alternative), class: 'base' }];
}

/** @param {Place<QuestionOf<'curve'>>} place */
export function form(place) {
  const { asked, words, given, set, isLocked } = place;
  const scale = scaleOf(place);
  const middle = (asked.lowest + asked.highest) / 2;
  let values = /** @type {number[]} */ (given ?? asked.base?.values ?? scale.places.map(() => middle));
  const holder = h('div', { class: 'drawing', id: `ask-${asked.id}` });
  const draw = () => {
    /** @type {CurveLine[]} */
    const mine = [{ values, name: t('lesson.mine'), class: 'mine' }];
    const handles = isLocked ? null : values;
    fill(holder, valueCurve(scale, [...baseLine(place), ...mine], { label: words.ask, handles }));
  };
  if (!isLocked) {
    movable(
      holder,
      scale,
      () => values,
      (index, value) => {
        values = values.with(index, value);
        set(values);
        draw();
      },
    );
  }
  draw();
  const asItIs = {
    type: 'button',
    class: 'bare-link',
    onclick: () => set(values),
  };
  return [
    h('small', {}, words.unit, ' · ', t('lesson.draw_help')),
    holder,
    isLocked ? null : h('button', asItIs, t('lesson.leave_as_it_is')),
  ];
}

/** @param {Place<QuestionOf<'curve'>>} place */
export const onPaper = place => [
  h('small', {}, place.words.unit),
  valueCurve(scaleOf(place), baseLine(place), { label: place.words.ask }),
];

/**
 * @param {Place<QuestionOf<'curve'>>} place
 * @param {ReplyOf<'curve'>} reply
 */
export function outcome(place, { answer, about_right }) {
  const mine = /** @type {number[]} */ (place.given);
  if (!answer) return h('p', {}, t('lesson.open'));
  const scale = scaleOf(place);
  /** @type {CurveLine[]} */
  const lines = [
    ...baseLine(place),
    { values: mine, name: t('lesson.mine'), class: 'mine' },
    { values: answer.mean.map(Number), name: t('lesson.came'), class: 'came' },
  ];
  const interval = { low: answer.low.map(Number), high: answer.high.map(Number) };
  const shapes = {
    said: t(`shape.${shapeOf(mine, about_right ?? 0)}`),
    came: answer.shape ? t(`shape.${answer.shape}`) : '',
  };
  return [
    h('small', {}, scale.unit),
    valueCurve(scale, lines, { label: place.words.ask, interval }),
    answer.shape ? h('p', {}, t('lesson.shapes', shapes)) : null,
  ];
}

/**
 * @param {Place<QuestionOf<'curve'>>} place
 * @param {ReplyOf<'curve'>} reply
 */
export function inWords(place, { answer }) {
  if (!answer) return null;
  const { places, unit } = scaleOf(place);
  const values = places.map((name, i) => `${name}: ${exact(answer.mean[i])}`).join(' · ');
  return `${values} (${unit})`;
}
