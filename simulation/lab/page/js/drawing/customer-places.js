// Where the customers stand in a picture, and how zooming moves them. Kinds of pictures give the places.
/** @import { Point } from './firm-marks.js' */

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
    this.homeRadius = 1;
    /** Places while the picture is whole, x and y in turn; who is not drawn has none (not a number). */
    this.home = new Float32Array(2 * customers).fill(NaN);
    /** Places on the screen. */
    this.places = this.home;
  }

  /** Give every customer a place; `setHome` takes them. */
  placeAll() {
    throw new Error('not implemented');
  }

  resize() {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    if (!width || !height) return;
    this.density = Math.min(3, devicePixelRatio || 1);
    this.canvas.width = width * this.density;
    this.canvas.height = height * this.density;
    Object.assign(this, { width, height });
    this.placeAll();
  }

  /**
   * @param {Float32Array} home
   * @param {number} pitch the distance of neighbours
   * @param {number} radius of a mark
   */
  setHome(home, pitch, radius) {
    Object.assign(this, { home, homePitch: pitch, homeRadius: radius });
    this.zoomTo(this.zoom.times, this.zoom.x, this.zoom.y);
  }

  /** An empty canvas, in pixels of the page. */
  context() {
    const canvas = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext('2d'));
    canvas.setTransform(this.density, 0, 0, this.density, 0, 0);
    canvas.clearRect(0, 0, this.width, this.height);
    return canvas;
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
    this.radius = this.homeRadius * times;
    this.places = this.home.map((value, i) => value * times + (i % 2 ? this.zoom.y : this.zoom.x));
  }

  /**
   * Where a point of the whole picture is on the screen.
   * @param {Point} point
   * @returns {Point}
   */
  onScreen([x, y]) {
    const { zoom } = this;
    return [x * zoom.times + zoom.x, y * zoom.times + zoom.y];
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

  /**
   * The customer nearest to a point, -1 if none is near enough.
   * @param {number} x
   * @param {number} y
   * @param {number} reach in pixels: a finger is broader than a pointer
   */
  customerAt(x, y, reach = 0) {
    return this.nearest([x, y], Math.max(this.pitch * 0.9, reach));
  }

  /**
   * @param {Point} point
   * @param {number} reach
   * @param {(customer: number) => boolean} among
   */
  nearest([x, y], reach, among = () => true) {
    let found = -1;
    let least = reach ** 2;
    for (let i = 0; i < this.customers; i++) {
      const distance = (this.places[2 * i] - x) ** 2 + (this.places[2 * i + 1] - y) ** 2;
      if (distance < least && among(i)) [least, found] = [distance, i];
    }
    return found;
  }
}
