// The whole market as a bar: legend, figure and filter in one. A segment pressed makes its firm strong.
import { app } from '../app.js';
import { $, $$, fillIfNew, h } from '../drawing/dom.js';
import { firmMark, lookOf } from '../drawing/firm-marks.js';
import { allFirms, firmName, focalFirm, singledOut } from '../market-facts.js';
import { percent, t } from '../protocol/words.js';

export const shareBar = () => [
  h('div', { class: 'share-bar', role: 'group', 'aria-label': t('chart.share') }, allFirms().map(segment)),
  h('div', { class: 'share-start' }, h('span', { id: 'share-start' })),
  h('p', { class: 'small outside', id: 'outside' }),
];

/** @param {number} firm */
function segment(firm) {
  const onclick = () => {
    app.state.only = firm === focalFirm() ? null : firm;
    app.refresh();
  };
  const look = lookOf(firm);
  const colours = { '--tint': `var(--t${look})`, '--full': `var(--f${look})`, '--on': `var(--on${look})` };
  return h(
    'button',
    { type: 'button', class: 'firm', 'data-firm': firm, 'aria-pressed': 'false', ...colours, onclick },
    firmMark(firm),
    h('b', {}, firmName(firm)),
    h('span', {}),
  );
}

export function updateShareBar() {
  const { history, shown } = app.run;
  const shares = history[shown].firms.market_share.map(Number);
  const strong = singledOut();
  $$('.share-bar .firm').forEach((each, firm) => {
    each.setAttribute('aria-pressed', String(firm === strong));
    each.style.setProperty('--share', String(shares[firm]));
    $('span', each).textContent = percent(shares[firm]);
  });
  const start = Number(history[0].firms.market_share[strong]);
  const before = shares.slice(0, strong).reduce((sum, each) => sum + each, 0);
  const tick = $('#share-start');
  tick.style.setProperty('--at', `${100 * Math.min(1, before + start)}%`);
  tick.classList.toggle('late', before + start > 0.6);
  fillIfNew(tick, t('share_start', { firm: firmName(strong), share: percent(start) }));
  showWithout();
}

/** Say how many customers have no supplier, and what their mark is; nothing where there are none. */
function showWithout() {
  const { history, shown } = app.run;
  const { dots } = history[shown];
  const without = app.run.market.firms.length;
  const count = dots.reduce((total, firm) => total + Number(firm === without), 0);
  const share = percent(count / dots.length);
  $('#outside').hidden = count === 0 || app.state.arrangement === 'islands';
  fillIfNew($('#outside'), [firmMark(without), t('outside', { share })]);
}
