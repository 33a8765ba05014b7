// A firm's month: from revenue to profit, cost by cost.
import { h } from './dom.js';
import { app, currency, firmName, firmNode } from './app.js';
import { kind } from './marks.js';
import { n0, nodes, t } from './words.js';

export const COSTS = ['cost_of_goods', 'cost_to_serve', 'cost_financial', 'cost_social', 'cost_structural', 'cost_recovery', 'cost_acquisition', 'cost_advertising', 'cost_fixed'];

export function ledger(firm, month) {
  const { firms } = app.run.history[month];
  if (!firms.revenue) return h('p', { class: 'plain' }, t('why.nothing_yet'));
  const of = name => firms[name][firm], revenue = of('revenue'), profit = of('profit');
  const low = Math.min(0, profit), high = Math.max(revenue, 1) * 1.25, x = value => (100 * (value - low)) / (high - low);
  let at = 0;
  const row = (name, value, look) => {
    const start = look === 'sum' ? 0 : at, end = start + value;
    if (look !== 'sum') at = end;
    const a = x(Math.min(start, end)), w = Math.max(0.3, x(Math.max(start, end)) - a);
    return h('tr', { class: look === 'sum' ? 'sum' : null, 'data-term': name }, h('th', { scope: 'row' }, t(`measures.${name}.${look === 'sum' ? 'short' : 'label'}`)), h('td', { 'data-value': value }, h('span', { class: 'link', 'style-left': `${x(start)}%` }),
      h('span', { class: `bar ${look}`, 'style-left': `${a}%`, 'style-width': `${w}%`, '--hue': look === 'value' ? `var(--f${kind(firm)})` : 'var(--ink)' }), h('span', { class: 'v', 'style-left': `${a + w}%` }, n0(value))));
  };
  const body = [row('revenue', revenue, 'value'), COSTS.map(name => row(name, -of(name), 'cost')), row('profit', profit, 'sum')];
  const sentence = nodes('ledger.sentence', { month, firm: firmNode(firm), profit: n0(profit), currency: currency(), share: revenue ? n0((100 * profit) / revenue) : t('missing'), won: n0(of('acquired')), lost: n0(of('lost')) });
  return [h('h2', { class: 'large' }, `${firmName(firm)} · ${t('month_of', { month })}`), h('p', { class: 'plain' }, sentence),
    h('table', { class: 'fall ledger', id: 'ledger' }, h('caption', { class: 'sr' }, t('ledger.caption')), h('colgroup', {}, h('col'), h('col')), h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, h('small', { class: 'soft' }, t('ledger.unit', { currency: currency() }))), h('th', { scope: 'col' }, h('span', { class: 'sr' }, t('ledger.amount'))))), h('tbody', {}, body))];
}
