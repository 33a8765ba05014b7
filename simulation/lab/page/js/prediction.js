// The drawn prediction: six points of the focal firm's retention, moved by pointer or keys, and the same curve
// beside what came.
import { $, fill, h } from './dom.js';
import { isPhone } from './app.js';
import { kind } from './marks.js';
import { n1, t } from './words.js';

const POINTS = 6;

// The range in which one can draw: wide for markets in which people shop around, narrow under contracts.
export function scaleOf(market) {
  const [low, step] = market.kind === 'repeat_purchase' ? [40, 2] : [88, 0.5];
  return { low, high: 100, step, start: Array(POINTS).fill((low + 100) / 2), at: Array.from({ length: POINTS }, (_, i) => Math.round(((i + 1) * market.months) / POINTS)) };
}

export function guessed(market, curve, month) {
  const { at } = scaleOf(market);
  const points = [[0, curve[0]], ...at.map((place, i) => [place, curve[i]])];
  for (let i = 1; i < points.length; i++) {
    const [[from, a], [to, b]] = [points[i - 1], points[i]];
    if (month <= to) return a + ((b - a) * (month - from)) / (to - from || 1);
  }
  return curve.at(-1);
}

// The point at which the prediction was furthest from what came.
export function furthest(market, curve, actual) {
  const offs = scaleOf(market).at.map((month, i) => ({ month, said: curve[i], came: actual[month] })).filter(each => each.came !== null && each.came !== undefined);
  return offs.sort((a, b) => Math.abs(b.said - b.came) - Math.abs(a.said - a.came))[0] ?? { month: 0, said: null, came: null };
}

export function drawing(market, curve, { knobs = false, actual = null, upTo = 0, firm = 0 } = {}) {
  const wide = isPhone() ? 360 : 820, high = 250, { low, high: top, at } = scaleOf(market);
  const floor = Math.min(low, ...(actual ?? []).filter(value => value !== null).map(Math.floor));
  const x = month => 44 + (month * (wide - (knobs ? 70 : isPhone() ? 134 : 140))) / market.months;
  const y = value => 14 + ((top + 0.5 - value) * (high - 46)) / (top + 0.5 - floor);
  const words = (text, attributes) => h('text', { svg: true, ...attributes }, text);
  const lines = Array.from({ length: 5 }, (_, i) => floor + ((top - floor) * i) / 4);
  const months = Array.from({ length: market.months }, (_, i) => i + 1);
  const svg = h('svg', { class: 'draw', viewBox: `0 0 ${wide} ${high}`, role: knobs ? 'group' : 'img', 'aria-label': t('lesson.curve') },
    lines.map(value => [h('line', { x1: x(0), x2: x(market.months), y1: y(value), y2: y(value), stroke: 'var(--grid)' }), words(n1(value), { x: 38, y: y(value) + 4, 'text-anchor': 'end' })]),
    [0, ...at].map(month => words(month || t('axis_start'), { x: x(month), y: high - 6, 'text-anchor': 'middle' })));
  const came = months.filter(month => actual && month <= upTo && actual[month] !== null && actual[month] !== undefined);
  if (came.length > 1) {
    const gap = [...came.map(month => [x(month), y(guessed(market, curve, month))]), ...came.toReversed().map(month => [x(month), y(actual[month])])];
    svg.append(h('polygon', { fill: 'var(--mark)', opacity: 0.75, points: gap.map(point => point.map(v => v.toFixed(1)).join()).join(' ') }));
  }
  const mine = [0, ...at].map(month => `${x(month).toFixed(1)},${y(guessed(market, curve, month)).toFixed(1)}`).join(' ');
  svg.append(h('polyline', { points: mine, fill: 'none', stroke: 'var(--ink)', 'stroke-width': 2.4, 'stroke-dasharray': '7 5' }));
  if (came.length > 1) {
    svg.append(h('polyline', { points: came.map(month => `${x(month).toFixed(1)},${y(actual[month]).toFixed(1)}`).join(' '), fill: 'none', stroke: `var(--f${kind(firm)})`, 'stroke-width': 3.2 }));
    const last = came.at(-1), close = Math.abs(y(actual[last]) - y(curve.at(-1))) < 16, above = actual[last] >= curve.at(-1);
    svg.append(words(t('lesson.came'), { x: x(market.months) + 8, y: y(actual[last]) + (close ? (above ? -6 : 16) : 4), class: 'strong' }));
  }
  if (!knobs) svg.append(words(t('lesson.mine'), { x: x(market.months) + 8, y: y(curve.at(-1)) + 4 }));
  else svg.append(...at.flatMap((month, i) => knob(month, i, curve[i], x(month), y(curve[i]), scaleOf(market), words)));
  Object.assign(svg, { valueAt: clientY => { const box = svg.getBoundingClientRect(); return top + 0.5 - ((((clientY - box.top) / box.height) * high - 14) * (top + 0.5 - floor)) / (high - 46); } });
  return svg;
}

function knob(month, index, value, cx, cy, { low, high }, words) {
  return [h('circle', { class: 'knob', tabindex: 0, role: 'slider', 'aria-label': t('month_of', { month }), 'aria-orientation': 'vertical', 'aria-valuemin': low, 'aria-valuemax': high, 'aria-valuenow': value, 'aria-valuetext': `${n1(value)} %`, 'data-knob': index, cx, cy, r: isPhone() ? 13 : 9 }),
    words(n1(value), { x: cx, y: cy - 21 < 12 ? cy + 30 : cy - 18, 'text-anchor': 'middle', class: 'strong' })];
}

export function wireKnobs(holder, draft, market) {
  const { low, high, step } = scaleOf(market);
  const draw = () => fill(holder, drawing(market, draft.curve, { knobs: true }));
  const set = (index, value, focus) => {
    draft.curve = draft.curve.with(index, Math.min(high, Math.max(low, Math.round(value / step) * step)));
    draw();
    if (focus) $(`[data-knob="${index}"]`, holder).focus();
  };
  holder.addEventListener('keydown', event => {
    const index = Number(event.target.dataset?.knob ?? NaN);
    const moves = { ArrowUp: step, ArrowRight: step, ArrowDown: -step, ArrowLeft: -step, PageUp: 4 * step, PageDown: -4 * step };
    if (Number.isNaN(index) || !(event.key in moves)) return;
    event.preventDefault();
    set(index, draft.curve[index] + moves[event.key], true);
  });
  holder.addEventListener('pointerdown', event => {
    const index = Number(event.target.dataset?.knob ?? NaN);
    if (Number.isNaN(index)) return;
    event.preventDefault();
    const move = each => set(index, $('svg', holder).valueAt(each.clientY), false);
    const up = () => { removeEventListener('pointermove', move); $(`[data-knob="${index}"]`, holder)?.focus(); };
    addEventListener('pointermove', move);
    addEventListener('pointerup', up, { once: true });
  });
  draw();
}
