// A chart card: title and unit, the plot, the same as a table in the same place, the same in words, and both
// to take away as PNG and CSV.
import { fill, h, say } from './dom.js';
import { app } from './app.js';
import { icon } from './marks.js';
import { CONFIG, layout, plotly } from './charts.js';
import { exact, t } from './words.js';
import { save, toCsv } from './download.js';

const BREATH = 120;
const cards = new Set();
let turn = null;

// While months fly by, only cards in sight are drawn.
const sight = new IntersectionObserver(entries => {
  for (const { target, isIntersecting } of entries) {
    const card = [...cards].find(each => each.element === target);
    if (card) card.inSight = isIntersecting;
  }
  schedule();
}, { rootMargin: '200px' });

export class ChartCard {
  constructor(id, { title, unit, extra = null, tall = false }) {
    this.id = id;
    this.title = h('h3', { id: `${id}-title` });
    this.plot = h('div', { class: 'plot', role: 'img', 'aria-labelledby': `${id}-title`, 'aria-describedby': `${id}-words` });
    this.table = h('div', { class: 'tbl', hidden: true, tabindex: 0, role: 'region', 'aria-labelledby': `${id}-title` });
    this.words = h('p', { class: 'twin', id: `${id}-words` });
    this.switch = h('button', { type: 'button', class: 'icon', 'aria-pressed': 'false', title: t('table'), 'aria-label': `${t('table')}: ${title}`, onclick: () => this.turnOver() }, icon('table'));
    this.element = h('section', { class: `card chart${tall ? ' tall' : ''}`, id, 'aria-labelledby': `${id}-title` },
      h('header', {}, this.title, extra, this.switch, this.takeAway(title)), this.plot, this.table, this.words);
    this.name(title, unit);
    this.content = null;
    this.stale = false;
    this.inSight = false;
    cards.add(this);
    sight.observe(this.element);
  }

  name(title, unit) {
    this.label = title;
    fill(this.title, title, ' ', h('small', {}, unit));
  }

  takeAway(title) {
    const menu = h('span', { class: 'take', hidden: true },
      h('button', { type: 'button', class: 'chip', onclick: () => this.png() }, 'PNG'),
      h('button', { type: 'button', class: 'chip', onclick: () => this.csv() }, 'CSV'));
    const open = h('button', { type: 'button', class: 'icon', 'aria-expanded': 'false', title: t('take_away'), 'aria-label': `${t('take_away')}: ${title}`,
      onclick: () => { menu.hidden = !menu.hidden; open.setAttribute('aria-expanded', String(!menu.hidden)); } }, icon('down'));
    return h('span', { class: 'taker' }, menu, open);
  }

  turnOver() {
    const asTable = this.table.hidden;
    this.switch.setAttribute('aria-pressed', String(asTable));
    this.table.hidden = !asTable;
    this.plot.hidden = asTable;
    this.draw();
  }

  // content: {traces, axis: {months, range, ticks}, labels: height => annotations, words, heads, rows}
  show(content) {
    this.content = content;
    say(this.words, content.words);
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
    const Plotly = await plotly();
    if (!this.element.isConnected) return;
    const annotations = content.labels ? content.labels(this.plot.clientHeight) : [];
    await Plotly.react(this.plot, content.traces, layout({ ...content.axis, annotations }), CONFIG);
    this.plot.dataset.drawn = '1';
  }

  async png() {
    const Plotly = await plotly();
    if (this.stale) await this.draw();
    const { width, height } = { width: Math.max(640, this.plot.clientWidth), height: Math.max(320, this.plot.clientHeight) };
    const image = await Plotly.toImage(this.plot, { format: 'png', width, height, scale: 2 });
    save(image, `${this.id}.png`);
  }

  csv() {
    save(URL.createObjectURL(new Blob([toCsv(this.content.heads, this.content.rows)], { type: 'text/csv' })), `${this.id}.csv`);
  }
}

export function dataTable(heads, rows, caption) {
  const cell = (value, index) => (index ? h('td', {}, typeof value === 'number' || value === null ? exact(value) : value) : h('th', { scope: 'row' }, value));
  return h('table', { class: 'data' }, h('caption', { class: 'sr' }, caption),
    h('thead', {}, h('tr', {}, heads.map(head => h('th', { scope: 'col' }, head)))),
    h('tbody', {}, rows.map(row => h('tr', {}, row.map(cell)))));
}

const wanted = card => card.stale && (card.inSight || !app.run?.moving);

function forget(card) {
  cards.delete(card);
  sight.unobserve(card.element);
}

// All charts at once, also those out of sight: before the page is printed.
export async function drawAll() {
  await Promise.all([...cards].filter(card => card.stale).map(card => card.draw()));
}

// One card a frame, and a breath between them while months fly by, so that drawing charts never holds up the
// picture for long.
function schedule() {
  if (turn !== null) return;
  turn = setTimeout(() => requestAnimationFrame(async () => {
    for (const card of cards) if (!card.element.isConnected) forget(card);
    const next = [...cards].find(wanted);
    if (next) {
      cards.delete(next);
      cards.add(next);
      await next.draw();
    }
    turn = null;
    if ([...cards].some(wanted)) schedule();
  }), app.run?.hurrying ? BREATH : 0);
}


