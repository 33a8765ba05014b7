// One lever: its name, its value, a slider, switch or list, its range, and where its default comes from.
import { app } from '../app.js';
import { h } from '../drawing/dom.js';
import { evidenceDisc } from '../drawing/icons.js';
import { hideTooltip, showTooltip } from '../drawing/tooltip.js';
import { firmName } from '../market-facts.js';
import { exact, hasMessage, t } from '../protocol/words.js';
import { applyChanges } from './lever-question.js';
import {
  choiceName,
  firmInPath,
  moveInWords,
  parameterAt,
  parameterName,
  shownNumber,
  valueInWords,
} from './parameter-values.js';
/** @import { Parameter, ParameterValue } from '../protocol/messages.js' */

/**
 * Move a lever.
 * @param {string} path
 * @param {ParameterValue} value
 */
export const moveLever = (path, value) => applyChanges([{ path, value }], moveInWords({ path, value }));

/**
 * @param {string} path
 * @param {boolean} inTable among the levers of one firm, whose name then needs no repeating
 */
export function lever(path, inTable = false) {
  const parameter = parameterAt(path);
  const id = `lever-${path.replace(/[^\w]/g, '-')}`;
  const name = parameterName(parameter);
  const ofFirm = path.startsWith('firm.') && !inTable;
  const label = ofFirm ? t('of_firm', { firm: firmName(firmInPath(path)), what: name }) : name;
  const meaning = t(`parameters.${parameter.path}.meaning`);
  return h(
    'div',
    { class: 'lever', 'data-path': path },
    h('div', { class: 'row' }, h('label', { for: id, title: meaning }, label), h('output', { for: id })),
    control(id, path, parameter),
    parameter.unit ? rangeEnds(id, parameter) : null,
    parameter.free ? h('small', { class: 'free' }, t('costs_nothing')) : null,
    evidence(parameter, name),
  );
}

/**
 * @param {string} id
 * @param {string} path
 * @param {Parameter} parameter
 */
function control(id, path, parameter) {
  if (parameter.kind === 'switch') return toggle(id, path);
  return parameter.kind === 'choice' ? list(id, path, parameter) : slider(id, path, parameter);
}

/**
 * @param {string} id
 * @param {string} path
 * @param {Parameter} parameter
 */
function slider(id, path, parameter) {
  const { low, high } = sliderRange(path, parameter);
  const input = h('input', {
    type: 'range',
    id,
    min: low,
    max: high,
    step: parameter.kind === 'integer' ? 1 : 10 ** Math.floor(Math.log10((high - low) / 50)),
    'aria-describedby': `${id}-ends`,
    'data-path': path,
    oninput: () => showSliderValue(input, parameter, Number(input.value)),
    onchange: () => moveLever(path, Number(input.value)),
  });
  return input;
}

/**
 * The plausible range, widened where the scenario's own value lies outside.
 * @param {string} path
 * @param {Parameter} parameter
 */
function sliderRange(path, parameter) {
  const value = /** @type {number | null} */ (app.run.market.values[path]) ?? parameter.usual;
  return {
    low: Math.min(parameter.low, value ?? parameter.low),
    high: Math.max(parameter.high, value ?? parameter.high),
  };
}

/**
 * @param {string} id
 * @param {string} path
 */
function toggle(id, path) {
  const onchange = () => moveLever(path, input.checked);
  const input = h('input', { type: 'checkbox', id, 'data-path': path, onchange });
  return input;
}

/**
 * @param {string} id
 * @param {string} path
 * @param {Parameter} parameter
 */
function list(id, path, parameter) {
  const isNumeric = parameter.choices.every(each => typeof each === 'number');
  const onchange = () => moveLever(path, isNumeric ? Number(select.value) : select.value);
  const options = parameter.choices.map(each => h('option', { value: each }, choiceName(parameter, each)));
  const select = h('select', { class: 'btn', id, 'data-path': path, onchange }, options);
  return select;
}

/**
 * Show the value at which a slider stands.
 * @param {HTMLInputElement} input
 * @param {Parameter} parameter
 * @param {number} value
 */
export function showSliderValue(input, parameter, value) {
  const [min, max] = [Number(input.min), Number(input.max)];
  const words = valueInWords(parameter, value);
  input.style.setProperty('--filled', `${(100 * (value - min)) / (max - min)}%`);
  input.setAttribute('aria-valuetext', words);
  const output = input.closest('.lever')?.querySelector('output');
  if (output) output.textContent = words;
}

/**
 * The ends of the plausible range, and the usual value between them.
 * @param {string} id
 * @param {Parameter} parameter
 */
function rangeEnds(id, parameter) {
  const { low, high, usual = null } = parameter;
  const place = Math.min(84, Math.max(14, (100 * (Number(usual) - low)) / (high - low || 1)));
  /** @param {number} value */
  const number = value => exact(shownNumber(parameter, value));
  const mark = usual === null ? null : h('b', { 'style-left': `${place}%` }, usualValue(parameter, usual));
  return h(
    'div',
    { class: 'ends', id: `${id}-ends` },
    h('span', {}, place < 20 ? '' : number(low)),
    mark,
    h('span', {}, place > 80 ? '' : number(high)),
  );
}

/**
 * @param {Parameter} parameter
 * @param {number} usual
 */
const usualValue = (parameter, usual) =>
  t('usual', { value: valueInWords({ ...parameter, unit: 'ratio' }, shownNumber(parameter, usual)) });

/**
 * How well the default is known; a note says where it comes from.
 * @param {Parameter} parameter
 * @param {string} name
 */
function evidence(parameter, name) {
  const { grade } = parameter;
  if (!grade) return null;
  const gradeName = t(`grade.${grade}`);
  /** @param {Event} event */
  const open = event =>
    showTooltip(/** @type {Element} */ (event.currentTarget), evidenceNote(parameter, name));
  return h(
    'button',
    {
      type: 'button',
      class: 'evidence',
      'aria-label': `${name}: ${gradeName}`,
      onclick: open,
      onfocus: open,
      onmouseenter: open,
      onblur: hideTooltip,
      onmouseleave: hideTooltip,
    },
    evidenceDisc(grade),
    h('span', {}, gradeName, ' · ', h('u', {}, t('source'))),
  );
}

/**
 * @param {Parameter} parameter
 * @param {string} name
 */
function evidenceNote(parameter, name) {
  const { path, grade, role, sourced, low, high } = parameter;
  const source = `parameters.${path}.source`;
  const range = { low: valueInWords(parameter, low), high: valueInWords(parameter, high) };
  return [
    h('b', {}, name),
    h('br'),
    t(`parameters.${path}.meaning`),
    h('br'),
    t(`role_means.${role}`),
    h('br'),
    t(`grade_means.${grade}`),
    ' ',
    sourced && hasMessage(source) ? t(source) : t('no_source'),
    h('br'),
    t('plausible', range),
  ];
}
