// The Market view: the levers, the picture of the customers, and live charts.
import { $, $$, fill, h, say } from './dom.js';
import { app, currency, firmName, firmNames, firmNode, focal, isCalm, isPhone, isTouch, levelOf, money, strong } from './app.js';
import { ChartCard, dataTable } from './card.js';
import { extent, firmLines, labels, quantile, smooth, stacked } from './charts.js';
import { Crowd } from './crowd.js';
import { mark, shape } from './marks.js';
import { moveInWords, panel, update as updateLevers } from './levers.js';
import { pointing } from './pointing.js';
import { unpacked } from './engine.js';
import { exact, gap, n0, n1, nodes, percent, t } from './words.js';

const QUANTITIES = ['supplier', 'involvement', 'satisfaction', 'switching_cost', 'loyalty_type'];
const TYPES = ['loyal', 'latent', 'spurious', 'none'];
const COSTS = ['procedural', 'financial', 'relational'];
const LUCKS = 20;
let view = null;

export function render(root) {
  const canvas = h('canvas', { role: 'img', tabindex: 0, id: 'crowd', 'aria-label': t('dots', { customers: n0(app.run.market.customers) }), 'aria-describedby': 'dots-help' });
  view = { canvas, inTotal: true, shades: null, pulsed: 0 };
  view.cards = cards();
  const hello = app.run.reached === 0 ? h('div', { class: 'hello' }, [1, 2, 3].map(n => h('div', {}, demo(n), h('span', {}, nodes(`hello.${n}`))))) : null;
  fill(root, h('h1', { class: 'sr' }, t('tab.market')), h('div', { class: 'market' }, panel(),
    h('section', { class: 'card picture', 'aria-labelledby': 'picture-title' },
      h('header', {}, h('h2', { id: 'picture-title' }, t('dots', { customers: n0(app.run.market.customers) })), quantityChoice()),
      h('p', { class: 'now say', id: 'now', 'aria-live': 'polite' }), h('div', { class: 'legend' }, app.run.market.firms.map((_, firm) => legendTile(firm))),
      h('div', { class: 'stage' }, canvas, hello), h('p', { class: 'sr', id: 'dots-help' }, t('dots_help')), h('div', { class: 'under' }, h('div', { class: 'keyline', id: 'key' }), h('div', { id: 'zoom' }))),
    h('div', { class: 'charts' }, Object.values(view.cards).map(card => card.element), glance())));
  sizeCanvas();
  view.crowd = new Crowd(canvas, app.run.market.acquaintances);
  view.pointing = pointing(canvas, view.crowd, paint);
  $('#zoom').replaceWith(view.pointing.buttons);
}

function quantityChoice() {
  const select = h('select', { id: 'by', class: 'btn', onchange: () => { app.state.by = select.value; app.refresh(); } },
    QUANTITIES.map(each => h('option', { value: each, selected: each === app.state.by }, t(`by.${each}`))));
  return h('label', { class: 'show-by' }, h('small', {}, t('show')), select);
}

function legendTile(firm) {
  return h('button', { type: 'button', class: 'firm', 'data-firm': firm, 'aria-pressed': 'false', onclick: () => {
    app.state.only = app.state.only === firm ? null : firm;
    app.refresh();
  } }, mark(firm), h('b', {}, firmName(firm)), h('small', {}));
}

function demo(number) {
  const dot = (x, y, r, fill_) => h('circle', { cx: x, cy: y, r, fill: fill_ });
  const around = [[8, 10], [30, 8], [34, 24], [12, 32], [26, 34]];
  const drawn = {
    1: () => [around.map(([x, y]) => [h('line', { x1: 20, y1: 20, x2: x, y2: y, stroke: 'var(--ink)', 'stroke-width': 1.2 }), dot(x, y, 3.5, 'var(--rule2)')]), dot(20, 20, 5, 'var(--ink)')],
    2: () => [[11, 11], [29, 11], [11, 29], [29, 29]].map(([x, y], firm) => h('g', { transform: `translate(${x} ${y}) scale(6.5)` }, shape(firm))),
    3: () => [h('circle', { cx: 20, cy: 20, r: 12, fill: 'none', stroke: 'var(--f1)', 'stroke-width': 3.5 }), dot(20, 20, 6.5, 'var(--f0)')],
  };
  return h('svg', { viewBox: '0 0 40 40', 'aria-hidden': 'true' }, drawn[number]());
}

function cards() {
  const seg = h('span', { class: 'seg tiny' }, [false, true].map(total => h('button', { type: 'button', 'aria-pressed': String(total === view.inTotal), onclick: event => {
    view.inTotal = total;
    $$('button', event.currentTarget.parentElement).forEach((each, i) => each.setAttribute('aria-pressed', String(Boolean(i) === total)));
    update();
  } }, t(total ? 'in_total' : 'a_month'))));
  return {
    retention: new ChartCard('chart-retention', { title: t('chart.retention'), unit: t('unit_of.retention') }),
    profit: new ChartCard('chart-profit', { title: t('chart.profit'), unit: t('thousand', { currency: currency() }), extra: seg }),
    leaving: new ChartCard('chart-leaving', { title: t('chart.leaving', { firm: firmName(strong()) }), unit: t('unit_of.leaving', { currency: currency() }) }),
    share: new ChartCard('chart-share', { title: t('chart.share'), unit: t('unit_of.share') }),
    loyalty: new ChartCard('chart-loyalty', { title: t('chart.loyalty', { firm: firmName(strong()) }), unit: t('unit_of.loyalty') }),
  };
}

const glance = () => h('section', { class: 'card chart', 'aria-labelledby': 'glance-title' },
  h('header', {}, h('h3', { id: 'glance-title' }, t('glance'), ' ', h('small', { id: 'glance-month' }))), h('div', { id: 'glance', tabindex: 0, role: 'region', 'aria-labelledby': 'glance-title' }));

function sizeCanvas() {
  const { canvas } = view, wide = canvas.parentElement.clientWidth;
  const height = isPhone() ? Math.round(wide * 0.92) : Math.max(300, Math.min(wide * 1.02, innerHeight - (app.state.big ? 500 : 352)));
  canvas.style.height = `${height}px`;
}

export function resize() {
  sizeCanvas();
  view.crowd.resize();
  paint();
}

export function paint() {
  const { run, state } = app, { shown, history } = run;
  const past = [1, 2, 3].map(age => history[shown - age]?.dots).filter(Boolean);
  const shades = state.by !== 'supplier' && view.shades?.month === shown && view.shades.by === state.by ? view.shades.dots : null;
  view.crowd.draw({ firms: history[shown].dots, past, shades, only: state.only, pointed: view.pointing?.at() ?? -1 });
}

// Months 1 to 12 of a run pulse; after that the rings alone tell.
export function advanced() {
  const { run } = app;
  if (!isCalm() && run.reached <= 12 && run.reached !== view.pulsed) view.crowd.pulse(run.history[run.reached].left, paint);
  view.pulsed = run.reached;
}

export function update() {
  const { run, state } = app, { shown } = run;
  if (shown > 0) $('.hello')?.remove();
  colourBy();
  paint();
  updateLevers();
  $$('.firm').forEach(tile => {
    const firm = Number(tile.dataset.firm);
    tile.setAttribute('aria-pressed', String(state.only === firm));
    $('small', tile).textContent = t('tile', { level: levelOf(firm), share: percent(run.history[shown].firms.market_share[firm]) });
  });
  say($('#now'), sentence());
  key();
  charts();
  showGlance();
}

// Any other quantity than the supplier is asked for when it is shown; only the month just reached has one.
async function colourBy() {
  const { run, state } = app, { by } = state, { shown } = run;
  if (by === 'supplier' || (view.shades?.month === shown && view.shades.version === run.version && view.shades.by === by) || shown !== run.reached || view.asking) return;
  view.asking = true;
  const asked = view;
  try {
    const answer = await app.engine.ask('look', { quantity: by });
    view.shades = { ...answer, by, version: run.version, dots: by === 'loyalty_type' ? unpacked(answer.dots).map(each => each * 85) : unpacked(answer.dots) };
  } catch { /* the next month asks again */ } finally {
    asked.asking = false;
  }
  if (state.view === 'market' && asked === view) { paint(); key(); if (view.shades?.month !== run.shown) colourBy(); }
}

// What firms do otherwise than the month before: their policies, events, and levers moved.
const MOST_NEWS = 3;
function news(month) {
  const { run } = app, { firms: names } = run.market;
  const all = ['level', 'price'].flatMap(what => names.map((name, firm) => {
    const path = `firm.${name}.${what}`, now = run.history[month].firms[what][firm], before = run.history[month - 1].firms[what]?.[firm] ?? run.market.values[path];
    return now === before ? null : moveInWords({ path, value: now });
  })).filter(Boolean);
  if (!all.length) return null;
  const told = all.slice(0, MOST_NEWS).join(t('now.and')), more = all.length - MOST_NEWS;
  return [gap(), more > 0 ? t('now.news_and_more', { what: told, more }) : t('now.news', { what: told })];
}

function sentence() {
  const { run } = app, { shown, market } = run, customers = n0(market.customers);
  if (!shown) return nodes('now.start', { firms: market.firms.length, customers });
  const { left } = run.history[shown];
  if (!left.length) return [nodes('now.quiet', { month: shown }), news(shown)];
  const [[from, to]] = routes(shown);
  return [nodes('now.month', { month: shown, number: n0(left.length), customers, from: firmNode(from), to: firmNode(to) }), news(shown)];
}

// Routes of this month's departures, the most travelled first.
function routes(month) {
  const { history } = app.run, counts = new Map();
  for (const customer of history[month].left) {
    const route = `${history[month - 1].dots[customer]},${history[month].dots[customer]}`;
    counts.set(route, (counts.get(route) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([route]) => route.split(',').map(Number));
}

function key() {
  const { by } = app.state, ramp = h('i', { class: 'ramp' });
  const dot = h('svg', { viewBox: '0 0 12 12', 'aria-hidden': 'true' }, h('circle', { cx: 6, cy: 6, r: 3.5, fill: 'var(--ink)' }));
  const ring = h('svg', { viewBox: '0 0 12 12', 'aria-hidden': 'true' }, h('circle', { cx: 6, cy: 6, r: 4.8, fill: 'none', stroke: 'var(--f1)', 'stroke-width': 1.6 }), h('circle', { cx: 6, cy: 6, r: 2.4, fill: 'var(--f0)' }));
  if (by === 'supplier') {
    fill($('#key'), h('span', {}, dot, t('key.dot')), h('span', {}, ring, t('key.ring')), h('span', {}, t(isTouch() ? 'key.tap' : 'key.point')));
    return;
  }
  const fresh = view.shades?.by === by ? view.shades : null, worth = by === 'switching_cost' ? money : n0;
  const scale = by === 'loyalty_type'
    ? TYPES.map((type, i) => h('span', {}, h('i', { class: `ramp one q${Math.round((i * 4) / 3)}` }), t(`type.${type}`)))
    : h('span', {}, t(`by.${by}`), ': ', fresh ? worth(fresh.low) : t('low'), ' ', ramp, ' ', fresh ? worth(fresh.high) : t('high'), by === 'switching_cost' ? ` ${currency()}` : '');
  fill($('#key'), scale, h('span', {}, t('key.shape')), app.run.shown < app.run.reached ? h('span', {}, t('key.not_past')) : null);
}

function charts() {
  const { run } = app, { shown, market } = run, names = firmNames(), firms = market.firms.map((_, firm) => firm), k = strong();
  const { cards } = view, only = app.state.only;
  const all = (measure, change = x => x) => firms.map(firm => change(run.series(measure, firm)));
  const rows = series => Array.from({ length: shown }, (_, i) => [shown - i, ...series.map(each => each[shown - i])]);
  const put = (card, { traces, ends }, range, said, heads, series, ticks) => card.show({
    traces: shown ? traces : [], axis: { months: market.months, range, ticks }, labels: height => (shown ? labels(ends, range, height) : []),
    words: said, heads: [t('month'), ...heads], rows: rows(series),
  });
  const last = series => series.map(each => each.at(-1));
  const extremes = values => { const known = firms.filter(firm => values[firm] !== null); known.sort((a, b) => values[b] - values[a]); return [known[0] ?? 0, known.at(-1) ?? 0]; };

  const retention = all('retention_rate', each => smooth(each).map(value => (value === null ? null : 100 * value)));
  const [keeps, loses] = extremes(last(retention));
  const band = app.band && app.band.months >= shown ? app.band : null;
  const [low] = extent([...retention, band?.low ?? []], { most: 100 });
  put(cards.retention, firmLines(retention, names, { only, focal: focal(), band }), [Math.min(low, 99), 100 + (100 - low) * 0.04], shown
    ? [t('words.retention', { month: shown, first: names[keeps], best: n1(retention[keeps].at(-1)), last: names[loses], least: n1(retention[loses].at(-1)) }),
      band && k === focal() ? [h('br'), h('span', { class: 'soft' }, t('band', { firm: names[focal()], lucks: band.lucks }))] : null]
    : t('read.retention'), names, retention);

  const profit = all(view.inTotal ? 'profit_cumulative' : 'profit', each => each.map(value => (value === null ? null : value / 1000)));
  if (view.inTotal) profit.forEach(each => { each[0] = 0; });
  const total = firms.map(firm => (run.history[shown].firms.profit_cumulative?.[firm] ?? 0) / 1000);
  const [rich, poor] = extremes(total), thousands = Math.max(...total.map(Math.abs)) < 20 ? n1 : n0;
  put(cards.profit, firmLines(profit, names, { only, focal: focal() }), extent(profit, { least: 0, most: 1 }),
    shown ? t('words.profit', { first: names[rich], best: thousands(total[rich]), last: names[poor], least: thousands(total[poor]), currency: currency() }) : t('read.profit'), names, profit);

  const costs = COSTS.map(type => run.series(`switching_cost_${type}`, k));
  const whole = run.series('switching_cost', k);
  cards.leaving.name(t('chart.leaving', { firm: names[k] }), t('unit_of.leaving', { currency: currency() }));
  const leaving = last(costs);
  put(cards.leaving, stacked(costs, COSTS.map(type => t(`measures.switching_cost_${type}.part`)), k), [0, 1.1 * Math.max(0.1 * market.reference_price, ...whole.map(each => each ?? 0))],
    shown ? t('words.leaving', { firm: names[k], total: money(whole.at(-1)), procedural: money(leaving[0]), financial: money(leaving[1]), relational: money(leaving[2]), currency: currency() }) : t('read.leaving'),
    COSTS.map(type => t(`measures.switching_cost_${type}.part`)), costs);

  const shares = all('market_share', each => each.map(value => 100 * value));
  const [leads, trails] = extremes(last(shares));
  put(cards.share, firmLines(shares, names, { only, focal: focal() }), [0, 1.1 * Math.max(35, ...shares.flat())],
    shown ? t('words.share', { first: names[leads], best: n0(shares[leads].at(-1)), last: names[trails], least: n0(shares[trails].at(-1)) }) : t('read.share'), names, shares);

  const types = TYPES.map(type => run.series(`share_${type}`, k).map(value => (value === null ? null : 100 * value)));
  cards.loyalty.name(t('chart.loyalty', { firm: names[k] }), t('unit_of.loyalty'));
  put(cards.loyalty, stacked(types, TYPES.map(type => t(`type_short.${type}`)), k, 0), [0, 100],
    shown ? t('words.loyalty', { firm: names[k], loyal: n0(types[0].at(-1)), spurious: n0(types[2].at(-1)) }) : t('read.loyalty'), TYPES.map(type => t(`type.${type}`)), types, [0, 50, 100]);
}

function showGlance() {
  const { run } = app, { shown } = run, month = run.history[shown].firms;
  const heads = ['firm', 'level', 'stay', 'leaving', 'won', 'lost', 'profit'].map(each => t(`glance_of.${each}`));
  const rows = run.market.firms.map((_, firm) => [[mark(firm), ' ', firmName(firm)], String(levelOf(firm)),
    shown ? n1(100 * month.retention_rate[firm]) : '·', shown ? money(month.switching_cost[firm]) : '·', shown ? n0(month.acquired[firm]) : '·', shown ? n0(month.lost[firm]) : '·',
    shown ? exact(Number((month.profit_cumulative[firm] / 1000).toPrecision(3))) : '·']);
  $('#glance-month').textContent = t('glance_unit', { month: shown, currency: currency() });
  fill($('#glance'), dataTable(heads, rows, t('glance')));
}

// In the background: the same market with other lucks, so that one line is seen among those that could have been.
export async function inBackground() {
  const { run, engine } = app, version = run.version, mine = view, runs = [];
  const moved = JSON.stringify(run.recipe.moves);
  if (app.band?.version === version && app.band.moved === moved) return;
  app.band = null;
  while (runs.length < LUCKS && version === run.version && mine === view && app.state.view === 'market') {
    if (run.moving || document.hidden || run.reached === 0) { await new Promise(resolve => setTimeout(resolve, 400)); continue; }
    const { retention_rate: told } = await engine.ask('other_luck', { replication: runs.length }, true);
    if (moved !== JSON.stringify(run.recipe.moves)) return inBackground();
    runs.push([null, ...smooth(told.map(each => each[focal()]))]);
    if (runs.length < 10) continue;
    const at = share => runs[0].map((_, month) => { const value = quantile(runs.map(each => each[month]), share); return value === null ? null : 100 * value; });
    app.band = { version, moved, firm: focal(), low: at(0.1), high: at(0.9), lucks: runs.length, months: run.horizon };
    if (runs.length % 5 === 0 && mine === view && app.state.view === 'market') charts();
  }
}
