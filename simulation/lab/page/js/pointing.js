// Pointing at customers in the picture: by mouse, by finger, by keys. Pointing shows whom she talks to; a click
// (for a finger: a second tap on her, or on the note) asks why she stays or leaves.
import { h } from './dom.js';
import { app, firmName, firmNode } from './app.js';
import { hideTip, place } from './tip.js';
import { n0, t } from './words.js';
import { zooming } from './zoom.js';

// How far from a dot (in pixels) a finger may come down and still mean it.
const FINGER = 24;

export function pointing(canvas, crowd, paint) {
  let pointed = -1;
  const zoom = zooming(canvas, crowd, () => (pointed < 0 ? [crowd.width / 2, crowd.height / 2] : crowd.place(pointed)), () => { hideTip(); paint(); });
  const inside = event => { const box = canvas.getBoundingClientRect(); return [event.clientX - box.left, event.clientY - box.top]; };

  function open() {
    hideTip();
    app.state.customer = pointed;
    app.go('why');
  }

  function point(customer, x, y, byFinger = false) {
    if (customer === pointed) return;
    pointed = customer;
    paint();
    if (customer < 0) { hideTip(); return; }
    const firm = app.run.history[app.run.shown].dots[customer];
    canvas.setAttribute('aria-label', `${t('dots', { customers: n0(app.run.market.customers) })}. ${t('customer_of', { number: customer, firm: firmName(firm) })}`);
    const who = [h('b', {}, t('customer', { number: customer })), ' · ', firmNode(firm), h('br')];
    place(x, y, byFinger ? [...who, h('button', { type: 'button', class: 'btn', id: 'ask-why', onclick: open }, t('tap_for_why'))] : [...who, t('click_for_why')], byFinger);
  }

  function beside(customer) {
    const box = canvas.getBoundingClientRect(), [x, y] = crowd.place(customer);
    return [box.left + x + 24, box.top + y + 24];
  }

  function tapped(event) {
    const [x, y] = inside(event), again = pointed >= 0 && Math.hypot(crowd.place(pointed)[0] - x, crowd.place(pointed)[1] - y) < FINGER;
    if (again && crowd.at(x, y, FINGER) === pointed) open();
    else point(crowd.at(x, y, FINGER), event.clientX - 90, event.clientY - 120, true);
  }

  function keyed(event) {
    const last = app.run.market.customers - 1;
    const steps = { ArrowRight: pointed + 1, ArrowDown: pointed + 1, ArrowLeft: pointed - 1, ArrowUp: pointed - 1, Home: 0, End: last };
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' && pointed >= 0) open();
    zoom.key(event.key)?.();
    if (!(event.key in steps)) return;
    event.preventDefault();
    const next = pointed < 0 && !['Home', 'End'].includes(event.key) ? 0 : Math.max(0, Math.min(last, steps[event.key]));
    crowd.show(next);
    point(next, ...beside(next));
  }

  canvas.addEventListener('pointermove', event => event.pointerType === 'mouse' && point(crowd.at(...inside(event)), event.clientX + 30, event.clientY + 30));
  canvas.addEventListener('pointerleave', event => event.pointerType === 'mouse' && point(-1));
  canvas.addEventListener('click', event => {
    if (!zoom.pointed()) return;
    if (event.pointerType === 'touch' || event.pointerType === 'pen') tapped(event);
    else if (crowd.at(...inside(event)) >= 0) {
      point(crowd.at(...inside(event)), event.clientX + 30, event.clientY + 30);
      open();
    }
  });
  canvas.addEventListener('blur', event => event.relatedTarget?.closest('#tip, .zoom') || point(-1));
  canvas.addEventListener('keydown', keyed);
  return { at: () => pointed, buttons: zoom.buttons };
}
