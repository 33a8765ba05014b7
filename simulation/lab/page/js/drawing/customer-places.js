// Where the customers stand in the picture: each at a fixed place, which zooming moves.
import { gridFor, spaceFillingCurve } from './space-filling-curve.js';
/** @import { Point } from './firm-marks.js' */

const PADDING = 10;

/**
 * A number that is always the same for a customer: dots stand a little off the grid.
 * @param {number} customer
 * @param {number} salt
 */
function jitter(customer, salt) {
  const x = Math.sin(customer * 12.9898 + salt * 78.233) * 43758.5453;
  return x - Math.floor(x) - 0.5;
}

export class CustomerPlaces {
  /**
   * @param {HTMLCanvasElement} canvas
   * @param {number} customers
   */
  constructor(canvas, customers) {
    this.canvas = canvas;
    this.customers = customers;
    this.zoom = { times: 1, x: 0, y: 0 };
    this.width = this.height = this.density = this.pitch = this.homePitch = this.radius = 0;
    /** Places while the picture is whole, x and y in turn; `places` are those on the screen. */
    this.home = new Float32Array(2 * customers);
    this.places = this.home;
    this.columns = 0;
    /** @type {Point[]} column and row of each customer */
    this.cells = [];
    /** @type {Map<number, number>} who stands in a cell, counted row by row */
    this.occupants = new Map();
    this.resize();
  }

  resize() {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    if (!width || !height) return;
    this.density = Math.min(3, devicePixelRatio || 1);
    this.canvas.width = width * this.density;
    this.canvas.height = height * this.density;
    Object.assign(this, { width, height });
    this.placeAll();
    this.zoomTo(this.zoom.times, this.zoom.x, this.zoom.y);
  }

  /** Give every customer a place on the grid. */
  placeAll() {
    const [width, height] = [this.width - 2 * PADDING, this.height - 2 * PADDING];
    const [columns, rows] = gridFor(this.customers, width, height);
    const path = spaceFillingCurve(columns, rows);
    const [dx, dy] = [width / columns, height / rows];
    Object.assign(this, { columns, cells: [], occupants: new Map() });
    this.home = new Float32Array(2 * this.customers);
    for (let i = 0; i < this.customers; i++) {
      const [column, row] = path[Math.floor((i * path.length) / this.customers)];
      this.home[2 * i] = PADDING + (column + 0.5 + 0.26 * jitter(i, 1)) * dx;
      this.home[2 * i + 1] = PADDING + (row + 0.5 + 0.26 * jitter(i, 2)) * dy;
      this.cells.push([column, row]);
      this.occupants.set(row * columns + column, i);
    }
    this.homePitch = Math.min(dx, dy);
  }

  /**
   * Enlarge the picture so many times, with its upper left corner moved to (x, y), but never past its edges.
   * @param {number} times
   * @param {number} x
   * @param {number} y
   */
  zoomTo(times, x, y) {
    /** @type {(value: number, size: number) => number} */
    const within = (value, size) => Math.min(0, Math.max(size * (1 - times), value));
    this.zoom = { times, x: within(x, this.width), y: within(y, this.height) };
    this.pitch = this.homePitch * times;
    this.radius = Math.max(1.4, this.homePitch * 0.335) * times;
    this.places = this.home.map((value, i) => value * times + (i % 2 ? this.zoom.y : this.zoom.x));
  }

  /**
   * Move an enlarged picture so that a customer is in it.
   * @param {number} customer
   */
  moveIntoSight(customer) {
    const [x, y] = this.place(customer);
    const { zoom, width, height } = this;
    if (x >= 0 && y >= 0 && x <= width && y <= height) return;
    this.zoomTo(zoom.times, zoom.x + width / 2 - x, zoom.y + height / 2 - y);
  }

  /**
   * @param {number} customer
   * @returns {Point}
   */
  place(customer) {
    return [this.places[2 * customer], this.places[2 * customer + 1]];
  }

  /** @param {number} customer */
  isVisible(customer) {
    const [x, y] = this.place(customer);
    const { width, height, radius } = this;
    return x > -radius && y > -radius && x < width + radius && y < height + radius;
  }

  /**
   * A customer and those who stand next to her.
   * @param {number} customer
   */
  neighbours(customer) {
    const { columns, cells, occupants } = this;
    const [column, row] = cells[customer];
    const found = [];
    for (let y = row - 1; y <= row + 1; y++) {
      for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
        const each = occupants.get(y * columns + x);
        if (each !== undefined) found.push(each);
      }
    }
    return found;
  }

  /**
   * The customer nearest to a point, -1 if none is near enough.
   * @param {number} x
   * @param {number} y
   * @param {number} reach in pixels: a finger is broader than a pointer
   */
  customerAt(x, y, reach = 0) {
    let nearest = -1;
    let least = Math.max(this.pitch * 0.9, reach) ** 2;
    for (let i = 0; i < this.customers; i++) {
      const distance = (this.places[2 * i] - x) ** 2 + (this.places[2 * i + 1] - y) ** 2;
      if (distance < least) [least, nearest] = [distance, i];
    }
    return nearest;
  }
}
