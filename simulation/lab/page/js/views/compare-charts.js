// The charts of the Compare view.
import { app } from '../app.js';
import { ChartCard } from '../drawing/chart-card.js';
import { alternativeLines, alternativePoints, valuesOf } from '../drawing/charts.js';
import { monthTable } from '../drawing/data-table.js';
import { h } from '../drawing/dom.js';
import { axisRange, leaversAYear } from '../drawing/statistics.js';
import { currency, fineMoney, firmName, focalFirm } from '../market-facts.js';
import { n1, sentenceGap, t } from '../protocol/words.js';
import { strongOf } from './compare-legend.js';
/** @import { ChartContent } from '../drawing/chart-card.js' */
/** @import { Column } from '../drawing/data-table.js' */
/** @import { Point } from '../drawing/firm-marks.js' */
/** @import { Series } from '../drawing/statistics.js' */
/** @import { Comparison } from '../protocol/comparison.js' */
/** @import { NumberFormat } from '../protocol/words.js' */

/** @typedef {Record<'trade' | 'leavers' | 'profit' | 'leaving', ChartCard>} CompareCharts */

const thousand = () => t('thousand', { currency: currency() });

/**
 * @param {number} number
 * @returns {CompareCharts}
 */
export function compareCharts(number) {
  const firm = firmName(number);
  const leavingUnit = t('compare.leaving_unit', { currency: currency() });
  /** @type {(name: string, unit: string, subject: string, tall?: boolean) => ChartCard} */
  const card = (name, unit, subject, tall = false) =>
    new ChartCard(`compare-${name}`, {
      title: t(`compare.${name}`, { firm }),
      unit,
      subject: `compare-${subject}`,
      tall,
    });
  return {
    trade: card('trade', thousand(), 'keeping-and-earning', true),
    leavers: card('leavers', t('unit_of.leavers'), 'leavers-a-year', true),
    profit: card('profit', thousand(), 'profit-in-total', true),
    leaving: card('leaving', leavingUnit, 'cost-of-leaving'),
  };
}

/**
 * Before the first run has arrived.
 * @param {CompareCharts} charts
 */
export function emptyCharts(charts) {
  for (const card of Object.values(charts)) {
    card.show({
      picture: { marks: [], axis: { months: app.run.horizon, range: [0, 1] }, ends: [] },
      words: t('compare.starting'),
      table: () => monthTable([]),
    });
  }
}

/**
 * @param {CompareCharts} charts
 * @param {Comparison} runs
 */
export function updateCharts({ trade, leavers, profit, leaving }, runs) {
  const gone = runs.series('retention_rate').map(each => each.map(leaversFromMonth1));
  const earned = runs.series('profit_cumulative', value => value / 1000);
  trade.show(tradeChart(runs, gone, earned));
  leavers.show(lineChart(runs, gone, { unit: t('of_100_customers'), least: 0 }));
  profit.show(lineChart(runs, earned, { unit: thousand(), least: 0, digits: 3 }));
  leaving.show(
    lineChart(runs, runs.series('switching_cost'), { unit: currency(), least: 0, format: fineMoney }),
  );
}

/**
 * The first run of each alternative, up to a month.
 * @param {Pick<CompareCharts, 'leavers' | 'profit'>} charts
 * @param {Comparison} runs
 * @param {number} upTo
 */
export function showRun({ leavers, profit }, runs, upTo) {
  /** @param {Series[][]} series */
  const first = series => series.map(([run]) => [run.map((value, i) => (i < upTo ? value : null))]);
  const gone = first(runs.series('retention_rate').map(each => each.map(leaversFromMonth1)));
  const earned = first(runs.series('profit_cumulative', value => value / 1000));
  const words = t('lesson.one_run');
  const one = { words, note: words, file: undefined, extent: { runs: 1, months: upTo } };
  leavers.show({ ...lineChart(runs, gone, { unit: t('of_100_customers'), least: 0 }), ...one });
  profit.show({ ...lineChart(runs, earned, { unit: thousand(), least: 0, digits: 3 }), ...one });
}

/** @param {Series} rates from month 1 on */
const leaversFromMonth1 = rates => leaversAYear([null, ...rates]).slice(1);

/** @param {Comparison} runs */
const extentOf = ({ count }) => ({ runs: count, months: app.run.horizon });

/** @param {Comparison} runs */
const focusOf = runs => ({ strong: strongOf(runs), firm: focalFirm() });

/** @param {Series} values */
const lastOf = values => values.findLast(each => each !== null) ?? null;

/**
 * What is earned by the end over who stays: each dot a run, each stem the alternative's middle 8 of 10 runs.
 * @param {Comparison} runs
 * @param {Series[][]} gone
 * @param {Series[][]} earned
 * @returns {ChartContent}
 */
function tradeChart(runs, gone, earned) {
  const points = gone.map((all, i) =>
    all.flatMap((run, number) => {
      const [leave, money] = [lastOf(run), lastOf(earned[i][number])];
      return leave === null || money === null ? [] : [/** @type {Point} */ ([100 - leave, money])];
    }),
  );
  const { marks, ends } = alternativePoints(points, runs.names, focusOf(runs));
  const stay = axisRange([points.flat().map(([x]) => x)]);
  const across = { range: stay, words: t('compare.trade_across') };
  const words = t('compare.trade_words', { runs: runs.count });
  return {
    picture: { marks, ends, axis: { range: axisRange([valuesOf(marks)]), across } },
    words,
    note: words,
    extent: extentOf(runs),
    table: () => ({
      heads: [
        t('compare.run_column'),
        ...runs.names.flatMap(name => [
          t('column', { firm: name, what: t('compare.stay_column'), unit: t('of_100_customers') }),
          t('column', { firm: name, what: t('measures.profit_cumulative.label'), unit: thousand() }),
        ]),
      ],
      rows: Array.from({ length: runs.count }, (_, number) => [
        number + 1,
        ...points.flatMap(each => {
          const [x, y] = each[number] ?? [null, null];
          return [x === null ? null : Number(x.toFixed(2)), y === null ? null : Number(y.toFixed(3))];
        }),
      ]),
    }),
  };
}

/**
 * @param {Comparison} runs
 * @param {Series[][]} series for each alternative one for each replication
 * @param {{ unit: string, least: number, format?: NumberFormat, digits?: number }} options
 * @returns {ChartContent}
 */
function lineChart(runs, series, { unit, least, format = n1, digits }) {
  const { horizon } = app.run;
  const { names } = runs;
  const { marks, ends, middles, lows, highs } = alternativeLines(series, names, focusOf(runs));
  const last = middles.map(each => Number(lastOf(each)));
  const [best, worst] = [last.indexOf(Math.max(...last)), last.indexOf(Math.min(...last))];
  const words = t('compare.words', {
    month: horizon,
    best: names[best],
    high: format(last[best]),
    worst: names[worst],
    low: format(last[worst]),
    unit,
  });
  /** @type {(what: string, i: number, values: Series) => Column} */
  const column = (what, i, values) => ({
    head: t('column', { firm: names[i], what: t(`compare.${what}`), unit }),
    values,
    digits,
  });
  const columns = middles.map((values, i) => column('middle', i, values));
  const inFile = columns.flatMap((middle, i) => [
    middle,
    column('low_end', i, lows[i]),
    column('high_end', i, highs[i]),
  ]);
  const band = t('compare.band', { runs: runs.count });
  return {
    picture: { marks, ends, axis: { months: horizon, range: axisRange([valuesOf(marks)], { least }) } },
    words: [words, sentenceGap(), h('span', { class: 'soft' }, band)],
    table: () => monthTable(columns, 1),
    file: () => monthTable(inFile, 1),
    note: band,
    extent: extentOf(runs),
    read: { from: 1, readings: middles.map((values, i) => ({ name: names[i], values })) },
  };
}
