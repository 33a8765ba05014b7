// A decision unfolded: a row a term, a column a firm, and in each cell a bar that begins where the one above
// ended. It is a real table, so it can be read without looking at the bars.
import { app, isPhone } from '../app.js';
import { h } from '../drawing/dom.js';
import { firmMark, lookOf } from '../drawing/firm-marks.js';
import { currency, fineMoney, firmName } from '../market-facts.js';
import { n1, t } from '../protocol/words.js';
import { decisionScales, decisionTerms, shownFirms } from './decision-terms.js';
/** @import { Child } from '../drawing/dom.js' */
/** @import { Decision } from '../protocol/messages.js' */
/** @import { DecisionTerms, Term } from './decision-terms.js' */

/** The steps in which a decision is unfolded: after each, more rows are there. */
const STEP = { costs: 1, leaving: 2, luck: 3, choice: 4 };
const MOST_FIRMS = { phone: 2, usual: 5 };

/** @typedef {(value: number) => number} Scale percent of a cell's width */

/** @param {number} value */
const signedMoney = value => (fineMoney(value) !== fineMoney(0) && value > 0 ? '+' : '') + fineMoney(value);

/** @param {number} percent */
const from = percent => ({ 'style-left': `${percent}%` });

/**
 * @param {Decision} decision
 * @param {number} step up to which it is unfolded
 */
export function decisionTable(decision, step) {
  const terms = decisionTerms(decision);
  const firms = shownFirms(decision, terms, isPhone() ? MOST_FIRMS.phone : MOST_FIRMS.usual);
  const rows = new Rows(decision, firms, step >= STEP.choice);
  const all = decision.draw.length;
  const hidden = t('unfold.others_hidden', { shown: firms.length, all });
  return h(
    'div',
    { class: 'waterfall-holder' },
    h(
      'table',
      { class: 'waterfall', id: 'decision-table' },
      h('caption', { class: 'visually-hidden' }, t('unfold.caption', { month: decision.month })),
      h('colgroup', {}, h('col'), ...firms.map(() => h('col'))),
      h('thead', {}, rows.head()),
      h('tbody', {}, body(rows, terms, step)),
    ),
    firms.length < all ? h('small', {}, hidden) : null,
  );
}

/**
 * @param {Rows} rows
 * @param {DecisionTerms} terms
 * @param {number} step
 * @returns {Child}
 */
function body(rows, terms, step) {
  const { value, cost, delivered, leaving, draw, total } = terms;
  const { wide, fine, zoom } = decisionScales(terms, rows.firms);
  const zoomNote = h('small', {}, t('unfold.zoom', { times: n1(zoom) }));
  const leavingGroup = rows.decision.horizon === 1 ? 'leaving' : 'leaving_spread';
  return [
    [rows.group('gives'), value.map(term => rows.term(term, 'value', wide))],
    step >= STEP.costs && [
      rows.group('costs'),
      cost.map(term => rows.term(term, 'cost', wide)),
      rows.sum('delivered', [t('unfold.delivered'), zoomNote], delivered, fine),
    ],
    step >= STEP.leaving && [
      rows.group(leavingGroup),
      leaving.map((term, i) => rows.term(term, `hatch${i}`, fine)),
    ],
    step >= STEP.luck && [rows.group('luck'), rows.term({ name: 'draw', values: draw }, 'draw', fine)],
    step >= STEP.choice && rows.sum('total', t('unfold.total'), total, fine),
  ];
}

/** Builds the rows from top to bottom: each bar begins where the one above ended. */
class Rows {
  /**
   * @param {Decision} decision
   * @param {number[]} firms
   * @param {boolean} showsChoice
   */
  constructor(decision, firms, showsChoice) {
    this.decision = decision;
    this.firms = firms;
    this.showsChoice = showsChoice;
    /** Where the next bar of each firm begins. */
    this.ends = new Map(firms.map(firm => [firm, 0]));
  }

  /** @param {number} firm */
  winner(firm) {
    return firm === this.decision.chosen && this.showsChoice ? 'win' : null;
  }

  head() {
    const unit = h('small', { class: 'soft' }, t('unfold.unit', { currency: currency() }));
    const names = this.firms.map(firm =>
      h(
        'th',
        { scope: 'col', class: this.winner(firm) },
        firmMark(firm),
        ' ',
        firmName(firm),
        h('small', { class: 'soft' }, this.role(firm)),
      ),
    );
    return h('tr', {}, h('th', { scope: 'col' }, unit), names);
  }

  /** @param {number} firm */
  role(firm) {
    if (firm === this.decision.own) return t('unfold.hers');
    return firm === this.decision.chosen ? t('unfold.chosen') : '\u00a0';
  }

  /** @param {string} name */
  group(name) {
    const title = t(`unfold.${name}_title`, { months: n1(this.decision.horizon) });
    const cells = this.firms.map(firm => h('td', { class: this.winner(firm) }));
    return h('tr', { class: 'term-group' }, h('th', { scope: 'rowgroup' }, title), cells);
  }

  /**
   * @param {Term} term
   * @param {string} look of its bars
   * @param {Scale} scale
   */
  term({ name, values }, look, scale) {
    const cells = this.firms.map(firm => this.cell(firm, values[firm], look, scale));
    return h('tr', { 'data-term': name }, h('th', { scope: 'row' }, t(`term.${name}`)), cells);
  }

  /**
   * @param {number} firm
   * @param {number} value
   * @param {string} look
   * @param {Scale} scale
   */
  cell(firm, value, look, scale) {
    const start = this.ends.get(firm) ?? 0;
    const end = start + value;
    this.ends.set(firm, end);
    const left = scale(Math.min(start, end));
    const width = Math.abs(scale(end) - scale(start));
    const hue = look === 'value' ? { '--hue': `var(--f${lookOf(firm)})` } : {};
    const bar = { class: `bar ${look}`, ...from(left), 'style-width': `${Math.max(0.6, width)}%`, ...hue };
    const right = left + width;
    const place = right < 70 ? from(right) : { 'style-right': `${100 - left}%` };
    const amount = look === 'value' ? fineMoney(value) : signedMoney(value);
    return h(
      'td',
      { class: this.winner(firm) },
      h('span', { class: 'link', ...from(scale(start)) }),
      fineMoney(value) === fineMoney(0) ? null : h('span', bar),
      h('span', { class: 'amount', ...place }, amount),
    );
  }

  /**
   * @param {'delivered' | 'total'} name
   * @param {Child} label
   * @param {number[]} values
   * @param {Scale} scale
   */
  sum(name, label, values, scale) {
    const cells = this.firms.map(firm => this.sumCell(name, firm, values[firm], scale));
    return h('tr', { class: 'sum', 'data-term': name }, h('th', { scope: 'row' }, label), cells);
  }

  /**
   * @param {'delivered' | 'total'} name
   * @param {number} firm
   * @param {number} value
   * @param {Scale} scale
   */
  sumCell(name, firm, value, scale) {
    const { own, chosen, forced } = this.decision;
    const isBest = name === 'total' && firm === chosen;
    const cell = { class: isBest ? 'win' : null, 'data-firm': firm, 'data-value': value };
    if (name === 'total' && forced && firm === own) {
      return h('td', cell, h('span', { class: 'amount', ...from(2) }, t('unfold.had_to_leave')));
    }
    const x = scale(value);
    const place = x < 55 ? from(x + 1) : { 'style-right': `${101 - x}%` };
    return h(
      'td',
      cell,
      h('span', { class: 'bar sum-mark', ...from(x - 0.8) }),
      h('span', { class: 'amount', ...place }, fineMoney(value), isBest ? best() : ''),
    );
  }
}

/** The sign of the firm that was chosen. */
const best = () => ` ◀ ${isPhone() || app.state.big ? '' : t('unfold.chosen')}`;
