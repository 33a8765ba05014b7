// The Market view: the levers, the picture of the customers, and live charts.
import { app } from '../app.js';
import { fill, h } from '../drawing/dom.js';
import { t } from '../protocol/words.js';
import { leverPanel, updateLevers } from './levers.js';
import { buildCharts, updateCharts } from './market-charts.js';
import { glanceTable, updateGlance } from './market-glance.js';
import { watchOtherLucks } from './market-other-lucks.js';
import { peopleCard, updatePeople } from './market-people.js';
import {
  mountPicture,
  pictureSection,
  pulseLeavers,
  resizePicture,
  updatePicture,
} from './market-picture.js';

/** Changes whenever the view is built: what was asked for an earlier one is dropped. */
let version = 0;

/** @param {HTMLElement} root */
export function render(root) {
  version += 1;
  const charts = h('div', { class: 'charts' }, peopleCard(), buildCharts(), glanceTable());
  fill(
    root,
    h('h1', { class: 'visually-hidden' }, t('tab.market')),
    h('div', { class: 'market' }, leverPanel(), pictureSection(), charts),
  );
  mountPicture();
}

export function update() {
  updatePicture();
  updateLevers();
  updatePeople();
  updateCharts();
  updateGlance();
}

export const advanced = pulseLeavers;
export const resize = resizePicture;

export function inBackground() {
  const mine = version;
  return watchOtherLucks(() => mine === version && app.state.view === 'market', updateCharts);
}
