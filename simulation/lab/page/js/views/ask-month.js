// A question for a month, or "not within the run".
import { blank, boxes } from '../drawing/blanks.js';
import { dotScale } from '../drawing/dot-scale.js';
import { fillTrack, h } from '../drawing/dom.js';
import { t } from '../protocol/words.js';
/** @import { QuestionOf, Place, ReplyOf } from './lesson-questions.js' */

/** @param {Place<QuestionOf<'month'>>} place */
export function form({ asked, words, given, set, isLocked }) {
  const { first, last } = asked;
  const month = typeof given === 'number' ? given : null;
  const shown = (/** @type {number | null} */ value) =>
    value === null ? t('lesson.no_guess') : t('month_of', { month: value });
  const output = h('output', {}, given === null ? words.never : shown(month));
  const line = h('input', {
    type: 'range',
    id: `ask-${asked.id}`,
    min: first,
    max: last,
    disabled: isLocked,
    class: month === null ? 'untouched' : null,
    'aria-label': words.ask,
    value: month ?? (first + last) / 2,
    oninput: () => {
      never.checked = false;
      line.classList.remove('untouched');
      fillTrack(line);
      output.textContent = shown(Number(line.value));
      set(Number(line.value));
    },
  });
  fillTrack(line);
  const never = h('input', {
    type: 'checkbox',
    checked: given === null,
    disabled: isLocked,
    onchange: () => {
      line.classList.toggle('untouched', never.checked);
      output.textContent = never.checked ? words.never : shown(Number(line.value));
      set(never.checked ? null : Number(line.value));
    },
  });
  return [
    h('div', { class: 'guess' }, line, output),
    h(
      'div',
      { class: 'ends-of-scale' },
      h('small', {}, t('month_of', { month: first })),
      h('small', {}, t('month_of', { month: last })),
    ),
    h('label', { class: 'option' }, never, words.never),
  ];
}

/** @param {Place<QuestionOf<'month'>>} place */
export const onPaper = ({ words }) => [
  h('p', { class: 'blanks' }, t('handout.month'), blank()),
  boxes([words.never]),
];

/**
 * @param {Place<QuestionOf<'month'>>} place
 * @param {ReplyOf<'month'>} reply
 */
export function outcome({ asked, words, given }, { answer, replications }) {
  if (!answer) return h('p', {}, t('lesson.open'));
  const said = monthInWords(words, /** @type {number | null} */ (given));
  const came = monthInWords(words, answer.month);
  const value = { mean: answer.month, low: answer.low, high: answer.high };
  const marks = given === null ? [] : [{ at: Number(given), name: t('lesson.mine') }];
  const span = marks.length ? { low: marks[0].at, high: marks[0].at, name: t('lesson.mine') } : null;
  const rows = [{ name: t('lesson.came'), value, best: true }];
  const { without } = answer;
  return [
    h('p', {}, t('lesson.you_said', { what: said })),
    h('p', {}, h('b', {}, t('lesson.it_was', { what: came }))),
    dotScale(rows, { low: asked.first, high: asked.last, unit: '', marks, span }),
    without ? h('small', {}, t('lesson.without_month', { without, count: replications })) : null,
    h('small', {}, t('lesson.month_range')),
  ];
}

/**
 * @param {{ never: string }} words
 * @param {number | null} month
 */
const monthInWords = ({ never }, month) => (month === null ? never : t('month_of', { month }));

/**
 * @param {Place<QuestionOf<'month'>>} place
 * @param {ReplyOf<'month'>} reply
 */
export function inWords({ words }, { answer }) {
  if (!answer) return null;
  const [month, low, high] = [answer.month, answer.low, answer.high].map(each => monthInWords(words, each));
  return `${month} (${low} – ${high})`;
}
