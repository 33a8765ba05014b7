// What a class has predicted, as a figure for each kind of question; once the runs are there, the outcome
// stands beside it.
import { h } from '../drawing/dom.js';
import {
  answersTo,
  countsOf,
  middleOf,
  shareOfPairsRight,
  sortedGuesses,
} from '../protocol/class-answers.js';
import { exact, percent, t } from '../protocol/words.js';
/** @import { Guess } from '../protocol/class-answers.js' */
/** @import { CollectedPrediction, Prediction } from '../protocol/messages.js' */
/** @import { PredictionAnswer, PredictionWords } from '../protocol/messages.js' */
/** @import { Child } from '../drawing/dom.js' */

/**
 * @template {Prediction['kind']} Kind
 * @typedef {Extract<Prediction, { kind: Kind }>} Asked
 */
/**
 * @template {Prediction['kind']} Kind
 * @typedef {Extract<PredictionAnswer, { kind: Kind }>} Came
 */
/**
 * @template {Prediction['kind']} Kind
 * @template Given
 * @typedef {(asked: Asked<Kind>, all: Given[], words: PredictionWords, came?: Came<Kind>) => Child[]} Figure
 */
/** @typedef {{ name: string, count: number, isTrue: boolean }} Bar */

const WIDTH = 400;
const LINE = 5;
/** The height of a figure however large the class is. */
const HIGHEST = 160;
const CURVE_HEIGHT = 160;
const DOT = 4;

/**
 * @param {Prediction} asked
 * @param {CollectedPrediction[]} predictions
 * @param {PredictionWords} words
 * @param {PredictionAnswer | undefined} came
 * @returns {Child[]}
 */
export function classFigure(asked, predictions, words, came) {
  const outcome = /** @type {any} */ (came);
  switch (asked.kind) {
    case 'choice':
      return choiceFigure(asked, answersTo(predictions, asked.id), words, outcome);
    case 'number':
      return numberFigure(asked, answersTo(predictions, asked.id), words, outcome);
    case 'month':
      return monthFigure(asked, answersTo(predictions, asked.id), words, outcome);
    case 'curve':
      return curveFigure(asked, answersTo(predictions, asked.id), words, outcome);
    default:
      return rankingFigure(asked, answersTo(predictions, asked.id), words, outcome);
  }
}

/** @type {Figure<'choice', string>} */
function choiceFigure({ options }, answers, words, came) {
  const truth = came?.answer?.option;
  const bars = countsOf(answers, options).map(({ name, count }) => ({
    name: words.options[name] ?? name,
    count,
    isTrue: name === truth,
  }));
  return [barRows(bars), cameLine(truth && (words.options[truth] ?? truth), came)];
}

/** @param {Bar[]} bars */
function barRows(bars) {
  const most = Math.max(1, ...bars.map(each => each.count));
  return h(
    'ul',
    { class: 'class-bars' },
    bars.map(({ name, count, isTrue }) =>
      h(
        'li',
        { class: isTrue ? 'true' : null },
        h('span', {}, name, isTrue ? ' ✓' : ''),
        h('span', { class: 'bar' }, h('i', { '--filled': `${(100 * count) / most}%` })),
        h('b', {}, count),
      ),
    ),
  );
}

/**
 * What came, in a line under the figure.
 * @param {string | null | undefined} value
 * @param {PredictionAnswer | undefined} came
 */
const cameLine = (value, came) =>
  value && came ? h('p', { class: 'came' }, t('class.came', { value, runs: came.replications })) : null;

/**
 * A value with its interval.
 * @param {number | null} mean
 * @param {number | null} low
 * @param {number | null} high
 */
const withInterval = (mean, low, high) =>
  low === null || high === null ? exact(mean) : `${exact(mean)} (${exact(low)} – ${exact(high)})`;

/** The middle of the class, in a line under the figure. @param {Child} value */
const middleLine = value => h('p', { class: 'soft' }, t('class.middle', { value: String(value) }));

/**
 * @param {number} height
 * @param {string} label
 * @param {Child} shapes
 */
const figure = (height, label, shapes) =>
  h(
    'svg',
    { class: 'class-figure', viewBox: `0 0 ${WIDTH} ${height}`, role: 'img', 'aria-label': label },
    shapes,
  );

/** @param {Child} low @param {Child} high */
const ends = (low, high) => h('p', { class: 'ends' }, h('span', {}, low), h('span', {}, high));

/** @typedef {(value: number) => number} Scale */
/** @type {(lowest: number, highest: number) => Scale} */
const across = (lowest, highest) => value =>
  (WIDTH * (Math.min(highest, Math.max(lowest, value)) - lowest)) / (highest - lowest || 1);

/**
 * What came, a line with its interval.
 * @type {(x: number, low: number, high: number, height: number) => Child}
 */
const truthLine = (x, low, high, height) => [
  h('rect', { class: 'interval', x: low, y: 0, width: Math.max(0, high - low), height }),
  h('line', { class: 'truth', x1: x, x2: x, y1: 0, y2: height }),
];

/** @type {Figure<'number', Guess>} */
function numberFigure({ lowest, highest }, answers, { unit }, came) {
  const x = across(lowest, highest);
  const line = Math.min(LINE, HIGHEST / Math.max(1, answers.length));
  const height = Math.max(1, answers.length) * line + 2 * LINE;
  const { mean = null, low: least = null, high: most = null } = came?.answer ?? {};
  const middle = middleOf(answers.map(each => each.best));
  return [
    figure(height, t('class.ranges', { count: answers.length, middle: exact(middle) }), [
      mean === null ? null : truthLine(x(mean), x(least ?? mean), x(most ?? mean), height),
      guessLines(answers, x, line),
    ]),
    ends(exact(lowest), `${exact(highest)} ${unit}`),
    middleLine(exact(middle)),
    cameLine(mean === null ? null : `${withInterval(mean, least, most)} ${unit}`, came),
  ];
}

/** The ranges of a class, one under the other. @type {(all: Guess[], x: Scale, line: number) => Child[]} */
const guessLines = (all, x, line) =>
  sortedGuesses(all).map(({ best, low, high }, i) => {
    const y = LINE + (i + 0.5) * line;
    return [
      h('line', { class: 'range', x1: x(low), x2: x(high), y1: y, y2: y }),
      h('circle', { cx: x(best), cy: y, r: 2 }),
    ];
  });

/** @type {Figure<'month', (number | null)>} */
function monthFigure({ first, last }, answers, { never }, came) {
  const beyond = last + Math.max(2, (last - first) / 10);
  const x = across(first, beyond);
  /** @param {number | null} month */
  const at = month => x(month ?? beyond - 1);
  const dot = Math.min(DOT, HIGHEST / (2 * highestStack(answers)));
  const height = 2 * dot * (2 + highestStack(answers));
  const answer = came?.answer;
  const middle = middleOf(answers.map(each => each ?? Infinity));
  /** @param {number | null} month */
  const said = month => (month === null || month === Infinity ? never : t('month_of', { month }));
  const grey = { class: 'beyond', x: x(last + 1), y: 0, width: WIDTH - x(last + 1), height };
  return [
    figure(height, t('class.months', { count: answers.length, middle: said(middle) }), [
      h('rect', grey),
      answer ? truthLine(at(answer.month), at(answer.low), at(answer.high), height) : null,
      monthDots(answers, at, height, dot),
    ]),
    ends(t('month_of', { month: first }), never),
    middleLine(middle === null ? t('missing') : said(middle)),
    cameLine(answer ? monthWithInterval(answer, said) : null, came),
  ];
}

/**
 * A dot for each month, stacked where several have said the same.
 * @param {(number | null)[]} all
 * @param {(month: number | null) => number} at
 * @param {number} height
 * @param {number} dot the radius of a dot and the gap around it
 */
function monthDots(all, at, height, dot) {
  /** @type {Map<number | null, number>} */
  const stacked = new Map();
  return all.map(month => {
    const level = stacked.get(month) ?? 0;
    stacked.set(month, level + 1);
    return h('circle', { cx: at(month), cy: height - dot * (2 * level + 1.5), r: 0.75 * dot });
  });
}

/**
 * A month, and between which of them 8 of 10 runs lie.
 * @param {import('../protocol/messages.js').MonthOfRuns} answer
 * @param {(month: number | null) => string} said
 */
const monthWithInterval = ({ month, low, high }, said) =>
  low === high ? said(month) : `${said(month)} (${said(low)} – ${said(high)})`;

/** @param {(number | null)[]} answers */
const highestStack = answers =>
  Math.max(1, ...answers.map(month => answers.filter(other => other === month).length));

/** @type {Figure<'curve', number[]>} */
function curveFigure({ lowest, highest, at, options }, answers, words, came) {
  const places = at ?? options ?? [];
  const x = across(0, Math.max(1, places.length - 1));
  /** @param {number} value */
  const y = value => CURVE_HEIGHT * (1 - (value - lowest) / (highest - lowest || 1));
  /** @param {(number | null)[]} values */
  const points = values =>
    values.flatMap((value, i) => (value === null ? [] : [`${x(i)},${y(value)}`])).join(' ');
  /** @type {(low: (number | null)[], high: (number | null)[]) => string} */
  const around = (low, high) => `${points(low)} ${points(high).split(' ').reverse().join(' ')}`;
  const answer = came?.answer;
  const names = places.map(each =>
    typeof each === 'number' ? t('month_of', { month: each }) : words.options[each],
  );
  return [
    figure(CURVE_HEIGHT, t('class.curves', { count: answers.length }), [
      answers.map(values => h('polyline', { class: 'theirs', points: points(values) })),
      answer ? h('polygon', { class: 'interval', points: around(answer.low, answer.high) }) : null,
      answer ? h('polyline', { class: 'truth', points: points(answer.mean) }) : null,
    ]),
    ends(names[0] ?? '', names[names.length - 1] ?? ''),
    h('p', { class: 'soft' }, `${exact(lowest)} – ${exact(highest)} ${words.unit}`),
    cameLine(
      answer?.mean.map((mean, i) => withInterval(mean, answer.low[i], answer.high[i])).join(' · '),
      came,
    ),
  ];
}

/** @type {Figure<'ranking', string[][]>} */
function rankingFigure({ options }, answers, words, came) {
  const truth = came?.answer?.places;
  const firsts = answers.flatMap(order => order[0]);
  const bars = countsOf(firsts, options).map(({ name, count }) => ({
    name: words.options[name] ?? name,
    count,
    isTrue: truth?.[0].includes(name) ?? false,
  }));
  const shares = truth
    ? answers.map(order => shareOfPairsRight(order, truth)).filter(each => each !== null)
    : [];
  const mean = shares.reduce((sum, each) => sum + each, 0) / shares.length;
  /** @param {string[]} place */
  const together = place => place.map(name => words.options[name] ?? name).join(' = ');
  return [
    h('p', { class: 'soft' }, t('class.put_first')),
    barRows(bars),
    shares.length ? h('p', {}, t('class.pairs_right', { share: percent(mean) })) : null,
    cameLine(truth?.map(together).join(' > '), came),
  ];
}
