// Building the page, keeping it up to date, and going from view to view.
import { app, guarded, keepAddress, notice } from './app.js';
import { $, fill, h } from './drawing/dom.js';
import { forgetTokens } from './drawing/design-tokens.js';
import { readAddress, writeAddress } from './protocol/address.js';
import { isPredictingTogether } from './protocol/classroom.js';
import { language, t, useLanguage } from './protocol/words.js';
import { recipeWords } from './recipe-words.js';
import { showLine } from './views/class-line.js';
import * as header from './views/header.js';
import * as market from './views/market.js';
import { newStudentButton } from './views/new-student.js';
import * as playback from './views/playback.js';
/** @import { PageState, ViewName } from './protocol/address.js' */
/** @import { View } from './app.js' */

app.refresh = refresh;
app.rebuild = rebuild;
app.go = go;

const page = document.documentElement;

/** Views that are fetched when somebody first goes there: a class that opens the page loads no more. */
const LATER = {
  why: () => import('./views/why.js'),
  compare: () => import('./views/compare.js'),
  lesson: () => import('./views/lesson.js'),
  own: () => import('./views/own.js'),
  class: () => import('./views/class.js'),
};
app.views = { market };

/** Counts where somebody wanted to go: what was wanted before is dropped. */
let wish = 0;

/**
 * Do something as soon as a view is here: at once, where it is already.
 * @param {ViewName} name
 * @param {() => void} next
 */
export async function withView(name, next) {
  wish += 1;
  const mine = wish;
  if (name !== 'market' && !app.views[name]) {
    try {
      app.views[name] = await LATER[name]();
    } catch {
      notice(t('lost'));
      return;
    }
  }
  if (mine === wish) next();
}

/** The view that is shown. */
const currentView = () => /** @type {View} */ (app.views[app.state.view]);

/** Show the market as it is now. */
function refresh() {
  if (!app.run.market) return;
  keepAddress();
  playback.update();
  currentView().update();
  showRecipe();
}

/** The recipe at the foot of the page. */
function showRecipe() {
  const words = h('span', {}, t('recipe'), ' ', h('code', {}, recipeWords()));
  fill($('#foot'), words, app.state.view === 'lesson' ? newStudentButton() : null);
}

/** Build the whole page; the focus stays where it was. */
function rebuild() {
  const { state } = app;
  if (isPredictingTogether() && state.view !== 'lesson') {
    go('lesson', false);
    return;
  }
  const focused = document.activeElement?.id;
  built = whatIsBuilt();
  page.dataset.theme = state.theme ?? 'light';
  if (state.big) page.dataset.big = '1';
  else delete page.dataset.big;
  forgetTokens();
  header.build();
  showLine();
  playback.build();
  const view = currentView();
  view.render($('#view'));
  refresh();
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  workInBackground(view);
}

// As long as this stays the same, another market needs no new elements.
let built = '';
function whatIsBuilt() {
  const {
    recipe,
    market: { customers },
    horizon,
  } = app.run;
  return JSON.stringify([recipe.scenario, customers, horizon, app.state.view]);
}

/** A market was opened: show it. */
export function showOpenedMarket() {
  notice('');
  const { state, run } = app;
  if (state.only !== null && state.only >= run.market.firms.length) state.only = null;
  if (['market', 'why'].includes(state.view) && whatIsBuilt() === built) {
    refresh();
    workInBackground(currentView());
  } else rebuild();
}

/** @param {View} view */
const workInBackground = view => guarded(() => view.inBackground?.());

/**
 * Go to another view. Each is a step in the browser's history, so that its way back leads to the view before.
 * @param {ViewName} view
 * @param {boolean} focus
 */
function go(view, focus = true) {
  if (view !== app.state.view) {
    history.pushState(null, '', writeAddress({ ...app.state, view, lang: language.now }));
  }
  withView(view, () => change({ view }, focus));
}

/**
 * @param {Partial<PageState>} changes
 * @param {boolean} focus
 */
function change(changes, focus) {
  app.run.playing = false;
  Object.assign(app.state, changes);
  notice('');
  rebuild();
  scrollTo(0, 0);
  if (focus) $('#view').focus({ preventScroll: true });
}

/** The address has changed: show another view of the same market, or reload the page for another market. */
export async function followAddress() {
  if (location.hash.includes('teach=')) {
    location.reload();
    return;
  }
  const next = readAddress(location.hash);
  /** @param {PageState} state */
  const recipe = ({ scenario, seed, customers, months, moves }) =>
    JSON.stringify([scenario, seed, customers, months, moves]);
  if (app.run?.market && recipe(next) === recipe(app.state)) {
    const { view, by, arrangement, only, customer, step, versus, kept, strong, lang, theme, big } = next;
    if (lang) await useLanguage(lang);
    const look = { arrangement, theme: theme ?? app.state.theme, big };
    withView(view, () => change({ view, by, only, customer, step, versus, kept, strong, ...look }, true));
  } else location.reload();
}
