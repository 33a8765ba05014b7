// What can be changed: levers made of the schema. Five of them stand open, all others behind one button.
import { $, fill, h } from './dom.js';
import { app, currency, firmName, focal, isPhone, refusal } from './app.js';
import { gradeDisc, icon, stairs } from './marks.js';
import { Refused } from './engine.js';
import { exact, has, t } from './words.js';
import { showTip, hideTip } from './tip.js';

const PERCENT = new Set(['share', 'per_month', 'per_year', 'price_share']);
const MONEY = new Set(['money', 'money_per_month', 'money_per_purchase']);

const template = path => (path.startsWith('firm.') ? `firm.${path.split('.').slice(2).join('.')}` : path);
export const known = path => app.run.market.parameters.find(each => each.path === template(path));

// A value with its unit, as people say it.
export function shown(parameter, value) {
  if (value === null || value === undefined) return t('missing');
  if (parameter.kind === 'switch') return t(value ? 'on' : 'off');
  if (parameter.kind === 'choice') return t(`parameters.${parameter.path}.choices.${value}`);
  if (!parameter.unit) return exact(value);
  const number = exact(PERCENT.has(parameter.unit) ? Number((100 * value).toPrecision(12)) : value);
  return t(`lab.unit.${parameter.unit}`, { number, currency: currency() });
}

// What a move did, in words: "Focal: price 95 coins".
export function moveInWords({ path, value }) {
  const parameter = known(path);
  const name = t(`parameters.${parameter.path}.name`);
  const what = path.endsWith('.level') ? t(`alternative.${value}`) : t('move', { name, value: shown(parameter, value) });
  return path.startsWith('firm.') ? t('of_firm', { firm: firmName(app.run.market.firms.indexOf(path.split('.')[1])), what }) : what;
}

async function move(path, value) {
  try {
    await app.run.move(path, value, known(path).from_start);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    refusal(error);
    app.refresh();
  }
}

export function panel() {
  const name = app.run.market.firms[focal()], rival = app.run.market.firms[1];
  const open = [`firm.${name}.price`, `firm.${name}.financial.rebate`, 'world.population.involvement_mean', rival && `firm.${rival}.price`, 'world.bonds.social_decay'].filter(path => path && known(path));
  const rest = app.run.market.parameters.length - open.length;
  return h('details', { class: 'controls-wrap', open: !isPhone() }, h('summary', { class: 'sr' }, t('change')),
    h('section', { class: 'card controls', 'aria-labelledby': 'change-title' }, h('h2', { id: 'change-title' }, t('change')),
      levels(focal()), open.map(path => lever(path)), everything(rest)));
}

function levels(firm) {
  const path = `firm.${app.run.market.firms[firm]}.level`;
  const choice = level => h('label', {}, stairs(level),
    h('input', { type: 'radio', id: `level-${firm}-${level}`, name: `level-${firm}`, value: level, 'data-path': path, onchange: () => move(path, level) }),
    h('b', {}, t(`level.${level}`)), h('small', {}, t(`level.${level}_adds`)));
  return h('fieldset', { class: 'bare-set' }, h('legend', {}, t('strategy', { firm: firmName(firm) })),
    h('div', { class: 'levels' }, [0, 1, 2, 3].map(choice)));
}

function lever(path, inFull = false) {
  const parameter = known(path);
  const id = `lever-${path.replace(/[^\w]/g, '-')}`;
  const name = t(`parameters.${parameter.path}.name`);
  const label = path.startsWith('firm.') && !inFull ? t('of_firm', { firm: firmName(app.run.market.firms.indexOf(path.split('.')[1])), what: name }) : name;
  const input = parameter.kind === 'switch' ? toggle(id, path) : parameter.kind === 'choice' ? choices(id, path, parameter) : slider(id, path, parameter);
  return h('div', { class: 'lever', 'data-path': path },
    h('div', { class: 'row' }, h('label', { for: id, title: t(`parameters.${parameter.path}.meaning`) }, label), h('output', { for: id })),
    input, parameter.unit ? ends(id, parameter) : null, source(parameter, name));
}

function slider(id, path, parameter) {
  const { low, high } = range(path, parameter);
  const input = h('input', { type: 'range', id, min: low, max: high, step: parameter.kind === 'integer' ? 1 : step(high - low), 'aria-describedby': `${id}-ends`, 'data-path': path,
    oninput: () => show(input, parameter, Number(input.value)), onchange: () => move(path, Number(input.value)) });
  return input;
}

function range(path, parameter) {
  const value = app.run.market.values[path] ?? parameter.usual;
  return { low: Math.min(parameter.low, value ?? parameter.low), high: Math.max(parameter.high, value ?? parameter.high) };
}

const step = width => 10 ** Math.floor(Math.log10(width / 50));

const toggle = (id, path) => {
  const input = h('input', { type: 'checkbox', id, 'data-path': path, onchange: () => move(path, input.checked) });
  return input;
};

const choices = (id, path, parameter) => {
  const numeric = parameter.choices.every(each => typeof each === 'number');
  const input = h('select', { class: 'btn', id, 'data-path': path, onchange: () => move(path, numeric ? Number(input.value) : input.value) },
    parameter.choices.map(each => h('option', { value: each }, t(`parameters.${parameter.path}.choices.${each}`))));
  return input;
};

function show(input, parameter, value) {
  const { min, max } = input;
  input.style.setProperty('--p', `${(100 * (value - min)) / (max - min)}%`);
  input.setAttribute('aria-valuetext', shown(parameter, value));
  const output = input.closest('.lever')?.querySelector('output');
  if (output) output.textContent = shown(parameter, value);
}

function ends(id, parameter) {
  const place = Math.min(84, Math.max(14, (100 * (parameter.usual - parameter.low)) / (parameter.high - parameter.low || 1)));
  const usual = parameter.usual === null || parameter.usual === undefined ? null
    : h('b', { 'style-left': `${place}%` }, t('usual', { value: shown({ ...parameter, unit: 'ratio' }, scaled(parameter, parameter.usual)) }));
  const bare = value => exact(scaled(parameter, value));
  return h('div', { class: 'ends', id: `${id}-ends` }, h('span', {}, place < 20 ? '' : bare(parameter.low)), usual, h('span', {}, place > 80 ? '' : bare(parameter.high)));
}
const scaled = (parameter, value) => (PERCENT.has(parameter.unit) ? Number((100 * value).toPrecision(12)) : value);

function source(parameter, name) {
  if (!parameter.grade) return null;
  const from = parameter.sourced && has(`parameters.${parameter.path}.source`) ? t(`parameters.${parameter.path}.source`) : t('no_source');
  const open = event => showTip(event.currentTarget, [h('b', {}, name), h('br'), t(`parameters.${parameter.path}.meaning`), h('br'),
    t(`grade_means.${parameter.grade}`), ' ', from, h('br'), t('plausible', { low: shown(parameter, parameter.low), high: shown(parameter, parameter.high) })]);
  return h('button', { type: 'button', class: 'src', 'aria-label': `${name}: ${t(`grade.${parameter.grade}`)}`, onclick: open, onfocus: open, onmouseenter: open, onblur: hideTip, onmouseleave: hideTip },
    gradeDisc(parameter.grade), h('span', {}, t(`grade.${parameter.grade}`), ' · ', h('u', {}, t('source'))));
}

// Every other parameter: tables of the world, and of one firm at a time.
function everything(count) {
  const holder = h('div', { class: 'all-levers' });
  const button = h('button', { type: 'button', class: 'btn', 'aria-expanded': 'false', onclick: () => {
    const open = button.getAttribute('aria-expanded') !== 'true';
    button.setAttribute('aria-expanded', String(open));
    fill(holder, open ? groups(focal()) : []);
    update();
  } }, t('everything', { count }));
  return [button, holder];
}

function groups(firm) {
  const tables = new Map();
  for (const parameter of app.run.market.parameters) {
    const group = parameter.path.split('.').slice(0, -1).join('.');
    tables.set(group, [...tables.get(group) ?? [], parameter]);
  }
  const pick = h('select', { class: 'btn', 'aria-label': t('whose'), onchange: event => {
    fill(pick.closest('.all-levers'), groups(Number(event.target.value)));
    update();
  } }, app.run.market.firms.map((_, each) => h('option', { value: each, selected: each === firm }, firmName(each))));
  const path = parameter => (parameter.path.startsWith('firm.') ? `firm.${app.run.market.firms[firm]}.${parameter.path.slice(5)}` : parameter.path);
  return [pick, [...tables].reverse().map(([group, members]) => {
    const body = h('div', { class: 'levers' });
    const table = h('details', { class: 'group', ontoggle: () => {
      if (table.open && !body.firstChild) { fill(body, members.map(each => lever(path(each), true))); update(); }
    } }, h('summary', {}, t(`groups.${group}.title`)), body);
    return table;
  })];
}

// Every lever shows where it stands in the month on the screen; as long as that is the same, nothing is done.
let stands = '';
export function update() {
  const { recipe, market, history, shown: month } = app.run, inputs = document.querySelectorAll('[data-path]');
  const { level, price } = history[month].firms, events = market.events.map(each => month >= each.month && month < (each.until ?? Infinity));
  const now = JSON.stringify([recipe.moves.filter(each => each.month <= month), recipe.moves.length, inputs.length, level, price, events]);
  if (now === stands && inputs[0] === first && market === whose) return;
  [stands, first, whose] = [now, inputs[0], market];
  showAll(inputs);
}
let first = null, whose = null;

function showAll(inputs) {
  for (const input of inputs) {
    const path = input.dataset.path, value = app.run.value(path);
    if (input.classList.contains('lever')) {
      input.classList.toggle('changed', app.run.recipe.moves.some(each => each.path === path));
    } else if (input.type === 'radio') input.checked = Number(input.value) === value;
    else if (input.type === 'checkbox') input.checked = value;
    else if (document.activeElement !== input || input.type !== 'range' || !input.matches(':active')) {
      input.value = value ?? '';
      if (input.type === 'range') show(input, known(path), value ?? Number(input.min));
    }
  }
}
