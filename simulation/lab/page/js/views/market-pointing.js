// Pointing at customers in the picture by mouse, by finger or by keys shows whom each talks to; a click (for
// a finger: a second tap on her, or on the note) asks why she stays or leaves.
import { app } from '../app.js';
import { h } from '../drawing/dom.js';
import { hideTooltip, showTooltipAt } from '../drawing/tooltip.js';
import { Zoom } from '../drawing/zoom.js';
import { firmName, firmNode } from '../market-facts.js';
import { n0, t } from '../protocol/words.js';
/** @import { MarketCanvas } from '../drawing/market-canvas.js' */
/** @import { Point } from '../drawing/firm-marks.js' */

/** How far from a dot (in pixels) a finger may come down and still mean it. */
const FINGER_REACH = 24;
/** A click into the empty sea chooses among those who left in so many months. */
const RECENT = 3;
const STEPS = new Set(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End']);
/** Where the note stands beside what is pointed at. */
const BESIDE_POINTER = 30;
const BESIDE_DOT = 24;
const ABOVE_FINGER = { x: -90, y: -120 };

export class CustomerPointer {
  /**
   * @param {HTMLCanvasElement} canvas
   * @param {MarketCanvas} picture
   * @param {() => void} paint
   */
  constructor(canvas, picture, paint) {
    this.canvas = canvas;
    this.picture = picture;
    this.paint = paint;
    /** The customer pointed at, -1: nobody. */
    this.pointed = -1;
    this.zoom = new Zoom(
      canvas,
      picture,
      () => this.centre(),
      () => {
        hideTooltip();
        paint();
      },
    );
    canvas.addEventListener('pointermove', event => event.pointerType === 'mouse' && this.hovered(event));
    canvas.addEventListener('pointerleave', event => event.pointerType === 'mouse' && this.pointAt(-1));
    canvas.addEventListener('click', event => this.clicked(/** @type {PointerEvent} */ (event)));
    canvas.addEventListener('keydown', event => this.keyPressed(event));
    canvas.addEventListener('blur', event => this.left(event));
  }

  /** @returns {Point} around which keys and buttons enlarge */
  centre() {
    const { picture, pointed } = this;
    return pointed < 0 ? [picture.width / 2, picture.height / 2] : picture.place(pointed);
  }

  /** Go and see why the customer pointed at stays or leaves. */
  askWhy() {
    hideTooltip();
    app.state.customer = this.pointed;
    app.go('why');
  }

  /**
   * Point at a customer, with a note at a place of the window.
   * @param {number} customer
   * @param {number} x
   * @param {number} y
   * @param {boolean} byFinger
   */
  pointAt(customer, x = 0, y = 0, byFinger = false) {
    if (customer === this.pointed) return;
    this.pointed = customer;
    this.paint();
    if (customer < 0) hideTooltip();
    else this.describe(customer, x, y, byFinger);
  }

  /**
   * @param {number} customer
   * @param {number} x
   * @param {number} y
   * @param {boolean} byFinger
   */
  describe(customer, x, y, byFinger) {
    const { run } = app;
    const firm = run.history[run.shown].dots[customer];
    const all = t('dots', { customers: n0(run.market.customers) });
    const her = t('customer_of', { number: customer, firm: firmName(firm) });
    this.canvas.setAttribute('aria-label', `${all}. ${her}`);
    const who = [h('b', {}, t('customer', { number: customer })), ' · ', firmNode(firm), h('br')];
    const button = { type: 'button', class: 'btn', id: 'ask-why', onclick: () => this.askWhy() };
    const next = byFinger ? h('button', button, t('tap_for_why')) : t('click_for_why');
    showTooltipAt(x, y, [who, next], byFinger);
  }

  /** @param {PointerEvent} event */
  hovered(event) {
    const [x, y] = this.zoom.inside(event);
    const customer = this.picture.customerAt(x, y);
    this.pointAt(customer, event.clientX + BESIDE_POINTER, event.clientY + BESIDE_POINTER);
  }

  /** @param {PointerEvent} event */
  clicked(event) {
    if (this.zoom.hasMoved) return;
    if (event.pointerType === 'touch' || event.pointerType === 'pen') this.tapped(event);
    else this.choose(this.customerNear(this.zoom.inside(event)));
  }

  /** @param {number} customer -1: nobody */
  choose(customer) {
    if (customer < 0) return;
    this.pointed = customer;
    this.askWhy();
  }

  /**
   * The customer at a place; in the empty sea the nearest of those who have left in the last months.
   * @param {Point} place
   * @param {number} reach
   */
  customerNear(place, reach = 0) {
    const there = this.picture.customerAt(...place, reach);
    if (there >= 0) return there;
    const { history, shown } = app.run;
    const recent = history.slice(Math.max(0, shown - RECENT + 1), shown + 1);
    const leavers = new Set(recent.flatMap(each => each.left));
    return this.picture.nearest(place, Infinity, each => leavers.has(each));
  }

  /** @param {PointerEvent} event */
  tapped(event) {
    const place = this.zoom.inside(event);
    const customer = this.customerNear(place, FINGER_REACH);
    if (customer === this.pointed) this.askWhy();
    else this.pointAt(customer, event.clientX + ABOVE_FINGER.x, event.clientY + ABOVE_FINGER.y, true);
  }

  /** @param {KeyboardEvent} event */
  keyPressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' && this.pointed >= 0) this.askWhy();
    this.zoom.keyPressed(event.key);
    const customer = this.customerByKey(event.key);
    if (customer === null || customer === undefined) return;
    event.preventDefault();
    this.picture.moveIntoSight(customer);
    this.pointAt(customer, ...this.beside(customer));
  }

  /**
   * The customer to whom a key leads: left and right from seat to seat, up and down from island to island.
   * @param {string} key
   */
  customerByKey(key) {
    const scene = this.picture.scene;
    if (!scene || !STEPS.has(key)) return null;
    const { seat } = scene.seating;
    const firm = this.pointed < 0 ? scene.strong : scene.firms[this.pointed];
    const isAcross = key === 'ArrowUp' || key === 'ArrowDown';
    const island = isAcross ? this.islandBeside(firm, key === 'ArrowDown' ? 1 : -1) : firm;
    const there = this.picture.customersOf(island).sort((a, b) => seat[a] - seat[b]);
    if (key === 'End') return there[there.length - 1];
    if (isAcross || key === 'Home' || this.pointed < 0) return there[0];
    const at = there.indexOf(this.pointed) + (key === 'ArrowRight' ? 1 : -1);
    return there[(at + there.length) % there.length];
  }

  /**
   * The next island that has customers.
   * @param {number} firm
   * @param {number} step
   */
  islandBeside(firm, step) {
    const sizes = this.picture.scene?.seating.sizes ?? [];
    let next = firm;
    do next = (next + step + sizes.length) % sizes.length;
    while (next !== firm && !this.picture.customersOf(next).length);
    return next;
  }

  /**
   * A place of the window beside a customer.
   * @param {number} customer
   * @returns {Point}
   */
  beside(customer) {
    const box = this.canvas.getBoundingClientRect();
    const [x, y] = this.picture.place(customer);
    return [box.left + x + BESIDE_DOT, box.top + y + BESIDE_DOT];
  }

  /** @param {FocusEvent} event */
  left(event) {
    const next = /** @type {Element | null} */ (event.relatedTarget);
    if (!next?.closest('#tooltip, .zoom')) this.pointAt(-1);
  }
}
