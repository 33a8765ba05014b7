// All firms at a glance: a table of the month shown.
import { app } from '../app.js';
import { dataTable } from '../drawing/data-table.js';
import { $, fill, h } from '../drawing/dom.js';
import { firmMark } from '../drawing/firm-marks.js';
import { leaversAYear } from '../drawing/statistics.js';
import { allFirms, currency, firmName, levelOf, money } from '../market-facts.js';
import { exact, n0, t } from '../protocol/words.js';

const COLUMNS = ['firm', 'level', 'leavers', 'leaving', 'won', 'lost', 'profit'];
/** What stands in a cell before month 1. */
const NOTHING = '·';

/** The card with the table, still empty. */
export function glanceTable() {
  const title = h('h3', { id: 'glance-title' }, t('glance'), ' ', h('small', { id: 'glance-month' }));
  const table = { id: 'glance', tabindex: 0, role: 'region', 'aria-labelledby': 'glance-title' };
  return h(
    'section',
    { class: 'card chart glance', 'aria-labelledby': 'glance-title' },
    h('header', {}, title),
    h('div', table),
  );
}

export function updateGlance() {
  const heads = COLUMNS.map(each => t(`glance_of.${each}`));
  $('#glance-month').textContent = t('glance_unit', { month: app.run.shown, currency: currency() });
  fill($('#glance'), dataTable(heads, allFirms().map(row), t('glance')));
}

/** @param {number} firm */
function row(firm) {
  const { history, shown } = app.run;
  const { firms } = history[shown];
  /** @param {string} measure */
  const measured = measure => Number(firms[measure][firm]);
  const figures = shown
    ? [
        n0(leaversAYear(app.run.series('retention_rate', firm)).at(-1)),
        money(firms.switching_cost[firm]),
        n0(firms.acquired[firm]),
        n0(firms.lost[firm]),
        exact(Number((measured('profit_cumulative') / 1000).toPrecision(3))),
      ]
    : Array(5).fill(NOTHING);
  return [[firmMark(firm), ' ', firmName(firm)], String(levelOf(firm)), ...figures];
}
