// Elements without strings of HTML: nothing that a scenario says can become markup, and no style is written
// into the markup, which the page's policy refuses.

/** @typedef {import('./children.js').Child} Child */
/** @typedef {Record<string, any>} Attributes */

/**
 * The first element that a selector finds.
 * @template {HTMLElement} [Found=HTMLElement]
 * @param {string} selector
 * @param {ParentNode} root
 * @returns {Found} the caller knows that it is there
 */
export const $ = (selector, root = document) => /** @type {Found} */ (root.querySelector(selector));

/**
 * All elements that a selector finds.
 * @template {HTMLElement} [Found=HTMLElement]
 * @param {string} selector
 * @param {ParentNode} root
 * @returns {Found[]}
 */
export const $$ = (selector, root = document) =>
  [...root.querySelectorAll(selector)].map(each => /** @type {Found} */ (each));

const SVG = 'http://www.w3.org/2000/svg';
const SVG_TAGS = new Set(['svg', 'path', 'circle', 'rect', 'line', 'polyline', 'polygon', 'g']);

/**
 * An element: h('button', { class: 'btn', onclick: f, '--filled': '40%' }, 'words', node, [more]).
 * An attribute on... adds a listener, --... sets a custom property, style-... a style; null leaves it out.
 * Tags that HTML has too (text, title) become SVG with `svg: true`.
 * @template {string} Tag
 * @param {Tag} tag
 * @param {Attributes} attributes
 * @param {Child[]} children
 * @returns {Tag extends keyof HTMLElementTagNameMap ? HTMLElementTagNameMap[Tag] : SVGElement}
 */
export function h(tag, attributes = {}, ...children) {
  const inSvg = SVG_TAGS.has(tag) || attributes.svg;
  const element = inSvg ? document.createElementNS(SVG, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    setAttribute(/** @type {any} */ (element), name, value);
  }
  append(element, children);
  return /** @type {any} */ (element);
}

/**
 * @param {Attributes} attributes
 * @param {string} words
 */
export const svgText = (attributes, words) => h('text', { svg: true, ...attributes }, words);

/**
 * @param {any} element
 * @param {string} name
 * @param {any} value
 */
function setAttribute(element, name, value) {
  if (name === 'svg' || value === undefined || value === null || value === false) return;
  if (name.startsWith('--') || name.startsWith('style-')) {
    element.style.setProperty(name.replace('style-', ''), value);
  } else if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
  else if (name === 'value' || name === 'checked' || name === 'selected') element[name] = value;
  else element.setAttribute(name, value === true ? '' : value);
}

/**
 * @template {Element} Parent
 * @param {Parent} element
 * @param {Child} children
 * @returns {Parent}
 */
export function append(element, children) {
  if (Array.isArray(children)) children.forEach(each => append(element, each));
  else if (children instanceof Node) element.append(children);
  else if (children !== null && children !== undefined && typeof children !== 'boolean') {
    element.append(String(children));
  }
  return element;
}

/**
 * Fetch the looks of a view that most people never open.
 * @param {string} file
 * @returns {Promise<unknown>} until they are there, or cannot be had
 */
export function wearLooks(file) {
  const looks = h('link', { rel: 'stylesheet', href: `css/${file}` });
  const dressed = new Promise(resolve => {
    looks.addEventListener('load', resolve);
    looks.addEventListener('error', resolve);
  });
  document.head.append(looks);
  return dressed;
}

/** Let the track of a slider be filled as far as it stands. @param {HTMLInputElement} slider */
export function fillTrack(slider) {
  const [low, high, at] = [slider.min, slider.max, slider.value].map(Number);
  slider.style.setProperty('--filled', `${(100 * (at - low)) / (high - low || 1)}%`);
}

/**
 * Replace what an element contains.
 * @param {Element} element
 * @param {Child[]} children
 */
export function fill(element, ...children) {
  element.replaceChildren();
  return append(element, children);
}

/**
 * Write into a live region only what is new: a region that is written again is read out again.
 * @param {HTMLElement} element
 * @param {Child} children
 */
export function fillIfNew(element, children) {
  const holder = append(document.createElement('span'), children);
  if (element.dataset.said === holder.textContent && element.firstChild) return;
  element.dataset.said = holder.textContent ?? '';
  element.replaceChildren(...holder.childNodes);
}
