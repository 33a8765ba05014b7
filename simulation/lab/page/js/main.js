// Where the page starts: it reads the address, connects to the engine and opens the market.
import { app, guarded, notice, noticeRefusal, refusalWords } from './app.js';
import { $ } from './drawing/dom.js';
import { readyForPaper } from './drawing/paper.js';
import { followAddress, showOpenedMarket, withView } from './navigation.js';
import { readAddress } from './protocol/address.js';
import { hearNews, isInstructor, takeKey, takeSeat } from './protocol/classroom.js';
import { Engine, Lost, Refused } from './protocol/engine.js';
import { MarketRun } from './protocol/market-run.js';
import { language, t, useLanguage } from './protocol/words.js';
import { followClass } from './views/class-line.js';
import { changeSpeed, togglePlay } from './views/playback.js';
/** @import { InBothLanguages } from './protocol/messages.js' */

const RESIZE_PAUSE = 120;
const RETRY_PAUSE = 10_000;

/** Words, view and market are fetched at the same time; nothing is shown before words and view are there. */
let loaded = Promise.resolve();
let wasOpen = false;
/** Whether the market that is being opened stands in for one that was refused. */
let isDefaultMarket = false;
/** Why the market of the link is not shown; said as soon as another one is there. */
let explanation = '';

/** What the instructor's link carries, until it has been used. @type {string | null} */
let key = null;

function start() {
  key = takeKey();
  const state = readAddress(location.hash);
  if (key) state.view = 'class';
  app.state = state;
  state.theme ??= matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  document.documentElement.dataset.theme = state.theme;
  const words = useLanguage(state.lang ?? (navigator.language.startsWith('zh') ? 'zh' : 'en'));
  const view = withView(state.view, () => {});
  loaded = Promise.all([words, view]).then(() => {});
  app.run = new MarketRun(null, {
    opened: showOpenedMarket,
    advanced: () => {
      app.refresh();
      app.views[app.state.view]?.advanced?.();
    },
    changed: () => app.refresh(),
    refused: noticeRefusal,
  });
  app.engine = app.run.engine = new Engine(engineAddress(), connectionChanged, hearNews);
}

function engineAddress() {
  const folder = location.pathname.replace(/[^/]*$/, '');
  return `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${folder}engine`;
}

/**
 * @param {'open' | 'lost'} state
 * @param {InBothLanguages<string> | null} [refusal]
 */
async function connectionChanged(state, refusal) {
  await loaded;
  if (state === 'lost') {
    app.run.busy = null;
    notice(refusal ? refusal[language.now] : t('lost'));
    return;
  }
  try {
    if (wasOpen && app.run.recipe) await app.run.recover();
    else await openFirstMarket();
    wasOpen = true;
    isDefaultMarket = false;
    notice(explanation);
    explanation = '';
    await guarded(sitDown);
  } catch (error) {
    if (error instanceof Refused) await beginElsewhere(error);
    else if (!(error instanceof Lost)) throw error;
  }
}

/** Take part in the class; the instructor's pages have one view more. */
async function sitDown() {
  const wasInstructor = isInstructor();
  await takeSeat(app.engine, key);
  key = null;
  if (isInstructor() !== wasInstructor) app.rebuild();
}

async function openFirstMarket() {
  const { scenario = firstScenario(), seed, customers, months, moves, month } = app.state;
  await app.run.open({ scenario, seed, customers, months, moves }, month);
  app.catalogue = (await app.engine.ask('catalogue')).scenarios;
}

const firstScenario = () =>
  /** @type {HTMLMetaElement} */ (document.querySelector('meta[name=scenario]')).content;

/**
 * A link that cannot be opened: begin with the first scenario instead, and say why. If there is no room even
 * for that one, say so and try again later.
 * @param {Refused} error
 */
async function beginElsewhere(error) {
  if (isDefaultMarket) {
    notice(refusalWords(error));
    setTimeout(() => wasOpen || connectionChanged('open'), RETRY_PAUSE);
    return;
  }
  explanation = t('link_refused', { reason: refusalWords(error) });
  history.replaceState(null, '', '#');
  const { theme, view, big } = app.state;
  app.state = Object.assign(readAddress(''), { theme, view, big });
  isDefaultMarket = true;
  wasOpen = false;
  await connectionChanged('open');
}

const TAKES_KEYS = 'input, textarea, select, button, a, summary, dialog, [tabindex="0"]';

/**
 * Space plays and pauses, a full stop is one month, brackets are slower and faster, where nothing else takes
 * the keys; Ctrl+Z takes the last change back.
 * @param {KeyboardEvent} event
 */
function keyPressed(event) {
  if ($('#playback').hidden || !app.run?.market) return;
  if (isUndo(event)) {
    event.preventDefault();
    $('#undo').click();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (/** @type {Element} */ (event.target).closest(TAKES_KEYS)) return;
  if (event.key === ' ') {
    event.preventDefault();
    guarded(togglePlay);
  }
  if (event.key === '.') $('#step').click();
  if (event.key === '[') changeSpeed(-1);
  if (event.key === ']') changeSpeed(1);
}

const WRITES = 'input:not([type=range], [type=radio], [type=checkbox]), textarea';

/**
 * Ctrl+Z, but where somebody writes, who means the text.
 * @param {KeyboardEvent} event
 */
const isUndo = event =>
  event.key === 'z' &&
  (event.ctrlKey || event.metaKey) &&
  !(/** @type {Element} */ (event.target).closest(WRITES));

/** @type {number | undefined} */
let resizeTimer;
function resized() {
  clearTimeout(resizeTimer);
  resizeTimer = setTimeout(() => {
    if (app.run?.market) app.views[app.state.view]?.resize?.();
  }, RESIZE_PAUSE);
}

document.addEventListener('keydown', keyPressed);
document.addEventListener('visibilitychange', () => {
  if (document.hidden && app.run?.moving) app.run.pause();
});
addEventListener('resize', resized);
addEventListener('hashchange', followAddress);
readyForPaper();
followClass();

start();
