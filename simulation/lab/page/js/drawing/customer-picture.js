// The customers on a canvas: one dot a customer, at a fixed place; colour AND shape are her supplier. A ring
// says that she has just left: it keeps the old colour, and fades over three months.
import { CustomerPlaces } from './customer-places.js';
import { firmColour, shade, token } from './design-tokens.js';
import { DotLayer } from './dot-layer.js';
import { LOOKS, lookOf, traceMark } from './firm-marks.js';
/** @import { DotStyle, GrowingDots } from './dot-layer.js' */

/**
 * What the picture shows.
 * @typedef {object} Scene
 * @property {Uint8Array} firms everybody's supplier
 * @property {Uint8Array[]} past everybody's supplier in earlier months, newest first
 * @property {Uint8Array | null} shades a quantity of everybody, 0 to 255; null: colour by supplier
 * @property {number | null} only the firm that is singled out
 * @property {number} pointed the customer pointed at, -1: nobody
 */

/** How strong the ring of a customer is who left this month, last month, and the month before. */
const RING_STRENGTH = [1, 0.55, 0.28];
/** Milliseconds in which a new dot grows, and in which its ring is wider. */
const GROWING = 420;
const PULSING = 900;
const SHADES = 64;
const FULL_CIRCLE = 7; // more than two pi

/** What a change did to a customer, as the engine counts it. */
export const FATE = { notHers: 0, same: 1, saved: 2, lost: 3 };

export class CustomerPicture extends CustomerPlaces {
  /**
   * @param {HTMLCanvasElement} canvas
   * @param {number[][]} acquaintances whom each customer talks to
   */
  constructor(canvas, acquaintances) {
    super(canvas, acquaintances.length);
    this.acquaintances = acquaintances;
    this.dots = new DotLayer();
    /** @type {Map<number, number>} the customers whose dots pulse, and since when */
    this.pulses = new Map();
    /** @type {string[]} */
    this.colours = [];
    this.frame = 0;
  }

  /** An empty canvas. */
  context() {
    const canvas = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext('2d'));
    canvas.setTransform(this.density, 0, 0, this.density, 0, 0);
    canvas.clearRect(0, 0, this.width, this.height);
    this.colours = Array.from({ length: LOOKS }, (_, i) => firmColour(i));
    return canvas;
  }

  /**
   * @param {Scene} scene
   * @param {number} now
   */
  draw(scene, now = performance.now()) {
    if (!this.width) return;
    const canvas = this.context();
    const inks = scene.shades ? [0, 1, 2, 3, 4].map(i => token(`--q${i}`)) : this.colours;
    const styles = dotStyles([...inks, token('--fade')], scene.shades ? SHADES : 1);
    const key = JSON.stringify([this.width, this.height, this.density, this.zoom, inks, token('--fade')]);
    this.dots.draw(this, { looks: this.looks(scene), styles, growing: this.growing(now), key });
    canvas.drawImage(this.dots.canvas, 0, 0, this.width, this.height);
    if (!scene.shades) this.drawRings(canvas, scene, now);
    if (scene.pointed >= 0) this.drawPointed(canvas, scene);
  }

  /**
   * @param {number} now
   * @returns {GrowingDots}
   */
  growing(now) {
    /** @param {number} since */
    const size = since => Math.min(1, 0.35 + (0.65 * (now - since)) / GROWING);
    return new Map([...this.pulses].map(([customer, since]) => [customer, size(since)]));
  }

  /**
   * How each customer looks, as an index into the styles.
   * @param {Scene} scene
   */
  looks({ firms, shades, only }) {
    const looks = new Uint16Array(this.customers);
    const steps = shades ? SHADES : 1;
    for (let i = 0; i < this.customers; i++) {
      const faded = only !== null && only !== firms[i];
      looks[i] = faded ? LOOKS * steps : lookOf(firms[i]) * steps + (shades ? shades[i] >> 2 : 0);
    }
    return looks;
  }

  /**
   * @param {CanvasRenderingContext2D} canvas
   * @param {Scene} scene
   * @param {number} now
   */
  drawRings(canvas, { firms, past, only }, now) {
    canvas.lineWidth = Math.max(1, this.radius * 0.42);
    past.slice(0, RING_STRENGTH.length).forEach((before, age) => {
      const after = age ? past[age - 1] : firms;
      canvas.globalAlpha = RING_STRENGTH[age];
      for (let i = 0; i < this.customers; i++) {
        if (before[i] === after[i] || (only !== null && only !== after[i] && only !== before[i])) continue;
        const since = this.pulses.get(i) ?? -Infinity;
        const wide = 1 + 0.8 * Math.max(0, 1 - (now - since) / PULSING);
        canvas.strokeStyle = this.colours[lookOf(before[i])];
        this.circle(canvas, i, 1.72 * wide);
        canvas.stroke();
      }
    });
    canvas.globalAlpha = 1;
  }

  /**
   * The path of a circle around a customer's place, its radius in radii of a dot.
   * @param {CanvasRenderingContext2D} canvas
   * @param {number} customer
   * @param {number} size
   */
  circle(canvas, customer, size) {
    const [x, y] = this.place(customer);
    canvas.beginPath();
    canvas.arc(x, y, this.radius * size, 0, FULL_CIRCLE);
  }

  /**
   * All others fade; lines lead to the acquaintances of the customer pointed at, and a ring is around her.
   * @param {CanvasRenderingContext2D} canvas
   * @param {Scene} scene
   */
  drawPointed(canvas, { firms, pointed }) {
    const acquaintances = this.acquaintances[pointed];
    canvas.globalAlpha = 0.72;
    canvas.fillStyle = token('--card');
    canvas.fillRect(0, 0, this.width, this.height);
    canvas.globalAlpha = 1;
    canvas.strokeStyle = token('--ink');
    canvas.lineWidth = 1.4;
    for (const other of acquaintances) this.drawTie(canvas, pointed, other);
    canvas.lineWidth = 3;
    canvas.strokeStyle = token('--card');
    for (const each of [...acquaintances, pointed]) {
      const [x, y] = this.place(each);
      canvas.beginPath();
      traceMark(canvas, firms[each], x, y, this.radius * (each === pointed ? 1.9 : 1.35));
      canvas.fillStyle = this.colours[lookOf(firms[each])];
      canvas.stroke();
      canvas.fill();
    }
    canvas.strokeStyle = token('--ink');
    canvas.lineWidth = 2.2;
    this.circle(canvas, pointed, 3);
    canvas.stroke();
  }

  /**
   * A curved line between two customers.
   * @param {CanvasRenderingContext2D} canvas
   * @param {number} from
   * @param {number} to
   */
  drawTie(canvas, from, to) {
    const [[x, y], [u, v]] = [this.place(from), this.place(to)];
    canvas.beginPath();
    canvas.moveTo(x, y);
    canvas.quadraticCurveTo((x + u) / 2 + (v - y) * 0.18, (y + v) / 2 - (u - x) * 0.18, u, v);
    canvas.stroke();
  }

  /**
   * What a change did to the first customers of a firm: solid = saved, empty ring = lost, pale = the same.
   * @param {Uint8Array} fate of each customer
   * @param {number} firm
   */
  drawFate(fate, firm) {
    if (!this.width) return;
    const canvas = this.context();
    /** @type {(code: number, size: number) => void} */
    const fillAll = (code, size) =>
      fate.forEach((value, i) => {
        if (value !== code) return;
        this.circle(canvas, i, size);
        canvas.fill();
        if (code === FATE.lost) canvas.stroke();
      });
    canvas.fillStyle = token('--fade');
    fillAll(FATE.notHers, 0.42);
    canvas.fillStyle = this.colours[lookOf(firm)];
    canvas.globalAlpha = 0.3;
    fillAll(FATE.same, 0.8);
    canvas.globalAlpha = 1;
    fillAll(FATE.saved, 1.25);
    canvas.strokeStyle = token('--ink');
    canvas.lineWidth = Math.max(2, this.radius * 0.6);
    canvas.fillStyle = token('--card');
    fillAll(FATE.lost, 1.9);
  }

  /**
   * Customers who have just left pulse for a moment.
   * @param {number[]} customers
   * @param {() => void} redraw
   */
  pulse(customers, redraw) {
    const now = performance.now();
    customers.forEach(each => this.pulses.set(each, now));
    cancelAnimationFrame(this.frame);
    const drawFrame = () => {
      for (const [each, since] of this.pulses) {
        if (performance.now() - since > PULSING) this.pulses.delete(each);
      }
      redraw();
      if (this.pulses.size) this.frame = requestAnimationFrame(drawFrame);
    };
    drawFrame();
  }
}

/** @type {{ key: string, styles: DotStyle[] }} */
let lastStyles = { key: '', styles: [] };

/**
 * Every firm's mark in every ink (its own, or the shades of a quantity), and last the mark of those who fade.
 * @param {string[]} inks the last one is for those who fade
 * @param {number} steps the number of shades, 1 without a quantity
 */
function dotStyles(inks, steps) {
  const key = [steps, ...inks].join();
  if (lastStyles.key === key) return lastStyles.styles;
  /** @param {number} look */
  const fill = look => (steps === 1 ? inks[look] : shade(inks, ((look % steps) / (steps - 1)) * 255));
  const styles = Array.from({ length: LOOKS * steps }, (_, look) => ({
    firm: Math.floor(look / steps),
    size: 1,
    fill: fill(look),
  }));
  const faded = { firm: 0, size: 0.5, fill: inks[inks.length - 1] };
  lastStyles = { key, styles: [...styles, faded] };
  return lastStyles.styles;
}
