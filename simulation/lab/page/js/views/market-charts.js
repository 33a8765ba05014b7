// The charts of the Market view: a large one that tells the story, small ones that can take its place, and
// further ones that are folded away.
import { app } from '../app.js';
import { ChartCard } from '../drawing/chart-card.js';
import { h } from '../drawing/dom.js';
import { icon } from '../drawing/icons.js';
import { t } from '../protocol/words.js';
import { LINE_CHARTS, describedAs, lineChart } from './market-lines.js';
import { MORE_CHARTS, moreChart, moreDescribedAs } from './market-more-charts.js';
/** @import { LineChartName } from './market-lines.js' */
/** @import { MoreChartName } from './market-more-charts.js' */

/** @type {Map<LineChartName, ChartCard>} */
let lines = new Map();
/** @type {Map<MoreChartName, ChartCard>} */
let more = new Map();
/** Which chart tells the story, and whether the further ones are open: kept while the page is. */
let story = LINE_CHARTS[0];
let isMoreOpen = false;

/** The cards of all charts, still empty. */
export function buildCharts() {
  lines = new Map(LINE_CHARTS.map(name => [name, new ChartCard(`chart-${name}`, describedAs(name))]));
  more = new Map(MORE_CHARTS.map(name => [name, new ChartCard(`chart-${name}`, moreDescribedAs(name))]));
  const tiles = LINE_CHARTS.filter(name => name !== story).map(cardOf);
  for (const name of LINE_CHARTS) prepare(name);
  return [
    h('div', { class: 'story-chart', id: 'story-chart' }, cardOf(story).element),
    h(
      'div',
      { class: 'tiles' },
      tiles.map(card => card.element),
    ),
    moreCharts(),
  ];
}

/** @param {LineChartName} name */
const cardOf = name => /** @type {ChartCard} */ (lines.get(name));

/**
 * A button that makes a chart large, and the same for a click into its plot.
 * @param {LineChartName} name
 */
function prepare(name) {
  const card = cardOf(name);
  card.setTile(name !== story);
  const label = t('make_large', { title: t(`chart.${name}`) });
  const attributes = { type: 'button', class: 'icon enlarge', title: label, 'aria-label': label };
  card.extra.append(h('button', { ...attributes, onclick: () => tellStory(name) }, icon('larger')));
  card.plot.addEventListener('click', () => {
    if (name !== story) tellStory(name);
  });
  for (const event of ['pointerover', 'focusin']) {
    card.plot.addEventListener(event, each => strengthen(/** @type {Element} */ (each.target)));
  }
  card.plot.addEventListener('pointerleave', () => strengthen(null));
}

/**
 * A chart takes the large place; the one that had it goes where the other was, and takes the focus, so that
 * the same key brings it back.
 * @param {LineChartName} name
 */
function tellStory(name) {
  const [next, last] = [cardOf(name), cardOf(story)];
  const place = document.createComment('');
  next.element.replaceWith(place);
  last.element.replaceWith(next.element);
  place.replaceWith(last.element);
  story = name;
  next.setTile(false);
  last.setTile(true);
  /** @type {HTMLElement | null} */ (last.element.querySelector('.enlarge'))?.focus();
}

/**
 * While a line is pointed at, its firm is strong in all charts.
 * @param {Element | null} target
 */
function strengthen(target) {
  const firm = target?.closest('[data-firm]')?.getAttribute('data-firm');
  const holder = /** @type {HTMLElement | null} */ (document.querySelector('.charts'));
  if (!holder) return;
  if (firm) holder.dataset.strong = firm;
  else delete holder.dataset.strong;
}

/** The further charts; they are drawn only while they are open. */
function moreCharts() {
  const ontoggle = () => {
    isMoreOpen = details.open;
    updateMore();
  };
  const summary = h('summary', {}, t('more_charts', { count: MORE_CHARTS.length }));
  const details = h(
    'details',
    { class: 'more-charts', id: 'more-charts', open: isMoreOpen, ontoggle },
    summary,
    h(
      'div',
      { class: 'tiles' },
      [...more.values()].map(card => card.element),
    ),
  );
  return details;
}

export function updateCharts() {
  for (const [name, card] of lines) card.show(lineChart(name));
  updateMore();
}

function updateMore() {
  for (const [name, card] of more) {
    const { title, unit } = moreDescribedAs(name);
    card.setTitle(title, unit);
    if (isMoreOpen && app.run.market) card.show(moreChart(name));
  }
}
