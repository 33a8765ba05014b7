// A question for a number: a best guess and the range that should hold the truth in 8 of 10 cases.
import { dotScale } from '../drawing/dot-scale.js';
import { fillTrack, h } from '../drawing/dom.js';
import { blank } from '../drawing/blanks.js';
import { stepOf } from '../drawing/value-curve.js';
import { exact, t } from '../protocol/words.js';
/** @import { Guess } from '../protocol/predictions.js' */
/** @import { QuestionOf, Place, ReplyOf } from './lesson-questions.js' */

/** @type {Guess} */
const NOTHING = { best: null, low: null, high: null };

/** @param {Place<QuestionOf<'number'>>} place */
export function form({ asked, words, given, set, isLocked }) {
  const guess = { ...NOTHING, .../** @type {Guess | undefined} */ (given) };
  const { lowest, highest } = asked;
  const step = stepOf(asked);
  const limits = { min: lowest, max: highest, step, disabled: isLocked };
  const shown = () => (guess.best === null ? t('lesson.no_guess') : `${exact(guess.best)} ${words.unit}`);
  const output = h('output', {}, shown());
  const best = h('input', {
    type: 'range',
    id: `ask-${asked.id}`,
    ...limits,
    class: guess.best === null ? 'untouched' : null,
    'aria-label': t('lesson.best_guess'),
    value: guess.best ?? (lowest + highest) / 2,
    oninput: () => {
      guess.best = Number(best.value);
      best.classList.remove('untouched');
      fillTrack(best);
      output.textContent = shown();
      set(guess);
    },
  });
  fillTrack(best);
  /** @type {(which: 'low' | 'high', label: string) => Element} */
  const end = (which, label) => {
    const field = h('input', {
      type: 'number',
      ...limits,
      step: 'any',
      'aria-label': label,
      value: guess[which] ?? '',
      oninput: () => {
        guess[which] = field.value === '' ? null : Number(field.value);
        set(guess);
      },
    });
    return field;
  };
  return [
    h('div', { class: 'guess' }, best, output),
    h('div', { class: 'ends-of-scale' }, h('small', {}, exact(lowest)), h('small', {}, exact(highest))),
    h(
      'p',
      { class: 'range' },
      t('lesson.sure_between'),
      ' ',
      end('low', t('lesson.at_least')),
      ' – ',
      end('high', t('lesson.at_most')),
      ` ${words.unit}`,
    ),
    words.example ? h('small', {}, words.example) : null,
  ];
}

/** @param {Place<QuestionOf<'number'>>} place */
export const onPaper = ({ asked, words }) => [
  h(
    'p',
    { class: 'blanks' },
    t('lesson.best_guess'),
    blank(),
    t('lesson.sure_between'),
    blank(),
    '–',
    blank(),
    words.unit,
  ),
  h('small', {}, `${exact(asked.lowest)} – ${exact(asked.highest)} ${words.unit}. ${words.example}`),
];

/**
 * @param {Place<QuestionOf<'number'>>} place
 * @param {ReplyOf<'number'>} reply
 */
export function outcome({ asked, words, given }, { answer }) {
  const { best, low, high } = /** @type {{ best: number, low: number, high: number }} */ (given);
  if (!answer || answer.mean === null) return h('p', {}, t('lesson.open'));
  const isHeld = low <= answer.mean && answer.mean <= high;
  const rows = [{ name: t('lesson.came'), value: answer, best: true }];
  const marks = [{ at: best, name: t('lesson.mine') }];
  const span = { low, high, name: t('lesson.mine') };
  return [
    dotScale(rows, { low: asked.lowest, high: asked.highest, unit: words.unit, marks, span }),
    h('p', {}, t(isHeld ? 'lesson.range_holds' : 'lesson.range_misses')),
  ];
}

/**
 * @param {Place<QuestionOf<'number'>>} place
 * @param {ReplyOf<'number'>} reply
 */
export const inWords = ({ words }, { answer }) =>
  answer ? `${exact(answer.mean)} ${words.unit} (${exact(answer.low)} – ${exact(answer.high)})` : null;
