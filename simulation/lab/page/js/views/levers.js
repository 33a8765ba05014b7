// What can be changed: the alternatives of the scenario and levers made of the schema. The levers that its
// alternatives set stand open, all others behind one button.
import { app, isPhone } from '../app.js';
import { fill, h } from '../drawing/dom.js';
import { levelStairs } from '../drawing/icons.js';
import { firmName, focalFirm } from '../market-facts.js';
import { t } from '../protocol/words.js';
import { alternativeChoice } from './alternative-choice.js';
import { lever, moveLever, showSliderValue } from './lever-controls.js';
import { checkQuestion, questionPlace, whenTakenBack } from './lever-question.js';
import { findParameter, parameterAt } from './parameter-values.js';
/** @import { Market, Parameter } from '../protocol/messages.js' */

/** The panel of all levers. */
export function leverPanel() {
  const { parameters } = app.run.market;
  const open = openLevers();
  return h(
    'details',
    { class: 'controls-wrap', open: !isPhone() },
    h('summary', { class: 'visually-hidden' }, t('change')),
    h(
      'section',
      { class: 'card controls', 'aria-labelledby': 'change-title' },
      h('h2', { id: 'change-title' }, t('change'), ' ', h('small', { id: 'from-when' })),
      questionPlace(),
      alternativeChoice(),
      levelChoice(focalFirm()),
      open.map(path => lever(path)),
      otherLevers(parameters.length - open.length),
    ),
  );
}

/** So many levers of the scenario's own alternatives and events stand open. */
const MOST_OWN = 4;

/** The paths of the levers that stand open: what this market is about, then what every market has. */
function openLevers() {
  const { firms, alternatives, events } = app.run.market;
  const focal = firms[focalFirm()];
  const rival = firms[(focalFirm() + 1) % firms.length];
  const named = [...alternatives.flatMap(each => Object.keys(each.set)), ...events.map(each => each.path)];
  const own = [...new Set(named)].filter(path => !path.endsWith('.level')).slice(0, MOST_OWN);
  const usual = [
    `firm.${focal}.price`,
    `firm.${focal}.service.contact`,
    `firm.${rival}.price`,
    'world.population.involvement_mean',
  ];
  return [...new Set([...own, ...usual])].filter(findParameter);
}

/** @param {number} firm */
function levelChoice(firm) {
  const path = `firm.${app.run.market.firms[firm]}.level`;
  /** @param {number} level */
  const choice = level =>
    h(
      'label',
      {},
      levelStairs(level),
      h('input', {
        type: 'radio',
        id: `level-${firm}-${level}`,
        name: `level-${firm}`,
        value: level,
        'data-path': path,
        onchange: () => moveLever(path, level),
      }),
      h('b', {}, t(`level.${level}`)),
      h('small', {}, t(`level.${level}_adds`)),
    );
  return h(
    'fieldset',
    { class: 'bare-set' },
    h('legend', {}, t('strategy', { firm: firmName(firm) })),
    h('div', { class: 'levels' }, [0, 1, 2, 3].map(choice)),
  );
}

/**
 * The button that opens all other levers, and the place for them.
 * @param {number} count
 */
function otherLevers(count) {
  const holder = h('div', { class: 'all-levers' });
  const onclick = () => {
    const open = button.getAttribute('aria-expanded') !== 'true';
    button.setAttribute('aria-expanded', String(open));
    fill(holder, open ? leverTables(focalFirm(), holder) : []);
    updateLevers();
  };
  const attributes = { type: 'button', class: 'btn', 'aria-expanded': 'false', onclick };
  const button = h('button', attributes, t('everything', { count }));
  return [button, holder];
}

/**
 * Tables of levers: of the world, and of one firm, which is chosen above them.
 * @param {number} firm
 * @param {HTMLElement} holder
 */
function leverTables(firm, holder) {
  const onchange = () => {
    fill(holder, leverTables(Number(select.value), holder));
    updateLevers();
  };
  const options = app.run.market.firms.map((_, each) =>
    h('option', { value: each, selected: each === firm }, firmName(each)),
  );
  const select = h('select', { class: 'btn', 'aria-label': t('whose'), onchange }, options);
  const groups = [...parametersByGroup()].reverse();
  return [select, groups.map(([group, members]) => leverTable(group, members, firm))];
}

function parametersByGroup() {
  /** @type {Map<string, Parameter[]>} */
  const groups = new Map();
  for (const parameter of app.run.market.parameters) {
    const group = parameter.path.split('.').slice(0, -1).join('.');
    groups.set(group, [...(groups.get(group) ?? []), parameter]);
  }
  return groups;
}

/**
 * A table that is filled when it is first opened.
 * @param {string} group
 * @param {Parameter[]} members
 * @param {number} firm
 */
function leverTable(group, members, firm) {
  const body = h('div', { class: 'levers' });
  /** @param {Parameter} parameter */
  const path = parameter =>
    parameter.path.startsWith('firm.')
      ? `firm.${app.run.market.firms[firm]}.${parameter.path.slice('firm.'.length)}`
      : parameter.path;
  const ontoggle = () => {
    if (!table.open || body.firstChild) return;
    fill(
      body,
      members.map(each => lever(path(each), true)),
    );
    updateLevers();
  };
  const table = h(
    'details',
    { class: 'group', ontoggle },
    h('summary', {}, t(`groups.${group}.title`)),
    body,
  );
  return table;
}

/** What the levers show now: as long as it stays the same, nothing is done. */
const lastUpdate = {
  state: '',
  first: /** @type {Element | null} */ (null),
  market: /** @type {Market | null} */ (null),
};

whenTakenBack(() => {
  lastUpdate.state = '';
});

/** Let every lever stand where it stood in the month shown. */
export function updateLevers() {
  checkQuestion();
  showFromWhen();
  const inputs = [...document.querySelectorAll('[data-path]')];
  const { market } = app.run;
  const now = { state: leverState(inputs.length), first: inputs[0] ?? null, market };
  if (now.state === lastUpdate.state && now.first === lastUpdate.first && market === lastUpdate.market) {
    return;
  }
  Object.assign(lastUpdate, now);
  for (const input of inputs) updateLever(/** @type {HTMLElement} */ (input));
}

/** From when a change acts. */
function showFromWhen() {
  const { shown, reached, horizon } = app.run;
  const place = document.getElementById('from-when');
  if (!place) return;
  const isFront = shown === reached && shown < horizon;
  const later = isFront ? t('from_when.month', { month: shown + 1 }) : t('from_when.asked');
  const words = shown ? later : t('from_when.start');
  if (place.textContent !== words) place.textContent = words;
}

/** @param {number} count */
function leverState(count) {
  const { recipe, market, history, shown: month } = app.run;
  const { level, price } = history[month].firms;
  const events = market.events.map(each => month >= each.month && month < (each.until ?? Infinity));
  const made = recipe.moves.filter(each => each.month <= month);
  return JSON.stringify([made, recipe.moves.length, count, level, price, events]);
}

/** @param {HTMLElement} element a lever, or the control in it */
function updateLever(element) {
  const path = /** @type {string} */ (element.dataset.path);
  if (element.classList.contains('lever')) {
    const isMoved = app.run.recipe.moves.some(each => each.path === path);
    element.classList.toggle('changed', isMoved);
  } else updateControl(/** @type {HTMLInputElement} */ (element), path);
}

/**
 * @param {HTMLInputElement} input or a list, which works alike
 * @param {string} path
 */
function updateControl(input, path) {
  const value = app.run.value(path);
  if (input.type === 'radio') input.checked = Number(input.value) === value;
  else if (input.type === 'checkbox') input.checked = value;
  else if (!isHeld(input)) {
    input.value = value ?? '';
    if (input.type === 'range') showSliderValue(input, parameterAt(path), value ?? Number(input.min));
  }
}

/**
 * Whether somebody is moving a slider.
 * @param {HTMLInputElement} input
 */
const isHeld = input =>
  document.activeElement === input && input.type === 'range' && input.matches(':active');
