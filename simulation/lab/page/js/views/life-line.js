// A customer's life as a line: her supplier, her satisfaction, and what happened to her, drawn and listed.
import { app, isPhone } from '../app.js';
import { h } from '../drawing/dom.js';
import { firmMark, lookOf } from '../drawing/firm-marks.js';
import { firmName, isFirm } from '../market-facts.js';
import { t } from '../protocol/words.js';
/** @import { Attributes, Child } from '../drawing/dom.js' */
/** @import { Decision, Story, StoryEvent } from '../protocol/messages.js' */

/** @typedef {(month: number) => number} MonthScale where a month stands */

const HEIGHT = 158;
const RIGHT = 14;
/** Where the rows of the drawing stand. */
const ROW = { band: 32, plotTop: 50, middle: 79, plotBottom: 109, event: 117, told: 133, ticks: 155 };
/** The band of her supplier, and how far what leaving would cost widens it at most, either way. */
const BAND = { height: 4, most: 12 };
/** A cost of this share of the usual price widens the band fully, unless she has known a higher one. */
const HIGH_COST = 0.1;
/** Satisfaction runs from 0 to 100 over this many units. */
const SATISFACTION = { zero: 104, unit: 0.5 };
/** The least distance between two signs of what people told her. */
const TOLD_GAP = 11;
/** A firm's name stands over its band only if the band is longer than this. */
const NAME_ROOM = 96;

/** @type {StoryEvent['kind'][]} */
const SIGNS = ['failure', 'complaint', 'reward', 'told'];

/**
 * The sign of an event.
 * @param {StoryEvent['kind']} kind
 * @returns {Child}
 */
function eventSign(kind) {
  const line = { stroke: 'var(--ink)', 'stroke-width': 1.7, fill: 'none', 'stroke-linecap': 'round' };
  const cross = () => h('path', { ...line, d: 'M-3.5 -3.5L3.5 3.5M3.5 -3.5L-3.5 3.5' });
  switch (kind) {
    case 'failure':
      return cross();
    case 'complaint':
      return [cross(), h('path', { ...line, d: 'M7 -4.5V1.2M7 4.2V4.4' })];
    case 'reward':
      return [h('circle', { ...line, r: 4.2 }), h('circle', { r: 1.7, fill: 'var(--ink)' })];
    default:
      return h('path', { ...line, 'stroke-width': 1.2, d: 'M-4 -3.5H4V1.8H0L-2.5 4.3V1.8H-4Z' });
  }
}

/**
 * @param {string | number} text
 * @param {Attributes} attributes
 */
const words = (text, attributes) => h('text', { svg: true, ...attributes }, text);

/**
 * @param {number} x
 * @param {number} y1
 * @param {number} y2
 * @param {Attributes} attributes
 */
const vertical = (x, y1, y2, attributes) => h('line', { x1: x, x2: x, y1, y2, ...attributes });

/** The room for the names of the rows. */
function leftMargin() {
  if (isPhone()) return 76;
  return app.state.big ? 100 : 74;
}

/**
 * @param {Story} story
 * @param {number} until the last month that is shown
 * @param {Decision | null | undefined} decision the one that is marked
 */
export function lifeLine(story, until, decision) {
  const width = isPhone() ? 366 : 920;
  const left = leftMargin();
  const { horizon } = app.run;
  /** @type {MonthScale} */
  const x = month => left + (month * (width - left - RIGHT)) / horizon;
  const events = story.events.filter(each => each.month <= until);
  const drawing = h(
    'svg',
    {
      class: 'life',
      viewBox: `0 0 ${width} ${HEIGHT}`,
      role: 'img',
      'aria-label': lifeInWords(story, events),
    },
    words(t('life.supplier'), { x: 0, y: 36 }),
    words(t('life.satisfaction'), { x: 0, y: 82 }),
    words(t('life.events'), { x: 0, y: 125 }),
    decision ? decisionMark(x(decision.month)) : null,
    monthTicks(horizon, x),
    h('line', {
      x1: x(0),
      x2: x(horizon),
      y1: ROW.middle,
      y2: ROW.middle,
      stroke: 'var(--rule)',
      'stroke-dasharray': '2 3',
    }),
    supplierBands(story, until, x),
    satisfactionLine(story, until, x),
    withoutOverlaps(
      events.filter(each => SIGNS.includes(each.kind)),
      x,
    ).map(each => placedSign(each, events, x)),
    events.filter(each => each.kind === 'left').map(each => departureLine(x(each.month))),
  );
  return [drawing, signKey(), eventList(events)];
}

/**
 * @param {Story} story
 * @param {StoryEvent[]} events
 */
function lifeInWords(story, events) {
  const known = events.filter(each => each.kind !== 'told').map(eventInWords);
  return [t('customer', { number: story.customer }), ...known].join('. ');
}

/** @param {StoryEvent} event */
const eventInWords = ({ month, kind }) => `${t('month_of', { month })}: ${t(`event.${kind}`)}`;

/** @param {number} x */
const decisionMark = x => h('rect', { x: x - 9, y: 17, width: 18, height: 114, rx: 3, fill: 'var(--mark)' });

/** @param {number} x */
const departureLine = x =>
  vertical(x, 17, ROW.plotBottom, { stroke: 'var(--ink)', 'stroke-width': 1.5, 'stroke-dasharray': '2 2' });

/**
 * Months between two ticks.
 * @param {number} months
 */
function monthsBetweenTicks(months) {
  if (months <= 12) return 3;
  if (months <= 36) return isPhone() ? 12 : 6;
  return isPhone() ? 24 : 12;
}

/**
 * @param {number} months
 * @param {MonthScale} x
 */
function monthTicks(months, x) {
  const step = monthsBetweenTicks(months);
  const ticks = Array.from({ length: Math.floor(months / step) + 1 }, (_, i) => i * step);
  return ticks.map(month => [
    vertical(x(month), ROW.plotTop, ROW.plotBottom, { stroke: 'var(--grid)' }),
    words(month, { x: x(month), y: ROW.ticks, 'text-anchor': 'middle' }),
  ]);
}

/**
 * A line with gaps where she has no supplier.
 * @param {Story} story
 * @param {number} until
 * @param {MonthScale} x
 */
function satisfactionLine({ series }, until, x) {
  const { zero, unit } = SATISFACTION;
  let pen = 'M';
  let d = '';
  for (let month = 0; month <= until; month++) {
    const has = isFirm(series.firm[month]);
    if (has) d += `${pen}${x(month).toFixed(1)},${(zero - unit * series.satisfaction[month]).toFixed(1)}`;
    pen = has ? 'L' : 'M';
  }
  return h('path', { d, fill: 'none', stroke: 'var(--ink)', 'stroke-width': 1.8 });
}

/**
 * A band for each time with one supplier, wider the more leaving would cost.
 * @param {Story} story
 * @param {number} until
 * @param {MonthScale} x
 */
function supplierBands({ series }, until, x) {
  const suppliers = series.firm;
  const costs = suppliers.map((_, i) => series.procedural[i] + series.financial[i] + series.relational[i]);
  const highest = Math.max(HIGH_COST * app.run.market.reference_price, ...costs.slice(0, until + 1));
  const bands = [];
  let from = 0;
  for (let month = 1; month <= until + 1; month++) {
    if (month <= until && suppliers[month] === suppliers[from]) continue;
    const end = Math.min(month, until);
    const widths = costs.slice(from, month).map(cost => (BAND.most * cost) / highest);
    bands.push(costArea(suppliers[from], from, end, widths, x));
    bands.push(supplierBand(suppliers[from], x(from), x(end)));
    from = month;
  }
  return bands;
}

/**
 * What leaving would cost, month by month, above and below the band of a supplier.
 * @param {number} firm
 * @param {number} from
 * @param {number} end
 * @param {number[]} widths
 * @param {MonthScale} x
 */
function costArea(firm, from, end, widths, x) {
  const places = [...widths.map((width, i) => [from + i, width]), [end, widths.at(-1) ?? 0]];
  /** @type {(side: number) => string[]} */
  const edge = side =>
    places.map(([month, width]) => `${x(Math.min(month, end)).toFixed(1)},${ROW.band + side * width}`);
  const points = [...edge(-1), ...edge(1).reverse()].join(' ');
  return h('polygon', { points, fill: `var(--f${lookOf(firm)})`, opacity: 0.28, class: 'cost-area' });
}

/**
 * @param {number} firm
 * @param {number} left
 * @param {number} right
 */
function supplierBand(firm, left, right) {
  const band = {
    x: left,
    y: ROW.band - BAND.height / 2,
    width: Math.max(0, right - left),
    height: BAND.height,
  };
  return [
    h('rect', { ...band, fill: `var(--f${lookOf(firm)})` }),
    firmMark(firm, { x: left - 1, y: 2, width: 15, height: 15, class: '' }),
    right - left > NAME_ROOM ? words(firmName(firm), { x: left + 18, y: 14, class: 'strong' }) : null,
  ];
}

/**
 * Leave out signs of what people told her where they would cover one another; the list has them all.
 * @param {StoryEvent[]} events
 * @param {MonthScale} x
 */
function withoutOverlaps(events, x) {
  let last = -Infinity;
  return events.filter(each => {
    if (each.kind !== 'told') return true;
    if (x(each.month) - last < TOLD_GAP) return false;
    last = x(each.month);
    return true;
  });
}

/**
 * @param {StoryEvent} event
 * @param {StoryEvent[]} events
 * @param {MonthScale} x
 */
function placedSign(event, events, x) {
  const place = (x(event.month) + shiftBeside(event, events)).toFixed(1);
  const row = event.kind === 'told' ? ROW.told : ROW.event;
  const title = h('title', { svg: true }, eventInWords(event));
  return h('g', { transform: `translate(${place} ${row})` }, title, eventSign(event.kind));
}

/**
 * A reward stands beside a failure of the same month, not on it.
 * @param {StoryEvent} event
 * @param {StoryEvent[]} events
 */
function shiftBeside({ kind, month }, events) {
  const wentWrong = ['failure', 'complaint'];
  const isCovered = events.some(each => each.month === month && wentWrong.includes(each.kind));
  return kind === 'reward' && isCovered ? 11 : 0;
}

/** What the signs mean. */
function signKey() {
  const entries = SIGNS.map(kind =>
    h(
      'span',
      {},
      h('svg', { viewBox: '-8 -8 18 16', 'aria-hidden': 'true' }, eventSign(kind)),
      t(`event.${kind}`),
    ),
  );
  const band = h('span', {}, t('life.band'));
  return h('div', { class: 'keyline life-key' }, band, entries);
}

/**
 * The same as a list, for those who read rather than look.
 * @param {StoryEvent[]} events
 */
function eventList(events) {
  const entries = events.map(({ month, kind, firm, to, by }) => {
    const places = { firm: firmName(firm), to: to === undefined ? '' : firmName(to), by };
    return h('li', {}, t('month_of', { month }), ': ', t(`event_long.${kind}`, places));
  });
  const summary = h('summary', {}, t('life.as_list', { number: events.length }));
  return h('details', { class: 'life-list' }, summary, h('ol', {}, entries));
}
