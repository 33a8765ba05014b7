// The header: the scenario, the four views, and the tools.
import { $, fill, h } from './dom.js';
import { app, words } from './app.js';
import { drawAll } from './card.js';
import { icon } from './marks.js';
import { guarded } from './bench.js';
import { language, learn, t } from './words.js';

const VIEWS = ['market', 'why', 'compare', 'lesson'];

export function build() {
  const { state } = app;
  document.title = `${t(`tab.${state.view}`)} · Loyalty Lab`;
  $('#skip').textContent = t('skip');
  const brand = h('div', { class: 'brand' }, h('img', { src: 'icon.svg', alt: '', width: 26, height: 26 }), h('span', {}, 'Loyalty Lab'));
  const scenario = h('button', { type: 'button', class: 'scenario', id: 'scenario', 'aria-haspopup': 'dialog', onclick: choose },
    h('small', {}, t('scenario')), h('b', {}, words().title), h('i', { 'aria-hidden': 'true' }, '▾'));
  const tabs = h('nav', { class: 'tabs', 'aria-label': t('views') }, VIEWS.map(view => h('a', {
    href: `#view=${view}`, 'data-view': view, 'aria-current': view === state.view ? 'page' : null, onclick: event => { event.preventDefault(); app.go(view); },
  }, icon(view), h('span', {}, t(`tab.${view}`)))));
  fill($('#top'), brand, scenario, tabs, tools());
}

function tools() {
  const { state } = app, other = language.now === 'zh' ? 'en' : 'zh';
  const link = h('button', { type: 'button', class: 'btn wide', id: 'copy', onclick: () => copy(link) }, t('link'));
  return h('div', { class: 'tools' },
    h('button', { type: 'button', class: 'btn bare', id: 'language', lang: other === 'zh' ? 'zh-CN' : 'en', onclick: async () => { await learn(other); app.rebuild(); } }, other === 'zh' ? '中文' : 'English'),
    h('button', { type: 'button', class: 'btn bare', id: 'theme', 'aria-label': t('theme'), title: t('theme'), onclick: () => { state.theme = state.theme === 'dark' ? 'light' : 'dark'; app.rebuild(); } }, icon('moon')),
    h('button', { type: 'button', class: 'btn bare wide', id: 'big', 'aria-pressed': String(state.big), onclick: () => { state.big = !state.big; app.rebuild(); } }, t('big')),
    h('button', { type: 'button', class: 'btn bare wide', id: 'report', onclick: report }, t('report')), link);
}

// The report is the page itself, printed: light, without controls, with the recipe at its foot.
async function report() {
  const { theme } = app.state;
  app.state.theme = 'light';
  app.rebuild();
  await drawAll();
  await new Promise(resolve => setTimeout(resolve, 300)); // until all names stand at their lines
  print();
  app.state.theme = theme;
  app.rebuild();
}

async function copy(button) {
  let copied = true;
  try {
    await navigator.clipboard.writeText(location.href);
  } catch {
    copied = false; // a page that is not served securely may not write to the clipboard
  }
  button.textContent = copied ? `${t('copied')} ✓` : t('copy_address');
  setTimeout(() => { button.textContent = t('link'); }, 2500);
}

function choose() {
  const dialog = $('#pick');
  const entry = each => h('li', {}, h('button', { type: 'button', 'data-scenario': each.name, onclick: () => { dialog.close(); begin(each.name); } },
    h('b', {}, each[language.now].title), h('span', { class: 'say' }, each[language.now].question),
    h('small', {}, t('scenario_size', { firms: each.firms, months: each.months }))));
  fill(dialog, h('header', {}, h('h2', { id: 'pick-title' }, t('pick')), h('button', { type: 'button', class: 'btn bare', onclick: () => dialog.close() }, t('close'))),
    h('ol', {}, app.catalogue.map(entry)));
  dialog.showModal();
}

async function begin(scenario) {
  const { state, run } = app;
  Object.assign(state, { only: null, customer: null, step: 'question' });
  await guarded(() => run.open({ scenario, seed: run.recipe.seed, customers: null, months: null, moves: [] }, 0));
}
