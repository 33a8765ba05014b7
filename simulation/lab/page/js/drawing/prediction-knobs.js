// Moving the six points of a prediction, by pointer or by keys.
import { $, fill } from './dom.js';
import { predictedValueAt, predictionCurve, predictionScale } from './prediction-curve.js';
/** @import { Market } from '../protocol/messages.js' */

/**
 * Draw a prediction whose points can be moved; the draft always holds the values drawn.
 * @param {HTMLElement} holder
 * @param {{ curve: number[] }} draft
 * @param {Market} market
 */
export function editablePrediction(holder, draft, market) {
  const { step } = predictionScale(market);
  const draw = () => fill(holder, predictionCurve(market, draft.curve, { knobs: true }));
  /** @param {number} index */
  const focus = index => $(`[data-knob="${index}"]`, holder)?.focus();
  /** @type {(index: number, value: number) => void} */
  const set = (index, value) => {
    draft.curve = draft.curve.with(index, onScale(value, market));
    draw();
  };

  holder.addEventListener('keydown', event => {
    const index = knobOf(event);
    const moved = keySteps(event.key);
    if (index === null || !moved) return;
    event.preventDefault();
    set(index, draft.curve[index] + moved * step);
    focus(index);
  });
  holder.addEventListener('pointerdown', event => {
    const index = knobOf(event);
    if (index === null) return;
    event.preventDefault();
    /** @param {PointerEvent} each */
    const move = each => set(index, predictedValueAt(market, $('svg', holder), each.clientY));
    const release = () => {
      removeEventListener('pointermove', move);
      focus(index);
    };
    addEventListener('pointermove', move);
    addEventListener('pointerup', release, { once: true });
  });
  draw();
}

/**
 * The nearest value that can be drawn.
 * @param {number} value
 * @param {Market} market
 */
function onScale(value, market) {
  const { low, high, step } = predictionScale(market);
  return Math.min(high, Math.max(low, Math.round(value / step) * step));
}

/** @param {Event} event */
function knobOf(event) {
  const { knob } = /** @type {SVGElement} */ (event.target).dataset;
  return knob === undefined ? null : Number(knob);
}

/** @param {string} key */
function keySteps(key) {
  if (key === 'ArrowUp' || key === 'ArrowRight') return 1;
  if (key === 'ArrowDown' || key === 'ArrowLeft') return -1;
  if (key === 'PageUp') return 4;
  return key === 'PageDown' ? -4 : 0;
}
