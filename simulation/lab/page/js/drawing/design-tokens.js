// Colours and sizes of the style sheets, read once a theme: reading one makes the browser settle all styles.
import { LOOKS, lookOf } from './firm-marks.js';

/** @type {Map<string, string>} */
const tokens = new Map();
export const forgetTokens = () => tokens.clear();

/**
 * The value of a custom property of css/tokens.css.
 * @param {string} name
 */
export function token(name) {
  const known = tokens.get(name);
  if (known !== undefined) return known;
  const read = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  tokens.set(name, read);
  return read;
}

export const fontSize = () => Number(token('--chart-fs')) || 12;
export const lineWidth = () => Number(token('--line-w')) || 2;

/**
 * What colours are in the light theme, whatever the page has: for pictures that leave it.
 * @returns {(name: string) => string}
 */
export function lightColours() {
  const swatch = document.createElement('i');
  swatch.dataset.theme = 'light';
  document.body.append(swatch);
  const style = getComputedStyle(swatch);
  /** @type {Map<string, string>} */
  const known = new Map();
  const read = (/** @type {string} */ name) => known.get(name) ?? name;
  const names = ['--ink', '--soft', '--rule2', '--grid', '--card', '--fade', '--alternative'];
  for (const name of [...names, ...Array.from({ length: LOOKS }, (_, i) => `--f${i}`)]) {
    known.set(name, style.getPropertyValue(name).trim());
  }
  swatch.remove();
  return read;
}

/** @param {number} firm */
export const firmColour = firm => token(`--f${lookOf(firm)}`);

/**
 * A colour between five colours.
 * @param {string[]} colours as #rrggbb
 * @param {number} value 0 to 255
 */
export function shade(colours, value) {
  const at = Math.min(3.999, (value / 255) * 4);
  const from = Math.floor(at);
  const part = at - from;
  /** @type {(hex: string, i: number) => number} */
  const channel = (hex, i) => parseInt(hex.slice(1 + 2 * i, 3 + 2 * i), 16);
  /** @param {number} i */
  const mixed = i =>
    Math.round(channel(colours[from], i) * (1 - part) + channel(colours[from + 1], i) * part);
  return `rgb(${[0, 1, 2].map(mixed).join()})`;
}
