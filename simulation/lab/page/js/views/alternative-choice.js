// The alternatives that the scenario compares, each a button: all that it changes is changed at once.
import { app } from '../app.js';
import { h } from '../drawing/dom.js';
import { alternativeName, areLevels } from '../protocol/comparison.js';
import { t } from '../protocol/words.js';
import { applyChanges } from './lever-question.js';
import { findParameter } from './parameter-values.js';
/** @import { Change } from '../protocol/changing.js' */
/** @import { Market } from '../protocol/messages.js' */

/** @typedef {Market['alternatives'][number]} Alternative */

/** The buttons; null where the scenario's alternatives are the levels of one firm, which stand below. */
export function alternativeChoice() {
  const { alternatives } = app.run.market;
  const shown = alternatives.filter(each => Object.keys(each.set).every(findParameter));
  if (!shown.length || areLevels()) return null;
  const buttons = shown.map(each =>
    h(
      'button',
      { type: 'button', class: 'btn', 'data-alternative': each.name, onclick: () => load(each) },
      alternativeName(each),
    ),
  );
  return h(
    'div',
    { class: 'alternative-choice', role: 'group', 'aria-labelledby': 'alternatives-title' },
    h('h3', { id: 'alternatives-title' }, t('alternatives')),
    buttons,
  );
}

/** @param {Alternative} alternative */
function load(alternative) {
  const changes = changesTo(alternative);
  if (changes.length) applyChanges(changes, alternativeName(alternative));
}

/**
 * What an alternative sets, and back to the scenario's own value what another one has set.
 * @param {Alternative} alternative
 * @returns {Change[]}
 */
function changesTo({ set }) {
  const { market, recipe } = app.run;
  const ofOthers = market.alternatives.flatMap(each => Object.keys(each.set)).filter(path => !(path in set));
  const back = [...new Set(ofOthers)].flatMap(path => {
    const value = market.values[path];
    const isMoved = recipe.moves.some(each => each.path === path);
    return isMoved && value !== null && value !== undefined ? [{ path, value }] : [];
  });
  return [...back, ...Object.entries(set).map(([path, value]) => ({ path, value }))];
}
