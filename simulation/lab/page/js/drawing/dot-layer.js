// Every customer's dot, on a canvas of its own. From month to month few customers change their supplier, so
// only their dots are drawn again, each in its own small square.
import { traceMark } from './firm-marks.js';
/** @import { CustomerPlaces } from './customer-places.js' */

/** @typedef {{ fill: string, firm: number, size: number }} DotStyle */
/** @typedef {Map<number, number>} GrowingDots the customers whose dots grow, with their size now */
/**
 * @typedef {object} Dots
 * @property {Uint16Array} looks of each customer, an index into the styles
 * @property {DotStyle[]} styles
 * @property {GrowingDots} growing
 * @property {string} key as long as it stays the same, dots drawn before are still right
 */

/** If a larger share of the dots has changed, all are drawn again. */
const MOST_REDRAWN = 0.3;
/** Half the side of the square that is drawn again, in radii of a dot. */
const SQUARE_REACH = 1.5;
const DOTS_A_PATH = 200;

export class DotLayer {
  constructor() {
    this.canvas = document.createElement('canvas');
    /** @type {Uint16Array | null} */
    this.drawn = null;
    /** @type {GrowingDots} */
    this.grown = new Map();
    this.key = '';
  }

  /**
   * @param {CustomerPlaces} picture
   * @param {Dots} dots
   */
  draw(picture, dots) {
    const { looks, growing, key } = dots;
    const changed = this.key === key ? this.changed(dots) : null;
    if (!changed || changed.length > MOST_REDRAWN * looks.length) this.drawAll(picture, dots);
    else if (changed.length) this.redraw(picture, dots, changed);
    this.drawn = looks;
    this.grown = growing;
    this.key = key;
  }

  /**
   * The customers whose dots have changed; null if nothing is known of the dots before.
   * @param {Dots} dots
   */
  changed({ looks, growing }) {
    if (this.drawn?.length !== looks.length) return null;
    const changed = [];
    for (let i = 0; i < looks.length; i++) {
      if (looks[i] !== this.drawn[i] || growing.has(i) || this.grown.has(i)) changed.push(i);
    }
    return changed;
  }

  /** @param {CustomerPlaces} picture */
  context({ width, height, density }) {
    if (this.canvas.width !== width * density || this.canvas.height !== height * density) {
      this.canvas.width = width * density;
      this.canvas.height = height * density;
    }
    const canvas = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext('2d'));
    canvas.setTransform(density, 0, 0, density, 0, 0);
    return canvas;
  }

  /**
   * @param {CustomerPlaces} picture
   * @param {Dots} dots
   */
  drawAll(picture, { looks, styles, growing }) {
    const canvas = this.context(picture);
    canvas.clearRect(0, 0, picture.width, picture.height);
    /** @type {number[][]} */
    const byLook = styles.map(() => []);
    for (let i = 0; i < looks.length; i++) if (picture.isVisible(i)) byLook[looks[i]].push(i);
    byLook.forEach((customers, look) => {
      for (let from = 0; from < customers.length; from += DOTS_A_PATH) {
        fillDots(canvas, picture, customers.slice(from, from + DOTS_A_PATH), styles[look], growing);
      }
    });
  }

  /**
   * Wipe the square around each changed dot, and draw every dot that reaches into it.
   * @param {CustomerPlaces} picture
   * @param {Dots} dots
   * @param {number[]} changed
   */
  redraw(picture, { looks, styles, growing }, changed) {
    const canvas = this.context(picture);
    const { radius, density } = picture;
    const reach = SQUARE_REACH * radius;
    /** @param {number} value */
    const onPixel = value => Math.round(value * density) / density;
    for (const i of changed) {
      const [x, y] = picture.place(i);
      /** @type {[number, number, number, number]} */
      const square = [onPixel(x - reach), onPixel(y - reach), onPixel(2 * reach), onPixel(2 * reach)];
      canvas.save();
      canvas.beginPath();
      canvas.rect(...square);
      canvas.clip();
      canvas.clearRect(...square);
      for (const each of picture.neighbours(i)) {
        fillDots(canvas, picture, [each], styles[looks[each]], growing);
      }
      canvas.restore();
    }
  }
}

/**
 * @param {CanvasRenderingContext2D} canvas
 * @param {CustomerPlaces} picture
 * @param {number[]} customers
 * @param {DotStyle} style
 * @param {GrowingDots} growing
 */
function fillDots(canvas, picture, customers, { fill, firm, size }, growing) {
  canvas.fillStyle = fill;
  canvas.beginPath();
  for (const i of customers) {
    const [x, y] = picture.place(i);
    traceMark(canvas, firm, x, y, picture.radius * size * (growing.get(i) ?? 1));
  }
  canvas.fill();
}
