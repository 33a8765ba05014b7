// The fall table: what each firm is worth to her, term by term; a row a term, a column a firm, and in each
// cell a bar that begins where the one above ended. It is a real table, so it is its own twin.
import { h } from './dom.js';
import { app, currency, fine, firmName, isPhone } from './app.js';
import { kind, mark } from './marks.js';
import { n1, t } from './words.js';

export const VALUE = ['functional', 'experiential', 'social', 'convenience'];
export const COST = ['price', 'effort', 'risk'];
export const LEAVING = ['procedural', 'financial', 'relational'];
const signed = value => (fine(value) !== fine(0) && value > 0 ? '+' : '') + fine(value);

// Every row with a value a firm; sums come out of the terms, never out of a second calculation.
export function rows(decision) {
  const firms = decision.draw.map((_, firm) => firm);
  const spared = type => firms.map(firm => (firm === decision.own && !decision.forced ? decision.leaving[type] / decision.horizon : 0));
  const terms = [...VALUE, ...COST].map(name => ({ name, values: decision.terms[name] }));
  const delivered = firms.map(firm => terms.reduce((sum, term) => sum + term.values[firm], 0));
  const leaving = LEAVING.map(name => ({ name, values: spared(name) }));
  const total = firms.map(firm => delivered[firm] + leaving.reduce((sum, term) => sum + term.values[firm], 0) + decision.draw[firm]);
  return { value: terms.slice(0, 4), cost: terms.slice(4), delivered, leaving, draw: decision.draw, total };
}

export function columns(decision, most) {
  const { total } = rows(decision), others = decision.draw.map((_, firm) => firm).filter(firm => firm !== decision.own && firm !== decision.chosen);
  const rest = others.length < most ? others : others.sort((a, b) => total[b] - total[a]);
  return [decision.own, ...(decision.chosen === decision.own ? [] : [decision.chosen]), ...rest].slice(0, most);
}

function scale(low, high) {
  const width = high - low || 1;
  return value => (100 * (value - low)) / width;
}

function scales(parts, firms) {
  const walk = (firm, start, terms) => terms.reduce((path, term) => [...path, path.at(-1) + term[firm]], [start]);
  const values = [...parts.value, ...parts.cost].map(term => term.values);
  const first = firms.flatMap(firm => walk(firm, 0, values));
  const second = firms.flatMap(firm => walk(firm, parts.delivered[firm], [...parts.leaving.map(term => term.values), parts.draw]));
  const roomy = list => { const low = Math.min(...list), high = Math.max(...list), room = (high - low || 1) * 0.22; return [low - room, high + room]; };
  const [a, b] = roomy(first), [c, d] = roomy(second);
  return { wide: scale(a, b), close: scale(c, d), zoom: (b - a) / (d - c), origin: c };
}

export function fallTable(decision, step) {
  const parts = rows(decision), firms = columns(decision, isPhone() ? 2 : 5), { wide, close, zoom } = scales(parts, firms);
  const at = Object.fromEntries(firms.map(firm => [firm, 0]));
  const chosen = firm => (firm === decision.chosen && step === 4 ? 'win' : null);
  const cell = (firm, value, look, where) => {
    const start = at[firm], end = start + value, a = where(Math.min(start, end)), w = Math.abs(where(end) - where(start));
    at[firm] = end;
    const bar = fine(value) === fine(0) ? null : h('span', { class: `bar ${look}`, 'style-left': `${a}%`, 'style-width': `${Math.max(0.6, w)}%`, ...(look === 'value' ? { '--hue': `var(--f${kind(firm)})` } : {}) });
    const right = a + w < 70;
    return h('td', { class: chosen(firm) }, h('span', { class: 'link', 'style-left': `${where(start)}%` }), bar,
      h('span', { class: 'v', ...(right ? { 'style-left': `${a + w}%` } : { 'style-right': `${100 - a}%` }) }, look === 'value' ? fine(value) : signed(value)));
  };
  const row = (term, look, where) => h('tr', { 'data-term': term.name }, h('th', { scope: 'row' }, t(`term.${term.name}`)), firms.map(firm => cell(firm, term.values[firm], look, where)));
  const group = name => h('tr', { class: 'grp' }, h('th', { scope: 'rowgroup' }, t(`unfold.${name}_title`, { months: n1(decision.horizon) })), firms.map(firm => h('td', { class: chosen(firm) })));
  const sum = (label, values, name, note = null) => h('tr', { class: 'sum', 'data-term': name }, h('th', { scope: 'row' }, label, note), firms.map(firm => {
    const best = name === 'total' && firm === decision.chosen, gone = name === 'total' && decision.forced && firm === decision.own;
    const x = close(values[firm]);
    return h('td', { class: best ? 'win' : null, 'data-firm': firm, 'data-value': values[firm] }, gone ? null : h('span', { class: 'bar sum-mark', 'style-left': `${x - 0.8}%` }),
      h('span', { class: 'v', ...(gone ? { 'style-left': '2%' } : x < 55 ? { 'style-left': `${x + 1}%` } : { 'style-right': `${101 - x}%` }) }, gone ? t('unfold.had_to_leave') : fine(values[firm]), best ? ` ◀ ${isPhone() || app.state.big ? '' : t('unfold.chosen')}` : ''));
  }));
  const leaving = decision.horizon === 1 ? 'leaving' : 'leaving_spread';
  const body = [group('gives'), parts.value.map(term => row(term, 'value', wide))];
  if (step >= 1) body.push(group('costs'), parts.cost.map(term => row(term, 'cost', wide)), sum(t('unfold.delivered'), parts.delivered, 'delivered', h('small', {}, t('unfold.zoom', { times: n1(zoom) }))));
  if (step >= 2) body.push(group(leaving), parts.leaving.map((term, i) => row(term, `hatch${i}`, close)));
  if (step >= 3) body.push(group('luck'), row({ name: 'draw', values: parts.draw }, 'draw', close));
  if (step >= 4) body.push(sum(t('unfold.total'), parts.total, 'total'));
  return h('div', { class: 'fall-holder' }, h('table', { class: 'fall', id: 'fall' }, h('caption', { class: 'sr' }, t('unfold.caption', { month: decision.month })),
    h('colgroup', { svg: false }, h('col'), firms.map(() => h('col'))),
    h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, h('small', { class: 'soft' }, t('unfold.unit', { currency: currency() }))), firms.map(firm => h('th', { scope: 'col', class: chosen(firm) }, mark(firm), ' ', firmName(firm),
      h('small', { class: 'soft' }, firm === decision.own ? t('unfold.hers') : firm === decision.chosen ? t('unfold.chosen') : '\u00a0'))))),
    h('tbody', {}, body)), firms.length < decision.draw.length ? h('small', {}, t('unfold.others_hidden', { shown: firms.length, all: decision.draw.length })) : null);
}
