// The arithmetic of the page's charts: where labels stand, what lines show, what is taken away.
import assert from 'node:assert/strict';
import { test } from 'node:test';

const page = new URL('../../simulation/lab/page/js/', import.meta.url);
const load = name => import(new URL(name, page));

const { monthTicks, niceTicks, pushedApart, scale } = await load('drawing/scales.js');
const { axisRange, leaversAYear } = await load('drawing/statistics.js');
const { alternativePoints, dashOf, dashedLines, firmLines, stackedAreas, valuesOf } =
  await load('drawing/charts.js');
const { linePath } = await load('drawing/marks.js');
const { besideStems, distance } = await load('drawing/name-places.js');

const near = (given, wanted) => {
  assert.equal(given.length, wanted.length);
  given.forEach((each, i) => assert.ok(Math.abs(each - wanted[i]) < 1e-9, `${given} is not ${wanted}`));
};

test('labels that want the same place give way to both sides alike', () => {
  near(pushedApart([50, 50], 10, [0, 100]), [45, 55]);
  near(pushedApart([50, 50, 50], 10, [0, 100]), [40, 50, 60]);
});

test('labels keep their order, and one that is far away stays where it is', () => {
  near(pushedApart([80, 22, 20], 10, [0, 100]), [80, 26, 16]);
});

test('at the edge labels give way to the one side that is left', () => {
  near(pushedApart([0, 1], 10, [0, 100]), [0, 10]);
  near(pushedApart([100, 99, 98], 10, [0, 100]), [100, 90, 80]);
});

test('any labels are a gap apart and within the limits if there is room for them', () => {
  let seed = 1;
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  for (let round = 0; round < 300; round++) {
    const wanted = Array.from({ length: 1 + (round % 9) }, () => 120 * random() - 10);
    const places = pushedApart(wanted, 10, [0, 100]).sort((a, b) => a - b);
    assert.ok(places[0] >= -1e-9 && places.at(-1) <= 100 + 1e-9);
    places.slice(1).forEach((place, i) => assert.ok(place - places[i] >= 10 - 1e-9));
  }
});

const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

// The means and stems of five alternatives that stand close together, in a plot of 560 x 200 and one of 280 x 190.
for (const [width, height, size] of [
  [560, 200, 12],
  [280, 190, 12],
]) {
  test(`names of stems in ${width} pixels stand at their own stems or are led to them`, () => {
    const limits = { left: 0, right: width, top: 0, bottom: height };
    const names = [
      [0.28, 0.43, 0.67, 80],
      [0.38, 0.46, 0.7, 115],
      [0.62, 0.45, 0.69, 110],
      [0.68, 0.24, 0.46, 130],
      [0.79, 0.37, 0.6, 125],
    ].map(([x, top, low, wide]) => ({
      x: x * width,
      y: ((top + low) / 2) * height,
      stem: [top * height, low * height],
      width: wide,
    }));
    const boxes = besideStems(names, size, limits);
    boxes.forEach((box, i) => {
      assert.ok(box.left >= 0 && box.right <= width && box.top >= 0 && box.bottom <= height);
      const away = names.map(each => distance(box, each));
      assert.ok(Math.min(...away) > 0, `name ${i} stands on a stem`);
      // Where there is no room at its own stem, it is so far away that a line leads to it.
      assert.ok(Math.min(...away) === away[i] || away[i] > size, `name ${i} seems to be another's`);
      assert.ok(
        boxes.every((other, k) => k === i || !meet(box, other)),
        `name ${i} meets another`,
      );
    });
  });
}

test('ticks are round and within the range', () => {
  assert.deepEqual(niceTicks([0, 24], 4), [0, 10, 20]);
  assert.deepEqual(niceTicks([-31, 62], 4), [-25, 0, 25, 50]);
  assert.deepEqual(niceTicks([0, 0.35], 4), [0, 0.1, 0.2, 0.3]);
  assert.deepEqual(niceTicks([5, 5]), []);
  assert.deepEqual(monthTicks(60), [0, 12, 24, 36, 48, 60]);
  assert.deepEqual(monthTicks(12), [0, 3, 6, 9, 12]);
});

test('leavers of a year are what the product of twelve monthly rates does not keep', () => {
  const rates = [null, ...Array(11).fill(0.99), 0.9, 0.8];
  const leavers = leaversAYear(rates);
  near([leavers[12]], [100 * (1 - 0.99 ** 11 * 0.9)]);
  near([leavers[13]], [100 * (1 - 0.99 ** 10 * 0.9 * 0.8)]);
});

test('in the first year leavers are told at the pace of the months so far, from month 3 on', () => {
  const leavers = leaversAYear([null, 0.98, 0.98, 0.98, 0.98]);
  assert.deepEqual(leavers.slice(0, 3), [null, null, null]);
  near(leavers.slice(3), [100 * (1 - 0.98 ** 12), 100 * (1 - 0.98 ** 12)]);
});

test('a firm without customers has no leavers in that month', () => {
  assert.equal(leaversAYear([null, 0.9, 0.9, 0.9, null]).at(-1), null);
});

const NAMES = ['Focal', 'Birch', 'Cedar'];
const SERIES = [
  [null, 1, 2, 3],
  [null, 2, 2, 2],
  [null, 3, 2, 1],
];
const USUAL = { focus: 0, only: null };

test('the firm in focus is drawn last and stronger, and every line ends in its mark', () => {
  const { marks, ends } = firmLines(SERIES, NAMES, USUAL);
  const lines = marks.filter(each => each.kind === 'line');
  assert.equal(lines.at(-1).firm, 0);
  assert.ok(lines.at(-1).width > lines[0].width);
  assert.equal(marks.filter(each => each.kind === 'firm').length, 3);
  assert.deepEqual(
    ends.map(({ text, x }) => [text, x]),
    [
      ['Birch', 3],
      ['Cedar', 3],
      ['Focal', 3],
    ],
  );
});

test('where a firm is singled out the others fade and lose their names', () => {
  const { marks, ends } = firmLines(SERIES, NAMES, { focus: 1, only: 1 });
  assert.deepEqual(
    ends.map(({ text }) => text),
    ['Birch'],
  );
  const faded = marks.filter(each => each.colour === '--fade');
  assert.deepEqual(
    faded.map(({ firm }) => firm),
    [0, 2],
  );
});

test('the ghost is dotted ink from where it parts, also beyond the month shown', () => {
  const ghost = { values: [null, 1, 2, 4, 5, 6], from: 2 };
  const { marks, ends } = firmLines(SERIES, NAMES, { ...USUAL, ghost, ghostName: 'before' });
  const dotted = marks.find(each => each.dash === '1.5 4');
  assert.equal(dotted.colour, '--ink');
  assert.equal(dotted.from, 2);
  assert.deepEqual(dotted.y, [2, 4, 5, 6]);
  const { x, y, text } = ends.at(-1);
  assert.deepEqual([x, y, text], [5, 6, 'before']);
});

test('without a ghost and without pins nothing is dotted', () => {
  const { marks, pins } = firmLines(SERIES, NAMES, { ...USUAL, ghost: null });
  assert.ok(marks.every(each => !each.dash));
  assert.deepEqual(pins, []);
});

test('a small chart has the figure of the firm in focus instead of names', () => {
  const { ends } = firmLines(SERIES, NAMES, { ...USUAL, figure: value => `${value}!` });
  assert.deepEqual(
    ends.map(({ text }) => text),
    ['3!'],
  );
});

test('parts of a stack lie on one another, and their names in their middles', () => {
  const { marks, ends } = stackedAreas(
    [
      [1, 2],
      [3, 4],
    ],
    ['a', 'b'],
    0,
  );
  assert.deepEqual(
    marks.map(({ low, high }) => [low, high]),
    [
      [
        [0, 0],
        [1, 2],
      ],
      [
        [1, 2],
        [4, 6],
      ],
    ],
  );
  assert.deepEqual(
    ends.map(({ y }) => y),
    [1, 4],
  );
});

test('however many alternatives there are up to eight, no two lines look the same', () => {
  for (const count of [2, 3, 4, 5, 6, 7, 8]) {
    const dashes = Array.from({ length: count }, (_, index) => dashOf(index, count - 1));
    assert.equal(new Set(dashes).size, count);
    assert.equal(dashes.at(-1), null);
  }
  const dashed = dashedLines(SERIES, NAMES, 0).marks.map(({ dash }) => dash);
  assert.equal(new Set(dashed).size, 3);
});

test('each run is a dot, and the stem of an alternative knows their mean and its own ends', () => {
  const points = [
    [
      [80, 100],
      [90, 200],
    ],
  ];
  const { marks, ends } = alternativePoints(points, ['A'], { strong: 0, firm: 0 });
  assert.deepEqual(
    marks.map(({ kind }) => kind),
    ['dots', 'stem'],
  );
  assert.deepEqual([ends[0].x, ends[0].y, marks[1].mean], [85, 150, 150]);
  assert.deepEqual(ends[0].stem, [marks[1].low, marks[1].high]);
});

test('an axis holds every mark', () => {
  const marks = [
    { kind: 'line', y: [1, null, 5] },
    { kind: 'band', low: [-2], high: [9] },
    { kind: 'dots', points: [[0, 12]] },
    { kind: 'stem', low: -4, high: 1 },
    { kind: 'firm', y: 3 },
  ];
  const [low, high] = axisRange([valuesOf(marks)]);
  assert.ok(low <= -4 && high >= 12);
});

test('a line is interrupted where a value does not exist', () => {
  const pen = { x: scale([0, 10], [0, 100]), y: scale([0, 10], [100, 0]) };
  assert.equal(linePath([1, 2, null, 4], 1, pen), 'M10.0 90.0L20.0 80.0M40.0 60.0');
});
