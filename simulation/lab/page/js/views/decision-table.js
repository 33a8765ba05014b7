// The whole decision: a row a term, a column a firm, and in each cell a bar about zero with its amount.
import { isPhone } from '../app.js';
import { h } from '../drawing/dom.js';
import { firmMark, lookOf } from '../drawing/firm-marks.js';
import { currency, fineMoney, firmName, money } from '../market-facts.js';
import { exact, t } from '../protocol/words.js';
import { shownFirms } from './decision-terms.js';
/** @import { Child } from '../drawing/dom.js' */
/** @import { Decision } from '../protocol/messages.js' */
/** @import { DecisionTerms, Term } from './decision-terms.js' */

const MOST_FIRMS = { phone: 2, usual: 5 };
/** What a bar may take of its cell, in percent; the amount has the rest. */
const BARS = 58;

/**
 * @param {Decision} decision
 * @param {DecisionTerms} terms
 * @param {number} base
 */
export function decisionTable(decision, terms, base) {
  const firms = shownFirms(decision, terms, isPhone() ? MOST_FIRMS.phone : MOST_FIRMS.usual);
  const all = decision.draw.length;
  const rows = new Rows(decision, firms, scaleOf(terms, firms));
  const caption = t('unfold.caption', { month: decision.month });
  return h(
    'div',
    { class: 'waterfall-holder' },
    h(
      'table',
      { class: 'waterfall terms', id: 'decision-table' },
      h('caption', { class: 'visually-hidden' }, caption),
      h('colgroup', {}, h('col'), ...firms.map(() => h('col'))),
      h('thead', {}, rows.head()),
      h('tbody', {}, body(rows, decision, terms)),
    ),
    firms.length < all
      ? h('p', {}, h('small', {}, t('unfold.others_hidden', { shown: firms.length, all })))
      : null,
    h('p', { class: 'aside' }, t('unfold.base_note', { base: money(base), currency: currency() })),
  );
}

/**
 * @param {Rows} rows
 * @param {Decision} decision
 * @param {DecisionTerms} terms
 * @returns {Child}
 */
function body(rows, decision, { value, cost, delivered, leaving, before, draw, total }) {
  const spread = decision.horizon === 1 ? 'leaving_title' : 'leaving_spread_title';
  return [
    [rows.group(t('unfold.gives_title')), rows.terms(value, 'value')],
    [rows.group(t('unfold.costs_title')), rows.terms(cost, 'cost')],
    rows.sum('delivered', delivered),
    [rows.group(t(`unfold.${spread}`, { months: exact(decision.horizon) })), rows.terms(leaving, 'cost')],
    rows.sum('before', before),
    rows.terms([{ name: 'draw', values: draw }], 'draw'),
    rows.sum('total', total),
  ];
}

/**
 * One scale for all cells, in percent of their width, and where zero stands on it.
 * @param {DecisionTerms} terms
 * @param {number[]} firms
 */
function scaleOf({ value, cost, delivered, leaving, before, draw, total }, firms) {
  const rows = [...[...value, ...cost, ...leaving].map(each => each.values), delivered, before, draw, total];
  const all = [0, ...rows.flatMap(values => firms.map(firm => values[firm]))];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const unit = BARS / (high - low || 1);
  return { unit, zero: -low * unit };
}

/** Builds the rows from top to bottom. */
class Rows {
  /**
   * @param {Decision} decision
   * @param {number[]} firms
   * @param {{ unit: number, zero: number }} scale
   */
  constructor(decision, firms, scale) {
    this.decision = decision;
    this.firms = firms;
    this.scale = scale;
  }

  /** @param {number} firm */
  winner(firm) {
    return firm === this.decision.chosen ? 'win' : null;
  }

  head() {
    const unit = h('small', { class: 'soft' }, t('unfold.unit', { currency: currency() }));
    const names = this.firms.map(firm => {
      const role = h('small', { class: 'soft' }, this.role(firm));
      return h('th', { scope: 'col', class: this.winner(firm) }, firmMark(firm), ' ', firmName(firm), role);
    });
    return h('tr', {}, h('th', { scope: 'col' }, unit), names);
  }

  /** @param {number} firm */
  role(firm) {
    if (firm === this.decision.own) return t('unfold.hers');
    return firm === this.decision.chosen ? t('unfold.chosen') : '\u00a0';
  }

  /** @param {string} title */
  group(title) {
    const cells = this.firms.map(firm => h('td', { class: this.winner(firm) }));
    return h('tr', { class: 'term-group' }, h('th', { scope: 'rowgroup' }, title), cells);
  }

  /**
   * A row for each term that is not the same nothing everywhere.
   * @param {Term[]} terms
   * @param {string} look of their bars
   */
  terms(terms, look) {
    const something = terms.filter(({ values }) => this.firms.some(firm => values[firm] !== 0));
    return something.map(({ name, values }) => {
      const cells = this.firms.map(firm => this.cell(values[firm], firm, look));
      return h('tr', { 'data-term': name }, h('th', { scope: 'row' }, t(`term.${name}`)), cells);
    });
  }

  /**
   * @param {'delivered' | 'before' | 'total'} name
   * @param {number[]} values
   */
  sum(name, values) {
    const { own, forced } = this.decision;
    const cells = this.firms.map(firm =>
      name !== 'delivered' && forced && firm === own
        ? h('td', { class: 'left' }, t('unfold.had_to_leave'))
        : this.cell(values[firm], firm, 'sum'),
    );
    return h(
      'tr',
      { class: 'sum', 'data-term': name },
      h('th', { scope: 'row' }, t(`unfold.${name}`)),
      cells,
    );
  }

  /**
   * @param {number} value
   * @param {number} firm
   * @param {string} look
   */
  cell(value, firm, look) {
    const { unit, zero } = this.scale;
    const width = Math.abs(value) * unit;
    const bar = {
      class: `bar ${look}`,
      'style-left': `${zero - (value < 0 ? width : 0)}%`,
      'style-width': `${width}%`,
      '--hue': `var(--f${lookOf(firm)})`,
    };
    return h(
      'td',
      { class: this.winner(firm), 'data-firm': firm, 'data-value': value },
      h('span', { class: 'link', 'style-left': `${zero}%` }),
      fineMoney(value) === fineMoney(0) ? null : h('span', bar),
      h('span', { class: 'amount' }, fineMoney(value)),
    );
  }
}
