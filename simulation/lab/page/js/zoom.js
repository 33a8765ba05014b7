// Enlarging the picture: two fingers, the wheel with Ctrl, the keys + - 0, or the buttons; one finger moves it.
import { h } from './dom.js';
import { icon } from './marks.js';
import { t } from './words.js';

const STEP = 2, MOST = 16;

// crowd: what is enlarged; centre: around which place the buttons enlarge; changed: called after each change.
export function zooming(canvas, crowd, centre, changed) {
  const fingers = new Map();
  let moved = false, span = 0;

  function to(times, x, y) {
    const { zoom } = crowd, next = Math.min(MOST, Math.max(1, times)), ratio = next / zoom.times;
    crowd.zoomTo(next, x - (x - zoom.x) * ratio, y - (y - zoom.y) * ratio);
    canvas.classList.toggle('enlarged', next > 1);
    out.disabled = next <= 1;
    changed();
  }
  const by = factor => to(crowd.zoom.times * factor, ...centre());
  const button = (name, factor) => h('button', { type: 'button', class: 'icon', id: `zoom-${name}`, 'aria-label': t(`zoom_${name}`), title: t(`zoom_${name}`), onclick: () => by(factor) }, icon(name));
  const into = button('in', STEP), out = button('out', 1 / STEP);
  out.disabled = true;

  const inside = event => { const box = canvas.getBoundingClientRect(); return [event.clientX - box.left, event.clientY - box.top]; };
  const middle = () => { const all = [...fingers.values()]; return [0, 1].map(i => all.reduce((sum, each) => sum + each[i], 0) / all.length); };
  const apart = () => { const [a, b] = [...fingers.values()]; return Math.hypot(a[0] - b[0], a[1] - b[1]); };

  canvas.addEventListener('pointerdown', event => {
    if (event.pointerType === 'mouse' && crowd.zoom.times === 1) return;
    fingers.set(event.pointerId, inside(event));
    if (fingers.size === 1) moved = false;
    if (fingers.size === 2) [moved, span] = [true, apart()];
  });
  canvas.addEventListener('pointermove', event => {
    if (!fingers.has(event.pointerId) || fingers.size > 2) return;
    const [x, y] = middle(), [left, top] = fingers.get(event.pointerId);
    fingers.set(event.pointerId, inside(event));
    const [u, v] = middle(), { zoom } = crowd;
    if (fingers.size === 1 && (zoom.times === 1 || Math.hypot(inside(event)[0] - left, inside(event)[1] - top) < (moved ? 0 : 4))) {
      if (!moved) fingers.set(event.pointerId, [left, top]);
      return;
    }
    moved = true;
    crowd.zoomTo(zoom.times, zoom.x + u - x, zoom.y + v - y);
    if (fingers.size === 1) { changed(); return; }
    to(crowd.zoom.times * (apart() / (span || 1)), u, v);
    span = apart();
  });
  // Two fingers are for the picture; one finger scrolls the page, unless the picture is enlarged.
  canvas.addEventListener('touchstart', event => event.touches.length > 1 && event.preventDefault(), { passive: false });
  const lifted = event => fingers.delete(event.pointerId);
  for (const name of ['pointerup', 'pointercancel', 'pointerleave']) canvas.addEventListener(name, lifted);
  canvas.addEventListener('wheel', event => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    to(crowd.zoom.times * Math.exp(-event.deltaY / 200), ...inside(event));
  }, { passive: false });

  return {
    buttons: h('div', { class: 'zoom' }, into, out),
    // A finger that has moved or enlarged the picture has not pointed at anybody.
    pointed: () => !moved,
    key: key => ({ '+': () => by(STEP), '=': () => by(STEP), '-': () => by(1 / STEP), 0: () => to(1, 0, 0) })[key],
  };
}
