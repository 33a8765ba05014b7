// A scenario's text: paragraphs and lists, `code` in code letters; nothing in it can become markup.
import { h } from './dom.js';

export function blocks(text) {
  return text.trim().split(/\n\s*\n/).map(block => {
    const lines = block.split('\n');
    if (!/^- /.test(lines[0])) return { paragraph: lines.map(line => line.trim()).join(' ') };
    const items = [];
    for (const line of lines) {
      if (/^- /.test(line)) items.push(line.slice(2).trim());
      else items.push(`${items.pop()} ${line.trim()}`);
    }
    return { items };
  });
}

const inline = text => text.split(/(`[^`]+`)/).map(part => (/^`.+`$/.test(part) ? h('code', {}, part.slice(1, -1)) : part));

export const prose = text => (text ?? '').trim() === '' ? null : h('div', { class: 'prose' }, blocks(text).map(block =>
  (block.items ? h('ul', { class: 'notice' }, block.items.map(item => h('li', {}, inline(item)))) : h('p', {}, inline(block.paragraph)))));
