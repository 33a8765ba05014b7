// A chart to take away: drawn anew for the file, with its title, its unit, and where it comes from.
import { app } from '../app.js';
import { repeatWords, sourceWords } from '../recipe-words.js';
import { drawChart } from './chart-svg.js';
import { lightColours, token } from './design-tokens.js';
import { h, svgText } from './dom.js';
import { save, toCsv } from './download.js';
import { textWidth } from './text-width.js';
/** @import { ChartPicture, Paper } from './chart-svg.js' */
/** @import { Extent } from '../recipe-words.js' */
/** @import { Table } from './data-table.js' */

const WIDTH = 840;
const PLOT_HEIGHT = 400;
const MARGIN = 24;
const HEAD = 64;
const SIZE = 15;
const SMALL = 11;
const LINE = 2;
/** Pixels of a PNG for each of the drawing. */
const SHARPNESS = 2;

/**
 * The name of a file: scenario, luck, and what it shows.
 * @param {string} subject
 * @param {string} ending
 */
export function fileName(subject, ending) {
  const { scenario, seed } = app.run.recipe;
  const plain = scenario.replace(/[^\p{L}\p{N}.-]+/gu, '-');
  return `${plain}_luck-${seed}_${subject}.${ending}`;
}

/**
 * @typedef {object} TakenChart
 * @property {string} subject for the name of the file
 * @property {string} title
 * @property {string} unit
 * @property {ChartPicture} picture
 * @property {Extent} extent
 * @property {string} note what shades, dots and stems are
 */

/** @param {TakenChart} chart */
export function saveSvg(chart) {
  const blob = new Blob([source(chart)], { type: 'image/svg+xml' });
  save(URL.createObjectURL(blob), fileName(chart.subject, 'svg'));
}

/** @param {TakenChart} chart */
export async function savePng(chart) {
  const address = URL.createObjectURL(new Blob([source(chart)], { type: 'image/svg+xml' }));
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = SHARPNESS * image.width;
  canvas.height = SHARPNESS * image.height;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(address);
  const blob = await new Promise(resolve => canvas.toBlob(resolve, 'image/png'));
  save(URL.createObjectURL(blob), fileName(chart.subject, 'png'));
}

/**
 * @param {TakenChart} chart
 * @param {Table} table
 */
export function saveCsv(chart, { heads, rows }) {
  const about = [`${chart.title} (${chart.unit})`, ...originOf(chart)];
  const csv = new Blob([toCsv(heads, rows, about)], { type: 'text/csv' });
  save(URL.createObjectURL(csv), fileName(chart.subject, 'csv'));
}

/**
 * The picture as text. It is light, whatever the theme of the page: it goes onto paper and slides.
 * @param {TakenChart} chart
 */
function source(chart) {
  const { title, unit, picture } = chart;
  const paint = lightColours();
  const family = token('--sans').replace(/\s+/g, ' ');
  /** @type {Paper} */
  const paper = { width: WIDTH - 2 * MARGIN, height: PLOT_HEIGHT, size: SIZE, line: LINE, family, paint };
  const { svg } = drawChart(picture, paper);
  svg.setAttribute('x', String(MARGIN));
  svg.setAttribute('y', String(HEAD));
  const small = { ...paper, size: SMALL };
  const foot = originOf(chart).flatMap(each => broken(each, small));
  const height = HEAD + PLOT_HEIGHT + (foot.length + 1.5) * 1.4 * SMALL;
  const look = { xmlns: 'http://www.w3.org/2000/svg', width: WIDTH, height, 'font-family': family };
  const words = { 'font-size': SMALL, fill: paint('--soft') };
  const whole = h(
    'svg',
    { ...look, viewBox: `0 0 ${WIDTH} ${height}` },
    h('rect', { width: WIDTH, height, fill: paint('--card') }),
    svgText({ x: MARGIN, y: 32, 'font-size': 1.2 * SIZE, 'font-weight': 650, fill: paint('--ink') }, title),
    svgText({ x: MARGIN, y: 52, 'font-size': 0.87 * SIZE, fill: paint('--soft') }, unit),
    svg,
    foot.map((line, i) =>
      svgText({ ...words, x: MARGIN, y: HEAD + PLOT_HEIGHT + (i + 1.5) * 1.4 * SMALL }, line),
    ),
  );
  return new XMLSerializer().serializeToString(whole);
}

/**
 * Where a chart comes from: the market, its luck, its runs, what its shades are, and what repeats it.
 * @param {TakenChart} chart
 */
const originOf = ({ extent, note }) =>
  [sourceWords(extent), note, repeatWords(location)].filter(each => each !== '');

/**
 * A text broken into lines; a link has no spaces, so it is broken anywhere.
 * @param {string} text
 * @param {Paper} paper
 */
function broken(text, paper) {
  const lines = [''];
  for (const letter of text) {
    const longer = lines[lines.length - 1] + letter;
    if (textWidth(longer, paper) > paper.width) lines.push(letter);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}
