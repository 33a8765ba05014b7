// A customer's life as a line: her supplier, her satisfaction, and what happened to her, drawn and listed.
import { h } from './dom.js';
import { app, firmName, isPhone } from './app.js';
import { kind, mark } from './marks.js';
import { t } from './words.js';

const HEIGHT = 146, RIGHT = 14;
const KINDS = ['failure', 'complaint', 'reward', 'told'];

export function sign(name) {
  const line = { stroke: 'var(--ink)', 'stroke-width': 1.7, fill: 'none', 'stroke-linecap': 'round' };
  const cross = h('path', { ...line, d: 'M-3.5 -3.5L3.5 3.5M3.5 -3.5L-3.5 3.5' });
  return {
    failure: () => [cross],
    complaint: () => [cross, h('path', { ...line, d: 'M7 -4.5V1.2M7 4.2V4.4' })],
    reward: () => [h('circle', { ...line, r: 4.2 }), h('circle', { r: 1.7, fill: 'var(--ink)' })],
    told: () => [h('path', { ...line, 'stroke-width': 1.2, d: 'M-4 -3.500H4V1.800H0L-2.500 4.300V1.800H-4Z' })],
  }[name]();
}

const words = (text, attributes) => h('text', { svg: true, ...attributes }, text);

export function lifeLine(story, until, decision) {
  const wide = isPhone() ? 366 : 920, left = isPhone() ? 76 : app.state.big ? 100 : 74, months = app.run.horizon;
  const x = month => left + (month * (wide - left - RIGHT)) / months;
  const { firm, satisfaction } = story.series;
  const step = months <= 12 ? 3 : months <= 36 ? (isPhone() ? 12 : 6) : isPhone() ? 24 : 12;
  const ticks = Array.from({ length: Math.floor(months / step) + 1 }, (_, i) => i * step);
  const points = satisfaction.slice(0, until + 1).map((value, month) => `${x(month).toFixed(1)},${(92 - 0.5 * value).toFixed(1)}`).join(' ');
  const events = story.events.filter(each => each.month <= until);
  const said = [t('customer', { number: story.customer }), ...events.filter(each => each.kind !== 'told').map(each => `${t('month_of', { month: each.month })}: ${t(`event.${each.kind}`)}`)].join('. ');
  const svg = h('svg', { class: 'life', viewBox: `0 0 ${wide} ${HEIGHT}`, role: 'img', 'aria-label': said },
    words(t('life.supplier'), { x: 0, y: 33 }), words(t('life.satisfaction'), { x: 0, y: 70 }), words(t('life.events'), { x: 0, y: 113 }),
    decision ? h('rect', { x: x(decision.month) - 9, y: 17, width: 18, height: 102, rx: 3, fill: 'var(--mark)' }) : null,
    ticks.map(month => [h('line', { x1: x(month), x2: x(month), y1: 38, y2: 97, stroke: 'var(--grid)' }), words(month, { x: x(month), y: 143, 'text-anchor': 'middle' })]),
    h('line', { x1: x(0), x2: x(months), y1: 67, y2: 67, stroke: 'var(--rule)', 'stroke-dasharray': '2 3' }),
    bands(firm, until, x), h('polyline', { points, fill: 'none', stroke: 'var(--ink)', 'stroke-width': 1.8 }),
    spaced(events.filter(each => KINDS.includes(each.kind)), x).map(each => h('g', { transform: `translate(${(x(each.month) + beside(each, events)).toFixed(1)} ${each.kind === 'told' ? 121 : 105})` }, words_title(each), sign(each.kind))),
    events.filter(each => each.kind === 'left').map(each => h('line', { x1: x(each.month), x2: x(each.month), y1: 17, y2: 97, stroke: 'var(--ink)', 'stroke-width': 1.5, 'stroke-dasharray': '2 2' })));
  return [svg, h('div', { class: 'keyline life-key' }, KINDS.map(name => h('span', {}, h('svg', { viewBox: '-8 -8 18 16', 'aria-hidden': 'true' }, sign(name)), t(`event.${name}`)))), listed(events)];
}

// Signs of what people told her are left out where they would cover one another; the list below has them all.
function spaced(events, x) {
  let last = -Infinity;
  return events.filter(each => {
    if (each.kind !== 'told') return true;
    if (x(each.month) - last < 11) return false;
    last = x(each.month);
    return true;
  });
}

// A reward stands beside a failure of the same month, not on it.
const WENT_WRONG = ['failure', 'complaint'];
const beside = (event, events) => event.kind === 'reward' && events.some(each => each.month === event.month && WENT_WRONG.includes(each.kind)) ? 11 : 0;

const words_title = event => h('title', { svg: true }, `${t('month_of', { month: event.month })}: ${t(`event.${event.kind}`)}`);

function bands(firm, until, x) {
  const parts = [];
  let from = 0;
  for (let month = 1; month <= until + 1; month++) {
    if (month <= until && firm[month] === firm[from]) continue;
    const end = Math.min(month, until), wide = x(end) - x(from);
    parts.push(h('rect', { x: x(from), y: 22, width: Math.max(0, wide), height: 12, fill: `var(--f${kind(firm[from])})` }),
      mark(firm[from], { x: x(from) - 1, y: 2, width: 15, height: 15, class: '' }),
      wide > 96 ? words(firmName(firm[from]), { x: x(from) + 18, y: 14, class: 'strong' }) : null);
    from = month;
  }
  return parts;
}

// The same as a list, for those who read rather than look.
const listed = events => h('details', { class: 'life-list' }, h('summary', {}, t('life.as_list', { number: events.length })), h('ol', {}, events.map(each =>
  h('li', {}, t('month_of', { month: each.month }), ': ', t(`event_long.${each.kind}`, { firm: firmName(each.firm), to: each.to === undefined ? '' : firmName(each.to), by: each.by })))));
