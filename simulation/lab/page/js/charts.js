// Charts: plotly traces in the manner of the laboratory. Names stand at the ends of lines, not in a box.
import { SYMBOLS, colour, faint, kind, token } from './marks.js';
import { t } from './words.js';

let loading = null;
export function plotly() {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = document.getElementById('plotly').href;
    script.onload = () => resolve(window.Plotly);
    script.onerror = reject;
    document.head.append(script);
  });
  return loading;
}

const size = () => Number(token('--chart-fs')) || 12;
const width = () => Number(token('--line-w')) || 2;
export const CONFIG = { displayModeBar: false, responsive: true, showSendToCloud: false, displaylogo: false };

export function layout({ months, range, ticks, annotations = [], right = 7.4 }) {
  const font = size(), edge = token('--rule2');
  const step = months <= 12 ? 3 : months <= 36 ? 6 : months <= 84 ? 12 : 24;
  const marks = Array.from({ length: Math.floor(months / step) + 1 }, (_, i) => i * step);
  return {
    margin: { l: 3.6 * font, r: right * font, t: 0.7 * font, b: 1.9 * font },
    paper_bgcolor: 'rgba(0,0,0,0)', plot_bgcolor: 'rgba(0,0,0,0)', showlegend: false, hovermode: 'x unified',
    hoverlabel: { bgcolor: token('--card'), bordercolor: edge, font: { color: token('--ink'), size: font } },
    font: { family: token('--sans'), size: font, color: token('--soft') },
    xaxis: {
      showgrid: false, zeroline: false, linecolor: edge, ticks: 'outside', ticklen: 3, tickcolor: edge, fixedrange: true,
      tickvals: marks, ticktext: marks.map(month => (month ? String(month) : t('axis_start'))), range: [0, months],
    },
    yaxis: { gridcolor: token('--grid'), zerolinecolor: edge, nticks: 4, fixedrange: true, range, ...(ticks ? { tickvals: ticks } : {}) },
    annotations,
  };
}

export function smooth(values, months = 3) {
  return values.map((value, i) => {
    const known = values.slice(Math.max(0, i - months + 1), i + 1).filter(each => each !== null);
    return value === null || !known.length ? null : known.reduce((sum, each) => sum + each, 0) / known.length;
  });
}

// Names at the line ends, pushed apart so that none covers another.
export function labels(items, [low, high], height) {
  const gap = ((high - low) * size() * 1.2) / Math.max(40, height - 2.6 * size());
  const sorted = items.filter(item => Number.isFinite(item.y)).sort((a, b) => a.y - b.y);
  let last = -Infinity;
  for (const item of sorted) last = item.place = Math.max(item.y, last + gap);
  let over = last - high;
  for (let i = sorted.length - 1; i >= 0 && over > 0; i--) {
    sorted[i].place -= over;
    over = i ? Math.max(0, sorted[i - 1].place + gap - sorted[i].place) : 0;
  }
  return sorted.map(item => ({
    x: item.x, y: item.place, text: escaped(item.text), showarrow: false, xanchor: 'left', xshift: 9, align: 'left',
    font: { color: token('--ink'), size: size() },
  }));
}
const escaped = text => String(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;');

export function extent(series, { least = Infinity, most = -Infinity, pad = 0.08 } = {}) {
  const known = series.flat().filter(value => value !== null && Number.isFinite(value));
  const low = Math.min(least, ...known), high = Math.max(most, ...known);
  if (!Number.isFinite(low) || !Number.isFinite(high)) return [0, 1];
  const room = (high - low || Math.abs(high) || 1) * pad;
  return [low < 0 || low !== least ? low - room : low, high + room];
}

export function bandTraces(x, low, high, hex, alpha) {
  const edge = { x, mode: 'lines', line: { width: 0 }, hoverinfo: 'skip' };
  return [{ ...edge, y: low }, { ...edge, y: high, fill: 'tonexty', fillcolor: faint(hex, alpha) }];
}

// Lines of firms: the focal firm drawn last and stronger, the others faded while one is singled out.
export function firmLines(series, names, { only = null, focal = 0, band = null, digits = 1 }) {
  const traces = [], ends = [];
  const strong = only ?? focal;
  const order = series.map((_, firm) => firm).sort((a, b) => (a === strong) - (b === strong));
  for (const firm of order) {
    const y = series[firm], x = y.map((_, month) => month), last = y.length - 1;
    const faded = only !== null && only !== firm, hex = faded ? token('--fade') : colour(firm);
    if (band?.firm === firm && !faded) traces.push(...bandTraces(x, band.low.slice(0, y.length), band.high.slice(0, y.length), hex, 0.16));
    traces.push({ x, y, mode: 'lines', name: escaped(names[firm]), line: { color: hex, width: width() * (firm === strong ? 1.45 : 0.9) }, hovertemplate: `%{y:.${digits}f}` });
    if (last < 1) continue;
    traces.push({ x: [last], y: [y[last]], mode: 'markers', marker: { symbol: SYMBOLS[kind(firm)], size: (8 * size()) / 12, color: hex }, hoverinfo: 'skip', cliponaxis: false });
    if (!faded) ends.push({ x: last, y: y[last], text: names[firm] });
  }
  return { traces, ends };
}

// Stacked parts of one firm: tints of its hue in a fixed order.
export function stacked(parts, names, firm, digits = 1) {
  const tints = [0.95, 0.6, 0.32, 0.12];
  const first = parts[0].findIndex(value => value !== null);
  const traces = parts.map((y, i) => ({
    x: y.map((_, month) => month).slice(first), y: y.slice(first), stackgroup: 'parts', mode: 'lines', name: names[i],
    line: { width: 1.2, color: token('--card') }, fillcolor: faint(colour(firm), tints[i]), hovertemplate: `%{y:.${digits}f}`,
  }));
  let below = 0;
  const ends = parts.map((y, i) => {
    const value = y.at(-1) ?? 0;
    below += value;
    return { x: y.length - 1, y: below - value / 2, text: names[i] };
  });
  return { traces, ends, top: below };
}

const DASHES = ['dot', 'dash', 'solid', 'dashdot'];
export const alternativeColour = index => token(`--a${Math.min(index, 2) + 1}`);
export const dashOf = (index, count) => (index === count - 1 ? 'solid' : DASHES[index]);

export function quantile(values, share) {
  const sorted = values.filter(value => value !== null && Number.isFinite(value)).sort((a, b) => a - b);
  if (!sorted.length) return null;
  const at = share * (sorted.length - 1), below = Math.floor(at);
  return sorted[below] + (sorted[Math.min(below + 1, sorted.length - 1)] - sorted[below]) * (at - below);
}

// Lines of alternatives: the middle run, and the band in which 8 of 10 runs lie.
export function alternativeLines(runs, names, digits = 1) {
  const count = runs.length, traces = [], middles = [];
  runs.forEach((replications, index) => {
    const months = replications[0].map((_, month) => month);
    const at = share => months.map(month => quantile(replications.map(run => run[month]), share));
    const hex = alternativeColour(index), middle = at(0.5);
    if (replications.length > 1) traces.push(...bandTraces(months, at(0.1), at(0.9), hex, index === count - 1 ? 0.17 : 0.22));
    middles.push(middle);
  });
  middles.forEach((y, index) => traces.push({
    x: y.map((_, month) => month), y, mode: 'lines', name: escaped(names[index]), hovertemplate: `%{y:.${digits}f}`,
    line: { color: alternativeColour(index), width: 1.2 * width(), dash: dashOf(index, count) },
  }));
  const ends = middles.map((y, index) => ({ x: y.length - 1, y: y.at(-1), text: names[index] }));
  return { traces, ends, middles };
}
