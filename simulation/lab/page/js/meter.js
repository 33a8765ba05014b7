// The luck meter: two rows of dots on one axis, a dot a run. Hollow: the same strategy with other luck; solid:
// the other strategy with the same luck; the grey zone is what chance alone can do.
import { h } from './dom.js';
import { n1 } from './words.js';

const WIDE = 340, BASE = 156, UPPER = 66, PITCH = 6;
// A pile of dots stays below the words above it, however many runs fall together.
const ROOM = 42;

export function luckMeter(placebo, effect, chance, said, [below, above]) {
  const all = [...placebo, ...effect, chance, -chance, 0].filter(Number.isFinite);
  const low = Math.min(...all), high = Math.max(...all), room = Math.max(0.2, (high - low) * 0.12);
  const x = value => 12 + ((value - low + room) * (WIDE - 24)) / (high - low + 2 * room);
  const words = (text, attributes) => h('text', { svg: true, ...attributes }, text);
  const step = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20].find(each => (high - low) / each <= 5) ?? 50;
  const ticks = [];
  for (let value = Math.ceil((low - room) / step) * step; value <= high + room; value += step) ticks.push(Number(value.toFixed(6)));
  return h('svg', { viewBox: `0 0 ${WIDE} 186`, role: 'img', 'aria-label': said },
    h('rect', { x: x(-chance), y: 4, width: Math.max(1, x(chance) - x(-chance)), height: 160, fill: 'var(--sunk)' }),
    h('line', { x1: x(0), x2: x(0), y1: 4, y2: 164, stroke: 'var(--rule2)' }),
    beads(placebo, BASE, x, { fill: 'var(--card)', stroke: 'var(--soft)' }), beads(effect, UPPER, x, { fill: 'var(--ink)', stroke: 'var(--ink)' }),
    h('line', { x1: 8, x2: WIDE - 8, y1: 74, y2: 74, stroke: 'var(--rule)' }), h('line', { x1: 8, x2: WIDE - 8, y1: 164, y2: 164, stroke: 'var(--rule2)' }),
    ticks.map(value => words((value > 0 ? '+' : '') + n1(value), { x: x(value), y: 180, 'text-anchor': 'middle' })),
    words(below, { x: WIDE - 8, y: 88, 'text-anchor': 'end' }), words(above, { x: WIDE - 8, y: 14, 'text-anchor': 'end', class: 'strong' }));
}

function beads(values, base, x, look) {
  const places = values.filter(Number.isFinite).map(value => Math.round(x(value) / PITCH));
  const tallest = Math.max(2, ...places.map(place => places.filter(other => other === place).length));
  const rise = Math.min(PITCH, ROOM / (tallest - 1)), piles = new Map();
  return places.map(place => {
    const height = piles.get(place) ?? 0;
    piles.set(place, height + 1);
    return h('circle', { cx: place * PITCH, cy: base - height * rise, r: 2.7, 'stroke-width': 1.4, ...look });
  });
}
