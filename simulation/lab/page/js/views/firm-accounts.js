// A firm's month: from revenue to profit, cost by cost.
import { app } from '../app.js';
import { h } from '../drawing/dom.js';
import { lookOf } from '../drawing/firm-marks.js';
import { currency, firmName, firmNode } from '../market-facts.js';
import { n0, nodes, t } from '../protocol/words.js';

const COSTS = [
  'cost_of_goods',
  'cost_to_serve',
  'cost_financial',
  'cost_social',
  'cost_structural',
  'cost_recovery',
  'cost_acquisition',
  'cost_advertising',
  'cost_fixed',
];

/**
 * @param {number} firm
 * @param {number} month
 */
export function firmAccounts(firm, month) {
  const { firms } = app.run.history[month];
  if (!firms.revenue) return h('p', { class: 'plain' }, t('why.nothing_yet'));
  /** @param {string} measure */
  const measured = measure => Number(firms[measure][firm]);
  return [
    h('h2', { class: 'large' }, `${firmName(firm)} · ${t('month_of', { month })}`),
    h('p', { class: 'plain' }, monthSentence(firm, month, measured)),
    accountsTable(firm, measured),
  ];
}

/** @typedef {(measure: string) => number} Measured */

/**
 * @param {number} firm
 * @param {number} month
 * @param {Measured} measured
 */
function monthSentence(firm, month, measured) {
  const [revenue, profit] = [measured('revenue'), measured('profit')];
  return nodes('ledger.sentence', {
    month,
    firm: firmNode(firm),
    profit: n0(profit),
    currency: currency(),
    share: revenue ? n0((100 * profit) / revenue) : t('missing'),
    won: n0(measured('acquired')),
    lost: n0(measured('lost')),
  });
}

/**
 * @param {number} firm
 * @param {Measured} measured
 */
function accountsTable(firm, measured) {
  const unit = h('small', { class: 'soft' }, t('ledger.unit', { currency: currency() }));
  const amount = h('span', { class: 'visually-hidden' }, t('ledger.amount'));
  return h(
    'table',
    { class: 'waterfall ledger', id: 'ledger' },
    h('caption', { class: 'visually-hidden' }, t('ledger.caption')),
    h('colgroup', {}, h('col'), h('col')),
    h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, unit), h('th', { scope: 'col' }, amount))),
    h('tbody', {}, accountRows(firm, measured)),
  );
}

/**
 * Revenue, the costs that are taken from it, and what is left.
 * @param {number} firm
 * @param {Measured} measured
 */
function accountRows(firm, measured) {
  const [revenue, profit] = [measured('revenue'), measured('profit')];
  const low = Math.min(0, profit);
  const high = Math.max(revenue, 1) * 1.25;
  /** @param {number} value */
  const scale = value => (100 * (value - low)) / (high - low);
  let end = 0;
  /** @type {(name: string, value: number, look: string) => Element} */
  const next = (name, value, look) => {
    const start = end;
    end += value;
    return accountRow(
      name,
      { value, start, look, hue: look === 'value' ? `var(--f${lookOf(firm)})` : 'var(--ink)' },
      scale,
    );
  };
  return [
    next('revenue', revenue, 'value'),
    COSTS.map(name => next(name, -measured(name), 'cost')),
    accountRow('profit', { value: profit, start: 0, look: 'sum', hue: 'var(--ink)' }, scale),
  ];
}

/**
 * @param {string} name
 * @param {{ value: number, start: number, look: string, hue: string }} bar
 * @param {(value: number) => number} scale percent of the cell's width
 */
function accountRow(name, { value, start, look, hue }, scale) {
  const end = start + value;
  const left = scale(Math.min(start, end));
  const width = Math.max(0.3, scale(Math.max(start, end)) - left);
  const place = { 'style-left': `${left}%`, 'style-width': `${width}%`, '--hue': hue };
  return h(
    'tr',
    { class: look === 'sum' ? 'sum' : null, 'data-term': name },
    h('th', { scope: 'row' }, t(`measures.${name}.${look === 'sum' ? 'short' : 'label'}`)),
    h(
      'td',
      { 'data-value': value },
      h('span', { class: 'link', 'style-left': `${scale(start)}%` }),
      h('span', { class: `bar ${look}`, ...place }),
      h('span', { class: 'amount', 'style-left': `${left + width}%` }, n0(value)),
    ),
  );
}
