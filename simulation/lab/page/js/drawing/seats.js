// Who sits where on the islands: a customer keeps her seat while she stays. The seat of one who leaves is a
// hole for three months, then the outermost customer of the island moves in; a newcomer sits down at the rim.
/** @import { HistoryMonth } from '../protocol/history-month.js' */

/** @typedef {{ firm: number, seat: number, month: number }} Hole a seat that was left in a month */
/**
 * Where everybody sits in a month.
 * @typedef {object} Seating
 * @property {Uint16Array} seat of each customer, counted from the middle of her island
 * @property {Hole[]} holes
 * @property {number[]} sizes the customers of each island, also those who are not drawn
 */

/** Months for which the seat of one who has left stays empty. */
export const HOLE_MONTHS = 3;
const NOBODY = -1;

export class Seats {
  /**
   * @param {number} islands
   * @param {number} every one mark stands for so many customers: each so manieth is drawn
   */
  constructor(islands, every) {
    this.islands = islands;
    this.every = every;
    /** @type {Uint8Array[]} the months that have been followed */
    this.followed = [];
    /** @type {Seating[]} */
    this.seatings = [];
    /** @type {number[][]} who sits on each seat of each island */
    this.at = [];
    /** The most customers that each island ever had. @type {number[]} */
    this.most = [];
  }

  /**
   * Where everybody sits in a month of a history.
   * @param {Pick<HistoryMonth, 'dots'>[]} history
   * @param {number} month
   */
  in(history, month) {
    const isKnown = this.followed.every((dots, i) => history[i]?.dots === dots);
    if (!isKnown) this.followed = [];
    for (let next = this.followed.length; next < history.length; next++) {
      const seating = next ? this.after(next, history[next].dots) : this.first(history[0].dots);
      this.seatings[next] = seating;
      this.most = seating.sizes.map((size, firm) => Math.max(size, this.most[firm] ?? 0));
      this.followed.push(history[next].dots);
    }
    return this.seatings[month];
  }

  /** @param {Uint8Array} dots */
  first(dots) {
    this.at = Array.from({ length: this.islands }, () => []);
    this.most = [];
    const seat = new Uint16Array(dots.length);
    for (let i = 0; i < dots.length; i += this.every) seat[i] = this.at[dots[i]].push(i) - 1;
    return { seat, holes: [], sizes: this.sizesOf(dots) };
  }

  /**
   * @param {number} month
   * @param {Uint8Array} dots
   * @returns {Seating}
   */
  after(month, dots) {
    const before = this.followed[month - 1];
    const { holes: earlier, seat: seatBefore } = this.seatings[month - 1];
    const seat = seatBefore.slice();
    const holes = [...earlier];
    const moved = [];
    for (let i = 0; i < dots.length; i += this.every) {
      if (dots[i] === before[i]) continue;
      this.at[before[i]][seat[i]] = NOBODY;
      holes.push({ firm: before[i], seat: seat[i], month });
      moved.push(i);
    }
    for (const i of moved) seat[i] = this.at[dots[i]].push(i) - 1;
    const empty = holes.filter(each => (this.at[each.firm][each.seat] ?? NOBODY) === NOBODY);
    const open = empty.filter(each => month - each.month < HOLE_MONTHS);
    const closing = empty.filter(each => month - each.month >= HOLE_MONTHS);
    closing.forEach(hole => this.moveIn(hole, seat));
    this.at.forEach(dropEmptyEnd);
    return { seat, holes: open, sizes: this.sizesOf(dots) };
  }

  /**
   * She who sits farthest out moves into a hole; one at the rim is given up, and may be taken by a newcomer.
   * @param {Hole} hole
   * @param {Uint16Array} seat
   */
  moveIn(hole, seat) {
    const island = this.at[hole.firm];
    dropEmptyEnd(island);
    if (island.length - 1 <= hole.seat) return;
    const customer = /** @type {number} */ (island.pop());
    island[hole.seat] = customer;
    seat[customer] = hole.seat;
  }

  /** @param {Uint8Array} dots */
  sizesOf(dots) {
    const sizes = Array(this.islands).fill(0);
    for (const firm of dots) sizes[firm] += 1;
    return sizes;
  }
}

/** @param {number[]} island */
function dropEmptyEnd(island) {
  while (island.at(-1) === NOBODY) island.pop();
}
