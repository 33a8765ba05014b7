// The picture of the customers with its legend, its key, and what colours the dots.
import { app, isCalm, isPhone } from '../app.js';
import { CustomerPicture } from '../drawing/customer-picture.js';
import { $, $$, fillIfNew, h } from '../drawing/dom.js';
import { firmMark } from '../drawing/firm-marks.js';
import { allFirms, firmName, levelOf } from '../market-facts.js';
import { QUANTITIES } from '../protocol/address.js';
import { unpacked } from '../protocol/engine.js';
import { n0, percent, t } from '../protocol/words.js';
import { pictureIntroduction, showPictureKey } from './market-key.js';
import { CustomerPointer } from './market-pointing.js';
import { monthInWords } from './market-sentence.js';
/** @import { Quantity } from '../protocol/messages.js' */

/**
 * A quantity of every customer in one month.
 * @typedef {object} Shades
 * @property {Quantity} by
 * @property {number} month
 * @property {number} version of the market
 * @property {number} low
 * @property {number} high
 * @property {Uint8Array} dots 0 to 255
 */

/** The first months of a run in which those who leave pulse; later the rings alone show them. */
const PULSING_MONTHS = 12;
/** The four types of loyalty, 0 to 3, are spread over the shades. */
const TYPE_SHADE = 85;
/** Pixels of the window that the picture leaves to what stands around it. */
const HEIGHT_AROUND = { usual: 352, big: 500 };

/**
 * @typedef {object} PictureView
 * @property {HTMLCanvasElement} canvas
 * @property {CustomerPicture} [dots]
 * @property {CustomerPointer} [pointer]
 * @property {Shades | null} shades
 * @property {boolean} isAsking for shades
 * @property {number} pulsed the month whose leavers have pulsed
 */
/** @type {PictureView} */
let view;

/** The card with the picture, still empty. */
export function pictureSection() {
  const title = t('dots', { customers: n0(app.run.market.customers) });
  const described = { 'aria-label': title, 'aria-describedby': 'dots-help' };
  const canvas = h('canvas', { role: 'img', tabindex: 0, id: 'crowd', ...described });
  view = { canvas, shades: null, isAsking: false, pulsed: 0 };
  return h(
    'section',
    { class: 'card picture', 'aria-labelledby': 'picture-title' },
    h('header', {}, h('h2', { id: 'picture-title' }, title), quantityChoice()),
    h('p', { class: 'now say', id: 'now', 'aria-live': 'polite' }),
    h('div', { class: 'legend' }, allFirms().map(legendTile)),
    h('p', { class: 'small outside', id: 'outside' }),
    h('div', { class: 'stage' }, canvas, app.run.reached === 0 ? pictureIntroduction() : null),
    h('p', { class: 'visually-hidden', id: 'dots-help' }, t('dots_help')),
    h('div', { class: 'under' }, h('div', { class: 'keyline', id: 'key' }), h('div', { id: 'zoom' })),
  );
}

/** Give the picture its size and its dots, once it stands in the page. */
export function mountPicture() {
  sizeCanvas();
  view.dots = new CustomerPicture(view.canvas, app.run.market.acquaintances);
  view.pointer = new CustomerPointer(view.canvas, view.dots, paint);
  $('#zoom').replaceWith(view.pointer.zoom.buttons);
}

function quantityChoice() {
  const options = QUANTITIES.map(each =>
    h('option', { value: each, selected: each === app.state.by }, t(`by.${each}`)),
  );
  const onchange = () => {
    app.state.by = QUANTITIES.find(each => each === select.value) ?? 'supplier';
    app.refresh();
  };
  const select = h('select', { id: 'by', class: 'btn', onchange }, options);
  return h('label', { class: 'show-by' }, h('small', {}, t('show')), select);
}

/** @param {number} firm */
function legendTile(firm) {
  const onclick = () => {
    app.state.only = app.state.only === firm ? null : firm;
    app.refresh();
  };
  return h(
    'button',
    { type: 'button', class: 'firm', 'data-firm': firm, 'aria-pressed': 'false', onclick },
    firmMark(firm),
    h('b', {}, firmName(firm)),
    h('small', {}),
  );
}

function sizeCanvas() {
  const { canvas } = view;
  const width = canvas.parentElement?.clientWidth ?? 0;
  const around = app.state.big ? HEIGHT_AROUND.big : HEIGHT_AROUND.usual;
  const height = isPhone()
    ? Math.round(width * 0.92)
    : Math.max(300, Math.min(width * 1.02, innerHeight - around));
  canvas.style.height = `${height}px`;
}

export function resizePicture() {
  sizeCanvas();
  view.dots?.resize();
  paint();
}

function paint() {
  const { run, state } = app;
  const { shown, history } = run;
  const past = [1, 2, 3].flatMap(age => history[shown - age]?.dots ?? []);
  const { shades } = view;
  const isFresh = state.by !== 'supplier' && shades?.month === shown && shades.by === state.by;
  view.dots?.draw({
    firms: history[shown].dots,
    past,
    shades: isFresh ? shades.dots : null,
    only: state.only,
    pointed: view.pointer?.pointed ?? -1,
  });
}

/** Those who have left pulse in the first months. */
export function pulseLeavers() {
  const { reached, history } = app.run;
  const isNew = reached <= PULSING_MONTHS && reached !== view.pulsed;
  if (isNew && !isCalm()) view.dots?.pulse(history[reached].left, paint);
  view.pulsed = reached;
}

export function updatePicture() {
  if (app.run.shown > 0) $('.hello')?.remove();
  askShades();
  paint();
  $$('.firm').forEach(updateTile);
  showWithout();
  fillIfNew($('#now'), monthInWords());
  showPictureKey(view.shades);
}

/** @param {HTMLElement} tile */
function updateTile(tile) {
  const { history, shown } = app.run;
  const firm = Number(tile.dataset.firm);
  const share = percent(history[shown].firms.market_share[firm]);
  tile.setAttribute('aria-pressed', String(app.state.only === firm));
  $('small', tile).textContent = t('tile', { level: levelOf(firm), share });
}

/** Say how many customers have no supplier, and what their mark is; nothing where there are none. */
function showWithout() {
  const { history, shown } = app.run;
  const { dots } = history[shown];
  const without = app.run.market.firms.length;
  const count = dots.reduce((total, firm) => total + Number(firm === without), 0);
  const share = percent(count / dots.length);
  $('#outside').hidden = count === 0;
  fillIfNew($('#outside'), [firmMark(without), t('outside', { share })]);
}

/** Ask for the quantity that colours the dots; only the month just reached has one. */
async function askShades() {
  const { run, state, engine } = app;
  const { by } = state;
  const { shown, version } = run;
  const mine = view;
  if (by === 'supplier' || shown !== run.reached || mine.isAsking) return;
  const { shades } = mine;
  if (shades?.month === shown && shades.version === version && shades.by === by) return;
  mine.isAsking = true;
  try {
    const { month, low, high, dots } = await engine.ask('look', { quantity: by });
    const values = unpacked(dots);
    const spread = by === 'loyalty_type' ? values.map(each => each * TYPE_SHADE) : values;
    mine.shades = { by, month, version: run.version, low, high, dots: spread };
  } catch {
    // the next month asks again
  } finally {
    mine.isAsking = false;
  }
  if (state.view !== 'market' || mine !== view) return;
  paint();
  showPictureKey(mine.shades);
  if (mine.shades?.month !== run.shown) askShades();
}
