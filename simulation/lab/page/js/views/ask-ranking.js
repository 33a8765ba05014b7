// A question for an order: each alternative is given a place; two may share one.
import { blank } from '../drawing/blanks.js';
import { dotScale, endsOf } from '../drawing/dot-scale.js';
import { h } from '../drawing/dom.js';
import { rightPairs } from '../protocol/predictions.js';
import { t } from '../protocol/words.js';
/** @import { QuestionOf, Place, ReplyOf } from './lesson-questions.js' */

/** @param {Place<QuestionOf<'ranking'>>} place */
export function form({ asked, words, given, set, isLocked }) {
  const places = asked.options.map((_, i) => /** @type {string[][] | undefined} */ (given)?.[i] ?? []);
  const choose = (/** @type {string} */ option, /** @type {string} */ chosen) => {
    const others = places.map(each => each.filter(name => name !== option));
    places.splice(0, places.length, ...others);
    if (chosen !== '') places[Number(chosen)].push(option);
    set([...places]);
  };
  const row = (/** @type {string} */ option) => {
    const now = places.findIndex(each => each.includes(option));
    const onchange = () => choose(option, select.value);
    const numbers = asked.options.map((_, i) =>
      h('option', { value: i, selected: i === now }, t('lesson.place', { number: i + 1 })),
    );
    const none = h('option', { value: '', selected: now < 0 }, '–');
    const label = { 'aria-label': words.options[option], disabled: isLocked };
    const select = h('select', { class: 'btn', ...label, onchange }, none, numbers);
    return h('li', {}, select, ' ', words.options[option]);
  };
  return [
    h('ul', { class: 'ranking', id: `ask-${asked.id}`, tabindex: -1 }, asked.options.map(row)),
    h('small', {}, t('lesson.ties')),
  ];
}

/** @param {Place<QuestionOf<'ranking'>>} place */
export const onPaper = ({ asked, words }) => [
  h('p', {}, asked.options.map(each => words.options[each]).join(' · ')),
  h(
    'p',
    { class: 'blanks' },
    asked.options.map((_, index) => [index ? '>' : null, blank()]),
  ),
];

/**
 * @param {Place<QuestionOf<'ranking'>>} place
 * @param {ReplyOf<'ranking'>} reply
 */
export function outcome({ words, given }, { answer, alternatives }) {
  if (!answer) return h('p', {}, t('lesson.open'));
  const mine = /** @type {string[][]} */ (given);
  const values = Object.values(alternatives).flatMap(each => [each.mean, each.low, each.high]);
  const rows = answer.places.flat().map(name => ({ name: words.options[name], value: alternatives[name] }));
  return [
    h('p', {}, t('lesson.you_said', { what: orderInWords(words, mine) })),
    h('p', {}, h('b', {}, t('lesson.it_was', { what: orderInWords(words, answer.places) }))),
    dotScale(rows, { ...endsOf(values), unit: words.unit }),
    h('p', {}, t('lesson.pairs', rightPairs(mine, answer.places))),
  ];
}

/**
 * @param {{ options: Record<string, string> }} words
 * @param {string[][]} order
 */
const orderInWords = ({ options }, order) =>
  order
    .filter(each => each.length)
    .map(each => each.map(name => options[name]).join(' = '))
    .join(' > ');

/**
 * @param {Place<QuestionOf<'ranking'>>} place
 * @param {ReplyOf<'ranking'>} reply
 */
export const inWords = ({ words }, { answer }) => (answer ? orderInWords(words, answer.places) : null);
