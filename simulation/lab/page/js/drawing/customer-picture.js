// What a change did to the customers of a firm, on a canvas: one dot a customer, at a fixed place.
import { CustomerPlaces } from './customer-places.js';
import { firmColour, token } from './design-tokens.js';
import { gridFor, spaceFillingCurve } from './space-filling-curve.js';

const PADDING = 10;
const FULL_CIRCLE = 7; // more than two pi

/** What a change did to a customer, as the engine counts it. */
export const FATE = { notHers: 0, same: 1, saved: 2, lost: 3 };

/**
 * A number that is always the same for a customer: dots stand a little off the grid.
 * @param {number} customer
 * @param {number} salt
 */
function jitter(customer, salt) {
  const x = Math.sin(customer * 12.9898 + salt * 78.233) * 43758.5453;
  return x - Math.floor(x) - 0.5;
}

export class CustomerPicture extends CustomerPlaces {
  /**
   * @param {HTMLCanvasElement} canvas
   * @param {number[][]} acquaintances whom each customer talks to: neighbours talk to each other
   */
  constructor(canvas, acquaintances) {
    super(canvas, acquaintances.length);
    this.resize();
  }

  /**
   * Give every customer a place on a grid.
   * @override
   */
  placeAll() {
    const [width, height] = [this.width - 2 * PADDING, this.height - 2 * PADDING];
    const [columns, rows] = gridFor(this.customers, width, height);
    const path = spaceFillingCurve(columns, rows);
    const [dx, dy] = [width / columns, height / rows];
    const home = new Float32Array(2 * this.customers);
    for (let i = 0; i < this.customers; i++) {
      const [column, row] = path[Math.floor((i * path.length) / this.customers)];
      home[2 * i] = PADDING + (column + 0.5 + 0.26 * jitter(i, 1)) * dx;
      home[2 * i + 1] = PADDING + (row + 0.5 + 0.26 * jitter(i, 2)) * dy;
    }
    const pitch = Math.min(dx, dy);
    this.setHome(home, pitch, Math.max(1.4, pitch * 0.335));
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
        const [x, y] = this.place(i);
        canvas.beginPath();
        canvas.arc(x, y, this.radius * size, 0, FULL_CIRCLE);
        canvas.fill();
        if (code === FATE.lost) canvas.stroke();
      });
    canvas.fillStyle = token('--fade');
    fillAll(FATE.notHers, 0.42);
    canvas.fillStyle = firmColour(firm);
    canvas.globalAlpha = 0.3;
    fillAll(FATE.same, 0.8);
    canvas.globalAlpha = 1;
    fillAll(FATE.saved, 1.25);
    canvas.strokeStyle = token('--ink');
    canvas.lineWidth = Math.max(2, this.radius * 0.6);
    canvas.fillStyle = token('--card');
    fillAll(FATE.lost, 1.9);
  }
}
