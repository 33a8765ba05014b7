// The charts behind "More charts": of one firm, what ties its customers and where its money goes.
import { app } from '../app.js';
import { dashedLines, stackedAreas, valuesOf } from '../drawing/charts.js';
import { monthTable } from '../drawing/data-table.js';
import { axisRange, leaversAYear, mapExisting } from '../drawing/statistics.js';
import { currency, firmName, money, singledOut } from '../market-facts.js';
import { n0, t } from '../protocol/words.js';
import { scaled } from './market-ghost.js';
/** @import { ChartContent } from '../drawing/chart-card.js' */
/** @import { Lines } from '../drawing/charts.js' */
/** @import { Child } from '../drawing/dom.js' */
/** @import { Range, Series } from '../drawing/statistics.js' */

/** @typedef {'costs' | 'loyalty' | 'ledger' | 'involvement'} MoreChartName */
/** @type {MoreChartName[]} */
export const MORE_CHARTS = ['costs', 'loyalty', 'ledger', 'involvement'];

/** @type {Record<MoreChartName, string>} */
const SUBJECTS = {
  costs: 'types-of-switching-cost',
  loyalty: 'kinds-of-loyalty',
  ledger: 'ledger',
  involvement: 'leavers-by-involvement',
};

const LOYALTY_TYPES = ['loyal', 'latent', 'spurious', 'none'];
const LEAVING_COSTS = ['procedural', 'financial', 'relational'];
const INVOLVEMENT = ['low', 'medium', 'high'];
/** The costs of the ledger in four parts. @type {Record<string, string[]>} */
const COST_PARTS = {
  serving: ['cost_of_goods', 'cost_to_serve'],
  keeping: ['cost_financial', 'cost_social', 'cost_structural', 'cost_recovery'],
  winning: ['cost_acquisition', 'cost_advertising'],
  fixed: ['cost_fixed'],
};
const LEDGER = ['revenue', ...Object.values(COST_PARTS).flat(), 'profit'];
const MONEY_DIGITS = 3;

/** @param {MoreChartName} name */
export const moreDescribedAs = name => ({
  title: t(`chart.${name}`, { firm: firmName(singledOut()) }),
  unit: t(name === 'involvement' ? 'unit_of.leavers' : `unit_of.${name}`, { currency: currency() }),
  subject: SUBJECTS[name],
});

/** @param {string} measure */
const seriesOf = measure => app.run.series(measure, singledOut());

/**
 * A measure as a column under its own name.
 * @param {string} measure
 * @param {string} unit
 * @param {Series} values
 * @param {number} digits
 */
const column = (measure, unit, values, digits = 2) => {
  const what = t(`measures.${measure}.label`);
  return { head: t('column', { firm: firmName(singledOut()), what, unit }), values, digits };
};

/**
 * @typedef {object} FirmChart
 * @property {Lines} lines
 * @property {Range} range
 * @property {number[]} [ticks]
 * @property {Child} words
 * @property {string[]} names
 * @property {Series[]} series
 */

/**
 * @param {FirmChart} chart
 * @param {() => import('../drawing/data-table.js').Column[]} columns
 * @returns {ChartContent}
 */
function content({ lines, range, ticks, words, names, series }, columns) {
  const readings = series.map((values, i) => ({ name: names[i], values }));
  return {
    picture: { ...lines, axis: { months: app.run.horizon, range, ticks } },
    words,
    table: () => monthTable(columns()),
    read: app.run.shown ? { from: 0, readings } : undefined,
  };
}

/** @type {Record<MoreChartName, () => ChartContent>} */
const CHARTS = {
  costs: costsChart,
  loyalty: loyaltyChart,
  ledger: ledgerChart,
  involvement: involvementChart,
};

/** @param {MoreChartName} name */
export const moreChart = name => CHARTS[name]();

/** @param {Series} values */
const lastOf = values => values.at(-1) ?? null;

/**
 * @param {MoreChartName} name
 * @param {() => Record<string, unknown>} places
 */
const wordsOrHelp = (name, places) => {
  if (!app.run.shown) return t(`read.${name}`);
  return t(`words.${name}`, { firm: firmName(singledOut()), currency: currency(), ...places() });
};

function costsChart() {
  const series = LEAVING_COSTS.map(type => seriesOf(`switching_cost_${type}`));
  const names = LEAVING_COSTS.map(type => t(`measures.switching_cost_${type}.part`));
  const total = seriesOf('switching_cost');
  const [procedural, financial, relational] = series.map(lastOf).map(money);
  const words = wordsOrHelp('costs', () => ({
    total: money(lastOf(total)),
    procedural,
    financial,
    relational,
  }));
  const range = axisRange([total], { least: 0, most: 0.1 * app.run.market.reference_price });
  return content({ lines: stackedAreas(series, names, singledOut()), range, words, names, series }, () =>
    LEAVING_COSTS.map((type, i) => column(`switching_cost_${type}`, currency(), series[i])),
  );
}

function loyaltyChart() {
  const series = LOYALTY_TYPES.map(type => scaled(100)(seriesOf(`share_${type}`)));
  const names = LOYALTY_TYPES.map(type => t(`type_short.${type}`));
  const [loyal, , spurious] = series.map(lastOf).map(n0);
  const words = wordsOrHelp('loyalty', () => ({ loyal, spurious }));
  const lines = stackedAreas(series, names, singledOut());
  return content({ lines, range: [0, 100], ticks: [0, 50, 100], words, names, series }, () =>
    LOYALTY_TYPES.map((type, i) => column(`share_${type}`, '%', series[i])),
  );
}

/**
 * Series added month by month.
 * @param {Series[]} all
 * @returns {Series}
 */
const added = all =>
  all[0].map((first, month) =>
    first === null ? null : all.reduce((total, each) => total + (each[month] ?? 0), 0),
  );

/** Costs as a stack; what the line of revenue has above it is profit. */
function ledgerChart() {
  const thousands = scaled(1 / 1000);
  const parts = Object.values(COST_PARTS).map(measures => thousands(added(measures.map(seriesOf))));
  const names = Object.keys(COST_PARTS).map(part => t(`ledger_part.${part}`));
  const revenue = thousands(seriesOf('revenue'));
  const stack = stackedAreas(parts, names, singledOut());
  /** @type {Lines} */
  const lines = {
    marks: [...stack.marks, { kind: 'line', y: revenue, colour: '--ink' }],
    ends: [
      ...stack.ends,
      { x: revenue.length - 1, y: lastOf(revenue), text: t('ledger_part.revenue'), strong: true },
    ],
  };
  const words = wordsOrHelp('ledger', () => ({
    revenue: n0(lastOf(seriesOf('revenue'))),
    profit: n0(lastOf(seriesOf('profit'))),
  }));
  const series = [revenue, ...parts];
  const readings = [t('ledger_part.revenue'), ...names];
  const range = axisRange([valuesOf(lines.marks)], { least: 0, most: 1 });
  return content({ lines, range, words, names: readings, series }, () =>
    LEDGER.map(measure =>
      column(
        measure,
        t('unit_of.ledger', { currency: currency() }),
        thousands(seriesOf(measure)),
        MONEY_DIGITS,
      ),
    ),
  );
}

function involvementChart() {
  const rates = INVOLVEMENT.map(level => seriesOf(`retention_rate_${level}`));
  const series = rates.map(leaversAYear);
  const names = INVOLVEMENT.map(level => t(`involvement_of.${level}`));
  const lines = dashedLines(series, names, singledOut());
  const [low, medium, high] = series.map(lastOf).map(n0);
  const words =
    lastOf(series[0]) === null
      ? t('read.involvement')
      : wordsOrHelp('involvement', () => ({ low, medium, high }));
  const range = axisRange(series, { least: 0, most: 5 });
  return content({ lines, range, words, names, series }, () => [
    ...INVOLVEMENT.map((level, i) => ({
      head: t('column', { firm: names[i], what: t('chart.leavers'), unit: t('of_100_customers') }),
      values: series[i],
    })),
    ...INVOLVEMENT.map((level, i) =>
      column(
        `retention_rate_${level}`,
        '%',
        mapExisting(rates[i], rate => 100 * rate),
      ),
    ),
  ]);
}
