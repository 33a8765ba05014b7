// The Why? view: one customer's life and her decisions unfolded, or one firm's month.
import { app, guarded, notice } from '../app.js';
import { $, $$, fill, h } from '../drawing/dom.js';
import { singledOut } from '../market-facts.js';
import { t } from '../protocol/words.js';
import { firmAccounts } from './firm-accounts.js';
import { customerFinder, firmFinder, showHits, showSearches } from './why-finder.js';
import { customerStory } from './why-story.js';
/** @import { Hit, Search, Story } from '../protocol/messages.js' */

/**
 * @typedef {object} WhyView
 * @property {'customer' | 'firm'} mode
 * @property {Search} search
 * @property {number} month in which "left in month ..." looks
 * @property {number} step up to which the decision is unfolded
 * @property {string | null} decision the key of the decision that was chosen
 * @property {Story | null} story
 * @property {Hit[]} hits
 * @property {string} asked what the story and the hits belong to
 */
/** @type {WhyView | null} */
let lastView = null;

const FIRST_MONTHS = 12;
const MOST_HITS = 7;

/** @param {HTMLElement} root */
export function render(root) {
  const { mode = 'customer', search = 'left', step = 4 } = lastView ?? {};
  /** @type {WhyView} */
  const view = { mode, search, month: 0, step, decision: null, story: null, hits: [], asked: '' };
  lastView = view;
  fill(
    root,
    h('h1', { class: 'visually-hidden' }, t('tab.why')),
    h(
      'div',
      { class: 'why' },
      h(
        'aside',
        { class: 'card finder', 'aria-label': t('why.finder') },
        modeChoice(view, root),
        mode === 'firm' ? firmFinder() : customerFinder(chooseCustomer),
      ),
      h('section', { id: 'story', class: 'card', 'aria-live': 'off' }),
    ),
  );
}

/**
 * A customer, or a firm?
 * @param {WhyView} view
 * @param {HTMLElement} root
 */
function modeChoice(view, root) {
  /** @param {'customer' | 'firm'} mode */
  const button = mode => {
    const onclick = () => {
      view.mode = mode;
      render(root);
      update();
    };
    const attributes = {
      type: 'button',
      'data-mode': mode,
      'aria-pressed': String(mode === view.mode),
      onclick,
    };
    return h('button', attributes, t(`why.${mode}`));
  };
  const group = { class: 'segmented', role: 'group', 'aria-label': t('why.subject') };
  return h('div', group, button('customer'), button('firm'));
}

/** @param {number} customer */
function chooseCustomer(customer) {
  app.state.customer = customer;
  if (lastView) lastView.decision = null;
  app.refresh();
}

export function update() {
  const view = lastView;
  if (!view) return;
  if (app.run.reached === 0) showNothingYet();
  else if (view.mode === 'firm') showFirm();
  else if (!app.run.moving) showCustomer(view);
}

function showNothingYet() {
  const run = () => guarded(() => app.run.runTo(FIRST_MONTHS));
  const label = t('why.play_first', { months: Math.min(FIRST_MONTHS, app.run.horizon) });
  fill(
    $('#story'),
    h('p', { class: 'plain' }, t('why.nothing_yet')),
    h('button', { type: 'button', class: 'btn go', id: 'play-first', onclick: run }, label),
  );
}

function showFirm() {
  const firm = singledOut();
  for (const each of $$('[data-firm-hit]')) {
    each.setAttribute('aria-pressed', String(Number(each.dataset.firmHit) === firm));
  }
  fill($('#story'), firmAccounts(firm, app.run.shown));
}

/** @param {WhyView} view */
function showCustomer(view) {
  if (view.asked === whatIsAsked(view)) showStory(view);
  else guarded(() => askCustomer(view));
}

/**
 * As long as this stays the same, story and hits are still right.
 * @param {WhyView} view
 */
function whatIsAsked(view) {
  const { version, reached, shown } = app.run;
  return [version, reached, shown, view.search, app.state.customer].join();
}

/** @param {WhyView} view */
async function askCustomer(view) {
  view.asked = whatIsAsked(view);
  view.month = monthOfLeaving();
  showSearches(view.search, view.month, chooseSearch);
  try {
    await findAndTell(view);
  } catch (error) {
    view.asked = '';
    throw error;
  }
}

/** @param {WhyView} view */
async function findAndTell(view) {
  const { state, engine, run } = app;
  const { asked, search, month } = view;
  const isGone = () => view !== lastView || state.view !== 'why';
  const { hits } = await engine.ask('find', { what: search, month, most: MOST_HITS });
  if (isGone() || view.asked !== asked) return;
  view.hits = hits;
  if (state.customer === null || state.customer >= run.market.customers) {
    state.customer = hits[0]?.customer ?? 0;
    view.asked = whatIsAsked(view);
  }
  const { customer } = state;
  showHits(hits, search, customer, chooseCustomer);
  const { story } = await engine.ask('tell', { customer });
  if (isGone() || story.customer !== state.customer) return;
  view.story = story;
  notice('');
  app.refresh();
}

/** The latest month in which somebody left. */
function monthOfLeaving() {
  const { shown, history } = app.run;
  for (let month = shown; month > 0; month--) if (history[month].left.length) return month;
  return shown;
}

/** @param {Search} search */
function chooseSearch(search) {
  if (!lastView) return;
  lastView.search = search;
  lastView.decision = null;
  app.state.customer = null;
  app.refresh();
  $(`[data-search=${search}]`)?.focus();
}

/** @param {WhyView} view */
function showStory(view) {
  const { story } = view;
  if (!story || story.customer !== app.state.customer) return;
  const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset.keep;
  /** @param {Partial<WhyView>} change */
  const choose = change => {
    Object.assign(view, change);
    showStory(view);
  };
  fill($('#story'), customerStory(story, view, choose));
  if (focused) $(`[data-keep="${focused}"]`)?.focus();
}
