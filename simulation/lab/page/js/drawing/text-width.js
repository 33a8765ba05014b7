// How wide a text is, and a text cut to a width.

/** @typedef {{ size: number, family: string }} Letters */

const ruler = globalThis.document?.createElement('canvas').getContext('2d');

/** Without a ruler: a Chinese character is as wide as it is high, a Latin one about half as wide. */
const LATIN = 0.55;
const WIDE = /[\u2e80-\uffff]/;

/**
 * The width of a text.
 * @param {string} text
 * @param {Letters} letters
 * @param {boolean} strong
 */
export function textWidth(text, { size, family }, strong = false) {
  if (!ruler) return [...text].reduce((sum, each) => sum + (WIDE.test(each) ? 1 : LATIN), 0) * size;
  ruler.font = `${strong ? 650 : 400} ${size}px ${family}`;
  return ruler.measureText(text).width;
}

/**
 * A text cut to a width.
 * @param {string} text
 * @param {number} width
 * @param {Letters} letters
 * @param {boolean} [strong]
 */
export function fitted(text, width, letters, strong = false) {
  if (textWidth(text, letters, strong) <= width) return text;
  let cut = text;
  while (cut.length > 1 && textWidth(`${cut}…`, letters, strong) > width) cut = cut.slice(0, -1);
  return `${cut}…`;
}
