// The Why? view: one customer's life and her decisions unfolded, or one firm's month.
import { app, guarded, notice } from '../app.js';
import { $, $$, fill, h } from '../drawing/dom.js';
import { singledOut } from '../market-facts.js';
import { t } from '../protocol/words.js';
import { firmAccounts } from './firm-accounts.js';
import { customerFinder, firmFinder, showHits, showSearches, showShare } from './why-finder.js';
import { leaverOf, showKept } from './why-kept.js';
import { customerStory, discussedDecision } from './why-story.js';
/** @import { Hit, Search, Story } from '../protocol/messages.js' */

/**
 * @typedef {object} WhyView
 * @property {'customer' | 'firm'} mode
 * @property {Search} search
 * @property {number | null} month in which the departure was that was searched for
 * @property {boolean} open whether the whole decision is unfolded
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
  const { mode = 'customer', search = 'reason', open = false } = lastView ?? {};
  /** @type {WhyView} */
  const view = { mode, search, month: null, open, decision: null, story: null, hits: [], asked: '' };
  lastView = view;
  fill(
    root,
    h(
      'div',
      { class: 'why' },
      h('div', { id: 'story', class: 'stack', 'aria-live': 'off' }),
      h(
        'aside',
        { class: 'card finder', 'aria-label': t('why.finder') },
        modeChoice(view, root),
        mode === 'firm' ? firmFinder() : customerFinder(chooseCustomer),
      ),
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

/**
 * @param {number} customer
 * @param {number | null} month in which the departure was that was searched for
 */
function chooseCustomer(customer, month = null) {
  app.state.customer = customer;
  if (lastView) Object.assign(lastView, { decision: null, month });
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
    h(
      'section',
      { class: 'card' },
      h('h1', { class: 'plain' }, t('why.nothing_yet')),
      h('button', { type: 'button', class: 'btn go', id: 'play-first', onclick: run }, label),
    ),
  );
}

function showFirm() {
  const firm = singledOut();
  for (const each of $$('[data-firm-hit]')) {
    each.setAttribute('aria-pressed', String(Number(each.dataset.firmHit) === firm));
  }
  const title = h('h1', { class: 'visually-hidden' }, t('tab.why'));
  fill($('#story'), h('section', { class: 'card' }, title, firmAccounts(firm, app.run.shown)));
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
  showSearches(view.search, chooseSearch);
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
  const { asked, search } = view;
  const isGone = () => view !== lastView || state.view !== 'why';
  const answer = await engine.ask('find', { what: search, month: run.shown, most: MOST_HITS });
  const { hits } = answer;
  if (isGone() || view.asked !== asked) return;
  view.hits = hits;
  if (state.customer === null || state.customer >= run.market.customers) {
    state.customer = hits[0]?.customer ?? 0;
    view.month = hits[0]?.month ?? null;
    view.asked = whatIsAsked(view);
  }
  const { customer } = state;
  showHits(hits, search, customer, chooseCustomer);
  showShare(answer);
  const { story } = await engine.ask('tell', { customer });
  if (isGone() || story.customer !== state.customer) return;
  view.story = story;
  notice('');
  app.refresh();
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
  guarded(() => inBackground());
}

/** Ask what would have kept the customer on the screen, run by run, while nothing else is going on. */
export async function inBackground() {
  const view = lastView;
  if (!view?.story || view.mode !== 'customer' || app.state.view !== 'why') return;
  const { story } = view;
  const decision = discussedDecision(
    story.decisions.filter(each => each.month <= app.run.shown),
    view,
  );
  const leaver = decision && leaverOf(story, decision);
  const isWanted = () => view === lastView && view.story === story && app.state.view === 'why';
  if (leaver && $('#kept')) await showKept(leaver, isWanted);
}

/** On paper the whole decision is open: what is closed is not printed. */
addEventListener('beforeprint', () => {
  const whole = /** @type {HTMLDetailsElement | null} */ ($('#whole'));
  if (!whole || whole.open) return;
  whole.open = true;
  addEventListener('afterprint', () => (whole.open = false), { once: true });
});
