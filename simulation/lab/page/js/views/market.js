// The Market view: the levers, the picture of the customers, and live charts.
import { app, isPhone } from '../app.js';
import { $, fill, h } from '../drawing/dom.js';
import { leverPanel, updateLevers } from './levers.js';
import { buildCharts, updateCharts } from './market-charts.js';
import { glanceTable, updateGlance } from './market-glance.js';
import { watchOtherLucks } from './market-other-lucks.js';
import { peopleCard, updatePeople } from './market-people.js';
import {
  mountPicture,
  pictureSection,
  letLeaversFly,
  resizePicture,
  updatePicture,
} from './market-picture.js';
import { askCourse, storyRow, updateStory } from './market-story.js';

/** Changes whenever the view is built: what was asked for an earlier one is dropped. */
let version = 0;

/** @param {HTMLElement} root */
export function render(root) {
  version += 1;
  const charts = h('div', { class: 'charts' }, peopleCard(), buildCharts(), glanceTable());
  fill(root, storyRow(), h('div', { class: 'market' }, leverPanel(), pictureSection(), charts));
  updateStory();
  mountPicture();
}

/** The moves that she has seen act. On a phone the picture is out of sight while she makes others. */
let seen = '';

/** On a phone, bring the picture back into sight when a change begins to act. */
function showChangeOnPhone() {
  const { run } = app;
  const moves = JSON.stringify([run.recipe.scenario, run.recipe.moves]);
  if (moves === seen || !(run.moving || run.shown)) return;
  const isFirst = !seen;
  seen = moves;
  if (isPhone() && !isFirst) $('.market .picture').scrollIntoView({ block: 'start' });
}

export function update() {
  showChangeOnPhone();
  updateStory();
  updatePicture();
  updateLevers();
  updatePeople();
  updateCharts();
  updateGlance();
}

export const advanced = letLeaversFly;
export const resize = resizePicture;

export async function inBackground() {
  const mine = version;
  await askCourse();
  await watchOtherLucks(() => mine === version && app.state.view === 'market', updateCharts);
}
