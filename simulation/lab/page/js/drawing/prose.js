// A scenario's text: paragraphs and lists, `code` in code letters; nothing in it can become markup.
import { tightPercent } from '../protocol/words.js';
import { h } from './dom.js';

/** @typedef {{ paragraph: string } | { items: string[] }} Block */

/**
 * The paragraphs and lists of a text.
 * @param {string} text
 * @returns {Block[]}
 */
export function proseBlocks(text) {
  return text
    .trim()
    .split(/\n\s*\n/)
    .map(block => {
      const lines = block.split('\n');
      return lines[0].startsWith('- ')
        ? { items: listItems(lines) }
        : { paragraph: lines.map(line => line.trim()).join(' ') };
    });
}

/** @param {string[]} lines */
function listItems(lines) {
  /** @type {string[]} */
  const items = [];
  for (const line of lines) {
    if (line.startsWith('- ')) items.push(line.slice(2).trim());
    else items.push(`${items.pop()} ${line.trim()}`);
  }
  return items;
}

/** @param {string} text */
const withCode = text =>
  tightPercent(text)
    .split(/(`[^`]+`)/)
    .map(part => (/^`.+`$/.test(part) ? h('code', {}, part.slice(1, -1)) : part));

/** @param {Block} block */
function blockElement(block) {
  if ('paragraph' in block) return h('p', {}, withCode(block.paragraph));
  const items = block.items.map(item => h('li', {}, withCode(item)));
  return h('ul', { class: 'notice' }, items);
}

/**
 * A text as elements, null if there is none.
 * @param {string | null | undefined} text
 */
export const prose = text =>
  text?.trim() ? h('div', { class: 'prose' }, proseBlocks(text).map(blockElement)) : null;
