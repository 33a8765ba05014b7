// The five charts of the Market view.
import { app } from '../app.js';
import { ChartCard } from '../drawing/chart-card.js';
import { firmLines, stackedAreas } from '../drawing/charts.js';
import { $$, h } from '../drawing/dom.js';
import { axisRange, mapExisting, movingAverage } from '../drawing/statistics.js';
import { allFirms, currency, firmName, firmNames, focalFirm, money, singledOut } from '../market-facts.js';
import { n0, n1, t } from '../protocol/words.js';
/** @import { LineEnd } from '../drawing/charts.js' */
/** @import { Child } from '../drawing/dom.js' */
/** @import { Range, Trace } from '../drawing/plotly.js' */
/** @import { Series } from '../drawing/statistics.js' */

const LOYALTY_TYPES = ['loyal', 'latent', 'spurious', 'none'];
const LEAVING_COSTS = ['procedural', 'financial', 'relational'];

/** @type {Record<'retention' | 'profit' | 'leaving' | 'share' | 'loyalty', ChartCard>} */
let cards;
/** Whether profit is shown in total, or a month. */
let inTotal = true;

/** The cards of all charts, still empty. */
export function buildCharts() {
  inTotal = true;
  const thousand = t('thousand', { currency: currency() });
  cards = {
    retention: new ChartCard('chart-retention', {
      title: t('chart.retention'),
      unit: t('unit_of.retention'),
    }),
    profit: new ChartCard('chart-profit', { title: t('chart.profit'), unit: thousand, extra: totalChoice() }),
    leaving: new ChartCard('chart-leaving', leavingTitle()),
    share: new ChartCard('chart-share', { title: t('chart.share'), unit: t('unit_of.share') }),
    loyalty: new ChartCard('chart-loyalty', loyaltyTitle()),
  };
  return Object.values(cards).map(card => card.element);
}

const leavingTitle = () => ({
  title: t('chart.leaving', { firm: firmName(singledOut()) }),
  unit: t('unit_of.leaving', { currency: currency() }),
});

const loyaltyTitle = () => ({
  title: t('chart.loyalty', { firm: firmName(singledOut()) }),
  unit: t('unit_of.loyalty'),
});

/** Profit a month, or in total. */
function totalChoice() {
  /** @param {boolean} total */
  const button = total => {
    const onclick = () => {
      inTotal = total;
      $$('button', choice).forEach((each, i) =>
        each.setAttribute('aria-pressed', String(Boolean(i) === total)),
      );
      updateCharts();
    };
    const attributes = { type: 'button', 'aria-pressed': String(total === inTotal), onclick };
    return h('button', attributes, t(total ? 'in_total' : 'a_month'));
  };
  const choice = h('span', { class: 'segmented tiny' }, [false, true].map(button));
  return choice;
}

export function updateCharts() {
  retentionChart();
  profitChart();
  leavingChart();
  shareChart();
  loyaltyChart();
}

/**
 * @typedef {object} MarketChart
 * @property {{ traces: Trace[], ends: LineEnd[] }} lines
 * @property {Range} range
 * @property {number[]} [ticks]
 * @property {Child} words
 * @property {string[]} heads
 * @property {Series[]} series the same as a table, newest month first
 */

/**
 * @param {ChartCard} card
 * @param {MarketChart} chart
 */
function showChart(card, { lines, range, ticks, words, heads, series }) {
  const { shown, market } = app.run;
  const months = Array.from({ length: shown }, (_, i) => shown - i);
  card.show({
    traces: shown ? lines.traces : [],
    axis: { months: market.months, range, ticks },
    ends: shown ? lines.ends : [],
    words,
    heads: [t('month'), ...heads],
    rows: months.map(month => [month, ...series.map(each => each[month])]),
  });
}

/**
 * A chart in words: of one month's values, or how to read it before month 1.
 * @param {string} name
 * @param {() => Record<string, unknown>} places
 */
const wordsOrHelp = (name, places) => (app.run.shown ? t(`words.${name}`, places()) : t(`read.${name}`));

/**
 * The firms with the greatest and the least value.
 * @param {Series} values
 */
function extremes(values) {
  const known = allFirms().filter(firm => values[firm] !== null);
  known.sort((a, b) => Number(values[b]) - Number(values[a]));
  return [known[0] ?? 0, known.at(-1) ?? 0];
}

/** @param {Series[]} series */
const lastValues = series => series.map(each => each.at(-1) ?? null);

const lineOptions = () => ({ only: app.state.only, focal: focalFirm() });

function retentionChart() {
  const { run, band: anyBand } = app;
  const names = firmNames();
  const series = allFirms().map(firm =>
    mapExisting(movingAverage(run.series('retention_rate', firm)), rate => 100 * rate),
  );
  const band = anyBand && anyBand.months >= run.shown ? anyBand : null;
  const [low] = axisRange([...series, band?.low ?? []], { most: 100 });
  const last = lastValues(series);
  const [keeps, loses] = extremes(last);
  const words = wordsOrHelp('retention', () => ({
    month: run.shown,
    first: names[keeps],
    best: n1(last[keeps]),
    last: names[loses],
    least: n1(last[loses]),
  }));
  const bandWords =
    run.shown && band && singledOut() === focalFirm()
      ? [h('br'), h('span', { class: 'soft' }, t('band', { firm: names[focalFirm()], lucks: band.lucks }))]
      : null;
  showChart(cards.retention, {
    lines: firmLines(series, names, { ...lineOptions(), band }),
    range: [Math.min(low, 99), 100 + (100 - low) * 0.04],
    words: [words, bandWords],
    heads: names,
    series,
  });
}

function profitChart() {
  const { run } = app;
  const names = firmNames();
  const measure = inTotal ? 'profit_cumulative' : 'profit';
  const series = allFirms().map(firm => mapExisting(run.series(measure, firm), value => value / 1000));
  if (inTotal) series.forEach(each => (each[0] = 0));
  const { profit_cumulative: totals } = run.history[run.shown].firms;
  const total = allFirms().map(firm => (totals?.[firm] ?? 0) / 1000);
  const [rich, poor] = extremes(total);
  const thousands = Math.max(...total.map(Math.abs)) < 20 ? n1 : n0;
  const words = wordsOrHelp('profit', () => ({
    first: names[rich],
    best: thousands(total[rich]),
    last: names[poor],
    least: thousands(total[poor]),
    currency: currency(),
  }));
  const lines = firmLines(series, names, lineOptions());
  const range = axisRange(series, { least: 0, most: 1 });
  showChart(cards.profit, { lines, range, words, heads: names, series });
}

function leavingChart() {
  const { run } = app;
  const firm = singledOut();
  const series = LEAVING_COSTS.map(type => run.series(`switching_cost_${type}`, firm));
  const total = run.series('switching_cost', firm);
  const heads = LEAVING_COSTS.map(type => t(`measures.switching_cost_${type}.part`));
  const [procedural, financial, relational] = lastValues(series).map(money);
  const words = wordsOrHelp('leaving', () => ({
    firm: firmName(firm),
    total: money(total.at(-1)),
    procedural,
    financial,
    relational,
    currency: currency(),
  }));
  const top = Math.max(0.1 * run.market.reference_price, ...total.map(each => each ?? 0));
  const { title, unit } = leavingTitle();
  cards.leaving.setTitle(title, unit);
  showChart(cards.leaving, {
    lines: stackedAreas(series, heads, firm),
    range: [0, 1.1 * top],
    words,
    heads,
    series,
  });
}

function shareChart() {
  const { run } = app;
  const names = firmNames();
  const series = allFirms().map(firm => run.series('market_share', firm).map(share => 100 * Number(share)));
  const last = lastValues(series);
  const [leads, trails] = extremes(last);
  const words = wordsOrHelp('share', () => ({
    first: names[leads],
    best: n0(last[leads]),
    last: names[trails],
    least: n0(last[trails]),
  }));
  const lines = firmLines(series, names, lineOptions());
  showChart(cards.share, {
    lines,
    range: [0, 1.1 * Math.max(35, ...series.flat())],
    words,
    heads: names,
    series,
  });
}

function loyaltyChart() {
  const { run } = app;
  const firm = singledOut();
  const series = LOYALTY_TYPES.map(type =>
    mapExisting(run.series(`share_${type}`, firm), share => 100 * share),
  );
  const [loyal, , spurious] = lastValues(series);
  const words = wordsOrHelp('loyalty', () => ({
    firm: firmName(firm),
    loyal: n0(loyal),
    spurious: n0(spurious),
  }));
  const names = LOYALTY_TYPES.map(type => t(`type_short.${type}`));
  const { title, unit } = loyaltyTitle();
  cards.loyalty.setTitle(title, unit);
  showChart(cards.loyalty, {
    lines: stackedAreas(series, names, firm, 0),
    range: [0, 100],
    ticks: [0, 50, 100],
    words,
    heads: LOYALTY_TYPES.map(type => t(`type.${type}`)),
    series,
  });
}
