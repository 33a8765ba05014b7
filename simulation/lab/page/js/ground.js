// The ground of the picture: every customer's dot, on a canvas of its own. From month to month only a few
// change their supplier, so only these are drawn again, each in its own little square.
import { trace } from './marks.js';

const MOST_AT_ONCE = 0.3;
const REACH = 1.5;
const PER_PATH = 200;

export class Ground {
  constructor() {
    this.canvas = document.createElement('canvas');
    this.drawn = null;
    this.grown = new Map();
    this.key = '';
  }

  // crowd: {width, height, density, places, radius, customers, near(i)}; looks: one a customer, an index into
  // styles: {fill, firm, size}; growing: those whose dot grows, with its size now; key: what else it hangs on.
  draw(crowd, looks, styles, growing, key) {
    const same = this.key === key && this.drawn?.length === looks.length;
    const changed = same ? this.changes(looks, growing) : [];
    if (!same || changed.length > MOST_AT_ONCE * looks.length) this.whole(crowd, looks, styles, growing);
    else if (changed.length) this.pieces(crowd, looks, styles, growing, changed);
    this.drawn = looks;
    this.grown = growing;
    this.key = key;
  }

  changes(looks, growing) {
    const changed = [];
    for (let i = 0; i < looks.length; i++) {
      if (looks[i] !== this.drawn[i] || growing.has(i) || this.grown.has(i)) changed.push(i);
    }
    return changed;
  }

  begin({ width, height, density }) {
    if (this.canvas.width !== width * density || this.canvas.height !== height * density) {
      this.canvas.width = width * density;
      this.canvas.height = height * density;
    }
    const canvas = this.canvas.getContext('2d');
    canvas.setTransform(density, 0, 0, density, 0, 0);
    return canvas;
  }

  whole(crowd, looks, styles, growing) {
    const canvas = this.begin(crowd), { width, height, places, radius } = crowd;
    canvas.clearRect(0, 0, width, height);
    const groups = styles.map(() => []);
    for (let i = 0; i < looks.length; i++) {
      const x = places[2 * i], y = places[2 * i + 1];
      if (x > -radius && y > -radius && x < width + radius && y < height + radius) groups[looks[i]].push(i);
    }
    groups.forEach((members, look) => {
      canvas.fillStyle = styles[look].fill;
      for (let from = 0; from < members.length; from += PER_PATH) fillAll(canvas, crowd, members.slice(from, from + PER_PATH), () => styles[look], growing);
    });
  }

  // A dot's square is wiped, and what reaches into it is drawn again.
  pieces(crowd, looks, styles, growing, changed) {
    const canvas = this.begin(crowd), { places, radius, density } = crowd, reach = REACH * radius;
    const edge = value => Math.round(value * density) / density;
    for (const i of changed) {
      const left = edge(places[2 * i] - reach), top = edge(places[2 * i + 1] - reach), wide = edge(2 * reach);
      canvas.save();
      canvas.beginPath();
      canvas.rect(left, top, wide, wide);
      canvas.clip();
      canvas.clearRect(left, top, wide, wide);
      for (const each of crowd.near(i)) {
        canvas.fillStyle = styles[looks[each]].fill;
        fillAll(canvas, crowd, [each], () => styles[looks[each]], growing);
      }
      canvas.restore();
    }
  }
}

function fillAll(canvas, { places, radius }, members, styleOf, growing) {
  canvas.beginPath();
  for (const i of members) {
    const { firm, size } = styleOf(i);
    trace(canvas, firm, places[2 * i], places[2 * i + 1], radius * size * (growing.get(i) ?? 1));
  }
  canvas.fill();
}
