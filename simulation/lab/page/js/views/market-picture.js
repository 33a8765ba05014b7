// The picture of the customers with its legend, its key, and who left in the month shown.
import { app, isCalm, isPhone } from '../app.js';
import { $, fillIfNew, h } from '../drawing/dom.js';
import { MarketCanvas } from '../drawing/market-canvas.js';
import { ARRANGEMENTS, QUANTITIES } from '../protocol/address.js';
import { millisecondsAMonth } from '../protocol/pace.js';
import { n0, t } from '../protocol/words.js';
import { nameIslands } from './island-names.js';
import { showPictureKey } from './market-key.js';
import { showLeavers } from './market-leavers.js';
import { CustomerPointer } from './market-pointing.js';
import { askQuantity } from './market-quantity.js';
import { sceneShown } from './market-scene.js';
import { monthInWords } from './market-sentence.js';
import { shareBar, updateShareBar } from './share-bar.js';

/** Pixels of the window under the picture's card. */
const MARGIN = 12;
const LEAST_HEIGHT = 260;
/** The height of a phone's picture, of its width. */
const PHONE_SHAPE = 0.85;

/**
 * @typedef {object} PictureView
 * @property {HTMLCanvasElement} canvas
 * @property {HTMLElement} names
 * @property {MarketCanvas} [picture]
 * @property {CustomerPointer} [pointer]
 * @property {number} part of the month's flights that has passed, 0 to 1
 * @property {number} frame the next frame of the flights
 */
/** @type {PictureView} */
let view;

/** The card with the picture, still empty. */
export function pictureSection() {
  const title = t('dots', { customers: n0(app.run.market.customers) });
  const canvas = h('canvas', {
    role: 'img',
    tabindex: 0,
    id: 'crowd',
    'aria-label': title,
    'aria-describedby': 'now dots-help',
  });
  const names = h('div', { class: 'isles', 'aria-hidden': 'true' });
  cancelAnimationFrame(view?.frame);
  view = { canvas, names, part: 1, frame: 0 };
  return h(
    'section',
    { class: 'card picture', 'aria-labelledby': 'picture-title' },
    h('h2', { class: 'visually-hidden', id: 'picture-title' }, title),
    h('p', { class: 'now say', id: 'now', 'aria-live': 'polite' }),
    shareBar(),
    h('div', { class: 'tune' }, arrangementChoice(), quantityChoice(), h('div', { id: 'zoom' })),
    h('div', { class: 'stage' }, canvas, names),
    h('p', { class: 'visually-hidden', id: 'dots-help' }, t('dots_help')),
    h('div', { class: 'keyline', id: 'key' }),
    h('nav', { class: 'leavers', id: 'leavers', 'aria-label': t('leaver.list') }),
  );
}

/** Give the picture its size and its customers, once it stands in the page. */
export function mountPicture() {
  showPictureKey();
  sizeCanvas();
  view.picture = new MarketCanvas(view.canvas, app.run.market.acquaintances);
  view.pointer = new CustomerPointer(view.canvas, view.picture, paint);
  $('#zoom').replaceWith(view.pointer.zoom.buttons);
}

function arrangementChoice() {
  const { state } = app;
  /** @type {HTMLElement[]} */
  const buttons = ARRANGEMENTS.map(each => {
    const onclick = () => {
      state.arrangement = each;
      buttons.forEach((button, i) => button.setAttribute('aria-pressed', String(ARRANGEMENTS[i] === each)));
      app.refresh();
    };
    const pressed = String(state.arrangement === each);
    return h('button', { type: 'button', id: `arrange-${each}`, 'aria-pressed': pressed, onclick }, [
      t(`arrange.${each}`),
    ]);
  });
  return h('div', { class: 'segmented', role: 'group', 'aria-label': t('arrange.title') }, buttons);
}

function quantityChoice() {
  const options = QUANTITIES.map(each =>
    h('option', { value: each, selected: each === app.state.by }, t(`by.${each}`)),
  );
  const onchange = () => {
    app.state.by = QUANTITIES.find(each => each === select.value) ?? 'supplier';
    app.refresh();
  };
  const select = h('select', { id: 'by', class: 'btn', 'aria-label': t('show'), onchange }, options);
  return h('label', { class: 'show-by' }, h('small', {}, t('show')), select);
}

function sizeCanvas() {
  const { canvas } = view;
  canvas.style.height = `${Math.round(app.state.big && !isPhone() ? heightOfStage() : usualHeight())}px`;
}

/** What the style sheet leaves for the picture on a projector, where nothing scrolls. */
function heightOfStage() {
  const { canvas } = view;
  canvas.style.height = '0';
  return Math.max(LEAST_HEIGHT / 2, canvas.parentElement?.clientHeight ?? 0);
}

/** On a phone a share of the width; else as high as the window allows with what stands under the picture. */
function usualHeight() {
  const { canvas } = view;
  if (isPhone()) return (canvas.parentElement?.clientWidth ?? 0) * PHONE_SHAPE;
  const top = canvas.getBoundingClientRect().top + scrollY;
  const below = [$('#key'), $('#leavers')];
  const taken = below.reduce((sum, each) => sum + each.getBoundingClientRect().height, MARGIN);
  return Math.max(LEAST_HEIGHT, innerHeight - top - taken);
}

export function resizePicture() {
  sizeCanvas();
  view.picture?.resize();
  paint();
}

function paint() {
  const { picture, pointer, part, names } = view;
  if (!picture) return;
  picture.draw({ part, pointed: pointer?.pointed ?? -1 });
  nameIslands(names, picture);
}

/** Whether departures are drawn as flights: not while months fly by faster than one can see. */
const isSlowEnough = () => !app.run.hurrying && (!app.run.playing || app.run.speed !== 'fast');

/** In the month just run, those who leave fly to their new suppliers. */
export function letLeaversFly() {
  const { run } = app;
  cancelAnimationFrame(view.frame);
  if (isCalm() || run.speed === 'fast' || !view.picture?.scene?.flights.length) return;
  const duration = millisecondsAMonth(run.speed, run.reached);
  const began = performance.now();
  view.part = 0;
  const drawFrame = () => {
    view.part = Math.min(1, (performance.now() - began) / duration);
    view.picture?.draw({ part: view.part, pointed: view.pointer?.pointed ?? -1 });
    if (view.part < 1) view.frame = requestAnimationFrame(drawFrame);
  };
  drawFrame();
}

export function updatePicture() {
  const { picture } = view;
  const month = picture?.scene?.month;
  if (month !== app.run.shown) {
    cancelAnimationFrame(view.frame);
    view.part = 1;
  }
  showScene();
  updateShareBar();
  fillIfNew($('#now'), monthInWords());
  showLeavers($('#leavers'));
  const mine = view;
  askQuantity(() => app.state.view === 'market' && mine === view, showScene);
}

function showScene() {
  view.picture?.show(sceneShown(isSlowEnough()));
  paint();
  showPictureKey();
}
