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
/** The colour of a firm at rest, beside one that is strong. @param {number} firm */
export const firmTint = firm => token(`--t${lookOf(firm)}`);
/** @param {number} firm */
export const islandGround = firm => token(`--g${lookOf(firm)}`);
