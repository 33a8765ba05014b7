// A market of one's own: a form made of the schema, TOML files in and out. The browser keeps it, the
// laboratory reads it and says what is wrong.
import { app, guarded, notice } from '../app.js';
import { $, fill, fillIfNew, h, wearLooks } from '../drawing/dom.js';
import { writeAddress } from '../protocol/address.js';
import { Draft, beginningOf, fetchForm } from '../protocol/draft.js';
import { isOwn, keepOwn, ownText } from '../protocol/own-markets.js';
import { language, sentenceGap, t } from '../protocol/words.js';
import { openScenario } from './header.js';
import { beginForm, otherMistakes, showFields } from './own-fields.js';
import { fileButtons, takeDrops } from './own-files.js';
import { sections } from './own-sections.js';
/** @import { DraftMarket, DraftMistake, Move } from '../protocol/messages.js' */

/** The looks of the form, which no other view needs: whoever never comes here does not fetch them. */
const dressed = wearLooks('own.css');

/** @type {Draft | null} */
let draft = null;
/** What the page was built for: the form is built anew where the firms or the plans are others. */
let built = '';

/** @param {HTMLElement} root */
export function render(root) {
  if (draft?.market && !isAnotherOnShow(draft)) {
    guarded(() => build(root));
    if (draft.typed.size || draft.rows) followed(draft.send()); // a connection may have been lost on the way
    return;
  }
  fill(root, h('h1', { class: 'smaller-title' }, t('own.view')));
  guarded(async () => {
    await load();
    if (isShown()) await build(root);
  });
}

export function update() {}

/** Whether the form is on the page. */
const isShown = () => app.state.view === 'own' && draft?.market;

/** Go on with the draft, unless somebody came here from another market of hers. */
async function load() {
  const mine = draft ?? new Draft(app.engine);
  const isThere = mine.market !== null || (await mine.resume());
  if (!isThere || isAnotherOnShow(mine)) await beginWithMarketOnShow(mine);
  draft = mine;
}

/** @param {Draft} mine */
const isAnotherOnShow = mine =>
  isOwn(app.run.recipe.scenario) && mine.market?.name !== app.run.recipe.scenario && !mine.isChanged;

/**
 * Begin with the market on show; what was changed at its start is a part of it.
 * @param {Draft} mine
 */
async function beginWithMarketOnShow(mine) {
  const { scenario, customers, months, moves } = app.run.recipe;
  await mine.begin(beginningOf(scenario, ownText(scenario)));
  if (customers !== null) mine.typed.set('world.customers', customers);
  if (months !== null) mine.typed.set('world.months', months);
  for (const { month, path, value } of moves) {
    const [root, name, ...below] = path.split('.');
    const firm = mine.market?.firms.indexOf(name);
    if (month === 0) mine.typed.set(root === 'firm' ? ['firm', firm, ...below].join('.') : path, value);
  }
  if (mine.typed.size) await mine.send();
  mine.began = mine.market?.name ?? '';
}

/** @param {HTMLElement} root */
async function build(root) {
  const mine = /** @type {Draft} */ (draft);
  const form = await fetchForm(app.engine);
  await dressed;
  built = whatIsBuilt(mine);
  beginForm(mine, followed);
  const { words } = /** @type {DraftMarket} */ (mine.market);
  fill(
    root,
    h(
      'div',
      { class: 'own' },
      h(
        'header',
        { class: 'own-top' },
        h(
          'div',
          {},
          h('small', {}, t('own.view')),
          h('h1', { class: 'smaller-title' }, words[language.now].title),
        ),
        beginChoice(),
        fileButtons(mine, opened),
        h(
          'button',
          { type: 'button', class: 'btn go', id: 'own-play', onclick: () => guarded(play) },
          t('own.play'),
        ),
      ),
      h('p', { class: 'own-status', id: 'own-status', role: 'status' }),
      h('ul', { class: 'own-mistakes', id: 'own-mistakes' }),
      h('p', { class: 'soft' }, t('own.here'), sentenceGap(), t('own.legend')),
      sections(mine, form.fields, form.most_firms, {
        removeFirm,
        addFirm,
        remove,
      }),
      h(
        'details',
        { class: 'card own-text-of-file' },
        h('summary', {}, t('own.file')),
        h('pre', { id: 'own-text', tabindex: '0' }),
      ),
    ),
  );
  takeDrops($('.own'), mine, opened);
  show();
}

/** @param {Draft} mine */
const whatIsBuilt = mine =>
  JSON.stringify([mine.firms, mine.market?.events, mine.market?.alternatives, mine.market?.has_lesson]);

/** Let the page show the draft: fields, what is wrong, the file. */
function show() {
  const mine = /** @type {Draft} */ (draft);
  showFields();
  const { mistakes } = mine;
  const words = mistakes.length ? t('own.wrong', { count: mistakes.length }) : t('own.ready');
  fillIfNew($('#own-status'), words);
  $('#own-status').classList.toggle('wrong', mistakes.length > 0);
  showMistakes(otherMistakes());
  /** @type {HTMLButtonElement} */ ($('#own-play')).disabled = mistakes.length > 0;
  $('#own-text').textContent = mine.market?.text ?? '';
}

/** @param {DraftMistake[]} mistakes */
function showMistakes(mistakes) {
  fill(
    $('#own-mistakes'),
    mistakes.map(each => h('li', {}, each.error[language.now])),
  );
}

/** @param {Promise<void>} work a change that was sent */
function followed(work) {
  guarded(async () => {
    await work;
    if (isShown()) again();
  });
}

/** Show the draft after a change; the form is built anew only where it has other fields now. */
function again() {
  if (built === whatIsBuilt(/** @type {Draft} */ (draft))) show();
  else rebuild();
}

/** Build the form anew; what was open stays open, and the focus where it was. */
async function rebuild() {
  const open = [...document.querySelectorAll('.own-group[open]')].map(
    each => /** @type {HTMLElement} */ (each).dataset.group,
  );
  const focused = document.activeElement?.id;
  await build($('#view'));
  for (const each of document.querySelectorAll('.own-group')) {
    const details = /** @type {HTMLDetailsElement} */ (each);
    details.open ||= open.includes(details.dataset.group);
  }
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

/** Another market is in the form. */
function opened() {
  if (isShown()) rebuild();
}

/** @param {number} number */
function removeFirm(number) {
  followed(/** @type {Draft} */ (draft).removeFirm(number));
}

/** A new firm, whose name is asked for at once. */
function addFirm() {
  const mine = /** @type {Draft} */ (draft);
  const taken = mine.firms.map(each => each.name);
  let number = taken.length + 1;
  while (taken.includes(t('own.firm_number', { number }))) number += 1;
  guarded(async () => {
    await mine.changeFirms([...mine.firms, { name: t('own.firm_number', { number }), was: null }]);
    if (!isShown()) return;
    await rebuild();
    document.getElementById(`own-firm-${taken.length}-name`)?.focus();
  });
}

/** @param {string} path */
function remove(path) {
  followed(/** @type {Draft} */ (draft).fillIn(path, null));
}

/** What a market of one's own can begin with. */
function beginChoice() {
  const options = [
    h('option', { value: '' }, t('own.begin')),
    h('option', { value: 'on-show' }, t('own.begin_this')),
    h('option', { value: 'template' }, t('own.begin_new')),
    app.catalogue.map(each => h('option', { value: `scenario.${each.name}` }, each[language.now].title)),
  ];
  const onchange = () => {
    const { value } = select;
    select.value = '';
    if (!draft?.isChanged || confirm(t('own.replace'))) guarded(() => beginWith(value));
  };
  /** @type {HTMLSelectElement} */
  const select = h(
    'select',
    { class: 'btn', id: 'own-begin', 'aria-label': t('own.begin'), onchange },
    options,
  );
  return select;
}

/** @param {string} value */
async function beginWith(value) {
  const mine = /** @type {Draft} */ (draft);
  if (value === 'on-show') await beginWithMarketOnShow(mine);
  else if (value === 'template') await mine.begin({ start: 'template', language: language.now });
  else await mine.begin({ start: 'scenario', given: value.replace(/^scenario\./, '') });
  opened();
}

/** Open the market like any scenario; the browser's way back leads to the form. */
async function play() {
  const market = /** @type {DraftMarket} */ (draft?.market);
  const lasts = keepOwn(market);
  const { state } = app;
  const before = { ...state };
  history.pushState(null, '', writeAddress({ ...state, lang: language.now }));
  /** @type {Move[]} */
  const moves = [];
  Object.assign(state, {
    view: 'market',
    versus: null,
    kept: [],
    strong: null,
    customers: null,
    months: null,
    moves,
  });
  await openScenario(market.name);
  if (app.run.recipe.scenario !== market.name) Object.assign(state, before);
  else if (!lasts) notice(t('own.not_kept'));
}
