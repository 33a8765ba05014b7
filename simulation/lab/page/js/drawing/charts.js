// The lines and areas of charts, as marks. Names stand at the ends of lines, not in a box.
import { lookOf } from './firm-marks.js';
import { quantile, sum } from './statistics.js';
/** @import { LineEnd, Pin } from './chart-svg.js' */
/** @import { Point } from './firm-marks.js' */
/** @import { Mark } from './marks.js' */
/** @import { Series } from './statistics.js' */

/** @typedef {{ firm: number, low: Series, high: Series }} Band */
/** An earlier run of the firm in focus: its values by month, from the month where it parted. */
/** @typedef {{ values: Series, from: number }} Ghost */
/** @typedef {{ marks: Mark[], ends: LineEnd[], pins?: Pin[] }} Lines */

const STRONG = 1.45;
const WEAK = 0.9;
const GHOST_DASH = '1.5 4';

/** @param {number} firm */
const hueOf = firm => `--f${lookOf(firm)}`;

/** @param {Series} values */
const lastMonth = values => values.findLastIndex(value => value !== null);

/**
 * @typedef {object} FirmLineOptions
 * @property {number} focus the firm that is drawn last and stronger
 * @property {number | null} only a firm that is singled out: others fade
 * @property {Band | null} [band] of other lucks
 * @property {Ghost | null} [ghost]
 * @property {string} [ghostName] at its end
 * @property {Pin[]} [pins]
 * @property {((value: number) => string) | null} [figure] the value of the firm in focus instead of all names
 */

/**
 * The firms' lines, each ending in its mark, and dotted what the firm in focus would have been.
 * @param {Series[]} series of each firm, from month 0 on
 * @param {string[]} names
 * @param {FirmLineOptions} options
 * @returns {Lines}
 */
export function firmLines(series, names, options) {
  const { focus, only, band, ghost, ghostName = '', pins = [], figure = null } = options;
  const order = series.map((_, firm) => firm).sort((a, b) => Number(a === focus) - Number(b === focus));
  const isBandSeen = band && (only === null || only === band.firm);
  const ends = order.flatMap(firm => endOf(series[firm], firm, names[firm], options));
  if (ghost && !figure) ends.push(...ghostEnd(ghost, ghostName));
  return {
    marks: [
      ...(isBandSeen ? [bandOf(band, series[band.firm].length)] : []),
      ...order.flatMap(firm => firmLine(series[firm], firm, options)),
      ...(ghost ? [ghostLine(ghost)] : []),
    ],
    ends,
    pins,
  };
}

/**
 * @param {Band} band
 * @param {number} months
 * @returns {Mark}
 */
const bandOf = ({ firm, low, high }, months) => ({
  kind: 'band',
  low: low.slice(0, months),
  high: high.slice(0, months),
  colour: hueOf(firm),
  opacity: 0.16,
});

/**
 * One firm's line and the mark at its end.
 * @param {Series} y
 * @param {number} firm
 * @param {FirmLineOptions} options
 * @returns {Mark[]}
 */
function firmLine(y, firm, { focus, only }) {
  const last = lastMonth(y);
  if (last < 0) return [];
  const colour = only !== null && only !== firm ? '--fade' : hueOf(firm);
  const faint = firm !== focus;
  /** @type {Mark} */
  const line = { kind: 'line', y, colour, width: faint ? WEAK : STRONG, firm, faint };
  if (colour === '--fade' || last < 1) return [line];
  return [line, { kind: 'firm', x: last, y: Number(y[last]), firm, faint }];
}

/**
 * @param {Series} values
 * @param {number} firm
 * @param {string} name
 * @param {FirmLineOptions} options
 * @returns {LineEnd[]} empty for a firm whose line has no name
 */
function endOf(values, firm, name, { focus, only, figure = null }) {
  const x = lastMonth(values);
  const strong = firm === focus;
  if (x < 1 || (only !== null && !strong) || (figure && !strong)) return [];
  const y = Number(values[x]);
  return [{ x, y, text: figure ? figure(y) : name, strong }];
}

/**
 * @param {Ghost} ghost
 * @returns {Mark}
 */
const ghostLine = ({ values, from }) => ({
  kind: 'line',
  from,
  y: values.slice(from),
  colour: '--ink',
  width: WEAK,
  dash: GHOST_DASH,
});

/**
 * @param {Ghost} ghost
 * @param {string} text
 * @returns {LineEnd[]}
 */
function ghostEnd({ values }, text) {
  const x = lastMonth(values);
  return x < 1 ? [] : [{ x, y: values[x], text }];
}

/** How strongly each part of a stack is coloured. */
const STACK_TINTS = [0.95, 0.6, 0.32, 0.12];

/**
 * Parts of one firm on top of one another, in tints of its hue.
 * @param {Series[]} parts
 * @param {string[]} names
 * @param {number} firm
 * @returns {Lines}
 */
export function stackedAreas(parts, names, firm) {
  /** @type {Series} */
  let below = parts[0].map(value => (value === null ? null : 0));
  /** @type {Mark[]} */
  const marks = [];
  /** @type {LineEnd[]} */
  const ends = [];
  parts.forEach((part, i) => {
    const low = below;
    const high = low.map((value, month) => (value === null ? null : value + (part[month] ?? 0)));
    marks.push({ kind: 'band', low, high, colour: hueOf(firm), opacity: STACK_TINTS[i], edge: '--card' });
    const x = lastMonth(high);
    if (x > 0) ends.push({ x, y: (Number(low[x]) + Number(high[x])) / 2, text: names[i] });
    below = high;
  });
  return { marks, ends };
}

/**
 * Lines of one firm that differ in what they are of: told apart by dashes and names, not by hues.
 * @param {Series[]} series
 * @param {string[]} names
 * @param {number} firm
 * @returns {Lines}
 */
export function dashedLines(series, names, firm) {
  return {
    marks: series.map((y, i) => ({
      kind: 'line',
      y,
      colour: hueOf(firm),
      dash: dashOf(i, series.length - 1),
    })),
    ends: series.map((y, i) => ({ x: lastMonth(y), y: y[lastMonth(y)], text: names[i] })),
  };
}

const DASHES = ['2 4', '8 4', '8 3 2 3', '14 4', '14 3 2 3 2 3', '2 8', '20 4'];
/** The alternative that is compared with the first, and the firm whose hue it has. */
/** @typedef {{ strong: number, firm: number }} Focus */

/**
 * The colour of an alternative: the strong one has the firm's hue.
 * @param {number} index
 * @param {Focus} focus
 */
export const alternativeColour = (index, { strong, firm }) =>
  index === strong ? hueOf(firm) : '--alternative';

/**
 * How the line of an alternative is dashed, null if it is not; only the strong one is not.
 * @param {number} index
 * @param {number} strong
 */
export const dashOf = (index, strong) => (index === strong ? null : DASHES[index % DASHES.length]);

/**
 * Lines of alternatives over months from 1 on: the middle run, and for the first and the strong one the band
 * in which 8 of 10 runs lie.
 * @param {Series[][]} runs for each alternative a series for each replication
 * @param {string[]} names
 * @param {Focus} focus
 */
export function alternativeLines(runs, names, focus) {
  const { strong } = focus;
  /** @type {(replications: Series[], share: number) => Series} */
  const quantiles = (replications, share) =>
    replications[0].map((_, month) =>
      quantile(
        replications.map(run => run[month]),
        share,
      ),
    );
  const middles = runs.map(replications => quantiles(replications, 0.5));
  const lows = runs.map(replications => quantiles(replications, 0.1));
  const highs = runs.map(replications => quantiles(replications, 0.9));
  /** @type {Mark[]} */
  const bands = runs.flatMap((replications, index) => {
    if (replications.length < 2 || (index && index !== strong)) return [];
    const [low, high] = [lows[index], highs[index]];
    return [{ kind: 'band', from: 1, low, high, colour: alternativeColour(index, focus), opacity: 0.18 }];
  });
  /** @type {Mark[]} */
  const lines = middles.map((y, index) => ({
    kind: 'line',
    from: 1,
    y,
    colour: alternativeColour(index, focus),
    width: index === strong ? 1.6 : 1.1,
    dash: dashOf(index, strong),
  }));
  /** @type {LineEnd[]} */
  const ends = middles.map((y, index) => ({
    x: lastMonth(y) + 1,
    y: y[lastMonth(y)],
    text: names[index],
    strong: index === strong,
  }));
  return { marks: [...bands, ...lines], ends, middles, lows, highs };
}

/**
 * Alternatives in the plane of two quantities: each run a dot, and a stem over 8 of 10 runs with their mean.
 * @param {Point[][]} runs for each alternative a point for each replication
 * @param {string[]} names
 * @param {Focus} focus
 * @returns {Lines}
 */
export function alternativePoints(runs, names, focus) {
  /** @type {Mark[]} */
  const marks = [];
  /** @type {LineEnd[]} */
  const ends = [];
  runs.forEach((points, index) => {
    if (!points.length) return;
    const colour = alternativeColour(index, focus);
    const isStrong = index === focus.strong;
    marks.push({ kind: 'dots', points, colour, opacity: isStrong ? 0.6 : 0.3 });
    const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
    const [x, y] = [sum(xs) / points.length, sum(ys) / points.length];
    const [low, high] = [Number(quantile(ys, 0.1)), Number(quantile(ys, 0.9))];
    marks.push({ kind: 'stem', x, low, high, mean: y, colour: isStrong ? colour : '--ink' });
    ends.push({ x, y, text: names[index], strong: isStrong, stem: [low, high] });
  });
  return { marks, ends };
}

/**
 * All values that lines and bands show: what an axis has to hold.
 * @param {Mark[]} marks
 * @returns {Series}
 */
export const valuesOf = marks =>
  marks.flatMap(mark => {
    if (mark.kind === 'line') return mark.y;
    if (mark.kind === 'band') return [...mark.low, ...mark.high];
    if (mark.kind === 'dots') return mark.points.map(([, y]) => y);
    return mark.kind === 'stem' ? [mark.low, mark.high] : [mark.y];
  });
