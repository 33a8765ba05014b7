// The header: the scenario, the four views, and the tools.
import { app, guarded } from '../app.js';
import { $, fill, h } from '../drawing/dom.js';
import { icon } from '../drawing/icons.js';
import { scenarioWords } from '../market-facts.js';
import { VIEWS } from '../protocol/address.js';
import { isInstructor, isPredictingTogether } from '../protocol/classroom.js';
import { isOwn, ownMarkets } from '../protocol/own-markets.js';
import { language, t, useLanguage } from '../protocol/words.js';
/** @import { ViewName } from '../protocol/address.js' */
/** @import { CatalogueEntry } from '../protocol/messages.js' */
/** @import { OwnMarket } from '../protocol/own-markets.js' */

/** Milliseconds for which a button says that the link was copied. */
const COPIED_PAUSE = 2500;

export function build() {
  document.title = `${t(`tab.${app.state.view}`)} · Loyalty Lab`;
  $('#skip').textContent = t('skip');
  const logo = h('img', { src: 'icon.svg', alt: '', width: 26, height: 26 });
  const brand = h('div', { class: 'brand' }, logo, h('span', {}, 'Loyalty Lab'));
  const tabs = h('nav', { class: 'tabs', 'aria-label': t('views') }, views().map(tab));
  fill($('#top'), brand, scenarioButton(), tabs, tools());
}

/** The views that this page has: the instructor's own is for the instructor. */
const views = () =>
  isPredictingTogether()
    ? VIEWS.filter(view => view === 'lesson')
    : VIEWS.filter(view => (view !== 'class' || isInstructor()) && (view !== 'own' || isMakingOne()));

/** Whether a market of one's own is being made, or is on show. */
const isMakingOne = () => app.state.view === 'own' || isOwn(app.run.recipe.scenario);

function scenarioButton() {
  const attributes = {
    class: 'scenario',
    id: 'scenario',
    'aria-haspopup': 'dialog',
    onclick: chooseScenario,
  };
  return h(
    'button',
    { type: 'button', ...attributes },
    h('small', {}, t('scenario')),
    h('b', {}, scenarioWords().title),
    h('i', { 'aria-hidden': 'true' }, '▾'),
  );
}

/** @param {ViewName} view */
function tab(view) {
  /** @param {Event} event */
  const onclick = event => {
    event.preventDefault();
    app.go(view);
  };
  const current = view === app.state.view ? 'page' : null;
  return h(
    'a',
    { href: `#view=${view}`, 'data-view': view, 'aria-current': current, onclick },
    icon(view),
    h('span', {}, t(`tab.${view}`)),
  );
}

function tools() {
  const { big } = app.state;
  const wide = { type: 'button', class: 'btn bare wide' };
  const link = h(
    'button',
    { type: 'button', class: 'btn wide', id: 'copy', onclick: () => copyLink(link) },
    t('link'),
  );
  const theme = { id: 'theme', 'aria-label': t('theme'), title: t('theme'), onclick: toggleTheme };
  return h(
    'div',
    { class: 'tools' },
    languageButton(),
    h('button', { type: 'button', class: 'btn bare', ...theme }, icon('moon')),
    h('button', { ...wide, id: 'big', 'aria-pressed': String(big), onclick: toggleBig }, t('big')),
    h('button', { ...wide, id: 'report', onclick: () => print() }, t('report')),
    link,
  );
}

function languageButton() {
  const other = language.now === 'zh' ? 'en' : 'zh';
  const onclick = async () => {
    await useLanguage(other);
    app.rebuild();
  };
  const attributes = { type: 'button', class: 'btn bare', id: 'language', onclick };
  const lang = other === 'zh' ? 'zh-CN' : 'en';
  return h('button', { ...attributes, lang }, other === 'zh' ? '中文' : 'English');
}

function toggleTheme() {
  app.state.theme = app.state.theme === 'dark' ? 'light' : 'dark';
  app.rebuild();
}

function toggleBig() {
  app.state.big = !app.state.big;
  app.rebuild();
}

/** @param {HTMLButtonElement} button */
async function copyLink(button) {
  let copied = true;
  try {
    await navigator.clipboard.writeText(location.href);
  } catch {
    copied = false; // a page that is not served securely may not write to the clipboard
  }
  button.textContent = copied ? `${t('copied')} ✓` : t('copy_address');
  setTimeout(() => {
    button.textContent = t('link');
  }, COPIED_PAUSE);
}

function chooseScenario() {
  const dialog = /** @type {HTMLDialogElement} */ ($('#pick'));
  const close = h('button', { type: 'button', class: 'btn bare', onclick: () => dialog.close() }, t('close'));
  fill(
    dialog,
    h('header', {}, h('h2', { id: 'pick-title' }, t('pick')), close),
    h(
      'ol',
      {},
      ownEntry(dialog),
      ownMarkets().map(each => keptEntry(each, dialog)),
      app.catalogue.map(each => scenarioEntry(each, dialog)),
    ),
  );
  dialog.showModal();
}

/**
 * The way to a market of one's own.
 * @param {HTMLDialogElement} dialog
 */
function ownEntry(dialog) {
  const onclick = () => {
    dialog.close();
    app.go('own');
  };
  const attributes = { type: 'button', id: 'pick-own', onclick };
  const words = h('span', { class: 'say' }, t('own.entry_says'));
  return h('li', {}, h('button', attributes, h('b', {}, t('own.view')), words));
}

/**
 * A market of one's own that this browser keeps.
 * @param {OwnMarket} market
 * @param {HTMLDialogElement} dialog
 */
function keptEntry({ name, title }, dialog) {
  const onclick = () => {
    dialog.close();
    openScenario(name);
  };
  const attributes = { type: 'button', 'data-scenario': name, onclick };
  return h('li', {}, h('button', attributes, h('b', {}, title[language.now]), h('small', {}, t('own.kept'))));
}

/**
 * @param {CatalogueEntry} entry
 * @param {HTMLDialogElement} dialog
 */
function scenarioEntry(entry, dialog) {
  const { title, question } = entry[language.now];
  const onclick = () => {
    dialog.close();
    openScenario(entry.name);
  };
  return h(
    'li',
    {},
    h(
      'button',
      { type: 'button', 'data-scenario': entry.name, onclick },
      h('b', {}, title),
      h('span', { class: 'say' }, question),
      h('small', {}, t('scenario_size', { firms: entry.firms, months: entry.months })),
    ),
  );
}

/** @param {string} scenario */
export function openScenario(scenario) {
  const { state, run } = app;
  Object.assign(state, { only: null, customer: null, step: 'question' });
  const { seed } = run.recipe;
  return guarded(() => run.open({ scenario, seed, customers: null, months: null, moves: [] }, 0));
}
