// A note beside something; whatever it says can also be read elsewhere, so it is a help and no source.
import { fill } from './dom.js';

const tip = () => document.getElementById('tip');

export function place(x, y, children, touchable = false) {
  const note = tip();
  note.classList.toggle('touchable', touchable);
  fill(note, children);
  note.hidden = false;
  note.style.left = `${Math.max(8, Math.min(innerWidth - note.offsetWidth - 8, x))}px`;
  note.style.top = `${Math.max(8, Math.min(innerHeight - note.offsetHeight - 8, y))}px`;
}

export function showTip(anchor, children) {
  const box = anchor.getBoundingClientRect();
  place(box.left, box.bottom + 6, children);
}

export function hideTip() {
  tip().hidden = true;
}
// What a finger has called up goes with the page that it scrolls.
addEventListener('scroll', () => tip().classList.contains('touchable') && hideTip(), { passive: true, capture: true });
document.addEventListener('keydown', event => event.key === 'Escape' && hideTip());
