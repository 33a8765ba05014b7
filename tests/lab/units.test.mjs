import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const page = new URL('../../simulation/lab/page/js/', import.meta.url);
const load = name => import(new URL(name, page));

const { readAddress, writeAddress, parsedValue } = await load('protocol/address.js');
const { islandLayout, ranksOf, roomFor } = await load('drawing/arrangements.js');
const { Seats } = await load('drawing/seats.js');
const { spaceFillingCurve, gridFor } = await load('drawing/space-filling-curve.js');
const { Engine, Lost, Outdated, Refused, unpacked } = await load('protocol/engine.js');
const { proseBlocks } = await load('drawing/prose.js');
const { toCsv } = await load('drawing/download.js');
const { MarketRun } = await load('protocol/market-run.js');
const { isAnswer, judged, rightPairs, shapeOf, trapOf } = await load('protocol/predictions.js');
const { keptWith, letterOf } = await load('protocol/kept-runs.js');
const { beginnings, branch, change, firstDifference, movesWith, undo } = await load('protocol/changing.js');

test('every custom property that a style uses is set somewhere', () => {
  const files = readdirSync(new URL('../', page), { recursive: true }).filter(each =>
    /\.(css|js)$/.test(each),
  );
  const texts = files.map(each => readFileSync(new URL(`../${each}`, page), 'utf8'));
  const found = pattern => new Set(texts.flatMap(text => [...text.matchAll(pattern)].map(match => match[1])));
  const set = found(/(--[a-z0-9-]+)['"]?\s*[:,]/g);
  const used = [...found(/var\((--[a-z0-9-]+)\)/g)];
  assert.deepEqual(
    used.filter(each => !set.has(each)),
    [],
  );
});

test('an address is read back as it was written', () => {
  const state = readAddress(
    '#view=why&scenario=toothpaste&seed=0&m=14&customers=500&months=24&moves=0:firm.Focal.level:2;12:firm.A B.price:95.5;13:world.rules.noise:false&by=involvement&only=1&c=33&kept=B=0:firm.Focal.level:3;5:firm.A.price:90|D=&lang=zh&theme=dark&big=1',
  );
  assert.deepEqual(state.moves, [
    { month: 0, path: 'firm.Focal.level', value: 2 },
    { month: 12, path: 'firm.A B.price', value: 95.5 },
    { month: 13, path: 'world.rules.noise', value: false },
  ]);
  assert.equal(state.seed, 0);
  assert.deepEqual(
    state.kept.map(each => [each.letter, each.moves.length]),
    [
      ['B', 2],
      ['D', 0],
    ],
  );
  assert.deepEqual(readAddress(writeAddress(state)), state);
});

test('an address full of nonsense becomes the beginning', () => {
  const state = readAddress(
    '#view=<script>&seed=-1&m=1e9&moves=;;x;1:;a:b&by=__proto__&c=abc&theme=pink&step=9',
  );
  assert.equal(state.view, 'market');
  assert.equal(state.seed, 0);
  assert.equal(state.month, 0);
  assert.equal(state.by, 'supplier');
  assert.equal(state.customer, null);
  assert.equal(state.theme, null);
});

test('values of moves keep their kind', () => {
  assert.deepEqual(['true', 'false', '3', '-0.5', 'proactive', ''].map(parsedValue), [
    true,
    false,
    3,
    -0.5,
    'proactive',
    '',
  ]);
});

test('the curve visits every place of a grid once, step by step', () => {
  for (const [width, height] of [
    [1, 1],
    [2, 1],
    [1, 5],
    [6, 4],
    [40, 50],
    [52, 39],
    [10, 3],
  ]) {
    const places = spaceFillingCurve(width, height);
    assert.equal(new Set(places.map(String)).size, width * height, `${width} x ${height}`);
    const far = places
      .slice(1)
      .filter(([x, y], i) => Math.max(Math.abs(x - places[i][0]), Math.abs(y - places[i][1])) > 1);
    assert.equal(far.length, 0, `${width} x ${height}`);
  }
});

test('a grid has a place for everybody', () => {
  for (const customers of [1, 2, 7, 2000, 10000])
    for (const [w, h] of [
      [500, 440],
      [360, 330],
      [900, 200],
    ]) {
      const [columns, rows] = gridFor(customers, w, h);
      assert.ok(columns * rows >= customers);
    }
});

test('prose has paragraphs and lists, and list items may run on', () => {
  assert.deepEqual(proseBlocks('One\ntwo.\n\n- a\n  b\n- c\n'), [
    { paragraph: 'One two.' },
    { items: ['a b', 'c'] },
  ]);
});

test('CSV quotes what needs quoting', () => {
  assert.equal(
    toCsv(
      ['a', 'b,c'],
      [
        [1, null],
        ['x"y', 2.5],
      ],
    ),
    '\ufeffa,"b,c"\r\n1,\r\n"x""y",2.5\r\n',
  );
});

test('CSV shows texts as texts to a spreadsheet', () => {
  assert.equal(
    toCsv(
      ['=1+1', 'a'],
      [
        ['+10 euros', '-3.5'],
        ['@x', -2],
      ],
    ),
    "\ufeff'=1+1,a\r\n'+10 euros,-3.5\r\n'@x,-2\r\n",
  );
});

test('bytes come out of Base64', () => assert.deepEqual([...unpacked('AAEC/w==')], [0, 1, 2, 255]));

class Socket {
  static OPEN = 1;
  static all = [];
  constructor() {
    this.readyState = 0;
    this.sent = [];
    Socket.all.push(this);
  }
  open() {
    this.readyState = 1;
    this.onopen();
  }
  send(text) {
    this.sent.push(JSON.parse(text));
  }
  answer(details) {
    this.onmessage({ data: JSON.stringify({ id: this.sent.at(-1).id, ...details }) });
  }
  lose() {
    this.readyState = 3;
    this.onclose();
  }
}

function engine() {
  globalThis.WebSocket = Socket;
  Socket.all = [];
  const states = [],
    news = [],
    made = new Engine(
      'ws://x',
      state => states.push(state),
      each => news.push(each),
    );
  return { engine: made, socket: () => Socket.all.at(-1), states, news };
}

test('news answers no request', async () => {
  const { engine: asking, socket, news } = engine();
  socket().open();
  const answer = asking.ask('step');
  const said = { push: 'class', class: { step: 'predict' } };
  socket().onmessage({ data: JSON.stringify(said) });
  socket().onmessage({ data: JSON.stringify(said) });
  assert.deepEqual(news, [said, said]);
  assert.equal(socket().sent.length, 1);
  socket().answer({ reply: 'stepped', month: 1 });
  assert.equal((await answer).month, 1);
});

test('one request is in flight, and the background waits', async () => {
  const { engine: asking, socket } = engine();
  const first = asking.ask('step'),
    behind = asking.ask('twin', {}, true),
    before = asking.ask('find');
  socket().open();
  assert.deepEqual(
    socket().sent.map(each => each.do),
    ['step'],
  );
  socket().answer({ reply: 'stepped' });
  await first;
  assert.deepEqual(
    socket().sent.map(each => each.do),
    ['step', 'find'],
  );
  socket().answer({ reply: 'refused', error: { en: 'no', zh: '不' } });
  await assert.rejects(before, Refused);
  socket().answer({ reply: 'twinned' });
  await behind;
});

test('what waits in the background is let go when another market or move comes', async () => {
  const { engine: asking, socket } = engine();
  socket().open();
  const first = asking.ask('step'),
    behind = asking.ask('other_luck', { replication: 5 }, true),
    change = asking.ask('change');
  await assert.rejects(behind, Outdated);
  socket().answer({ reply: 'stepped' });
  await first;
  socket().answer({ reply: 'changed' });
  await change;
  asking.opening += 1;
  await assert.rejects(asking.ask('judge', { replication: 3 }, true), Outdated);
  asking.opening -= 1;
  const later = asking.ask('judge', { replication: 0 }, true);
  socket().answer({ reply: 'judged' });
  await later;
  assert.deepEqual(
    socket().sent.map(each => each.do),
    ['step', 'change', 'judge'],
  );
});

test('what was asked when the connection is lost is told so', async () => {
  const { engine: asking, socket, states } = engine();
  socket().open();
  const asked = asking.ask('step'),
    waiting = asking.ask('find');
  socket().lose();
  await assert.rejects(asked, Lost);
  await assert.rejects(waiting, Lost);
  assert.deepEqual(states, ['open', 'lost']);
});

test('a refusal without an id ends the request under way, and the next one is sent', async () => {
  const { engine: asking, socket } = engine();
  socket().open();
  const asked = asking.ask('step'),
    waiting = asking.ask('find');
  socket().answer({ id: null, reply: 'refused', error: { en: 'what?', zh: '什么？' } });
  await assert.rejects(asked, /what\?/);
  socket().answer({ reply: 'found' });
  await waiting;
});

test('a request that is too long is refused before it is sent', async () => {
  const { engine: asking, socket } = engine();
  socket().open();
  await assert.rejects(asking.ask('open', { recipe: 'x'.repeat(140_000) }), Refused);
  const asked = asking.ask('step');
  socket().answer({ reply: 'stepped' });
  await asked;
});

test('last words say why the connection ends, and what was asked is lost', async () => {
  const { engine: asking, socket } = engine();
  const told = [];
  asking.onState = (state, refusal) => told.push([state, refusal?.en]);
  socket().open();
  const asked = asking.ask('step');
  socket().answer({ id: null, reply: 'refused', last: true, error: { en: 'full', zh: '满' } });
  socket().lose();
  await assert.rejects(asked, Lost);
  assert.deepEqual(told.at(-1), ['lost', 'full']);
});

const TIES = { costs: 'AA==', cost_unit: 1, satisfaction: 'AA==' };

// An engine that only counts months and remembers what it was told.
class Counting {
  constructor() {
    this.opening = 0;
    this.month = 0;
    this.asked = [];
    this.moves = [];
  }
  async ask(what, details) {
    this.asked.push([what, details]);
    if (what === 'open') {
      this.month = 0;
      this.moves = details.recipe.moves.filter(each => each.month > 0);
      return {
        market: {
          months: 12,
          firms: ['A'],
          events: [],
          values: { p: 1 },
          start: { ...TIES, firm: 'AA==', values: { market_share: [1] } },
        },
      };
    }
    if (what === 'change') {
      this.moves = [...this.moves, { month: this.month, ...details }];
      return { moves: this.moves };
    }
    const months = Array.from({ length: Math.min(details.months, 12 - this.month) }, (_, i) => ({
      month: this.month + i + 1,
      firms: { x: [this.month + i + 1] },
      dots: 'AA==',
      ...TIES,
      left: [],
      reason: [],
      told: [],
    }));
    this.month += months.length;
    return { months };
  }
}
globalThis.requestAnimationFrame = work => setTimeout(work, 0);
const hooks = { opened() {}, advanced() {}, changed() {}, refused() {} };
const RECIPE = { scenario: 's', seed: 1, customers: null, months: null, moves: [] };

test('a market is opened and replayed to its month', async () => {
  const counting = new Counting(),
    run = new MarketRun(counting, hooks);
  await run.open(RECIPE, 7);
  assert.equal(run.reached, 7);
  assert.deepEqual(run.series('x', 0), [null, 1, 2, 3, 4, 5, 6, 7]);
  assert.deepEqual(counting.asked[0], ['open', { recipe: { scenario: 's', seed: 1, moves: [] } }]);
});

test('a lever moved on the way enters the recipe at the month the engine stood at', async () => {
  const counting = new Counting(),
    run = new MarketRun(counting, hooks);
  await run.open(RECIPE, 3);
  const step = run.step();
  await change(run, [{ path: 'p', value: 5 }], 3);
  await step;
  assert.deepEqual(run.recipe.moves, counting.moves);
  assert.equal(run.value('p'), 5);
  run.shown = 1;
  assert.equal(run.value('p'), 1);
});

test('a change at the start replays the market, and the run before stays as its ghost', async () => {
  const counting = new Counting(),
    run = new MarketRun(counting, hooks);
  await run.open(RECIPE, 5);
  const before = run.history;
  await change(run, [{ path: 'p', value: 2 }], 0);
  assert.equal(run.reached, 5);
  assert.deepEqual(run.recipe.moves, [{ month: 0, path: 'p', value: 2 }]);
  assert.equal(counting.asked.filter(([what]) => what === 'open').length, 2);
  assert.equal(run.ghost.history, before);
  assert.equal(run.ghost.from, 0);
});

test('a change in the past branches where the person stands, and is taken back by undo', async () => {
  const counting = new Counting(),
    run = new MarketRun(counting, hooks);
  await run.open({ ...RECIPE, moves: [{ month: 6, path: 'p', value: 9 }] }, 12);
  run.shown = 4;
  await change(run, [{ path: 'p', value: 2 }], 4);
  assert.deepEqual(run.recipe.moves, [{ month: 4, path: 'p', value: 2 }]);
  assert.deepEqual([run.shown, run.reached, run.ghost.from], [4, 4, 4]);
  assert.equal(run.ghost.history.length, 13);
  await undo(run);
  assert.deepEqual(run.recipe.moves, [{ month: 6, path: 'p', value: 9 }]);
  assert.deepEqual([run.shown, run.ghost, run.past.length], [4, null, 0]);
});

test('several changes begin together, and all of them can be taken out', async () => {
  const run = new MarketRun(new Counting(), hooks);
  await run.open(RECIPE, 3);
  const changes = [
    { path: 'p', value: 2 },
    { path: 'q', value: 3 },
  ];
  await change(run, changes, 3);
  assert.deepEqual(
    run.recipe.moves,
    changes.map(each => ({ month: 3, ...each })),
  );
  await branch(run, []);
  assert.deepEqual([run.recipe.moves, run.shown, run.past.length], [[], 3, 2]);
});

test('what is done while a market opens is meant for that market', async () => {
  const run = new MarketRun(new Counting(), hooks);
  await run.open(RECIPE, 12);
  change(run, [{ path: 'p', value: 2 }], 0);
  change(run, [{ path: 'q', value: 3 }], 0);
  const played = run.play();
  while (!run.playing) await new Promise(resolve => setTimeout(resolve, 0));
  run.pause();
  await played;
  assert.deepEqual(
    run.recipe.moves.map(each => each.path),
    ['p', 'q'],
  );
  assert.ok(run.reached < 12);
  assert.equal(run.past.length, 2);
});

test('a market that is refused leaves the one before, in which one goes on', async () => {
  const counting = new Counting(),
    run = new MarketRun(counting, hooks);
  await run.open(RECIPE, 3);
  const answer = counting.ask.bind(counting);
  counting.ask = async (what, details) => {
    if (details.recipe?.seed === 2) throw new Refused(null);
    return answer(what, details);
  };
  const refused = assert.rejects(run.open({ ...RECIPE, seed: 2 }, 0));
  await run.runTo(5);
  await refused;
  assert.deepEqual([run.recipe.seed, run.reached], [1, 5]);
});

test('other luck keeps the changes, and leaves no ghost of the luck before', async () => {
  const run = new MarketRun(new Counting(), hooks);
  await run.open(RECIPE, 5);
  await change(run, [{ path: 'p', value: 2 }], 0);
  await run.restart(8);
  assert.deepEqual([run.recipe.seed, run.recipe.moves.length, run.ghost, run.past.length], [8, 1, null, 1]);
});

test('where a change can begin depends on where the person stands', () => {
  const events = [{ month: 9, until: null, path: 'q', value: 1, planned: true }];
  const at = (shown, reached, moves = [], fromStart = false) =>
    beginnings({ shown, reached, horizon: 12, recipe: { moves }, market: { events } }, fromStart).map(
      each => [each.kind, each.month],
    );
  const club = [{ month: 3, path: 'p', value: 2 }];
  assert.deepEqual(at(0, 9), [['start', 0]]);
  assert.deepEqual(at(9, 9), [['here', 9]]);
  const decided = [...club, { month: 0, path: 'q', value: 2 }];
  assert.deepEqual(at(5, 9), [
    ['here', 5],
    ['there', 8],
    ['start', 0],
  ]);
  assert.deepEqual(at(12, 12, club), [
    ['there', 8],
    ['start', 0],
  ]);
  assert.deepEqual(at(12, 12, decided), [
    ['there', 3],
    ['start', 0],
  ]);
  assert.deepEqual(at(3, 9, decided), [
    ['here', 3],
    ['start', 0],
  ]);
  assert.deepEqual(at(9, 9, club, true), [['start', 0]]);
});

test('runs are kept under letters that are not used again', () => {
  const moves = [{ month: 0, path: 'p', value: 1 }];
  const kept = keptWith(keptWith([], moves), [{ month: 1, path: 'p', value: 1 }]);
  assert.deepEqual(
    kept.map(each => each.letter),
    ['B', 'C'],
  );
  assert.deepEqual(keptWith([kept[1]], moves).at(-1).letter, 'D');
  assert.deepEqual(
    [letterOf(kept, []), letterOf(kept, moves), letterOf(kept, [...moves, ...moves])],
    ['A', 'B', null],
  );
});

test('a change replaces what was to happen to the same lever later, and nothing else', () => {
  const p = month => ({ month, path: 'p', value: month }),
    q = month => ({ month, path: 'q', value: month });
  assert.deepEqual(movesWith([p(2), q(4), p(6)], [{ path: 'p', value: 5 }], 5), [
    p(2),
    q(4),
    { month: 5, path: 'p', value: 5 },
  ]);
  assert.equal(firstDifference([p(2), q(4)], [p(2), q(7)]), 4);
  assert.equal(firstDifference([p(2)], [p(2)]), Infinity);
});

test('running to the end stops at the horizon', async () => {
  const run = new MarketRun(new Counting(), hooks);
  await run.open(RECIPE);
  await run.runTo(99);
  assert.equal(run.reached, 12);
});

test('a lever stands where policies and events have put it, until it is moved', () => {
  const run = new MarketRun(null, hooks),
    path = 'firm.B.price',
    fee = 'firm.B.fee';
  const event = { month: 2, until: 4, path: fee, value: 9 };
  Object.assign(run, {
    market: { firms: ['A', 'B'], values: { [path]: 100, [fee]: 1 }, events: [event] },
    recipe: { ...RECIPE, moves: [{ month: 3, path, value: 70 }] },
  });
  run.history = [{ firms: {} }, ...[100, 95, 95, 70, 75].map(price => ({ firms: { price: [100, price] } }))];
  const stood = each =>
    run.history.map((_, month) => {
      run.shown = month;
      return run.value(each);
    });
  assert.deepEqual(stood(path), [100, 100, 95, 70, 70, 75]);
  assert.deepEqual(stood(fee), [1, 1, 9, 9, 1, 1]);
});

const { decisionTerms, ofTen, rivalOf, tipping } = await load('views/decision-terms.js');
const { inOrder } = await load('views/why-kept.js');

/** Two firms and doing without, of which the price is what the service is worth. */
const DECISION = {
  own: 0,
  chosen: 1,
  forced: false,
  horizon: 3,
  terms: {
    functional: [-40, 5, 0],
    experiential: [10, 3, 12],
    social: [2, 0, 0],
    convenience: [0, 0, 0],
    price: [-100, -97, -120],
    effort: [0, 0, 0],
    risk: [-20, -10, 0],
  },
  leaving: { procedural: 9, financial: 0, relational: 4 },
  spared: { procedural: 9, financial: 0, relational: 4 },
  draw: [1, 20, -5],
};

test('the terms of a decision add up, and doing without is worth nothing but her taste for it', () => {
  const terms = decisionTerms(DECISION, 120, 2);
  assert.deepEqual(terms.delivered, [-28, 21, 12]);
  assert.deepEqual(terms.before, [-28, 21 - 13, 12 - 13]);
  assert.deepEqual(terms.total, [-27, 28, -6]);
  assert.equal(rivalOf(DECISION, terms), 1);
  assert.equal(rivalOf({ ...DECISION, chosen: 0 }, terms), 1);
});

test('what tipped a decision is the difference of its terms, the largest first, without what is the same', () => {
  const terms = decisionTerms(DECISION, 120, 2);
  const { pulls, holds, balance, luck } = tipping(DECISION, terms, 1);
  assert.deepEqual(pulls, [
    { name: 'functional', amount: 45 },
    { name: 'risk', amount: 10 },
    { name: 'price', amount: 3 },
  ]);
  assert.deepEqual(holds, [
    { name: 'leaving', amount: 13 },
    { name: 'experiential', amount: 7 },
    { name: 'social', amount: 2 },
  ]);
  assert.equal(balance, terms.before[1] - terms.before[0]);
  assert.equal(balance + luck, terms.total[1] - terms.total[0]);
});

test('who has to leave pays nothing for it in the comparison', () => {
  const terms = decisionTerms({ ...DECISION, forced: true }, 120, 2);
  assert.deepEqual(terms.before, terms.delivered);
});

test('ten customers are shared out as the chances say', () => {
  assert.deepEqual(ofTen([0.2, 0.7, 0.1], 0), [2, 7, 1]);
  assert.deepEqual(ofTen([0.96, 0.02, 0.02], 0), [10, 0, 0]);
  assert.deepEqual(ofTen([0, 0.46, 0.54], 0), [0, 5, 5]);
  assert.deepEqual(ofTen([1, 0, 0], 0), [10, 0, 0]);
  for (let i = 0; i < 50; i++) {
    const draws = [Math.random(), Math.random(), Math.random(), Math.random()];
    const all = draws.reduce((a, b) => a + b);
    const chances = draws.map(each => each / all);
    const shares = ofTen(chances, 2);
    assert.equal(
      shares.reduce((a, b) => a + b),
      10,
    );
    assert.equal(shares[2], 10 - Math.round(10 * (1 - chances[2])));
  }
});

test('what keeps her comes first, the cheapest at the top, and the market itself is not among it', () => {
  const kept = (kind, stays, cost, possible = true) => ({ kind, stays, cost, possible });
  const ordered = inOrder([
    kept('none', false, 0),
    kept('level', false, 5),
    kept('price', true, 30),
    kept('failures', true, -2),
    kept('exit_fee', true, 1, false),
  ]);
  assert.deepEqual(
    ordered.map(each => each.kind),
    ['failures', 'price', 'level'],
  );
});

test('only what answers a question is an answer', () => {
  const number = { kind: 'number', lowest: 0, highest: 30 };
  assert.ok(isAnswer(number, { best: 10, low: 5, high: 20 }));
  assert.ok(!isAnswer(number, { best: 10, low: 11, high: 20 }));
  assert.ok(!isAnswer(number, { best: 10, low: null, high: 20 }));
  assert.ok(!isAnswer(number, { best: 10, low: 5, high: 31 }));
  assert.ok(isAnswer({ kind: 'month' }, null));
  assert.ok(!isAnswer({ kind: 'month' }, undefined));
  const ranking = { kind: 'ranking', options: ['a', 'b', 'c'] };
  assert.ok(isAnswer(ranking, [['b'], ['a', 'c'], []]));
  assert.ok(!isAnswer(ranking, [['b'], ['a']]));
  assert.ok(!isAnswer({ kind: 'choice', options: ['a'] }, 'x'));
  assert.ok(!isAnswer({ kind: 'curve', at: [1, 2, 3, 4], options: null }, [1, 2, 3]));
});

test('a prediction is right if it is near enough, and a range can hold the truth', () => {
  const number = mean => ({ kind: 'number', about_right: 2, answer: { mean } });
  const guess = { best: 10, low: 5, high: 20 };
  assert.deepEqual(
    [11, 15, 25].map(mean => judged(guess, number(mean))),
    ['right', 'near', 'wrong'],
  );
  const month = answer => ({ kind: 'month', about_right: 6, answer });
  assert.equal(judged(24, month({ month: 30 })), 'right');
  assert.equal(judged(null, month({ month: null })), 'right');
  assert.equal(judged(24, month({ month: null })), 'wrong');
  assert.equal(judged(24, month(null)), 'open');
});

test('pairs that the runs cannot tell apart are not counted', () => {
  const places = [['c'], ['a', 'b']];
  assert.deepEqual(rightPairs([['c'], ['b'], ['a']], places), { right: 2, all: 2 });
  assert.deepEqual(rightPairs([['a'], ['c'], ['b']], places), { right: 1, all: 2 });
  assert.deepEqual(rightPairs([['a', 'c'], ['b']], places), { right: 1, all: 2 });
});

test('a curve is named by its shape', () => {
  const named = [
    [[14, 14.4, 14, 14], 'flat'],
    [[14, 12, 10, 8], 'falling'],
    [[8, 10, 12, 14], 'rising'],
    [[14, 14, 8, 8], 'step'],
    [[8, 14, 14, 8], 'hump'],
    [[14, 8, 8, 14], 'dip'],
  ];
  for (const [values, shape] of named) assert.equal(shapeOf(values, 1), shape, values.join());
});

test('a trap is told to whoever fell into it', () => {
  const trap = { from: 0, to: 11, option: null, first: null, shape: null, never: null };
  const reply = { kind: 'number', about_right: 1, answer: { mean: 14 }, traps: [trap] };
  assert.equal(trapOf({ best: 8, low: 0, high: 9 }, reply), trap);
  assert.equal(trapOf({ best: 20, low: 12, high: 29 }, reply), undefined);
  assert.equal(trapOf({ best: 11, low: 0, high: 12 }, { ...reply, answer: { mean: 11 } }), undefined);
});

/** @param {number[][]} months each customer's supplier */
const historyOf = months => months.map(dots => ({ dots: Uint8Array.from(dots) }));

test('a seat that was left is a hole for three months, then the outermost customer moves in', () => {
  const stays = [1, 0, 0, 1];
  const history = historyOf([[0, 0, 0, 1], stays, stays, stays, stays]);
  const seats = new Seats(2, 1);
  assert.deepEqual([...seats.in(history, 0).seat], [0, 1, 2, 0]);
  assert.deepEqual([...seats.in(history, 1).seat], [1, 1, 2, 0]);
  for (const month of [1, 2, 3])
    assert.deepEqual(seats.in(history, month).holes, [{ firm: 0, seat: 0, month: 1 }]);
  assert.deepEqual(seats.in(history, 4).holes, []);
  assert.deepEqual([...seats.in(history, 4).seat], [1, 1, 0, 0]);
  assert.deepEqual(seats.most, [3, 2]);
});

test('no two customers ever share a seat, and another history begins anew', () => {
  let luck = 1;
  const next = () => (luck = (luck * 48271) % 2147483647) / 2147483647;
  const months = [Array.from({ length: 300 }, () => Math.floor(3 * next()))];
  for (let m = 1; m < 40; m++)
    months.push(months[m - 1].map(firm => (next() < 0.1 ? Math.floor(3 * next()) : firm)));
  const history = historyOf(months);
  const seats = new Seats(3, 1);
  for (let m = 0; m < 40; m++) {
    const { seat } = seats.in(history, m);
    assert.equal(new Set(months[m].map((firm, i) => `${firm} ${seat[i]}`)).size, 300);
    for (let i = 0; i < 300 && m; i++) {
      const before = seats.in(history, m - 1).seat;
      if (months[m][i] === months[m - 1][i] && seat[i] !== before[i])
        assert.ok(seat[i] < before[i], 'who stays only moves towards the middle');
    }
  }
  const other = historyOf([months[5], months[6]]);
  assert.deepEqual(seats.in(other, 1).seat, new Seats(3, 1).in(other, 1).seat);
});

test('islands lie apart and inside, and keep their room while they grow a little', () => {
  for (const [width, height] of [
    [570, 360],
    [360, 300],
    [900, 250],
  ])
    for (const room of [[500, 480, 520, 500], [2000], [10, 400, 30], Array(8).fill(250)]) {
      const { pitch, centres } = islandLayout(width, height, room);
      centres.forEach(([x, y], i) => {
        const radius = pitch * Math.sqrt(room[i]);
        assert.ok(x - radius >= 0 && x + radius <= width && y - radius >= 0 && y + radius <= height);
        for (let j = 0; j < i; j++) {
          const apart = Math.hypot(x - centres[j][0], y - centres[j][1]);
          assert.ok(apart > radius + pitch * Math.sqrt(room[j]));
        }
      });
    }
  assert.ok(roomFor(500) >= 500);
  assert.equal(roomFor(500), roomFor(510));
});

test('ranks put the most involved first and leave out who is not drawn', () => {
  assert.deepEqual([...ranksOf(Uint8Array.from([5, 9, 7]), 1)], [2, 0, 1]);
  assert.deepEqual([...ranksOf(Uint8Array.from([5, 9, 7]), 2)], [1, 0, 0]);
});

test('what is written into a field is a number, words, or nothing', async () => {
  const { written } = await load('views/own-values.js');
  const numbers = ['97', ' 0.5', '.5', '-3', '\u22123', '1e3', '0,5', '1.2.3', 'many', '1e999', ''];
  assert.deepEqual(
    numbers.map(each => written(each, true)),
    [97, 0.5, 0.5, -3, -3, 1000, '0,5', '1.2.3', 'many', '1e999', null],
  );
  assert.equal(written(' 12 ', false), '12');
});

test('a market of one\u2019s own brings its text along, and is missed where it is not kept', async () => {
  const own = await load('protocol/own-markets.js');
  const name = 'own-0123456789abcdef';
  const words = { en: { title: 'Mine' }, zh: { title: '我的' } };
  const recipe = { scenario: name, seed: 1, moves: [], customers: null, months: null };
  assert.throws(() => own.wholeRecipe(recipe), Refused);
  own.keepOwn({ name, text: 'schema = 1', words });
  assert.deepEqual(own.wholeRecipe(recipe), { scenario: name, text: 'schema = 1', seed: 1, moves: [] });
  assert.equal('text' in own.wholeRecipe({ ...recipe, scenario: 'own-shop' }), false);
});

test('of markets of one\u2019s own the last twelve are kept', async () => {
  const own = await load('protocol/own-markets.js');
  const words = { en: { title: 'M' }, zh: { title: 'M' } };
  const nameOf = number => `own-${String(number).padStart(16, '0')}`;
  for (let number = 0; number < 15; number += 1) own.keepOwn({ name: nameOf(number), text: 'x', words });
  assert.deepEqual([own.ownText(nameOf(2)), own.ownText(nameOf(3))], [null, 'x']);
  assert.deepEqual(
    own.ownMarkets().map(each => each.name),
    Array.from({ length: 12 }, (_, index) => nameOf(14 - index)),
  );
});

test('with a firm goes what was filled in for it, and later firms move up', async () => {
  const { Draft } = await load('protocol/draft.js');
  const draft = new Draft({ ask: async () => ({ draft: null, mistakes: [] }) });
  draft.market = { firms: ['A', 'B', 'C'], values: {}, text: '', name: '' };
  draft.typed = new Map([
    ['firm.0.price', 1],
    ['firm.1.price', 2],
    ['firm.2.price', 3],
    ['world.months', 4],
  ]);
  await draft.removeFirm(1);
  assert.deepEqual(
    [...draft.typed],
    [
      ['firm.0.price', 1],
      ['firm.1.price', 3],
      ['world.months', 4],
    ],
  );
  assert.deepEqual(
    draft.firms.map(each => each.was),
    ['A', 'C'],
  );
});

const { app } = await load('app.js');
const { bandOfThisMarket, watchOtherLucks } = await load('views/market-other-lucks.js');

test('a band of other lucks belongs to one recipe, and is asked for anew after a change in mid-run', async () => {
  globalThis.document = { hidden: false };
  const recipe = { scenario: 'x', seed: 7, moves: [] };
  const market = { focal: 0, firms: ['Focal'] };
  app.run = { recipe, market, reached: 12, shown: 12, horizon: 12, moving: false };
  app.engine = { ask: async () => ({ retention_rate: Array(12).fill([0.99]) }) };
  app.band = null;
  /** @type {(wanted: () => boolean) => Promise<void>} */
  const until = async wanted => {
    while (!wanted()) await new Promise(resolve => setTimeout(resolve, 5));
  };
  let isWanted = true;
  const watching = watchOtherLucks(
    () => isWanted,
    () => {},
  );
  await until(() => bandOfThisMarket()?.lucks === 20);
  app.run.recipe = { ...recipe, moves: [{ month: 6, path: 'firm.Focal.level', value: 3 }] };
  assert.equal(bandOfThisMarket(), null);
  await until(() => bandOfThisMarket()?.lucks === 20);
  isWanted = false;
  await watching;
  delete globalThis.document;
});

const { eventsThatAct } = await load('protocol/changing.js');
const { pinPlaces } = await load('views/pins.js');
const { labelRows } = await load('drawing/value-curve.js');

test('pins that would cover one another stand in two rows, a third one keeps only its line', () => {
  const near = [100, 110, 120, 300].map(at => ({ at, width: 80 }));
  assert.deepEqual(
    pinPlaces(near, 400).map(({ row, room }) => [row, room]),
    [
      [0, 80],
      [1, 80],
      [0, 0],
      [0, 80],
    ],
  );
  assert.deepEqual(pinPlaces([{ at: 350, width: 80 }], 400), [{ isLate: true, row: 0, room: 80 }]);
});

test('what a move replaces has no pin any more', () => {
  const planned = { month: 13, path: 'firm.Focal.level', value: 2, planned: true };
  const shock = { month: 13, path: 'world.x', value: 2, planned: false };
  const move = month => ({ month, path: 'firm.Focal.level', value: 3 });
  assert.deepEqual(eventsThatAct({ events: [planned, shock] }, [move(12)]), [shock]);
  assert.deepEqual(eventsThatAct({ events: [planned, shock] }, [move(24)]), [planned, shock]);
});

test('labels under a curve that would meet stand in two rows', () => {
  assert.deepEqual(labelRows([50, 50, 50], 40), [0, 1, 0]);
  assert.deepEqual(labelRows([30, 30, 30], 40), [0, 0, 0]);
});

const { repeatWords } = await load('recipe-words.js');

test('an address of this machine alone does not leave it', () => {
  const hash = '#view=market&seed=7';
  for (const hostname of ['127.0.0.1', 'localhost', '[::1]']) {
    assert.ok(!repeatWords({ hostname, href: `http://${hostname}:8000/${hash}`, hash }).includes(hostname));
  }
  const elsewhere = { hostname: 'lab.example', href: `https://lab.example/${hash}`, hash };
  assert.ok(repeatWords(elsewhere).endsWith(elsewhere.href));
});

test('a file says what it is in lines before its table', () => {
  const lines = toCsv(['a'], [[1]], ['Profit, total (coins)', '30 runs'])
    .slice(1)
    .split('\r\n');
  assert.deepEqual(lines, ['"# Profit, total (coins)"', '# 30 runs', 'a', '1', '']);
});

const { t, useLanguage } = await load('protocol/words.js');

test('what is counted has the form of its number', async () => {
  globalThis.document = { documentElement: {} };
  const words = { judged: 'After {count} [count:run|runs] of each.', market: '{share} % of {firm}' };
  globalThis.fetch = async () => ({ json: async () => words });
  await useLanguage('en');
  assert.equal(t('judged', { count: 1 }), 'After 1 run of each.');
  assert.equal(t('judged', { count: '2,000' }), 'After 2,000 runs of each.');
  assert.equal(t('market', { share: 5, firm: 'Birch' }), '5\u00a0% of Birch');
  delete globalThis.document;
});

const { luckDecided } = await load('views/why-sentence.js');

test('luck has decided where she went, not that she left, if she would have left anyway', () => {
  app.run = { market: { firms: ['Focal', 'Birch', 'Cedar'] } };
  const likely = { chances: [0.1, 0.7, 0.2], own: 0 };
  assert.equal(luckDecided({ ...likely, chosen: 2 }, 5, 20), 'where');
  assert.equal(luckDecided({ ...likely, chosen: 1 }, 5, 20), 'little');
  assert.equal(luckDecided({ chances: [0.8, 0.1, 0.1], own: 0, chosen: 2 }, 5, 20), 'first');
  assert.equal(luckDecided({ ...likely, chosen: 2 }, 30, 20), 'little');
  assert.equal(luckDecided({ ...likely, chosen: 2 }, undefined, 20), 'only');
});
