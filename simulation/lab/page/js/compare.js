// The Compare view: the same customers with the same luck under several strategies.
import { $, fill, h, say } from './dom.js';
import { app, currency, fine, firmName, focal, isPhone, words } from './app.js';
import { ChartCard } from './card.js';
import { alternativeLines, dashOf, extent, labels, quantile, smooth } from './charts.js';
import { FIRST_BATCH, alternativeName, comparison, hasOwn } from './comparison.js';
import { Crowd } from './crowd.js';
import { lifeLine } from './lifeline.js';
import { luckMeter } from './meter.js';
import { icon, kind } from './marks.js';
import { gap, language, n0, n1, n2, t, tight } from './words.js';

const signed = value => (value > 0 ? '+' : '') + n2(value);
const LAMPS = ['few', 'nearly', 'enough'];
const DASHES = { dot: '2 4', dash: '8 4', solid: null, dashdot: '8 3 2 3' };
let view = null;

const kinds = () => ['levels', 'all', ...(hasOwn() ? ['own'] : [])];

export function render(root) {
  if (!kinds().includes(app.state.versus)) app.state.versus = 'levels';
  const firm = focal();
  view = { comparison: comparison(app.state.versus), firm, person: null, cards: cards(firm) };
  const select = h('select', { class: 'btn', id: 'versus', 'aria-label': t('compare.what'), onchange: () => { app.state.versus = select.value; app.rebuild(); } },
    kinds().map(kind => h('option', { value: kind, selected: kind === app.state.versus }, t(`compare.kind_${kind}`))));
  const more = h('button', { type: 'button', class: 'btn go', id: 'more', onclick: () => { view.comparison.wanted = Math.max(FIRST_BATCH, view.comparison.count) + 30; app.views.compare.inBackground(); update(); } }, icon('play'), h('span', {}));
  const canvas = h('canvas', { role: 'img', id: 'fate', 'aria-labelledby': 'fate-title', tabindex: 0 });
  fill(root, h('h1', { class: 'sr' }, t('tab.compare')), h('div', { class: 'compare' },
    h('div', { class: 'ask' }, h('h2', {}, t('compare.ask', { firm: firmName(firm) })), select, h('span', { id: 'alternatives', class: 'alternatives' }), h('small', {}, t('compare.same')), more),
    h('section', { class: 'card verdict', 'aria-label': t('compare.verdict') },
      h('div', {}, h('p', { class: 'plain', id: 'verdict', 'aria-live': 'polite' })),
      h('div', { class: 'light' }, h('h3', {}, t('compare.enough')), h('div', { class: 'lamps', id: 'lamps' }), h('div', { class: 'prog', 'aria-hidden': 'true' }, h('i', { id: 'progress' })), h('small', { id: 'lamp-why' })),
      h('div', { class: 'meter' }, h('h3', {}, t('compare.meter')), h('div', { id: 'meter' }), h('small', { id: 'meter-why' })),
      h('div', { class: 'holds' }, h('small', {}, t('compare.holds')), h('ul', { class: 'conds', id: 'conditions' }))),
    h('div', { class: 'stack' }, view.cards.retention.element, view.cards.profit.element),
    h('div', { class: 'stack' }, h('section', { class: 'card picture still', 'aria-labelledby': 'fate-title' },
      h('header', {}, h('div', {}, h('h2', { id: 'fate-title' }, t('compare.who')), h('small', {}, t('compare.whose', { firm: firmName(firm) })))),
      h('div', { class: 'tally', id: 'tally' }), h('div', { class: 'stage' }, canvas)), h('section', { class: 'card', id: 'worlds', hidden: true }), view.cards.leaving.element)));
  canvas.style.height = isPhone() ? '320px' : '262px';
  view.crowd = new Crowd(canvas, app.run.market.acquaintances);
  canvas.addEventListener('click', event => {
    const box = canvas.getBoundingClientRect(), customer = view.crowd.at(event.clientX - box.left, event.clientY - box.top);
    if (customer >= 0 && view.comparison.fate) bothWorlds(customer);
  });
}

const cards = firm => ({
  retention: new ChartCard('compare-retention', { title: t('compare.retention', { firm: firmName(firm) }), unit: t('unit_of.retention'), tall: true }),
  profit: new ChartCard('compare-profit', { title: t('compare.profit', { firm: firmName(firm) }), unit: t('thousand', { currency: currency() }), tall: true }),
  leaving: new ChartCard('compare-leaving', { title: t('compare.leaving', { firm: firmName(firm) }), unit: t('compare.leaving_unit', { currency: currency() }) }),
});

export async function inBackground() {
  const mine = view, here = () => mine === view && app.state.view === 'compare';
  await mine.comparison.pull(() => here() && !document.hidden, () => here() && update());
  if (here()) update();
}

export function resize() {
  view.crowd.resize();
  update();
}

export function update() {
  const { comparison: runs, cards: { retention, profit, leaving } } = view;
  const busy = runs.count < runs.wanted;
  $('#more').disabled = busy;
  $('#more span').textContent = busy ? t('compare.running', { count: runs.count, wanted: runs.wanted }) : t('compare.more');
  $('#progress').style.width = `${Math.min(100, (100 * runs.count) / runs.wanted)}%`;
  lamps(runs.verdict?.lamp ?? 'few');
  if (!runs.count) {
    fill($('#verdict'), t('compare.starting'));
    [retention, profit, leaving].forEach(card => card.show({ traces: [], axis: { months: app.run.horizon, range: [0, 1] }, words: t('compare.starting'), heads: [t('month')], rows: [] }));
    return;
  }
  verdict(runs);
  legend(runs);
  tally(runs);
  view.crowd.drawFate(runs.fate, view.firm);
  const mean = values => values.reduce((sum, each) => sum + each, 0) / values.length;
  chart(retention, runs, runs.series('retention_rate', value => 100 * value).map(each => each.map(run => smooth(run))), null, value => `${value}${language.now === 'zh' ? '' : '\u00a0'}%`);
  chart(profit, runs, runs.series('profit_cumulative', value => value / 1000), 0, value => `${value} ${t('thousand', { currency: currency() })}`);
  chart(leaving, runs, runs.series('switching_cost'), 0, value => `${value} ${currency()}`, fine);
  const { known, runs: differences } = runs.verdict, chance = quantile(runs.placebo.map(Math.abs), 0.95);
  const why = t('compare.meter_why', { chance: n2(chance), effect: signed(known.mean ?? mean(differences)) });
  fill($('#meter'), luckMeter(runs.placebo, differences, chance, why, [t('compare.placebo'), t('compare.effect', { last: runs.names.at(-1), first: runs.names[0] })]));
  $('#meter-why').textContent = why;
}

function verdict(runs) {
  const { words: told, known, enough, replications } = runs.verdict, { sentences, conditions } = told[language.now];
  say($('#verdict'), [tight(sentences[0]), gap(), h('span', { class: 'soft smaller' }, tight(sentences.slice(1).join(gap())))]);
  fill($('#conditions'), conditions.map(each => h('li', {}, tight(each))));
  const half = known.low === null ? null : (known.high - known.low) / 2;
  $('#lamp-why').textContent = t(half === null ? 'compare.lamp_why_one' : 'compare.lamp_why', { count: replications, enough, half: n2(half) });
}

function lamps(state) {
  const drawn = (name, index) => {
    const on = name === state, ink = 'var(--ink)';
    return h('span', { class: `lamp${on ? ' on' : ''}`, 'aria-current': on ? 'true' : null }, h('svg', { viewBox: '0 0 30 30', 'aria-hidden': 'true' }, h('circle', { cx: 15, cy: 15, r: 12 }),
      index === 1 ? h('path', { d: 'M3 15a12 12 0 0 0 24 0z', fill: on ? ink : 'var(--rule)' }) : null,
      index === 2 ? h('circle', { cx: 15, cy: 15, r: on ? 12 : 8, class: on ? 'full' : 'hint' }) : null,
      index === 2 && on ? h('path', { d: 'M9.500 15.500l3.800 3.800 7.200-8', class: 'tick' }) : null), t(`compare.lamp_${name}`));
  };
  fill($('#lamps'), LAMPS.map(drawn));
}

function legend(runs) {
  const { names } = runs, holder = $('#alternatives'), key = names.join();
  if (holder.dataset.key === key) return;
  holder.dataset.key = key;
  fill(holder, names.map((name, index) => h('span', { class: 'alt' }, h('svg', { viewBox: '0 0 32 12', 'aria-hidden': 'true' },
    h('line', { x1: 1, x2: 31, y1: 6, y2: 6, stroke: `var(--a${Math.min(index, 2) + 1})`, 'stroke-width': 3, 'stroke-dasharray': DASHES[dashOf(index, names.length)] })), name)));
}

function chart(card, runs, series, least, unit, digits = n1) {
  const { traces, ends, middles } = alternativeLines(series, runs.names);
  traces.forEach(trace => { trace.x = trace.x.map(month => month + 1); });
  const shown = traces.flatMap(trace => trace.y), range = least === null ? [extent([shown], { most: 100 })[0], 100.4] : extent([shown], { least });
  const months = app.run.horizon, last = middles.map(each => each.at(-1));
  const best = last.indexOf(Math.max(...last)), worst = last.indexOf(Math.min(...last));
  card.show({
    traces, axis: { months, range }, labels: height => labels(ends.map(end => ({ ...end, x: end.x + 1 })), range, height),
    words: [t('compare.words', { month: months, best: runs.names[best], high: unit(digits(last[best])), worst: runs.names[worst], low: unit(digits(last[worst])) }), gap(), h('span', { class: 'soft' }, t('compare.band', { runs: runs.count }))],
    heads: [t('month'), ...runs.names], rows: middles[0].map((_, month) => [month + 1, ...middles.map(each => each[month])]).reverse(),
  });
}

function tally(runs) {
  const count = code => runs.fate.reduce((sum, each) => sum + (each === code), 0), own = `var(--f${kind(view.firm)})`;
  const ring = attributes => h('svg', { viewBox: '0 0 20 20', 'aria-hidden': 'true' }, h('circle', { cx: 10, cy: 10, ...attributes }));
  const first = runs.names[0], last = runs.names.at(-1);
  const part = (drawn, number, name) => h('div', {}, h('b', {}, drawn, h('span', { id: `fate-${name}` }, n0(number))), t(`compare.${name}`), h('br'), h('small', {}, t(`compare.${name}_means`, { first, last })));
  fill($('#tally'), part(ring({ r: 9, fill: own }), count(2), 'saved'), part(ring({ r: 8, fill: 'none', stroke: 'var(--ink)', 'stroke-width': 4 }), count(3), 'lost'), part(ring({ r: 6, fill: own, opacity: 0.3 }), count(1), 'same_fate'));
}

// One customer in both worlds: her life under the first and under the last alternative.
async function bothWorlds(customer) {
  const card = $('#worlds'), { comparison: runs } = view, mine = view;
  card.hidden = false;
  fill(card, h('h2', {}, t('customer', { number: customer })), h('p', {}, t('compare.asking')));
  for (const [index, alternative] of [runs.alternatives[0], runs.alternatives.at(-1)].entries()) {
    const { story } = await app.engine.ask('tell', { customer, alternative: alternative.name });
    if (mine !== view || app.state.view !== 'compare') return;
    if (!index) fill(card, h('h2', {}, t('compare.both_worlds', { number: customer })));
    card.append(h('h3', {}, alternativeName(alternative)), ...lifeLine(story, story.months, null));
  }
  card.scrollIntoView({ block: 'nearest' });
}
