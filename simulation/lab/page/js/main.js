// The laboratory's page: reads the address, opens the market, and leads from view to view.
import { $, fill, h } from './dom.js';
import { app, keepAddress, notice, refusal } from './app.js';
import { read } from './address.js';
import { Engine, Lost, Refused } from './engine.js';
import { MarketRun } from './market-run.js';
import { language, learn, t } from './words.js';
import { plotly } from './charts.js';
import { forgetTokens } from './marks.js';
import { moveInWords } from './levers.js';
import * as bench from './bench.js';
import * as header from './header.js';
import * as market from './market.js';
import * as why from './why.js';
import * as compare from './compare.js';
import * as lesson from './lesson.js';

app.views = { market, why, compare, lesson };
const page = document.documentElement;

function foot() {
  const { recipe, shown } = app.run;
  const parts = [recipe.scenario, `${t('seed')} ${recipe.seed}`, t('month_of', { month: shown }).replaceAll('**', ''),
    ...recipe.moves.map(each => t(each.month ? 'moved_in' : 'moved_at_start', { month: each.month, what: moveInWords(each) }))];
  fill($('#foot'), h('span', {}, t('recipe'), ' ', h('code', {}, parts.join(' · '))));
}

app.refresh = () => {
  if (!app.run.market) return;
  keepAddress();
  bench.update();
  app.views[app.state.view].update();
  foot();
};

// What the page is built of: as long as it stays the same, another run only changes what is shown.
let built = '';
const build = () => JSON.stringify([app.run.recipe.scenario, app.run.market.customers, app.run.horizon, app.state.view]);

function reopened() {
  notice('');
  if (app.state.only >= app.run.market.firms.length) app.state.only = null;
  const lasting = ['market', 'why'].includes(app.state.view) && build() === built;
  if (!lasting) {
    app.rebuild();
    return;
  }
  app.refresh();
  background(app.views[app.state.view]);
}

app.rebuild = () => {
  const { state } = app, focused = document.activeElement?.id;
  built = build();
  page.dataset.theme = state.theme;
  if (state.big) page.dataset.big = '1';
  else delete page.dataset.big;
  forgetTokens();
  header.build();
  bench.build();
  const view = app.views[state.view];
  view.render($('#view'));
  app.refresh();
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  background(view);
};

async function background(view) {
  try {
    await view.inBackground?.();
  } catch (error) {
    if (error instanceof Refused) refusal(error);
    else if (!(error instanceof Lost)) throw error;
  }
}

// Every view that was gone to is a step in the browser's history, so that its way back leads to the view before.
app.go = (view, focus = true) => {
  if (view !== app.state.view) history.pushState(null, '', location.hash);
  come({ view }, focus);
};

function come(changes, focus) {
  app.run.playing = false;
  Object.assign(app.state, changes);
  notice('');
  app.rebuild();
  scrollTo(0, 0);
  if (focus) $('#view').focus({ preventScroll: true });
}

// Another address: another view of the same market, or else another market, for which the page begins anew.
function addressed() {
  const { view, by, only, customer, step, versus, ...given } = read(location.hash);
  const market = state => JSON.stringify(['scenario', 'seed', 'customers', 'months', 'moves'].map(name => state[name]));
  if (app.run?.market && market(given) === market(app.state)) come({ view, by, only, customer, step, versus }, true);
  else location.reload();
}

// The words and the market are fetched at the same time; nothing is said before the words are there.
let spoken = null;
function start() {
  const state = read(location.hash);
  app.state = state;
  state.theme ??= matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  page.dataset.theme = state.theme;
  spoken = learn(state.lang ?? (navigator.language.startsWith('zh') ? 'zh' : 'en'));
  app.run = new MarketRun(null, {
    opened: reopened,
    advanced: () => { app.refresh(); app.views[app.state.view].advanced?.(); },
    changed: () => app.refresh(),
    refused: refusal,
  });
  const address = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${location.pathname.replace(/[^/]*$/, '')}engine`;
  app.engine = app.run.engine = new Engine(address, connection);
}

const PLOTLY_LATER = 1000;
let opened = false;
async function connection(status, why_) {
  await spoken;
  if (status === 'lost') {
    app.run.busy = null;
    notice(why_ ? why_[language.now] : t('lost'));
    return;
  }
  try {
    if (opened && app.run.recipe) await app.run.recover();
    else await first();
    opened = true;
    notice('');
  } catch (error) {
    if (error instanceof Refused) await unknown(error);
    else if (!(error instanceof Lost)) throw error;
  }
}

async function first() {
  const { state } = app;
  const { scenario = $('meta[name=scenario]').content, seed, customers, months, moves, month } = state;
  await app.run.open({ scenario, seed, customers, months, moves }, month);
  app.catalogue = (await app.engine.ask('catalogue')).scenarios;
  setTimeout(plotly, PLOTLY_LATER); // also where no chart has asked for it yet: the next view will
}

// A link that cannot be opened: say why, and begin with the first scenario instead.
async function unknown(error) {
  history.replaceState(null, '', '#');
  const { theme, view, big } = app.state;
  app.state = Object.assign(read(''), { theme, view, big });
  await first();
  refusal(error);
}

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, textarea, select, button, a, summary, dialog, [tabindex="0"]')) return;
  if ($('#bench').hidden || !app.run?.market) return;
  if (event.key === ' ') { event.preventDefault(); bench.togglePlay(); }
  if (event.key === '.') $('#step').click();
});
document.addEventListener('visibilitychange', () => document.hidden && app.run?.moving && app.run.pause());
let resizing = null;
addEventListener('resize', () => {
  clearTimeout(resizing);
  resizing = setTimeout(() => app.run?.market && app.views[app.state.view].resize?.(), 120);
});
addEventListener('hashchange', addressed);

start();
