// Three people who changed their supplier in the month shown, as links to Why?: first those who left the
// strong firm, then those who joined it.
import { app } from '../app.js';
import { fill, h } from '../drawing/dom.js';
import { portrait } from '../drawing/portrait.js';
import { firstName } from '../first-names.js';
import { firmName, isFirm, singledOut } from '../market-facts.js';
import { writeAddress } from '../protocol/address.js';
import { language, t } from '../protocol/words.js';

const MOST = 3;
/** The reasons to leave, those first that say most; the others follow. */
const TELLING = ['incident', 'dissatisfaction', 'offer', 'released', 'routine'];

/** @typedef {{ customer: number, from: number, to: number, reason: string }} Leaver */

/** The leavers of the month shown who have to do with the strong firm. */
function leavers() {
  const { market, history, shown } = app.run;
  const strong = singledOut();
  const { left, reason, dots } = history[shown];
  const before = history[Math.max(0, shown - 1)].dots;
  const all = left.map((customer, i) => ({
    customer,
    from: before[customer],
    to: dots[customer],
    reason: market.reasons[reason[i]],
  }));
  const concerned = all.filter(each => each.from !== each.to && (each.from === strong || each.to === strong));
  return concerned.sort((a, b) => rank(a, strong) - rank(b, strong)).slice(0, MOST);
}

/**
 * @param {Leaver} leaver
 * @param {number} strong
 */
function rank({ from, reason }, strong) {
  const place = TELLING.indexOf(reason);
  return (from === strong ? 0 : 10) + (place < 0 ? TELLING.length : place);
}

/** @param {HTMLElement} holder */
export function showLeavers(holder) {
  const shown = leavers();
  const key = JSON.stringify([language.now, app.run.shown, shown]);
  if (holder.dataset.key === key) return;
  holder.dataset.key = key;
  fill(holder, shown.map(link));
}

/** @param {number} to */
function where(to) {
  if (!isFirm(to)) return t('leaver.stops');
  return t(to === singledOut() ? 'leaver.joins' : 'leaver.leaves', { firm: firmName(to) });
}

/** @param {Leaver} leaver */
function link({ customer, from, to, reason }) {
  const { history, shown } = app.run;
  const href = writeAddress({ ...app.state, view: 'why', customer, month: shown, lang: language.now });
  /** @param {Event} event */
  const onclick = event => {
    event.preventDefault();
    app.state.customer = customer;
    app.go('why');
  };
  const satisfaction = history[shown].satisfaction[customer] / 2.55;
  return h(
    'a',
    { href, onclick },
    portrait(to, { left: from, satisfaction }),
    h(
      'span',
      {},
      h('u', {}, firstName(customer)),
      ' ',
      where(to),
      h('small', {}, t('leaver.why', { reason: t(`leaver.${reason}`) })),
    ),
  );
}
