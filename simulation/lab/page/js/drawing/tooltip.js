// A note beside something. Whatever it says can also be read elsewhere.
import { $, fill } from './dom.js';
/** @import { Child } from './dom.js' */

const EDGE = 8;

/**
 * Show a note with its upper left corner at a place of the window, or as near as it fits.
 * @param {number} x
 * @param {number} y
 * @param {Child} children
 * @param {boolean} touchable whether a finger can press what is in the note
 */
export function showTooltipAt(x, y, children, touchable = false) {
  const note = $('#tooltip');
  note.classList.toggle('touchable', touchable);
  fill(note, children);
  note.hidden = false;
  note.style.left = `${Math.max(EDGE, Math.min(innerWidth - note.offsetWidth - EDGE, x))}px`;
  note.style.top = `${Math.max(EDGE, Math.min(innerHeight - note.offsetHeight - EDGE, y))}px`;
}

/**
 * Show a note under an element.
 * @param {Element} anchor
 * @param {Child} children
 */
export function showTooltip(anchor, children) {
  const box = anchor.getBoundingClientRect();
  showTooltipAt(box.left, box.bottom + 6, children);
}

export function hideTooltip() {
  $('#tooltip').hidden = true;
}

/** A note that a finger has called up goes when the page is scrolled. */
function scrolled() {
  if ($('#tooltip').classList.contains('touchable')) hideTooltip();
}
addEventListener('scroll', scrolled, { passive: true, capture: true });
document.addEventListener('keydown', event => {
  if (event.key === 'Escape') hideTooltip();
});
