// Enlarging the picture: two fingers, the wheel with Ctrl, the keys + - 0, or buttons; one finger moves it.
import { t } from '../protocol/words.js';
import { h } from './dom.js';
import { icon } from './icons.js';
/** @import { CustomerPlaces } from './customer-places.js' */
/** @import { Point } from './firm-marks.js' */

const FACTOR = 2;
const MOST = 16;
/** Pixels that a finger may tremble without moving the picture. */
const TREMBLE = 4;

export class Zoom {
  /**
   * @param {HTMLCanvasElement} canvas
   * @param {CustomerPlaces} places what is enlarged
   * @param {() => Point} centre around which buttons and keys enlarge
   * @param {() => void} onChange
   */
  constructor(canvas, places, centre, onChange) {
    this.canvas = canvas;
    this.places = places;
    this.centre = centre;
    this.onChange = onChange;
    /** @type {Map<number, Point>} where each finger is, by the number of its pointer */
    this.fingers = new Map();
    /** Whether the fingers have moved or enlarged the picture: then they have not pointed at anybody. */
    this.hasMoved = false;
    this.span = 0;
    const [larger, smaller] = [this.button('in', FACTOR), this.button('out', 1 / FACTOR)];
    smaller.disabled = true;
    this.smaller = smaller;
    this.buttons = h('div', { class: 'zoom' }, larger, smaller);
    this.listen();
  }

  /**
   * @param {'in' | 'out'} name
   * @param {number} factor
   */
  button(name, factor) {
    const label = t(`zoom_${name}`);
    const onclick = () => this.enlargeBy(factor);
    const attributes = {
      type: 'button',
      class: 'icon',
      id: `zoom-${name}`,
      'aria-label': label,
      title: label,
    };
    return h('button', { ...attributes, onclick }, icon(name));
  }

  listen() {
    const { canvas } = this;
    canvas.addEventListener('pointerdown', event => this.pressed(event));
    canvas.addEventListener('pointermove', event => this.dragged(event));
    for (const name of /** @type {const} */ (['pointerup', 'pointercancel', 'pointerleave'])) {
      canvas.addEventListener(name, event => this.fingers.delete(event.pointerId));
    }
    // Two fingers are for the picture; one finger scrolls the page, unless the picture is enlarged.
    const touched = (/** @type {TouchEvent} */ event) => event.touches.length > 1 && event.preventDefault();
    canvas.addEventListener('touchstart', touched, { passive: false });
    canvas.addEventListener('wheel', event => this.wheeled(event), { passive: false });
  }

  /**
   * Enlarge so many times, and keep a place where it is.
   * @param {number} times
   * @param {Point} place
   */
  enlargeTo(times, [x, y]) {
    const { zoom } = this.places;
    const next = Math.min(MOST, Math.max(1, times));
    const ratio = next / zoom.times;
    this.places.zoomTo(next, x - (x - zoom.x) * ratio, y - (y - zoom.y) * ratio);
    this.canvas.classList.toggle('enlarged', next > 1);
    this.smaller.disabled = next <= 1;
    this.onChange();
  }

  /** @param {number} factor */
  enlargeBy(factor) {
    this.enlargeTo(this.places.zoom.times * factor, this.centre());
  }

  /** @param {string} key */
  keyPressed(key) {
    if (key === '+' || key === '=') this.enlargeBy(FACTOR);
    if (key === '-') this.enlargeBy(1 / FACTOR);
    if (key === '0') this.enlargeTo(1, [0, 0]);
  }

  /**
   * @param {MouseEvent} event
   * @returns {Point} its place in the canvas
   */
  inside(event) {
    const box = this.canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  /** @returns {Point} the middle of all fingers */
  middle() {
    const all = [...this.fingers.values()];
    /** @param {0 | 1} i */
    const mean = i => all.reduce((sum, each) => sum + each[i], 0) / all.length;
    return [mean(0), mean(1)];
  }

  /** The distance between two fingers. */
  apart() {
    const [[x, y], [u, v]] = this.fingers.values();
    return Math.hypot(x - u, y - v);
  }

  /** @param {PointerEvent} event */
  pressed(event) {
    if (event.pointerType === 'mouse' && this.places.zoom.times === 1) return;
    this.fingers.set(event.pointerId, this.inside(event));
    if (this.fingers.size === 1) this.hasMoved = false;
    if (this.fingers.size === 2) {
      this.hasMoved = true;
      this.span = this.apart();
    }
  }

  /** @param {PointerEvent} event */
  dragged(event) {
    const before = this.fingers.get(event.pointerId);
    if (!before || this.fingers.size > 2) return;
    const place = this.inside(event);
    const isAlone = this.fingers.size === 1;
    if (isAlone && this.isTremble(before, place)) {
      if (this.hasMoved) this.fingers.set(event.pointerId, place);
      return;
    }
    const [x, y] = this.middle();
    this.fingers.set(event.pointerId, place);
    const [u, v] = this.middle();
    const { zoom } = this.places;
    this.hasMoved = true;
    this.places.zoomTo(zoom.times, zoom.x + u - x, zoom.y + v - y);
    if (isAlone) {
      this.onChange();
      return;
    }
    this.enlargeTo(this.places.zoom.times * (this.apart() / (this.span || 1)), [u, v]);
    this.span = this.apart();
  }

  /**
   * Whether a single finger does not move the picture: it is whole, or the finger has hardly moved.
   * @param {Point} before
   * @param {Point} now
   */
  isTremble([x, y], [u, v]) {
    const { times } = this.places.zoom;
    return times === 1 || Math.hypot(u - x, v - y) < (this.hasMoved ? 0 : TREMBLE);
  }

  /** @param {WheelEvent} event */
  wheeled(event) {
    if (!event.ctrlKey) return;
    event.preventDefault();
    this.enlargeTo(this.places.zoom.times * Math.exp(-event.deltaY / 200), this.inside(event));
  }
}
