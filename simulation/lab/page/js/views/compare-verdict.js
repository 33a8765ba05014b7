// The verdict on a comparison: in words, its conditions, how well it is known, and what luck alone can do.
import { $, fill, fillIfNew, h } from '../drawing/dom.js';
import { luckMeter } from '../drawing/luck-meter.js';
import { quantile, sum } from '../drawing/statistics.js';
import { exact, language, sentenceGap, t, tightPercent } from '../protocol/words.js';
/** @import { Comparison } from '../protocol/comparison.js' */
/** @import { BriefLine, Verdict } from '../protocol/messages.js' */
/** @typedef {Verdict['against'][string]} Against */

/** @type {Verdict['lamp'][]} */
const LAMPS = ['few', 'nearly', 'enough'];
/** Luck alone stays within this share of its differences. */
const CHANCE = 0.95;

/** Two digits: more are not known. @param {number} value */
const short = value => exact(Number(value.toPrecision(2)));

/** @param {number} value */
const signed = value => (value > 0 ? '+' : '') + short(value);

/** The card, still empty. */
export function verdictCard() {
  return h(
    'section',
    { class: 'card verdict', 'aria-label': t('compare.verdict') },
    h(
      'div',
      {},
      h('p', { class: 'plain', id: 'verdict', 'aria-live': 'polite' }),
      h('details', {}, h('summary', {}, t('compare.in_full')), h('p', { id: 'in-full', class: 'soft' })),
    ),
    h(
      'div',
      { class: 'light' },
      h('h3', {}, t('compare.enough')),
      h('div', { class: 'lamps', id: 'lamps' }),
      h('div', { class: 'progress', 'aria-hidden': 'true' }, h('i', { id: 'progress' })),
      h('small', { id: 'lamp-why' }),
    ),
    h(
      'div',
      { class: 'meter' },
      h('h3', {}, t('compare.meter')),
      h('div', { id: 'meter' }),
      h('small', { id: 'meter-why' }),
    ),
    h(
      'div',
      { class: 'holds' },
      h('small', {}, t('compare.holds')),
      h('ul', { class: 'conditions', id: 'conditions' }),
    ),
  );
}

/**
 * @param {Comparison} runs
 * @param {number} strong the alternative that is compared with the first
 */
export function showVerdict(runs, strong) {
  const { verdict } = runs;
  const current = verdict?.lamp ?? 'few';
  fill(
    $('#lamps'),
    LAMPS.map((name, index) => lamp(name, index, name === current)),
  );
  if (!verdict) {
    fill($('#verdict'), t('compare.starting'));
    return;
  }
  const against = verdict.against[runs.compared[strong].name];
  showWords(verdict);
  showLampWords(verdict, against);
  showMeter(runs, strong, against);
}

/** @param {Verdict} verdict */
function showWords({ words }) {
  const { brief, sentences, conditions } = words[language.now];
  fillIfNew($('#verdict'), brief.map(briefLine));
  fillIfNew($('#in-full'), [tightPercent(sentences.join(sentenceGap()))]);
  fill(
    $('#conditions'),
    conditions.map(each => h('li', {}, tightPercent(each))),
  );
}

/** @param {BriefLine} line */
export const briefLine = ({ said, evidence }) =>
  h('span', { class: 'brief' }, tightPercent(said), evidence ? h('small', {}, tightPercent(evidence)) : null);

/**
 * @param {Verdict} verdict
 * @param {Against} against
 */
function showLampWords({ enough, replications: count }, { known }) {
  const half = known.low === null ? null : (Number(known.high) - known.low) / 2;
  const why = half === null ? 'compare.lamp_why_one' : 'compare.lamp_why';
  $('#lamp-why').textContent = t(why, { count, enough, half: half === null ? '' : short(half) });
}

/**
 * @param {Verdict['lamp']} name
 * @param {number} index
 * @param {boolean} isOn
 */
function lamp(name, index, isOn) {
  const half = { d: 'M3 15a12 12 0 0 0 24 0z', fill: isOn ? 'var(--ink)' : 'var(--rule)' };
  const disc = { cx: 15, cy: 15, r: isOn ? 12 : 8, class: isOn ? 'full' : 'hint' };
  const tick = { d: 'M9.5 15.5l3.8 3.8 7.2-8', class: 'tick' };
  return h(
    'span',
    { class: `lamp${isOn ? ' on' : ''}`, 'aria-current': isOn ? 'true' : null },
    h(
      'svg',
      { viewBox: '0 0 30 30', 'aria-hidden': 'true' },
      h('circle', { cx: 15, cy: 15, r: 12 }),
      index === 1 ? h('path', half) : null,
      index === 2 ? h('circle', disc) : null,
      index === 2 && isOn ? h('path', tick) : null,
    ),
    t(`compare.lamp_${name}`),
  );
}

/**
 * @param {Comparison} comparison
 * @param {number} strong
 * @param {Against} against
 */
function showMeter({ placebo, names }, strong, { known, runs: effect }) {
  const chance = quantile(placebo.map(Math.abs), CHANCE) ?? 0;
  const mean = known.mean ?? sum(effect) / effect.length;
  const description = t('compare.meter_why', { chance: short(chance), effect: signed(mean) });
  const placeboName = t('compare.placebo');
  const effectName = t('compare.effect', { last: names[strong], first: names[0] });
  fill($('#meter'), luckMeter({ placebo, effect, chance, description, placeboName, effectName }));
  $('#meter-why').textContent = description;
}
