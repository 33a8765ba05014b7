// The customers on a canvas: one dot a customer, at a fixed place; colour AND shape are her supplier. A ring
// says that she has just left: it keeps the old colour, and fades over three months.
import { curve, grid } from './curve.js';
import { Ground } from './ground.js';
import { KINDS, colour, kind, token, trace } from './marks.js';

const PADDING = 10;
const RING = [1, 0.55, 0.28];
const GREW = 420, PULSED = 900;
const STEPS = 64;

// A number between 0 and 1 that is always the same for a customer: dots stand a little off the grid.
const jitter = (customer, salt) => {
  const x = Math.sin(customer * 12.9898 + salt * 78.233) * 43758.5453;
  return x - Math.floor(x) - 0.5;
};

export class Crowd {
  // ties: whom each customer talks to.
  constructor(canvas, ties) {
    Object.assign(this, { canvas, ties, customers: ties.length });
    this.pulses = new Map();
    this.ground = new Ground();
    this.zoom = { times: 1, x: 0, y: 0 };
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
    this.cells = { columns, of: [], who: new Map() };
    this.home = new Float32Array(2 * this.customers);
    for (let i = 0; i < this.customers; i++) {
      const [column, row] = path[Math.floor((i * path.length) / this.customers)];
      this.home[2 * i] = PADDING + (column + 0.5 + 0.26 * jitter(i, 1)) * dx;
      this.home[2 * i + 1] = PADDING + (row + 0.5 + 0.26 * jitter(i, 2)) * dy;
      this.cells.of.push([column, row]);
      this.cells.who.set(row * columns + column, i);
    }
    this.homePitch = Math.min(dx, dy);
    this.zoomTo(this.zoom.times, this.zoom.x, this.zoom.y);
  }

  // Enlarge the picture so many times, with its left upper corner moved to (x, y); never past its edges.
  zoomTo(times, x, y) {
    const held = (value, size) => Math.min(0, Math.max(size * (1 - times), value));
    this.zoom = { times, x: held(x, this.width), y: held(y, this.height) };
    this.pitch = this.homePitch * times;
    this.radius = Math.max(1.4, this.homePitch * 0.335) * times;
    this.places = this.home.map((value, i) => value * times + (i % 2 ? this.zoom.y : this.zoom.x));
  }

  // Move an enlarged picture so that a customer is in it.
  show(customer) {
    const [x, y] = this.place(customer), { times, x: left, y: top } = this.zoom;
    if (x < 0 || y < 0 || x > this.width || y > this.height) this.zoomTo(times, left + this.width / 2 - x, top + this.height / 2 - y);
  }

  place(customer) { return [this.places[2 * customer], this.places[2 * customer + 1]]; }

  // Those who stand next to a customer, and she herself.
  near(customer) {
    const [column, row] = this.cells.of[customer], found = [];
    for (let y = row - 1; y <= row + 1; y++) for (let x = Math.max(0, column - 1); x <= Math.min(this.cells.columns - 1, column + 1); x++) {
      const who = this.cells.who.get(y * this.cells.columns + x);
      if (who !== undefined) found.push(who);
    }
    return found;
  }

  // The customer nearest to a point, if one is near enough (a finger is broader than a pointer).
  at(x, y, reach = 0) {
    let best = -1, least = Math.max(this.pitch * 0.9, reach) ** 2;
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

  // picture: {firms, past (earlier months' firms, newest first), shades (0-255 a customer) or null, only, pointed}
  draw(picture, now = performance.now()) {
    if (!this.places) return;
    const canvas = this.begin(), inks = this.inks(picture.shades), styles = stylesOf(inks, picture.shades ? STEPS : 1);
    const key = JSON.stringify([this.width, this.height, this.density, this.zoom, inks]);
    this.ground.draw(this, this.looks(picture), styles, this.growing(now), key);
    canvas.drawImage(this.ground.canvas, 0, 0, this.width, this.height);
    if (!picture.shades) this.rings(canvas, picture, now);
    if (picture.pointed >= 0) this.point(canvas, picture, this.ties[picture.pointed]);
  }

  growing(now) {
    return new Map([...this.pulses].map(([each, since]) => [each, Math.min(1, 0.35 + (0.65 * (now - since)) / GREW)]));
  }

  inks(shades) {
    return [...(shades ? [0, 1, 2, 3, 4].map(i => token(`--q${i}`)) : this.colours), token('--fade')];
  }

  // How each customer looks, as an index into the styles: her firm's, a shade of her quantity, or faded.
  looks({ firms, shades, only }) {
    const looks = new Uint16Array(this.customers), steps = shades ? STEPS : 1;
    for (let i = 0; i < this.customers; i++) {
      const firm = firms[i];
      looks[i] = only !== null && only !== firm ? KINDS * steps : kind(firm) * steps + (shades ? shades[i] >> 2 : 0);
    }
    return looks;
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
  point(canvas, { firms, pointed }, ties) {
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

// Every firm's mark in every ink (its own, or the shades of a quantity), and last the mark of those who fade.
let known = { key: '', styles: [] };
function stylesOf(inks, steps) {
  const key = [steps, ...inks].join();
  if (known.key === key) return known.styles;
  const fill = look => (steps === 1 ? inks[look] : shade(inks, ((look % steps) / (steps - 1)) * 255));
  const styles = Array.from({ length: KINDS * steps }, (_, look) => ({ firm: Math.floor(look / steps), size: 1, fill: fill(look) }));
  known = { key, styles: [...styles, { firm: 0, size: 0.5, fill: inks.at(-1) }] };
  return known.styles;
}

// A shade between five inks, for a value from 0 to 255.
export function shade(inks, value) {
  const at = Math.min(3.999, (value / 255) * 4), from = Math.floor(at), part = at - from;
  const channel = (hex, i) => parseInt(hex.slice(1 + 2 * i, 3 + 2 * i), 16);
  return `rgb(${[0, 1, 2].map(i => Math.round(channel(inks[from], i) * (1 - part) + channel(inks[from + 1], i) * part)).join()})`;
}
