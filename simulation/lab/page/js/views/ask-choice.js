// A question with options: radio buttons before the run, every alternative's value on one scale after it.
import { dotScale, endsOf } from '../drawing/dot-scale.js';
import { h } from '../drawing/dom.js';
import { boxes } from '../drawing/blanks.js';
import { t } from '../protocol/words.js';
/** @import { QuestionOf, Place, ReplyOf } from './lesson-questions.js' */

/** @param {Place<QuestionOf<'choice'>>} place */
export function form({ asked, words, given, set, isLocked }) {
  const radio = (/** @type {string} */ value) =>
    h(
      'label',
      { class: 'option' },
      h('input', {
        type: 'radio',
        name: `ask-${asked.id}`,
        value,
        checked: given === value,
        disabled: isLocked,
        onchange: () => set(value),
      }),
      words.options[value] ?? value,
    );
  return h(
    'div',
    { class: 'options', role: 'radiogroup', 'aria-label': words.ask },
    asked.options.map(radio),
  );
}

/** @param {Place<QuestionOf<'choice'>>} place */
export const onPaper = ({ asked, words }) => boxes(asked.options.map(each => words.options[each] ?? each));

/**
 * @param {Place<QuestionOf<'choice'>>} place
 * @param {ReplyOf<'choice'>} reply
 */
export function outcome({ asked, words, given }, { answer, alternatives }) {
  const said = h('p', {}, t('lesson.you_said', { what: words.options[String(given)] }));
  const came = answer
    ? h('p', {}, h('b', {}, t('lesson.it_was', { what: words.options[answer.option] })))
    : h('p', {}, t('lesson.open'));
  if (!asked.alternatives) return [said, came];
  const rows = Object.entries(alternatives).map(([name, value]) => ({
    name: words.options[name] ?? name,
    value,
    mine: given === name,
    best: answer?.option === name,
  }));
  const values = rows.flatMap(({ value }) => [value.mean, value.low, value.high]);
  return [said, came, dotScale(rows, { ...endsOf(values), unit: words.unit })];
}

/**
 * @param {Place<QuestionOf<'choice'>>} place
 * @param {ReplyOf<'choice'>} reply
 */
export const inWords = ({ words }, { answer }) => (answer ? words.options[answer.option] : null);
