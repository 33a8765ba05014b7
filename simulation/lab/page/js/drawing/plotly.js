// plotly.js, loaded when a chart first needs it, and the layout that all charts share.
import { t } from '../protocol/words.js';
import { token } from './design-tokens.js';

/**
 * The part of plotly.js that the page uses.
 * @typedef {object} Plotly
 * @property {(plot: HTMLElement, traces: Trace[], layout: object, config: object) => Promise<unknown>} react
 * @property {(plot: HTMLElement, options: object) => Promise<string>} toImage
 */
/** @typedef {Record<string, any> & { x: number[], y: (number | null)[] }} Trace a trace of plotly.js */
/** @typedef {[number, number]} Range */

/** @type {Promise<Plotly> | null} */
let loading = null;

export function loadPlotly() {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = /** @type {HTMLLinkElement} */ (document.getElementById('plotly')).href;
    script.onload = () => resolve(/** @type {any} */ (window).Plotly);
    script.onerror = reject;
    document.head.append(script);
  });
  return loading;
}

export const PLOTLY_CONFIG = {
  displayModeBar: false,
  responsive: true,
  showSendToCloud: false,
  displaylogo: false,
};

export const fontSize = () => Number(token('--chart-fs')) || 12;
export const lineWidth = () => Number(token('--line-w')) || 2;

/**
 * Months between two ticks of an axis.
 * @param {number} months
 */
function monthsBetweenTicks(months) {
  if (months <= 12) return 3;
  if (months <= 36) return 6;
  return months <= 84 ? 12 : 24;
}

/** @param {number} months */
function monthAxis(months) {
  const edge = token('--rule2');
  const step = monthsBetweenTicks(months);
  const ticks = Array.from({ length: Math.floor(months / step) + 1 }, (_, i) => i * step);
  return {
    showgrid: false,
    zeroline: false,
    linecolor: edge,
    ticks: 'outside',
    ticklen: 3,
    tickcolor: edge,
    fixedrange: true,
    tickvals: ticks,
    ticktext: ticks.map(month => (month ? String(month) : t('axis_start'))),
    range: [0, months],
  };
}

/**
 * @typedef {object} ChartAxis
 * @property {number} months
 * @property {Range} range of the values
 * @property {number[]} [ticks]
 */

/**
 * The layout of a chart over months.
 * @param {ChartAxis} axis
 * @param {object[]} annotations
 */
export function chartLayout({ months, range, ticks }, annotations) {
  const size = fontSize();
  const edge = token('--rule2');
  return {
    margin: { l: 3.6 * size, r: 7.4 * size, t: 0.7 * size, b: 1.9 * size },
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    showlegend: false,
    hovermode: 'x unified',
    hoverlabel: { bgcolor: token('--card'), bordercolor: edge, font: { color: token('--ink'), size } },
    font: { family: token('--sans'), size, color: token('--soft') },
    xaxis: monthAxis(months),
    yaxis: {
      gridcolor: token('--grid'),
      zerolinecolor: edge,
      nticks: 4,
      fixedrange: true,
      range,
      ...(ticks && { tickvals: ticks }),
    },
    annotations,
  };
}
