// The Why? view: one customer's life and her decisions unfolded, or one firm's month.
import { $, fill, h } from './dom.js';
import { app, currency, fine, firmName, firmNode, money, notice, refusal, strong } from './app.js';
import { guarded } from './bench.js';
import { Lost, Refused } from './engine.js';
import { fallTable } from './fall.js';
import { ledger } from './ledger.js';
import { lifeLine } from './lifeline.js';
import { mark } from './marks.js';
import { gap, n0, nodes, percent, t } from './words.js';

const SEARCHES = ['left', 'locked', 'about', 'often', 'never'];
const STEPS = ['gives', 'costs', 'leaving', 'luck', 'choice'];
const REMEMBERED = 6;
let view = null;

export function render(root) {
  view = { mode: view?.mode ?? 'customer', search: view?.search ?? 'left', month: null, step: view?.step ?? 4, decision: null, story: null, hits: [], asked: '' };
  const modes = h('div', { class: 'seg', role: 'group', 'aria-label': t('why.subject') }, ['customer', 'firm'].map(mode => h('button', {
    type: 'button', 'data-mode': mode, 'aria-pressed': String(mode === view.mode), onclick: () => { view.mode = mode; render(root); update(); },
  }, t(`why.${mode}`))));
  fill(root, h('h1', { class: 'sr' }, t('tab.why')), h('div', { class: 'why' },
    h('aside', { class: 'card finder', 'aria-label': t('why.finder') }, modes, view.mode === 'firm' ? firmList() : customerFinder()),
    h('section', { id: 'story', class: 'card', 'aria-live': 'off' })));
}

const firmList = () => [h('h2', {}, t('why.find_firm')), h('ol', { class: 'hits' }, app.run.market.firms.map((_, firm) =>
  h('li', {}, h('button', { type: 'button', 'data-firm-hit': firm, 'aria-pressed': String(firm === strong()), onclick: () => { app.state.only = firm; app.refresh(); } }, h('span', {}, mark(firm)), h('span', {}, firmName(firm))))))];

function customerFinder() {
  const number = h('input', { id: 'customer-number', class: 'btn', inputmode: 'numeric', pattern: '[0-9]*', maxlength: 5, onchange: () => {
    if (/^\d+$/.test(number.value)) choose(Math.min(Number(number.value), app.run.market.customers - 1));
  } });
  return [h('h2', {}, t('why.find')), h('div', { class: 'chips', id: 'searches' }), h('ol', { class: 'hits', id: 'hits' }),
    h('label', { class: 'by-number' }, h('small', {}, t('why.by_number')), number), h('div', { class: 'ego', id: 'ego' })];
}

function choose(customer) {
  app.state.customer = customer;
  view.decision = null;
  app.refresh();
}

export function update() {
  if (app.run.reached === 0) {
    fill($('#story'), h('p', { class: 'plain' }, t('why.nothing_yet')), h('button', { type: 'button', class: 'btn go', id: 'play-first', onclick: () => guarded(() => app.run.runTo(12)) }, t('why.play_first', { months: Math.min(12, app.run.horizon) })));
    return;
  }
  if (view.mode === 'firm') {
    document.querySelectorAll('[data-firm-hit]').forEach(each => each.setAttribute('aria-pressed', String(Number(each.dataset.firmHit) === strong())));
    fill($('#story'), ledger(strong(), app.run.shown));
    return;
  }
  if (app.run.moving) return;
  look();
}

// The month in which "left in month ..." looks: the latest one in which somebody left.
function monthOfLeaving() {
  for (let month = app.run.shown; month > 0; month--) if (app.run.history[month].left.length) return month;
  return app.run.shown;
}

async function look() {
  const { run, state, engine } = app, mine = view;
  const asked = [run.version, run.reached, run.shown, view.search, state.customer].join();
  if (view.asked === asked) { showStory(); return; }
  view.asked = asked;
  view.month = monthOfLeaving();
  showSearches();
  try {
    const { hits } = await engine.ask('find', { what: view.search, month: view.month, most: 7 });
    if (mine !== view || view.asked !== asked || state.view !== 'why') return;
    view.hits = hits;
    if (state.customer === null || state.customer >= run.market.customers) {
      state.customer = hits[0]?.customer ?? 0;
      view.asked = [run.version, run.reached, run.shown, view.search, state.customer].join();
    }
    showHits();
    const { story } = await engine.ask('tell', { customer: state.customer });
    if (mine !== view || story.customer !== state.customer || state.view !== 'why') return;
    view.story = story;
    notice('');
    app.refresh();
  } catch (error) {
    view.asked = '';
    if (error instanceof Refused) refusal(error);
    else if (!(error instanceof Lost)) throw error;
  }
}

function showSearches() {
  fill($('#searches'), SEARCHES.map(search => h('button', { type: 'button', class: 'chip', 'data-search': search, 'aria-pressed': String(search === view.search), onclick: () => {
    view.search = search;
    app.state.customer = null;
    view.decision = null;
    app.refresh();
    $(`[data-search=${search}]`)?.focus();
  } }, t(`find.${search}`, { month: view.month }))));
  $('#customer-number').value = app.state.customer ?? '';
}

function showHits() {
  const figure = hit => ({
    left: () => [mark(hit.firm), ' → ', mark(hit.to), ' ', h('small', {}, money(hit.figure), ' ', currency())],
    locked: () => [mark(hit.firm), ' ', h('small', {}, money(hit.figure), ' ', currency())],
    about: () => [mark(hit.firm), ' ', h('small', {}, percent(hit.figure))],
    often: () => [mark(hit.firm), ' ', h('small', {}, `${n0(hit.figure)}×`)],
    never: () => [mark(hit.firm)],
  })[view.search]();
  const described = hit => [firmName(hit.firm), hit.to === undefined ? '' : firmName(hit.to)].filter(Boolean).join(' → ');
  fill($('#hits'), view.hits.length ? view.hits.map(hit => h('li', { 'aria-current': hit.customer === app.state.customer ? 'true' : null },
    h('button', { type: 'button', 'data-customer': hit.customer, 'aria-label': `${t('customer', { number: hit.customer })}, ${described(hit)}`, onclick: () => choose(hit.customer) }, h('span', { class: 'num' }, hit.customer), h('span', {}, figure(hit))))) : h('li', {}, h('small', {}, t('why.none'))));
  $('#customer-number').value = app.state.customer ?? '';
  fill($('#ego'), ego());
}

function ego() {
  const { market, history, shown } = app.run, her = app.state.customer, { dots } = history[shown];
  const ties = [...new Set(market.acquaintances[her])];
  const at = index => [120 + 88 * Math.cos((2 * Math.PI * index) / ties.length + 0.5), 75 + 54 * Math.sin((2 * Math.PI * index) / ties.length + 0.5)];
  const ring = Math.floor(market.acquaintances[her].length / 2) + 1;
  const far = other => Math.min(Math.abs(other - her), market.customers - Math.abs(other - her)) >= ring;
  const put = (firm, x, y, size) => mark(firm, { x: x - size / 2, y: y - size / 2, width: size, height: size, class: '' });
  const same = ties.filter(other => dots[other] === dots[her]).length;
  const said = t('why.same_firm', { number: same, all: ties.length, firm: firmName(dots[her]) });
  return [h('h2', {}, t('why.ego')), h('svg', { viewBox: '0 0 240 150', role: 'img', 'aria-label': said },
    ties.map((other, i) => [h('line', { x1: 120, y1: 75, x2: at(i)[0], y2: at(i)[1], stroke: 'var(--rule2)', 'stroke-dasharray': far(other) ? '3 3' : null }), put(dots[other], ...at(i), 24)]),
    h('circle', { cx: 120, cy: 75, r: 20, fill: 'var(--card)', stroke: 'var(--ink)', 'stroke-width': 2.5 }), put(dots[her], 120, 75, 28)), h('small', {}, said)];
}

const visible = story => story.decisions.filter(each => each.month <= app.run.shown);

// The decision under discussion: the one chosen, else her last departure, else the last time she looked.
function discussed(decisions) {
  const chosen = decisions.find(each => key(each) === view.decision);
  return chosen ?? decisions.findLast(each => each.chosen !== each.own && (view.search !== 'left' || each.month === view.month)) ?? decisions.findLast(each => each.chosen !== each.own) ?? decisions.at(-1);
}
const key = decision => `${decision.month}.${decision.trip}`;

function showStory() {
  const { story } = view;
  if (!story || story.customer !== app.state.customer) return;
  const decisions = visible(story), decision = discussed(decisions);
  const facts = [['by.involvement', n0(story.traits.involvement), t('why.of_inventory')], ['by.satisfaction', n0(story.series.satisfaction[app.run.shown]), t('why.of_100')],
    ['why.commitment', percent(story.series.commitment[app.run.shown]), ''], ['why.talks_to', t('why.people', { number: story.acquaintances.length }), '']];
  const kept = document.activeElement?.dataset?.keep;
  fill($('#story'),
    h('div', { class: 'person' }, h('h2', { class: 'large' }, t('customer', { number: story.customer })), h('div', { class: 'facts' }, facts.map(([name, value, unit]) => h('span', {}, t(name), ' ', h('b', {}, value), ' ', unit)))),
    lifeLine(story, app.run.shown, decision), chips(decisions, decision),
    h('p', { class: 'plain', id: 'because' }, decision ? because(story, decision) : t('why.never_looked', { month: app.run.shown })),
    decision ? [steps(), fallTable(decision, view.step), luck(decision)] : null);
  if (kept) $(`[data-keep="${kept}"]`)?.focus();
}

const chips = (decisions, current) => h('div', { class: 'chips decisions', role: 'group', 'aria-label': t('why.decisions') }, decisions.slice(-12).map(each => h('button', {
  type: 'button', class: 'chip', 'data-keep': `d${key(each)}`, 'aria-pressed': String(each === current), onclick: () => { view.decision = key(each); showStory(); },
}, t(each.chosen === each.own ? 'why.stayed_chip' : 'why.left_chip', { month: each.month }))));

const steps = () => h('div', { class: 'unfold' }, h('div', { class: 'steps', role: 'group', 'aria-label': t('why.steps') }, STEPS.map((step, index) => h('button', {
  type: 'button', 'data-keep': `s${index}`, 'data-step': index, 'data-on': index <= view.step ? 1 : 0, 'aria-current': index === view.step ? 'step' : null, onclick: () => { view.step = index; showStory(); },
}, `${index + 1} ${t(`unfold.${step}`)}`))));

// The plain sentence: what she did, although what, because of what.
function because(story, decision) {
  const cost = Object.values(decision.leaving).reduce((sum, each) => sum + each, 0);
  const values = { month: decision.month, from: firmNode(decision.own), to: firmNode(decision.chosen), cost: money(cost), currency: currency() };
  if (decision.forced) return nodes('because.forced', values);
  const sentences = [nodes(decision.chosen === decision.own ? 'because.stayed' : 'because.left', values), t(`because.${decision.reason}`)];
  const failure = story.events.findLast(each => ['failure', 'complaint'].includes(each.kind) && each.firm === decision.own && each.month <= decision.month && decision.month - each.month < REMEMBERED);
  if (failure) sentences.push(t('because.failure', { month: failure.month }));
  const told = new Set(story.events.filter(each => each.kind === 'told' && each.firm === decision.chosen && each.month <= decision.month && decision.month - each.month < REMEMBERED).map(each => each.by));
  if (told.size && decision.chosen !== decision.own) sentences.push(nodes('because.told', { number: told.size, to: firmNode(decision.chosen) }));
  if (decision.chosen !== decision.own) sentences.push(t('because.gain', { gain: fine(decision.utility[decision.chosen] - decision.utility[decision.own]), currency: currency() }));
  return sentences.flatMap((each, i) => (i ? [gap(), each] : [each]));
}

function luck(decision) {
  if (decision.forced) return null;
  const sober = decision.utility.map((value, firm) => value - decision.draw[firm]);
  const decided = sober.indexOf(Math.max(...sober)) !== decision.chosen;
  return h('p', { class: 'aside' }, h('b', {}, t(decided ? 'why.luck_decided' : 'why.luck_did_not')), ' ', t('why.draw'));
}
