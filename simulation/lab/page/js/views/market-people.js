// Of 100 customers, how many leave in a year: as 100 people, in a sentence, and those of the rivals below.
import { app } from '../app.js';
import { $, fill, fillIfNew, h } from '../drawing/dom.js';
import { firmMark, lookOf } from '../drawing/firm-marks.js';
import { leaversAYear } from '../drawing/statistics.js';
import { allFirms, firmName, singledOut } from '../market-facts.js';
import { n0, nodes, sentenceGap, t } from '../protocol/words.js';
import { ghostOf } from './market-ghost.js';

const A_ROW = 10;
const PITCH = 11;
/** Radii: an empty one has its outline around it. */
const [FULL, EMPTY] = [4, 3.5];

/** The card, still empty. */
export function peopleCard() {
  return h(
    'section',
    { class: 'card people', id: 'people', 'aria-label': t('chart.leavers') },
    h('div', { id: 'hundred' }),
    h(
      'div',
      {},
      h('p', { class: 'say', id: 'people-say' }),
      h('p', { class: 'rivals', id: 'people-rivals' }),
    ),
  );
}

export function updatePeople() {
  const firm = singledOut();
  const last = allFirms().map(each => leaversAYear(app.run.series('retention_rate', each)).at(-1) ?? null);
  const mine = last[firm];
  showHundred(firm, Math.round(mine ?? 0));
  const places = { firm: firmName(firm), number: n0(mine) };
  const before = ghostNow(firm);
  fillIfNew($('#people-say'), [
    mine === null ? t('people.early', places) : nodes('people.leave', places),
    ...(before === null ? [] : [sentenceGap(), ...nodes('people.without', { number: n0(before) })]),
  ]);
  const rivals = allFirms().filter(each => each !== firm && last[each] !== null);
  const shown = rivals.map(each =>
    h('span', { class: 'rival' }, firmMark(each), firmName(each), ' ', h('b', {}, n0(last[each]))),
  );
  fill($('#people-rivals'), shown);
}

/**
 * How many would leave in the earlier run, in the month shown.
 * @param {number} firm
 */
function ghostNow(firm) {
  const ghost = ghostOf('retention_rate', firm, leaversAYear);
  const { shown } = app.run;
  return ghost && shown >= ghost.from ? (ghost.values[shown] ?? null) : null;
}

/**
 * @param {number} firm
 * @param {number} leavers
 */
function showHundred(firm, leavers) {
  const holder = $('#hundred');
  const key = `${firm} ${leavers}`;
  if (holder.dataset.key === key) return;
  holder.dataset.key = key;
  const colour = `var(--f${lookOf(firm)})`;
  const people = Array.from({ length: A_ROW * A_ROW }, (_, i) => {
    const place = { cx: PITCH * ((i % A_ROW) + 0.5), cy: PITCH * (Math.floor(i / A_ROW) + 0.5) };
    return i < A_ROW * A_ROW - leavers
      ? h('circle', { ...place, r: FULL, fill: colour })
      : h('circle', { ...place, r: EMPTY, fill: 'none', stroke: colour, 'stroke-width': 1.3 });
  });
  const side = A_ROW * PITCH;
  fill(holder, h('svg', { viewBox: `0 0 ${side} ${side}`, 'aria-hidden': 'true' }, people));
}
