// The customers on a canvas: one dot a customer, at a fixed place; colour AND shape are her supplier. A ring
// says that she has just left: it keeps the old colour, and fades over three months.
import { curve, grid } from './curve.js';
import { KINDS, colour, kind, token, trace } from './marks.js';

const PADDING = 10;
const RING = [1, 0.55, 0.28];
const GREW = 420, PULSED = 900;

// A number between 0 and 1 that is always the same for a customer: dots stand a little off the grid.
const jitter = (customer, salt) => {
  const x = Math.sin(customer * 12.9898 + salt * 78.233) * 43758.5453;
  return x - Math.floor(x) - 0.5;
};

export class Crowd {
  constructor(canvas, customers) {
    this.canvas = canvas;
    this.customers = customers;
    this.pulses = new Map();
    this.resize();
  }

  resize() {
    const width = this.canvas.clientWidth, height = this.canvas.clientHeight;
    if (!width || !height) return;
    this.density = Math.min(3, devicePixelRatio || 1);
    this.canvas.width = width * this.density;
    this.canvas.height = height * this.density;
    Object.assign(this, { width, height });
    const w = width - 2 * PADDING, h = height - 2 * PADDING;
    const [columns, rows] = grid(this.customers, w, h);
    const path = curve(columns, rows), dx = w / columns, dy = h / rows;
    this.pitch = Math.min(dx, dy);
    this.radius = Math.max(1.4, this.pitch * 0.335);
    this.places = new Float32Array(2 * this.customers);
    for (let i = 0; i < this.customers; i++) {
      const [column, row] = path[Math.floor((i * path.length) / this.customers)];
      this.places[2 * i] = PADDING + (column + 0.5 + 0.26 * jitter(i, 1)) * dx;
      this.places[2 * i + 1] = PADDING + (row + 0.5 + 0.26 * jitter(i, 2)) * dy;
    }
  }

  place(customer) { return [this.places[2 * customer], this.places[2 * customer + 1]]; }

  at(x, y) {
    let best = -1, least = (this.pitch * 0.9) ** 2;
    for (let i = 0; i < this.customers; i++) {
      const distance = (this.places[2 * i] - x) ** 2 + (this.places[2 * i + 1] - y) ** 2;
      if (distance < least) [least, best] = [distance, i];
    }
    return best;
  }

  begin() {
    const canvas = this.canvas.getContext('2d');
    canvas.setTransform(this.density, 0, 0, this.density, 0, 0);
    canvas.clearRect(0, 0, this.width, this.height);
    this.colours = Array.from({ length: KINDS }, (_, i) => colour(i));
    return canvas;
  }

  // picture: {firms, past (earlier months' firms, newest first), shades (0-255 a customer) or null, only, pointed, ties}
  draw(picture, now = performance.now()) {
    if (!this.places) return;
    const canvas = this.begin();
    this.dots(canvas, picture, now);
    if (!picture.shades) this.rings(canvas, picture, now);
    if (picture.pointed >= 0) this.point(canvas, picture);
  }

  dots(canvas, { firms, shades, only }, now) {
    const groups = new Map();
    const ramp = shades && [0, 1, 2, 3, 4].map(i => token(`--q${i}`));
    const fade = token('--fade');
    for (let i = 0; i < this.customers; i++) {
      const firm = firms[i], faded = only !== null && only !== firm;
      const fill = faded ? fade : shades ? shade(ramp, shades[i]) : this.colours[kind(firm)];
      const key = fill + (faded ? 'x' : kind(firm));
      if (!groups.has(key)) groups.set(key, { fill, firm: faded ? 0 : firm, size: faded ? 0.5 : 1, members: [] });
      groups.get(key).members.push(i);
    }
    for (const { fill, firm, size, members } of groups.values()) {
      canvas.fillStyle = fill;
      canvas.beginPath();
      for (const i of members) {
        const since = this.pulses.get(i);
        const grown = since === undefined ? 1 : Math.min(1, 0.35 + (0.65 * (now - since)) / GREW);
        trace(canvas, firm, this.places[2 * i], this.places[2 * i + 1], this.radius * size * grown);
      }
      canvas.fill();
    }
  }

  rings(canvas, { firms, past, only }, now) {
    canvas.lineWidth = Math.max(1, this.radius * 0.42);
    past.slice(0, RING.length).forEach((before, age) => {
      const after = age ? past[age - 1] : firms;
      canvas.globalAlpha = RING[age];
      for (let i = 0; i < this.customers; i++) {
        if (before[i] === after[i] || (only !== null && only !== after[i] && only !== before[i])) continue;
        const since = this.pulses.get(i);
        const wide = since === undefined ? 1 : 1 + 0.8 * Math.max(0, 1 - (now - since) / PULSED);
        canvas.strokeStyle = this.colours[kind(before[i])];
        canvas.beginPath();
        canvas.arc(this.places[2 * i], this.places[2 * i + 1], this.radius * 1.72 * wide, 0, 7);
        canvas.stroke();
      }
    });
    canvas.globalAlpha = 1;
  }

  // All others fade; her ties are drawn, and a ring around her.
  point(canvas, { firms, pointed, ties }) {
    const [x, y] = this.place(pointed), ink = token('--ink'), card = token('--card');
    canvas.globalAlpha = 0.72;
    canvas.fillStyle = card;
    canvas.fillRect(0, 0, this.width, this.height);
    canvas.globalAlpha = 1;
    canvas.strokeStyle = ink;
    canvas.lineWidth = 1.4;
    for (const other of ties) {
      const [u, v] = this.place(other);
      canvas.beginPath();
      canvas.moveTo(x, y);
      canvas.quadraticCurveTo((x + u) / 2 + (v - y) * 0.18, (y + v) / 2 - (u - x) * 0.18, u, v);
      canvas.stroke();
    }
    for (const each of [...ties, pointed]) {
      canvas.beginPath();
      trace(canvas, firms[each], ...this.place(each), this.radius * (each === pointed ? 1.9 : 1.35));
      canvas.fillStyle = this.colours[kind(firms[each])];
      canvas.lineWidth = 3;
      canvas.strokeStyle = card;
      canvas.stroke();
      canvas.fill();
    }
    canvas.strokeStyle = ink;
    canvas.lineWidth = 2.2;
    canvas.beginPath();
    canvas.arc(x, y, this.radius * 3, 0, 7);
    canvas.stroke();
  }

  // What a change did to the first customers of a firm: solid = saved, empty ring = lost, pale = the same.
  drawFate(fate, firm) {
    if (!this.places) return;
    const canvas = this.begin(), own = this.colours[kind(firm)];
    const dot = (i, size) => {
      canvas.beginPath();
      canvas.arc(this.places[2 * i], this.places[2 * i + 1], this.radius * size, 0, 7);
    };
    const each = (code, draw) => fate.forEach((value, i) => value === code && draw(i));
    canvas.fillStyle = token('--fade');
    each(0, i => { dot(i, 0.42); canvas.fill(); });
    canvas.fillStyle = own;
    canvas.globalAlpha = 0.3;
    each(1, i => { dot(i, 0.8); canvas.fill(); });
    canvas.globalAlpha = 1;
    each(2, i => { dot(i, 1.25); canvas.fill(); });
    canvas.strokeStyle = token('--ink');
    canvas.lineWidth = Math.max(2, this.radius * 0.6);
    canvas.fillStyle = token('--card');
    each(3, i => { dot(i, 1.9); canvas.fill(); canvas.stroke(); });
  }

  // Those who have just left pulse for a moment.
  pulse(customers, redraw) {
    const now = performance.now();
    customers.forEach(each => this.pulses.set(each, now));
    cancelAnimationFrame(this.frame);
    const go = () => {
      for (const [each, since] of this.pulses) if (performance.now() - since > PULSED) this.pulses.delete(each);
      redraw();
      if (this.pulses.size) this.frame = requestAnimationFrame(go);
    };
    go();
  }
}

const cache = new Map();
export function shade(ramp, value) {
  const key = ramp[0] + (value >> 2);
  if (!cache.has(key)) {
    const at = Math.min(3.999, ((value >> 2) / 63) * 4), from = Math.floor(at), part = at - from;
    const channel = (hex, i) => parseInt(hex.slice(1 + 2 * i, 3 + 2 * i), 16);
    const mixed = [0, 1, 2].map(i => Math.round(channel(ramp[from], i) * (1 - part) + channel(ramp[from + 1], i) * part));
    cache.set(key, `rgb(${mixed.join()})`);
  }
  return cache.get(key);
}
