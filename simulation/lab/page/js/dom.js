// Building the page without strings of HTML: nothing that a scenario says can become markup, and no
// style is written inline (the policy of the page refuses it).
export const $ = (selector, root = document) => root.querySelector(selector);
export const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

const SVG = 'http://www.w3.org/2000/svg';
const SVG_TAGS = new Set(['svg', 'path', 'circle', 'rect', 'line', 'polyline', 'polygon', 'g', 'pattern', 'defs']);

// h('button', {class: 'btn', onclick: f, '--p': '40%'}, 'words', node, [more]): an element.
export function h(tag, attributes = {}, ...children) {
  const inSvg = SVG_TAGS.has(tag) || attributes.svg;
  const element = inSvg ? document.createElementNS(SVG, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) set(element, name, value);
  append(element, children);
  return element;
}

function set(element, name, value) {
  if (name === 'svg' || value === undefined || value === null || value === false) return;
  if (name.startsWith('--') || name.startsWith('style-')) element.style.setProperty(name.replace('style-', ''), value);
  else if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
  else if (name === 'value' || name === 'checked' || name === 'selected') element[name] = value;
  else element.setAttribute(name, value === true ? '' : value);
}

export function append(element, children) {
  for (const child of [children].flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : String(child));
  }
  return element;
}

export function fill(element, ...children) {
  element.replaceChildren();
  return append(element, children);
}

// Only say something new: a live region that is written again is read out again.
export function say(element, nodes) {
  const holder = append(document.createElement('span'), nodes);
  if (element.dataset.said === holder.textContent && element.firstChild) return;
  element.dataset.said = holder.textContent;
  element.replaceChildren(...holder.childNodes);
}
