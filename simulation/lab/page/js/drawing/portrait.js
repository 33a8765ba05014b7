// A customer's portrait: the mark of her supplier with two eyes and a mouth.
import { h } from './dom.js';
import { firmShape, lookOf } from './firm-marks.js';
/** @import { Attributes } from './dom.js' */

/** Satisfaction below the first turns the corners of the mouth down, above the second up. */
const MOUTH = { down: 40, up: 60 };

/** @param {number | null} satisfaction */
function mouth(satisfaction) {
  if (satisfaction === null || (satisfaction >= MOUTH.down && satisfaction <= MOUTH.up)) {
    return 'M-.34 .38H.34';
  }
  return satisfaction < MOUTH.down ? 'M-.34 .48Q0 .2 .34 .48' : 'M-.34 .32Q0 .6 .34 .32';
}

/**
 * @param {number} firm her supplier
 * @param {object} [look]
 * @param {number | null} [look.satisfaction] 0 to 100
 * @param {number | null} [look.left] the supplier she left: a dashed ring in its hue
 * @param {Attributes} [attributes]
 */
export function portrait(firm, { satisfaction = null, left = null } = {}, attributes = {}) {
  const line = { stroke: 'var(--card)', 'stroke-width': 0.13, 'stroke-linecap': 'round', fill: 'none' };
  const ring = left === null ? null : { stroke: `var(--f${lookOf(left)})`, 'stroke-dasharray': '.3 .22' };
  return h(
    'svg',
    { viewBox: '-1.75 -1.75 3.5 3.5', class: 'portrait', 'aria-hidden': 'true', ...attributes },
    ring ? h('circle', { r: 1.6, fill: 'none', 'stroke-width': 0.16, ...ring }) : null,
    firmShape(firm),
    h('circle', { cx: -0.28, cy: -0.08, r: 0.12, fill: 'var(--card)' }),
    h('circle', { cx: 0.28, cy: -0.08, r: 0.12, fill: 'var(--card)' }),
    h('path', { d: mouth(satisfaction), ...line }),
  );
}
