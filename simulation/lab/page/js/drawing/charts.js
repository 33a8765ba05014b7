// The lines and areas of charts, as traces of plotly.js. Names stand at the ends of lines, not in a box.
import { firmColour, token, transparent } from './design-tokens.js';
import { PLOTLY_SYMBOLS, lookOf } from './firm-marks.js';
import { fontSize, lineWidth } from './plotly.js';
import { quantile } from './statistics.js';
/** @import { Range, Trace } from './plotly.js' */
/** @import { Series } from './statistics.js' */

/**
 * Where the name of a line stands.
 * @typedef {{ x: number, y: number | null | undefined, text: string }} LineEnd
 */
/** @typedef {{ firm: number, low: Series, high: Series }} Band */

/** @param {Series} series */
const monthsOf = series => series.map((_, month) => month);

/**
 * plotly.js reads texts as markup.
 * @param {string} text
 */
const escaped = text => String(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/**
 * Names at the ends of lines, pushed apart so that none covers another.
 * @param {LineEnd[]} ends
 * @param {Range} range
 * @param {number} height of the chart in pixels
 */
export function endLabels(ends, [low, high], height) {
  const gap = ((high - low) * fontSize() * 1.2) / Math.max(40, height - 2.6 * fontSize());
  const known = ends.flatMap(end => (Number.isFinite(end.y) ? [{ ...end, place: Number(end.y) }] : []));
  const sorted = known.sort((a, b) => a.place - b.place);
  let last = -Infinity;
  for (const end of sorted) last = end.place = Math.max(end.place, last + gap);
  let over = last - high;
  for (let i = sorted.length - 1; i >= 0 && over > 0; i--) {
    sorted[i].place -= over;
    over = i ? Math.max(0, sorted[i - 1].place + gap - sorted[i].place) : 0;
  }
  return sorted.map(({ x, place, text }) => ({
    x,
    y: place,
    text: escaped(text),
    showarrow: false,
    xanchor: 'left',
    xshift: 9,
    align: 'left',
    font: { color: token('--ink'), size: fontSize() },
  }));
}

/**
 * The band between two lines.
 * @param {number[]} x
 * @param {Series} low
 * @param {Series} high
 * @param {string} colour
 * @param {number} alpha
 * @returns {Trace[]}
 */
function bandTraces(x, low, high, colour, alpha) {
  const edge = { x, mode: 'lines', line: { width: 0 }, hoverinfo: 'skip' };
  return [
    { ...edge, y: low },
    { ...edge, y: high, fill: 'tonexty', fillcolor: transparent(colour, alpha) },
  ];
}

/**
 * One firm's line, ending in its mark.
 * @param {Series} y
 * @param {number} firm
 * @param {{ name: string, colour: string, strong: boolean }} look
 * @returns {Trace[]}
 */
function firmLine(y, firm, { name, colour, strong }) {
  const last = y.length - 1;
  const line = {
    x: monthsOf(y),
    y,
    mode: 'lines',
    name: escaped(name),
    line: { color: colour, width: lineWidth() * (strong ? 1.45 : 0.9) },
    hovertemplate: '%{y:.1f}',
  };
  const mark = {
    x: [last],
    y: [y[last]],
    mode: 'markers',
    marker: { symbol: PLOTLY_SYMBOLS[lookOf(firm)], size: (8 * fontSize()) / 12, color: colour },
    hoverinfo: 'skip',
    cliponaxis: false,
  };
  return last < 1 ? [line] : [line, mark];
}

/**
 * The firms' lines. The firm that matters is drawn last and stronger; where one is singled out, others fade.
 * @param {Series[]} series of each firm
 * @param {string[]} names
 * @param {{ only: number | null, focal: number, band?: Band | null }} options
 */
export function firmLines(series, names, { only, focal, band = null }) {
  /** @type {Trace[]} */
  const traces = [];
  /** @type {LineEnd[]} */
  const ends = [];
  const strong = only ?? focal;
  const order = series.map((_, firm) => firm).sort((a, b) => Number(a === strong) - Number(b === strong));
  for (const firm of order) {
    const y = series[firm];
    const last = y.length - 1;
    const faded = only !== null && only !== firm;
    const colour = faded ? token('--fade') : firmColour(firm);
    if (band?.firm === firm && !faded) {
      const [low, high] = [band.low.slice(0, y.length), band.high.slice(0, y.length)];
      traces.push(...bandTraces(monthsOf(y), low, high, colour, 0.16));
    }
    traces.push(...firmLine(y, firm, { name: names[firm], colour, strong: firm === strong }));
    if (last >= 1 && !faded) ends.push({ x: last, y: y[last], text: names[firm] });
  }
  return { traces, ends };
}

/** How strongly each part of a stack is coloured. */
const STACK_TINTS = [0.95, 0.6, 0.32, 0.12];

/**
 * Parts of one firm on top of one another, in tints of its hue.
 * @param {Series[]} parts
 * @param {string[]} names
 * @param {number} firm
 * @param {number} digits
 */
export function stackedAreas(parts, names, firm, digits = 1) {
  const first = parts[0].findIndex(value => value !== null);
  /** @type {Trace[]} */
  const traces = parts.map((y, i) => ({
    x: monthsOf(y).slice(first),
    y: y.slice(first),
    stackgroup: 'parts',
    mode: 'lines',
    name: names[i],
    line: { width: 1.2, color: token('--card') },
    fillcolor: transparent(firmColour(firm), STACK_TINTS[i]),
    hovertemplate: `%{y:.${digits}f}`,
  }));
  let below = 0;
  const ends = parts.map((y, i) => {
    const value = y.at(-1) ?? 0;
    below += value;
    return { x: y.length - 1, y: below - value / 2, text: names[i] };
  });
  return { traces, ends };
}

const DASHES = ['dot', 'dash', 'dashdot'];
/** @param {number} index */
const alternativeColour = index => token(`--a${Math.min(index, 2) + 1}`);

/**
 * How the line of an alternative is dashed; the last one never is.
 * @param {number} index
 * @param {number} count
 */
export const dashOf = (index, count) => (index === count - 1 ? 'solid' : DASHES[index]);

/**
 * Lines of alternatives over months from 1 on: the middle run, and the band in which 8 of 10 runs lie.
 * @param {Series[][]} runs for each alternative a series for each replication
 * @param {string[]} names
 */
export function alternativeLines(runs, names) {
  const count = runs.length;
  const x = runs[0][0].map((_, month) => month + 1);
  /** @type {(replications: Series[], share: number) => Series} */
  const quantiles = (replications, share) =>
    replications[0].map((_, month) =>
      quantile(
        replications.map(run => run[month]),
        share,
      ),
    );
  const middles = runs.map(replications => quantiles(replications, 0.5));
  const bands = runs.flatMap((replications, index) => {
    if (replications.length < 2) return [];
    const [low, high] = [quantiles(replications, 0.1), quantiles(replications, 0.9)];
    return bandTraces(x, low, high, alternativeColour(index), index === count - 1 ? 0.17 : 0.22);
  });
  /** @type {Trace[]} */
  const lines = middles.map((y, index) => ({
    x,
    y,
    mode: 'lines',
    name: escaped(names[index]),
    hovertemplate: '%{y:.1f}',
    line: { color: alternativeColour(index), width: 1.2 * lineWidth(), dash: dashOf(index, count) },
  }));
  const ends = middles.map((y, index) => ({ x: y.length, y: y.at(-1), text: names[index] }));
  return { traces: [...bands, ...lines], ends, middles };
}
