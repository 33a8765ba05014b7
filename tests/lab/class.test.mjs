import assert from 'node:assert/strict';
import { test } from 'node:test';

const page = new URL('../../simulation/lab/page/js/', import.meta.url);
const load = name => import(new URL(name, page));

const { Lost, Refused } = await load('protocol/engine.js');
const { classTable, countsOf, middleOf, reasonsFor, shareOfPairsRight } =
  await load('protocol/class-answers.js');
const { toCsv } = await load('drawing/download.js');

const RECIPE = { scenario: 'three-levels', seed: 7, customers: null, months: null, moves: [] };
const stateOf = changes => ({
  room: 'a',
  recipe: RECIPE,
  step: 'question',
  seconds: null,
  present: 1,
  locked: 0,
  mine: false,
  ...changes,
});

/** A fresh copy of the module, with the seat that an engine gives: `answers` by the names of requests. */
let copies = 0;
async function seated(answers, key = null) {
  copies += 1;
  const room = await import(`${new URL('protocol/classroom.js', page)}?${copies}`);
  const asked = [];
  const engine = {
    ask: async (name, details) => {
      asked.push([name, details]);
      const answer = answers[name];
      const given = typeof answer === 'function' ? answer(details) : answer;
      if (given instanceof Error) throw given;
      return given;
    },
  };
  const sit = () => room.takeSeat(engine, key);
  await sit();
  return { room, asked, sit, names: () => asked.map(each => each[0]) };
}

const no = new Refused({ en: 'no', zh: '不' });

test('without a class every step is open and nothing is sent', async () => {
  const { room, names } = await seated({ join: { class: null } });
  assert.equal(room.classState(), null);
  assert.equal(room.isStepOpen('debrief', 'three-levels'), true);
  await room.sendPrediction('three-levels', { a: 1 });
  assert.deepEqual(names(), ['join']);
});

test('in class a step is open as soon as the instructor has opened it, in this lesson alone', async () => {
  const { room } = await seated({ join: { class: stateOf({ step: null, recipe: null }) } });
  assert.equal(room.isStepOpen('debrief', 'three-levels'), true);
  room.hearNews({ push: 'class', class: stateOf({ step: 'predict' }) });
  assert.deepEqual(
    room.CLASS_STEPS.map(step => room.isStepOpen(step, 'three-levels')),
    [true, true, false, false, false],
  );
  assert.equal(room.isStepOpen('debrief', 'bank'), true);
});

test('a prediction is sent once, as soon as the class predicts its lesson', async () => {
  const { room, asked } = await seated({
    join: { class: stateOf() },
    lock: { class: stateOf({ step: 'predict', mine: true }) },
  });
  await room.sendPrediction('three-levels', { a: 1 }, { a: 'why' });
  assert.equal(asked.length, 1);
  room.hearNews({ push: 'class', class: stateOf({ step: 'predict' }) });
  await Promise.resolve();
  assert.deepEqual(asked[1], [
    'lock',
    { scenario: 'three-levels', answers: { a: 1 }, reasons: { a: 'why' } },
  ]);
  await room.sendPrediction('three-levels', { a: 2 });
  assert.equal(asked.length, 2);
});

test('a prediction that was lost on its way is sent after the next connection', async () => {
  let fails = true;
  const { room, sit, names } = await seated({
    join: { class: stateOf({ step: 'predict' }) },
    lock: () => (fails ? new Lost() : { class: stateOf({ step: 'predict', mine: true }) }),
  });
  await room.sendPrediction('three-levels', { a: 1 });
  assert.equal(room.classState().mine, false);
  fails = false;
  await sit();
  await Promise.resolve();
  assert.deepEqual(names(), ['join', 'lock', 'join', 'lock']);
});

test('a refused prediction is told to whoever sent it', async () => {
  const { room } = await seated({ join: { class: stateOf({ step: 'predict' }) }, lock: no });
  await assert.rejects(room.sendPrediction('three-levels', { a: 1 }), Refused);
});

test('the link makes the instructor, the secret keeps her, and another laboratory ends the class', async () => {
  let accepted = 'link';
  const teach = ({ key }) =>
    key === accepted ? { secret: 'secret', address: 'http://x/', qr: ['1'], class: stateOf() } : no;
  const { room, sit, asked } = await seated({ teach, join: { class: stateOf({ room: 'b' }) } }, 'link');
  assert.equal(room.isInstructor(), true);
  assert.equal(room.isStepOpen('debrief', 'three-levels'), true);
  assert.deepEqual(room.invitation(), { address: 'http://x/', qr: ['1'] });
  accepted = 'secret';
  await sit();
  assert.deepEqual(asked.at(-1), ['teach', { key: 'secret' }]);
  accepted = 'another';
  await assert.rejects(sit(), Refused); // the used link does not make her the instructor either
  assert.equal(room.isClassOver(), true);
});

test('a student whose laboratory was started again is told that the class is over', async () => {
  let state = stateOf();
  const { room, sit } = await seated({ join: () => ({ class: state }) });
  assert.equal(room.isClassOver(), false);
  state = stateOf({ room: 'b', recipe: null, step: null });
  await sit();
  assert.equal(room.isClassOver(), true);
});

test('the seconds that are left run down and end at none', async t => {
  t.mock.timers.enable({ apis: ['Date'], now: 1000 });
  const { room } = await seated({ join: { class: stateOf({ step: 'predict', seconds: 60 }) } });
  assert.equal(room.secondsLeft(), 60);
  t.mock.timers.setTime(21_000);
  assert.equal(room.secondsLeft(), 40);
  t.mock.timers.setTime(100_000);
  assert.equal(room.secondsLeft(), 0);
});

test('listeners hear of news', async () => {
  const { room } = await seated({ join: { class: stateOf() } });
  let heard = 0;
  room.onChange(() => {
    heard += 1;
  });
  room.hearNews({ push: 'class', class: stateOf({ present: 2 }) });
  assert.equal(heard, 1);
});

test('answers of a class are counted', () => {
  assert.deepEqual(countsOf(['a', 'b', 'a'], ['a', 'b', 'c']), [
    { name: 'a', count: 2 },
    { name: 'b', count: 1 },
    { name: 'c', count: 0 },
  ]);
  assert.equal(middleOf([]), null);
  assert.equal(middleOf([9, 1, 5]), 5);
  assert.equal(middleOf([1, Infinity, Infinity]), Infinity);
  const said = [{ a: ' x ' }, { a: 'x' }, { a: '' }, {}].map(reasons => ({ answers: {}, reasons }));
  assert.deepEqual(reasonsFor(said, 'a'), ['x']);
});

test('the share of pairs that an order has right', () => {
  const truth = [['a'], ['b'], ['c']];
  assert.equal(shareOfPairsRight([['a'], ['b'], ['c']], truth), 1);
  assert.equal(shareOfPairsRight([['c'], ['b'], ['a']], truth), 0);
  assert.equal(shareOfPairsRight([['a'], ['b', 'c']], truth), 2 / 3);
  assert.equal(shareOfPairsRight([['b'], ['a'], ['c']], [['a', 'b'], ['c']]), 1);
  assert.equal(shareOfPairsRight([['a'], ['b']], [['a', 'b']]), null);
});

test('what was predicted becomes a table, a row a student, and no reason becomes a formula', () => {
  const questions = [
    { id: 'which', kind: 'choice', options: ['a', 'b'] },
    { id: 'size', kind: 'number', lowest: 0, highest: 30 },
    { id: 'when', kind: 'month', first: 1, last: 60 },
    { id: 'course', kind: 'curve', lowest: 0, highest: 30, at: [12, 24], options: null },
    { id: 'order', kind: 'ranking', options: ['a', 'b', 'c'] },
  ];
  const answers = {
    which: 'a',
    size: { best: 7, low: 5, high: 9 },
    when: null,
    course: [14, 12.5],
    order: [['b'], ['a', 'c']],
  };
  const words = { student: 'student', reason: 'reason', never: 'never' };
  const table = classTable(
    questions,
    [
      { answers, reasons: { which: '=cmd()' } },
      { answers: {}, reasons: {} },
    ],
    words,
  );
  assert.equal(new Set(table.rows.map(row => row.length)).size, 1);
  assert.equal(table.rows[0].length, table.heads.length);
  const lines = toCsv(table.heads, table.rows).slice(1).split('\r\n');
  assert.equal(
    lines[0],
    'student,which,which reason,size best,size low,size high,size reason,when,when reason,course 12,course 24,course reason,order,order reason',
  );
  assert.equal(lines[1], "1,a,'=cmd(),7,5,9,,never,,14,12.5,,b > a = c,");
  assert.equal(lines[2], '2,,,,,,,,,,,,,');
});
