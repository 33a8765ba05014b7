// The instructor's copy of a lesson: the plan of the minutes, expected answers, usual mistakes, claims, notes
// on the discussion. It is not among the steps that a student is shown.
import { app } from '../app.js';
import { $, fill, h, wearLooks } from '../drawing/dom.js';
import { prose } from '../drawing/prose.js';
import { scenarioWords } from '../market-facts.js';
import { language, t } from '../protocol/words.js';
import { answerCards, claimsPart } from './lesson-debrief.js';
/** @import { LessonStep } from '../protocol/address.js' */
/** @import { TeachingNotes } from '../protocol/messages.js' */

wearLooks('handout.css'); // its tables are those of the hand-out

/** @type {('in_20' | 'in_45' | 'in_90')[]} */
const LENGTHS = ['in_20', 'in_45', 'in_90'];
/** @type {('expected' | 'misconception' | 'reply')[]} */
const NOTES = ['expected', 'misconception', 'reply'];

/** @param {(step: LessonStep) => void} goTo */
export function instructorPage(goTo) {
  const toPrint = { type: 'button', class: 'btn', onclick: () => goTo('handout') };
  const print = { type: 'button', class: 'btn', onclick: () => window.print() };
  return [
    h('h1', { class: 'smaller-title' }, t('lesson.teach')),
    h('p', { class: 'plain' }, scenarioWords().question),
    h(
      'div',
      { class: 'lockbar' },
      h('button', print, t('handout.print_copy')),
      h('button', toPrint, t('handout.title')),
    ),
    h('div', { id: 'plan' }),
    h('div', { id: 'answers', class: 'answers' }, answerCards({})),
    claimsPart(),
    h('div', { id: 'notes' }),
  ];
}

/** Ask for what only the instructor is told, and show it. */
export async function fetchNotes() {
  const { notes } = await app.engine.ask('notes', {}, true);
  if (!$('#plan')) return; // another page is shown by now
  const told = notes[language.now];
  fill($('#plan'), plan(told));
  fill($('#notes'), discussion(told));
}

/** @param {TeachingNotes} told */
function plan({ minutes, never_cut, without_a_computer }) {
  const heads = LENGTHS.map(each => h('th', { scope: 'col' }, t(`lesson.${each}`)));
  const rows = minutes.map(each =>
    h(
      'tr',
      {},
      h('th', { scope: 'row' }, each.part),
      LENGTHS.map(length => h('td', {}, each[length] || '–')),
    ),
  );
  const table = h(
    'table',
    { class: 'minutes' },
    h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, t('lesson.part')), heads)),
    h('tbody', {}, rows),
  );
  return [
    minutes.length ? [h('h2', {}, t('lesson.minutes')), table] : null,
    never_cut ? h('p', {}, h('b', {}, t('lesson.never_cut')), ' ', never_cut) : null,
    without_a_computer ? [h('h2', {}, t('lesson.without_a_computer')), prose(without_a_computer)] : null,
  ];
}

/** @param {TeachingNotes} told */
function discussion({ discussion: asked }) {
  const each = (/** @type {TeachingNotes['discussion'][number]} */ question, /** @type {number} */ index) =>
    h(
      'section',
      { class: 'card question' },
      h('h3', {}, `${index + 1}. ${question.ask}`),
      NOTES.filter(note => question[note]).map(note =>
        h(
          'p',
          { class: note === 'misconception' ? 'trap' : null },
          t(`lesson.${note}`, { words: question[note] }),
        ),
      ),
    );
  return asked.length ? [h('h2', {}, t('lesson.questions')), asked.map(each)] : null;
}
