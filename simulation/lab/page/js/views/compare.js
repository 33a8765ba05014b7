// The Compare view: the same customers with the same luck under several strategies.
import { app, isPhone } from '../app.js';
import { CustomerPicture } from '../drawing/customer-picture.js';
import { $, fill, h } from '../drawing/dom.js';
import { icon } from '../drawing/icons.js';
import { firmName, focalFirm } from '../market-facts.js';
import { FIRST_BATCH, comparison, comparisonKinds } from '../protocol/comparison.js';
import { t } from '../protocol/words.js';
import { compareCharts, emptyCharts, updateCharts } from './compare-charts.js';
import { showBothWorlds, showFateCounts } from './compare-fate.js';
import { showLegend, strongOf } from './compare-legend.js';
import { showVerdict, verdictCard } from './compare-verdict.js';
/** @import { CompareCharts } from './compare-charts.js' */
/** @import { Comparison, ComparisonKind } from '../protocol/comparison.js' */

/**
 * @typedef {object} CompareView
 * @property {ComparisonKind} kind
 * @property {Comparison} runs
 * @property {number} firm
 * @property {CompareCharts} charts
 * @property {HTMLCanvasElement} canvas
 * @property {CustomerPicture} [picture] who was saved, and who was lost
 */
/** @type {CompareView} */
let view;

const BATCH = 30;

/** @param {HTMLElement} root */
export function render(root) {
  const { state } = app;
  const kinds = comparisonKinds();
  const first = kinds.find(each => each === 'mine' && app.run.recipe.moves.length) ?? kinds[0];
  const kind = kinds.find(each => each === state.versus) ?? first;
  const firm = focalFirm();
  const canvas = h('canvas', { role: 'img', id: 'fate', 'aria-labelledby': 'fate-title', tabindex: 0 });
  view = { kind, runs: comparison(kind), firm, charts: compareCharts(firm), canvas };
  const { trade, leavers, profit, leaving } = view.charts;
  const worlds = h('section', { class: 'card', id: 'worlds', hidden: true });
  fill(
    root,
    h('h1', { class: 'visually-hidden' }, t('tab.compare')),
    h(
      'div',
      { class: 'compare' },
      question(),
      verdictCard(),
      h('div', { class: 'stack' }, trade.element, leavers.element, profit.element),
      h('div', { class: 'stack' }, fateCard(), worlds, leaving.element),
    ),
  );
  canvas.style.height = isPhone() ? '320px' : '262px';
  view.picture = new CustomerPicture(canvas, app.run.market.acquaintances);
  canvas.addEventListener('click', pictureClicked);
}

/** What is compared, and how many runs more. */
function question() {
  const kinds = comparisonKinds();
  const onchange = () => {
    app.state.versus = kinds.find(each => each === select.value) ?? null;
    app.state.strong = null;
    app.rebuild();
  };
  const options = kinds.map(kind =>
    h('option', { value: kind, selected: kind === view.kind }, t(`compare.kind_${kind}`)),
  );
  const select = h(
    'select',
    { class: 'btn', id: 'versus', 'aria-label': t('compare.what'), onchange },
    options,
  );
  const more = { type: 'button', class: 'btn go', id: 'more', onclick: runMore };
  return h(
    'div',
    { class: 'ask' },
    h('h2', {}, t('compare.ask', { firm: firmName(view.firm) })),
    select,
    h('span', { id: 'alternatives', class: 'alternatives' }),
    h('small', {}, t('compare.same')),
    h('button', more, icon('play'), h('span', {})),
  );
}

/** The card with the picture of who was saved and who was lost. */
function fateCard() {
  const title = h('h2', { id: 'fate-title' }, t('compare.who'));
  const whose = h('small', {}, t('compare.whose', { firm: firmName(view.firm) }));
  return h(
    'section',
    { class: 'card picture still', 'aria-labelledby': 'fate-title' },
    h('header', {}, h('div', {}, title, whose)),
    h('div', { class: 'tally', id: 'tally' }),
    h('div', { class: 'stage' }, view.canvas),
  );
}

function runMore() {
  view.runs.wanted = Math.max(FIRST_BATCH, view.runs.count) + BATCH;
  inBackground();
  update();
}

/** @param {MouseEvent} event */
function pictureClicked(event) {
  const { canvas, picture, runs } = view;
  const mine = view;
  const box = canvas.getBoundingClientRect();
  const customer = picture?.customerAt(event.clientX - box.left, event.clientY - box.top) ?? -1;
  if (customer < 0 || !runs.count) return;
  showBothWorlds(customer, runs, strongOf(runs), () => mine === view && app.state.view === 'compare');
}

export async function inBackground() {
  const mine = view;
  const isHere = () => mine === view && app.state.view === 'compare';
  const updateHere = () => {
    if (isHere()) update();
  };
  await mine.runs.pull(() => isHere() && !document.hidden, updateHere);
  updateHere();
}

export function resize() {
  view.picture?.resize();
  update();
}

export function update() {
  const { kind, runs, charts, picture, firm } = view;
  const strong = strongOf(runs);
  const fate = runs.fates.get(runs.compared[strong].name);
  showProgress(runs);
  showLegend(runs, kind === 'mine');
  showVerdict(runs, strong);
  if (!fate) {
    emptyCharts(charts);
    return;
  }
  showFateCounts(runs, strong, fate, firm);
  picture?.drawFate(fate, firm);
  updateCharts(charts, runs);
}

/** @param {Comparison} runs */
function showProgress({ count, wanted }) {
  const isBusy = count < wanted;
  const more = /** @type {HTMLButtonElement} */ ($('#more'));
  more.disabled = isBusy;
  $('span', more).textContent = isBusy ? t('compare.running', { count, wanted }) : t('compare.more');
  $('#progress').style.width = `${Math.min(100, (100 * count) / wanted)}%`;
}
