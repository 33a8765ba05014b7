// A chart card: title and unit, the plot, the same as a table in its place, the same in words, and all to
// take away as PNG, SVG and CSV.
import { app } from '../app.js';
import { exact, t } from '../protocol/words.js';
import { savePng, saveCsv, saveSvg } from './chart-export.js';
import { ChartPointer } from './chart-pointer.js';
import { drawChart } from './chart-svg.js';
import { dataTable } from './data-table.js';
import { fontSize, lineWidth, token } from './design-tokens.js';
import { fill, fillIfNew, h } from './dom.js';
import { themed } from './firm-marks.js';
import { icon } from './icons.js';
/** @import { Readable } from './chart-pointer.js' */
/** @import { ChartPicture } from './chart-svg.js' */
/** @import { Child } from './dom.js' */
/** @import { Table } from './data-table.js' */
/** @import { Extent } from '../recipe-words.js' */
/** @import { Series } from './statistics.js' */

/** A row of the note beside a month. @typedef {{ name: string, values: Series }} Reading */
/**
 * @typedef {object} ChartContent
 * @property {ChartPicture} picture large
 * @property {ChartPicture} [tile] the same small, if it has less
 * @property {Child} words the chart in words
 * @property {() => Table} table everything, unsmoothed, in ascending order
 * @property {() => Table} [file] the same for a file, if that holds more
 * @property {{ readings: Reading[], from: number }} [read] values beside a month
 * @property {string} [note] for a file: what shades, dots and stems are
 * @property {Extent} [extent] for a file: what was run, if it is not the market on the screen
 */

/** @param {ChartContent} content */
const tableOf = ({ file, table }) => (file ?? table)();

/** Milliseconds between two charts while months fly by, so that the picture never waits for long. */
const PAUSE = 120;
/** @type {Set<ChartCard>} */
const cards = new Set();

/** While months fly by, only cards in sight are drawn. */
const sight = new IntersectionObserver(
  entries => {
    for (const { target, isIntersecting } of entries) {
      const card = [...cards].find(each => each.element === target);
      if (card) card.inSight = isIntersecting;
    }
    schedule();
  },
  { rootMargin: '200px' },
);

/** Labels are placed for a width: where it changes, the chart is drawn again. */
const width = new ResizeObserver(entries => {
  for (const card of cards) if (entries.some(each => each.target === card.plot)) card.resized();
});

export class ChartCard {
  /**
   * @param {string} id
   * @param {{ title: string, unit: string, subject: string, tall?: boolean }} options
   */
  constructor(id, { title, unit, subject, tall = false }) {
    this.id = id;
    this.subject = subject;
    this.title = h('h3', { id: `${id}-title` });
    /** What stands beside the title, before the buttons. */
    this.extra = h('span', { class: 'extra' });
    const named = { 'aria-labelledby': `${id}-title` };
    const described = { 'aria-describedby': `${id}-words` };
    this.plot = h('div', { class: 'plot', role: 'img', tabindex: 0, ...named, ...described });
    this.table = h('div', { class: 'chart-table', hidden: true, tabindex: 0, role: 'region', ...named });
    this.words = h('p', { class: 'twin', id: `${id}-words` });
    const voice = h('p', { class: 'visually-hidden', role: 'status' });
    this.tableButton = iconButton('table', t('table'), title, { 'aria-pressed': 'false' }, () =>
      this.toggleTable(),
    );
    this.header = h('header', {}, this.title, this.extra, this.tableButton, this.downloads(title));
    this.element = h(
      'section',
      { class: `card chart${tall ? ' tall' : ''}`, id, ...named },
      this.header,
      this.plot,
      this.table,
      this.words,
      voice,
    );
    this.label = title;
    this.unit = unit;
    this.setTitle(title, unit);
    /** @type {ChartContent | null} */
    this.content = null;
    this.isTile = false;
    this.stale = false;
    this.inSight = false;
    this.drawnSize = '';
    /** @type {Readable | null} */
    this.readable = null;
    this.pointer = new ChartPointer(this.plot, () => this.readable, voice);
    cards.add(this);
    sight.observe(this.element);
    width.observe(this.plot);
  }

  /**
   * @param {string} title
   * @param {string} unit
   */
  setTitle(title, unit) {
    if (this.title.firstChild && title === this.label && unit === this.unit) return;
    this.label = title;
    this.unit = unit;
    fill(this.title, title, ' ', h('small', {}, unit));
  }

  /** @param {boolean} isTile whether the chart is one of the small ones */
  setTile(isTile) {
    this.isTile = isTile;
    this.element.classList.toggle('tile', isTile);
    this.stale = true;
    schedule();
  }

  /** @param {string} title */
  downloads(title) {
    /** @type {(name: string, take: () => unknown) => HTMLElement} */
    const button = (name, take) => h('button', { type: 'button', class: 'chip', onclick: take }, name);
    const menu = h(
      'span',
      { class: 'take', hidden: true },
      button('PNG', () => this.content && savePng(this.taken(this.content))),
      button('SVG', () => this.content && saveSvg(this.taken(this.content))),
      button('CSV', () => this.content && saveCsv(this.taken(this.content), tableOf(this.content))),
    );
    const open = iconButton('down', t('take_away'), title, { 'aria-expanded': 'false' }, () => {
      menu.hidden = !menu.hidden;
      open.setAttribute('aria-expanded', String(!menu.hidden));
    });
    return h('span', { class: 'taker' }, menu, open);
  }

  /** @param {ChartContent} content */
  taken({ picture, note = '', extent = { runs: 1, months: app.run.shown } }) {
    return { subject: this.subject, title: this.label, unit: this.unit, picture, note, extent };
  }

  toggleTable() {
    const asTable = this.table.hidden;
    this.tableButton.setAttribute('aria-pressed', String(asTable));
    this.table.hidden = !asTable;
    this.plot.hidden = asTable;
    this.draw();
  }

  /** @param {ChartContent} content */
  show(content) {
    this.content = content;
    fillIfNew(this.words, content.words);
    this.stale = true;
    schedule();
  }

  resized() {
    const { clientWidth, clientHeight } = this.plot;
    if (`${clientWidth} ${clientHeight}` === this.drawnSize) return;
    this.stale = true;
    schedule();
  }

  draw() {
    this.stale = false;
    const { content } = this;
    if (!content || !this.element.isConnected) return;
    if (!this.table.hidden) {
      const { heads, rows } = content.table();
      fill(this.table, dataTable(heads, rows, this.label));
      return;
    }
    const { clientWidth, clientHeight } = this.plot;
    this.drawnSize = `${clientWidth} ${clientHeight}`;
    if (!clientWidth || !clientHeight) return;
    const picture = (this.isTile && content.tile) || content.picture;
    const look = { size: fontSize(), line: lineWidth(), family: token('--sans'), paint: themed };
    const size = { width: clientWidth, height: clientHeight, small: this.isTile };
    const { svg, x, frame } = drawChart(picture, { ...size, ...look });
    fill(this.plot, svg);
    this.plot.dataset.drawn = '1';
    this.readable = content.read ? { svg, x, frame, ...readingsOf(content.read) } : null;
  }
}

/**
 * The months that can be read, and what is said of one.
 * @param {NonNullable<ChartContent['read']>} read
 * @returns {Pick<Readable, 'months' | 'note'>}
 */
function readingsOf({ readings, from }) {
  const last = Math.max(...readings.map(({ values }) => values.length)) - 1 + from;
  return {
    months: [from, last],
    note: month =>
      readings.map(({ name, values }) =>
        h('span', { class: 'reading-of' }, name, ' ', h('b', {}, exact(values[month - from]))),
      ),
  };
}

/**
 * @param {string} name of the icon
 * @param {string} label
 * @param {string} title of the chart
 * @param {Record<string, string>} state
 * @param {() => void} onclick
 */
const iconButton = (name, label, title, state, onclick) =>
  h(
    'button',
    { type: 'button', class: 'icon', ...state, title: label, 'aria-label': `${label}: ${title}`, onclick },
    icon(name),
  );

/** Draw all charts at once, also those out of sight: for the paper, and when the page is back from it. */
export function drawAllCharts() {
  for (const card of cards) card.draw();
}

/** @param {ChartCard} card */
const isDue = card => card.stale && (card.inSight || !app.run?.moving);

/** @type {number | null} */
let timer = null;
function schedule() {
  timer ??= setTimeout(() => requestAnimationFrame(drawNext), app.run?.hurrying ? PAUSE : 0);
}

/** Draw one card a frame; the card then waits behind all others. */
function drawNext() {
  for (const card of cards) if (!card.element.isConnected) forget(card);
  const due = [...cards].filter(isDue);
  const now = app.run?.hurrying ? due.slice(0, 1) : due;
  for (const card of now) {
    cards.delete(card);
    cards.add(card);
    card.draw();
  }
  timer = null;
  if ([...cards].some(isDue)) schedule();
}

/** @param {ChartCard} card */
function forget(card) {
  cards.delete(card);
  sight.unobserve(card.element);
  width.unobserve(card.plot);
}
