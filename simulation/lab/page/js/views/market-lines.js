// The charts in which every firm has a line: leavers, share, money earned, cost of leaving, satisfaction.
import { app } from '../app.js';
import { firmLines, valuesOf } from '../drawing/charts.js';
import { monthTable } from '../drawing/data-table.js';
import { h } from '../drawing/dom.js';
import { axisRange, leaversAYear } from '../drawing/statistics.js';
import { allFirms, currency, firmNames, focalFirm, money, singledOut } from '../market-facts.js';
import { n0, n1, sentenceGap, t } from '../protocol/words.js';
import { ghostOf, ghostRun, scaled } from './market-ghost.js';
import { bandOfThisMarket } from './market-other-lucks.js';
import { moveInWords } from './parameter-values.js';
/** @import { ChartContent } from '../drawing/chart-card.js' */
/** @import { Pin } from '../drawing/chart-svg.js' */
/** @import { Band } from '../drawing/charts.js' */
/** @import { Column } from '../drawing/data-table.js' */
/** @import { Child } from '../drawing/dom.js' */
/** @import { Series } from '../drawing/statistics.js' */
/** @import { NumberFormat } from '../protocol/words.js' */

/** @typedef {'leavers' | 'share' | 'profit' | 'leaving' | 'satisfaction'} LineChartName */
/** @type {LineChartName[]} */
export const LINE_CHARTS = ['leavers', 'share', 'profit', 'leaving', 'satisfaction'];

const thousand = () => t('thousand', { currency: currency() });

/** @typedef {{ measure: string, change: Change, unit: () => string, digits: number }} ShownColumn */
/** From a measure to what is shown of it. @typedef {(values: Series) => Series} Change */
/**
 * What a chart shows of each firm.
 * @typedef {object} Shown
 * @property {string} subject for the names of files
 * @property {string} measure
 * @property {Change} change
 * @property {NumberFormat} format
 * @property {() => string} unit
 * @property {{ least?: number, most?: number }} range values that the axis has in any case
 * @property {ShownColumn[]} columns of its table
 */

/** @type {Record<LineChartName, Shown>} */
const SHOWN = {
  leavers: {
    subject: 'leavers-a-year',
    measure: 'retention_rate',
    change: leaversAYear,
    format: n0,
    unit: () => t('unit_of.leavers'),
    range: { least: 0, most: 5 },
    columns: [{ measure: 'retention_rate', change: scaled(100), unit: () => '%', digits: 2 }],
  },
  share: {
    subject: 'market-share',
    measure: 'market_share',
    change: scaled(100),
    format: n0,
    unit: () => t('unit_of.share'),
    range: { least: 0, most: 35 },
    columns: [{ measure: 'market_share', change: scaled(100), unit: () => '%', digits: 2 }],
  },
  profit: {
    subject: 'earned-so-far',
    measure: 'profit_cumulative',
    change: values => [0, ...scaled(1 / 1000)(values.slice(1))],
    format: n0,
    unit: thousand,
    range: { least: 0, most: 1 },
    columns: [
      { measure: 'profit_cumulative', change: scaled(1 / 1000), unit: thousand, digits: 3 },
      { measure: 'profit', change: scaled(1 / 1000), unit: thousand, digits: 3 },
    ],
  },
  leaving: {
    subject: 'cost-of-leaving',
    measure: 'switching_cost',
    change: scaled(1),
    format: money,
    unit: () => t('unit_of.leaving', { currency: currency() }),
    range: { least: 0 },
    columns: [{ measure: 'switching_cost', change: scaled(1), unit: currency, digits: 2 }],
  },
  satisfaction: {
    subject: 'satisfaction',
    measure: 'satisfaction',
    change: scaled(1),
    format: n0,
    unit: () => t('unit_of.satisfaction'),
    range: {},
    columns: [
      { measure: 'satisfaction', change: scaled(1), unit: () => t('unit_of.satisfaction'), digits: 1 },
    ],
  },
};

/**
 * @param {LineChartName} name
 * @returns {{ title: string, unit: string, subject: string }}
 */
export const describedAs = name => ({
  title: t(`chart.${name}`),
  unit: SHOWN[name].unit(),
  subject: SHOWN[name].subject,
});

/**
 * @param {LineChartName} name
 * @returns {ChartContent}
 */
export function lineChart(name) {
  const { run } = app;
  const { measure, change, range, format } = SHOWN[name];
  const focus = singledOut();
  const names = firmNames();
  const series = allFirms().map(firm => change(run.series(measure, firm)));
  const ghost = ghostOf(measure, focus, change);
  const options = { focus, only: app.state.only, ghost, ghostName: t('ghost_end') };
  const band = name === 'leavers' ? bandOfThisMarket() : null;
  const large = firmLines(series, names, { ...options, band, pins: pinsOfMoves() });
  const small = firmLines(series, names, { ...options, figure: format });
  const axis = { months: run.horizon, range: axisRange([valuesOf(large.marks)], range) };
  const cursor = ghost && run.shown ? run.shown : null;
  return {
    picture: { ...large, axis, cursor },
    tile: { ...small, axis },
    words: wordsOf(name, series, band),
    table: () => monthTable(columnsOf(name)),
    note: notes(name, band).join(sentenceGap()),
    read: run.shown ? { from: 0, readings: readings(series, names, ghost) } : undefined,
  };
}

/**
 * @param {Series[]} series
 * @param {string[]} names
 * @param {{ values: Series, from: number } | null} ghost
 */
function readings(series, names, ghost) {
  const all = series.map((values, firm) => ({ name: names[firm], values }));
  return ghost ? [...all, { name: t('ghost_end'), values: ghost.values }] : all;
}

/**
 * Dotted verticals where something was changed: from this month on it acts.
 * @returns {Pin[]}
 */
function pinsOfMoves() {
  const later = app.run.recipe.moves.filter(({ month }) => month > 0);
  const months = [...new Set(later.map(({ month }) => month))];
  return months.map(month => {
    const words = later.filter(each => each.month === month).map(each => moveInWords(each));
    return { month: month + 1, words: words.join(t('now.and')) };
  });
}

/**
 * What stands in the table and in the CSV: leavers a year, then measures under their own names.
 * @param {LineChartName} name
 * @returns {Column[]}
 */
function columnsOf(name) {
  const { run } = app;
  const names = firmNames();
  const leavers = allFirms().map(firm => ({
    head: t('column', { firm: names[firm], what: t('chart.leavers'), unit: t('of_100_customers') }),
    values: leaversAYear(run.series('retention_rate', firm)),
  }));
  const measured = SHOWN[name].columns.flatMap(({ measure, change, unit, digits }) =>
    allFirms().map(firm => ({
      head: t('column', { firm: names[firm], what: t(`measures.${measure}.label`), unit: unit() }),
      values: change(run.series(measure, firm)),
      digits,
    })),
  );
  return name === 'leavers' ? [...leavers, ...measured] : measured;
}

/**
 * A chart in words: of the last value, or how to read it before there is one.
 * @param {LineChartName} name
 * @param {Series[]} series
 * @param {(Band & { lucks: number }) | null} band
 * @returns {Child}
 */
function wordsOf(name, series, band) {
  const { shown } = app.run;
  const last = series.map(each => each.at(-1) ?? null);
  const known = allFirms().filter(firm => last[firm] !== null);
  if (!shown || !known.length) return t(`read.${name}`);
  known.sort((a, b) => Number(last[b]) - Number(last[a]));
  const format =
    name === 'profit' && Math.max(...last.map(Number).map(Math.abs)) < 20 ? n1 : SHOWN[name].format;
  const names = firmNames();
  const [best, least] = [known[0], known[known.length - 1]].map(firm => format(last[firm]));
  const that = (/** @type {string} */ figure) =>
    known.flatMap(firm => (format(last[firm]) === figure ? [names[firm]] : [])).join(t('words_and'));
  const places = { first: that(best), best, last: that(least), least };
  const some = name === 'leavers' && shown < 12 ? 'words.leavers_so_far' : `words.${name}`;
  const key = best === least && known.length > 1 ? 'words.even' : some;
  return [t(key, { ...places, currency: currency() }), ...notes(name, band).flatMap(softly)];
}

/** @param {string} said */
const softly = said => [sentenceGap(), h('span', { class: 'soft' }, said)];

/**
 * What the dots and the shade mean, where they are seen.
 * @param {LineChartName} name
 * @param {(Band & { lucks: number }) | null} band
 */
function notes(name, band) {
  const focal = focalFirm();
  const said = [];
  if (ghostRun()) said.push(t('ghost_note'));
  if (name === 'leavers' && band && singledOut() === focal) {
    said.push(t('band', { firm: firmNames()[focal], lucks: band.lucks }));
  }
  return said;
}
