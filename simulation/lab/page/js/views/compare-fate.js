// What a strategy did to the focal firm's first customers: how many it saved and lost, and both lives of one.
import { FATE } from '../drawing/customer-picture.js';
import { $, fill, h } from '../drawing/dom.js';
import { lookOf } from '../drawing/firm-marks.js';
import { app, guarded } from '../app.js';
import { n0, t } from '../protocol/words.js';
import { lifeLine } from './life-line.js';
/** @import { Attributes } from '../drawing/dom.js' */
/** @import { Comparison } from '../protocol/comparison.js' */

/**
 * @param {Comparison} runs
 * @param {number} strong the alternative that is compared with the first
 * @param {Uint8Array} fate what it did to each customer
 * @param {number} firm
 */
export function showFateCounts({ names }, strong, fate, firm) {
  const ownColour = `var(--f${lookOf(firm)})`;
  const alternatives = { first: names[0], last: names[strong] };
  /** @param {number} code */
  const count = code => fate.reduce((total, each) => total + Number(each === code), 0);
  /** @type {(look: Attributes, code: number, name: string) => Element} */
  const part = (look, code, name) =>
    h(
      'div',
      {},
      h('b', {}, circle(look), h('span', { id: `fate-${name}` }, n0(count(code)))),
      t(`compare.${name}`),
      h('br'),
      h('small', {}, t(`compare.${name}_means`, alternatives)),
    );
  fill(
    $('#tally'),
    part({ r: 9, fill: ownColour }, FATE.saved, 'saved'),
    part({ r: 8, fill: 'none', stroke: 'var(--ink)', 'stroke-width': 4 }, FATE.lost, 'lost'),
    part({ r: 6, fill: ownColour, opacity: 0.3 }, FATE.same, 'same_fate'),
  );
}

/** @param {Attributes} look */
const circle = look =>
  h('svg', { viewBox: '0 0 20 20', 'aria-hidden': 'true' }, h('circle', { cx: 10, cy: 10, ...look }));

/**
 * One customer in both worlds: her life under the first and under another alternative.
 * @param {number} customer
 * @param {Comparison} runs
 * @param {number} strong the other alternative
 * @param {() => boolean} isHere whether the view is still there
 */
export const showBothWorlds = (customer, { compared, names }, strong, isHere) =>
  guarded(async () => {
    const card = $('#worlds');
    card.hidden = false;
    fill(card, h('h2', {}, t('customer', { number: customer })), h('p', {}, t('compare.asking')));
    for (const index of [0, strong]) {
      const { story } = await app.engine.ask('tell', { customer, alternative: compared[index].name });
      if (!isHere()) return;
      if (!index) fill(card, h('h2', {}, t('compare.both_worlds', { number: customer })));
      card.append(h('h3', {}, names[index]), ...lifeLine(story, story.months, null));
    }
    card.scrollIntoView({ block: 'nearest' });
  });
