// A chart card: title and unit, the plot, the same as a table in its place, the same in words, and both to
// take away as PNG and CSV.
import { app } from '../app.js';
import { exact, t } from '../protocol/words.js';
import { endLabels } from './charts.js';
import { fill, fillIfNew, h } from './dom.js';
import { save, toCsv } from './download.js';
import { icon } from './icons.js';
import { PLOTLY_CONFIG, chartLayout, loadPlotly } from './plotly.js';
/** @import { LineEnd } from './charts.js' */
/** @import { Child } from './dom.js' */
/** @import { ChartAxis, Trace } from './plotly.js' */

/**
 * @typedef {object} ChartContent
 * @property {Trace[]} traces
 * @property {ChartAxis} axis
 * @property {LineEnd[]} ends
 * @property {Child} words the chart in words
 * @property {string[]} heads of the table
 * @property {(number | null)[][]} rows of the table
 */

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

export class ChartCard {
  /**
   * @param {string} id
   * @param {{ title: string, unit: string, extra?: Child, tall?: boolean }} options
   */
  constructor(id, { title, unit, extra = null, tall = false }) {
    this.id = id;
    this.title = h('h3', { id: `${id}-title` });
    const named = { 'aria-labelledby': `${id}-title` };
    this.plot = h('div', { class: 'plot', role: 'img', ...named, 'aria-describedby': `${id}-words` });
    this.table = h('div', { class: 'chart-table', hidden: true, tabindex: 0, role: 'region', ...named });
    this.words = h('p', { class: 'twin', id: `${id}-words` });
    this.tableButton = iconButton('table', t('table'), title, { 'aria-pressed': 'false' }, () =>
      this.toggleTable(),
    );
    this.element = h(
      'section',
      { class: `card chart${tall ? ' tall' : ''}`, id, ...named },
      h('header', {}, this.title, extra, this.tableButton, this.downloads(title)),
      this.plot,
      this.table,
      this.words,
    );
    this.label = title;
    this.setTitle(title, unit);
    /** @type {ChartContent | null} */
    this.content = null;
    this.stale = false;
    this.inSight = false;
    cards.add(this);
    sight.observe(this.element);
  }

  /**
   * @param {string} title
   * @param {string} unit
   */
  setTitle(title, unit) {
    this.label = title;
    fill(this.title, title, ' ', h('small', {}, unit));
  }

  /** @param {string} title */
  downloads(title) {
    const menu = h(
      'span',
      { class: 'take', hidden: true },
      h('button', { type: 'button', class: 'chip', onclick: () => this.savePng() }, 'PNG'),
      h('button', { type: 'button', class: 'chip', onclick: () => this.saveCsv() }, 'CSV'),
    );
    const open = iconButton('down', t('take_away'), title, { 'aria-expanded': 'false' }, () => {
      menu.hidden = !menu.hidden;
      open.setAttribute('aria-expanded', String(!menu.hidden));
    });
    return h('span', { class: 'taker' }, menu, open);
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

  async draw() {
    this.stale = false;
    const { content } = this;
    if (!content || !this.element.isConnected) return;
    if (!this.table.hidden) {
      fill(this.table, dataTable(content.heads, content.rows, this.label));
      return;
    }
    const Plotly = await loadPlotly();
    if (!this.element.isConnected) return;
    const labels = endLabels(content.ends, content.axis.range, this.plot.clientHeight);
    await Plotly.react(this.plot, content.traces, chartLayout(content.axis, labels), PLOTLY_CONFIG);
    this.plot.dataset.drawn = '1';
  }

  async savePng() {
    const Plotly = await loadPlotly();
    if (this.stale) await this.draw();
    const { clientWidth, clientHeight } = this.plot;
    const size = { width: Math.max(640, clientWidth), height: Math.max(320, clientHeight) };
    save(await Plotly.toImage(this.plot, { format: 'png', ...size, scale: 2 }), `${this.id}.png`);
  }

  saveCsv() {
    if (!this.content) return;
    const csv = new Blob([toCsv(this.content.heads, this.content.rows)], { type: 'text/csv' });
    save(URL.createObjectURL(csv), `${this.id}.csv`);
  }
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

/**
 * A table; numbers get the digits that they need.
 * @param {string[]} heads
 * @param {Child[][]} rows the first cell of each is its head
 * @param {string} caption
 */
export function dataTable(heads, rows, caption) {
  /** @type {(value: Child, index: number) => HTMLElement} */
  const cell = (value, index) => {
    if (!index) return h('th', { scope: 'row' }, value);
    return h('td', {}, typeof value === 'number' || value === null ? exact(value) : value);
  };
  const head = heads.map(each => h('th', { scope: 'col' }, each));
  const body = rows.map(row => h('tr', {}, row.map(cell)));
  return h(
    'table',
    { class: 'data' },
    h('caption', { class: 'visually-hidden' }, caption),
    h('thead', {}, h('tr', {}, head)),
    h('tbody', {}, body),
  );
}

/** Draw all charts at once, also those out of sight: before the page is printed. */
export async function drawAllCharts() {
  await Promise.all([...cards].filter(card => card.stale).map(card => card.draw()));
}

/** @param {ChartCard} card */
const isDue = card => card.stale && (card.inSight || !app.run?.moving);

/** @type {number | null} */
let timer = null;
function schedule() {
  timer ??= setTimeout(() => requestAnimationFrame(drawNext), app.run?.hurrying ? PAUSE : 0);
}

/** Draw one card a frame; the card then waits behind all others. */
async function drawNext() {
  for (const card of cards) if (!card.element.isConnected) forget(card);
  const next = [...cards].find(isDue);
  if (next) {
    cards.delete(next);
    cards.add(next);
    await next.draw();
  }
  timer = null;
  if ([...cards].some(isDue)) schedule();
}

/** @param {ChartCard} card */
function forget(card) {
  cards.delete(card);
  sight.unobserve(card.element);
}
