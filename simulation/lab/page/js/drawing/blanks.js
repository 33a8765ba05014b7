// What is filled in by hand on paper: gaps in a sentence, lines to write on, boxes to tick.
import { h } from './dom.js';

/** A gap for a figure or a word. */
export const blank = () => h('span', { class: 'blank' });

/**
 * Lines to write on.
 * @param {number} count
 */
export const lines = count => Array.from({ length: count }, () => h('div', { class: 'write-line' }));

/**
 * Options to tick.
 * @param {string[]} options
 */
export const boxes = options =>
  h(
    'ul',
    { class: 'boxes' },
    options.map(each => h('li', {}, each)),
  );
