// The three charts of the Compare view.
import { app } from '../app.js';
import { ChartCard } from '../drawing/chart-card.js';
import { alternativeLines } from '../drawing/charts.js';
import { h } from '../drawing/dom.js';
import { axisRange, movingAverage } from '../drawing/statistics.js';
import { currency, fineMoney, firmName } from '../market-facts.js';
import { language, n1, sentenceGap, t } from '../protocol/words.js';
/** @import { Range } from '../drawing/plotly.js' */
/** @import { Series } from '../drawing/statistics.js' */
/** @import { Comparison } from '../protocol/comparison.js' */
/** @import { NumberFormat } from '../protocol/words.js' */

/** @typedef {Record<'retention' | 'profit' | 'leaving', ChartCard>} CompareCharts */

const thousand = () => t('thousand', { currency: currency() });

/**
 * @param {number} number
 * @returns {CompareCharts}
 */
export function compareCharts(number) {
  const firm = firmName(number);
  const leavingUnit = t('compare.leaving_unit', { currency: currency() });
  return {
    retention: new ChartCard('compare-retention', {
      title: t('compare.retention', { firm }),
      unit: t('unit_of.retention'),
      tall: true,
    }),
    profit: new ChartCard('compare-profit', {
      title: t('compare.profit', { firm }),
      unit: thousand(),
      tall: true,
    }),
    leaving: new ChartCard('compare-leaving', { title: t('compare.leaving', { firm }), unit: leavingUnit }),
  };
}

/**
 * Before the first run has arrived.
 * @param {CompareCharts} charts
 */
export function emptyCharts(charts) {
  for (const card of Object.values(charts)) {
    card.show({
      traces: [],
      axis: { months: app.run.horizon, range: [0, 1] },
      ends: [],
      words: t('compare.starting'),
      heads: [t('month')],
      rows: [],
    });
  }
}

/**
 * @param {CompareCharts} charts
 * @param {Comparison} runs
 */
export function updateCharts({ retention, profit, leaving }, runs) {
  const rates = runs
    .series('retention_rate', rate => 100 * rate)
    .map(each => each.map(run => movingAverage(run)));
  const percentSign = language.now === 'zh' ? '%' : '\u00a0%';
  showChart(retention, runs, rates, { isRate: true, unit: percentSign });
  const thousands = runs.series('profit_cumulative', value => value / 1000);
  showChart(profit, runs, thousands, { unit: ` ${thousand()}` });
  showChart(leaving, runs, runs.series('switching_cost'), { unit: ` ${currency()}`, format: fineMoney });
}

/**
 * @param {ChartCard} card
 * @param {Comparison} runs
 * @param {Series[][]} series for each alternative one for each replication
 * @param {{ isRate?: boolean, unit: string, format?: NumberFormat }} options
 */
function showChart(card, runs, series, { isRate = false, unit, format = n1 }) {
  const { horizon } = app.run;
  const { names } = runs;
  const { traces, ends, middles } = alternativeLines(series, names);
  const values = [traces.flatMap(trace => trace.y)];
  /** @type {Range} */
  const range = isRate ? [axisRange(values, { most: 100 })[0], 100.4] : axisRange(values, { least: 0 });
  const last = middles.map(each => Number(each.at(-1)));
  const [best, worst] = [last.indexOf(Math.max(...last)), last.indexOf(Math.min(...last))];
  const words = t('compare.words', {
    month: horizon,
    best: names[best],
    high: `${format(last[best])}${unit}`,
    worst: names[worst],
    low: `${format(last[worst])}${unit}`,
  });
  const months = middles[0].map((_, i) => i).reverse();
  card.show({
    traces,
    axis: { months: horizon, range },
    ends,
    words: [words, sentenceGap(), h('span', { class: 'soft' }, t('compare.band', { runs: runs.count }))],
    heads: [t('month'), ...names],
    rows: months.map(month => [month + 1, ...middles.map(each => each[month])]),
  });
}
