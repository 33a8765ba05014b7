// TOML files of markets of one's own: opened, dropped on the page, and taken away.
import { guarded } from '../app.js';
import { $, fill, fillIfNew, h } from '../drawing/dom.js';
import { save } from '../drawing/download.js';
import { fetchForm } from '../protocol/draft.js';
import { language, t } from '../protocol/words.js';
/** @import { Draft } from '../protocol/draft.js' */

/** A character has at most so many bytes. */
const BYTES = 4;

/**
 * Buttons that open a file and save one.
 * @param {Draft} draft
 * @param {() => void} opened
 */
export function fileButtons(draft, opened) {
  /** @type {HTMLInputElement} */
  const input = h('input', {
    type: 'file',
    accept: '.toml',
    class: 'visually-hidden',
    id: 'own-file',
    tabindex: '-1',
    'aria-hidden': 'true',
    onchange: () => {
      const [file] = input.files ?? [];
      input.value = '';
      if (file) guarded(() => openFile(file, draft, opened));
    },
  });
  const open = { type: 'button', class: 'btn', id: 'own-open', onclick: () => input.click() };
  const down = { type: 'button', class: 'btn', id: 'own-download', onclick: () => download(draft) };
  return [input, h('button', open, t('own.open')), h('button', down, t('own.download'))];
}

/** @param {Draft} draft */
function download(draft) {
  const file = new Blob([draft.market?.text ?? ''], { type: 'application/toml' });
  save(URL.createObjectURL(file), `${draft.file}.toml`);
}

/**
 * Let files be dropped anywhere on the form.
 * @param {HTMLElement} place
 * @param {Draft} draft
 * @param {() => void} opened
 */
export function takeDrops(place, draft, opened) {
  place.addEventListener('dragover', event => {
    event.preventDefault();
    place.classList.add('dropping');
  });
  place.addEventListener('dragleave', () => place.classList.remove('dropping'));
  place.addEventListener('drop', event => {
    event.preventDefault();
    place.classList.remove('dropping');
    const [file] = event.dataTransfer?.files ?? [];
    if (file) guarded(() => openFile(file, draft, opened));
  });
}

/**
 * Let a file take the place of the draft; where something is wrong with it, the draft stays.
 * @param {File} file
 * @param {Draft} draft
 * @param {() => void} opened
 */
async function openFile(file, draft, opened) {
  if (/\.csv$/i.test(file.name)) {
    refuse(t('own.csv', { file: file.name }), []);
    return;
  }
  const { longest } = await fetchForm(draft.engine);
  const text = file.size > BYTES * longest ? '' : await textOf(file);
  if (text === null) refuse(t('own.no_text', { file: file.name }), []);
  else if (!text || text.length > longest) refuse(t('own.wrong_size', { file: file.name, longest }), []);
  else {
    const name = file.name.replace(/\.toml$/i, '').slice(0, 60) || 'my-market';
    const mistakes = await draft.begin({ start: 'text', given: text }, name);
    if (mistakes.length) {
      const words = mistakes.map(each => each.error[language.now]);
      refuse(t('own.wrong_file', { file: file.name, count: mistakes.length }), words);
    } else opened();
  }
}

/**
 * The text of a file; null if it is not UTF-8.
 * @param {File} file
 */
async function textOf(file) {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    return null;
  }
}

/**
 * Say why a file was not opened.
 * @param {string} words
 * @param {string[]} mistakes
 */
function refuse(words, mistakes) {
  fillIfNew($('#own-status'), words);
  $('#own-status').classList.add('wrong');
  fill(
    $('#own-mistakes'),
    mistakes.map(each => h('li', {}, each)),
  );
  $('#own-status').scrollIntoView({ block: 'nearest' });
}
