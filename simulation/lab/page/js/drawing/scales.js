// Where values stand on an axis, and at which values it is marked.
/** @import { Range } from './statistics.js' */

/**
 * From a value to a place, in a straight line.
 * @param {Range} range of the values
 * @param {Range} places of its two ends
 */
export function scale([low, high], [from, to]) {
  const slope = (to - from) / (high - low || 1);
  return (/** @type {number} */ value) => from + (value - low) * slope;
}

const NICE = [1, 2, 2.5, 5, 10];

/**
 * Round values within a range, equally far apart.
 * @param {Range} range
 * @param {number} most
 */
export function niceTicks([low, high], most = 4) {
  const rough = (high - low) / most;
  if (!(rough > 0) || !Number.isFinite(rough)) return [];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (NICE.find(each => each * power >= rough * (1 - 1e-9)) ?? 10);
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.floor(high / step + 1e-9) - first + 1;
  return Array.from({ length: count }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/**
 * Months at which an axis of months is marked.
 * @param {number} months
 */
export function monthTicks(months) {
  let step = 24;
  if (months <= 12) step = 3;
  else if (months <= 36) step = 6;
  else if (months <= 84) step = 12;
  return Array.from({ length: Math.floor(months / step) + 1 }, (_, i) => i * step);
}

/**
 * Places as near as possible to the wanted ones, but at least a gap apart and between two limits. Labels that
 * want the same place give way to both sides alike; only at the limits do they give way to one.
 * @param {number[]} wanted
 * @param {number} gap
 * @param {Range} limits
 */
export function pushedApart(wanted, gap, [low, high]) {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a] - wanted[b]);
  /** Labels that touch one another: the place of the first, how many, and their sum when moved onto it. */
  /** @type {{ start: number, count: number, total: number }[]} */
  const groups = [];
  /** @type {(total: number, count: number) => number} */
  const startOf = (total, count) => Math.max(low, Math.min(total / count, high - (count - 1) * gap));
  for (const i of order) {
    let group = { start: startOf(wanted[i], 1), count: 1, total: wanted[i] };
    for (let before = groups.at(-1); before; before = groups.at(-1)) {
      if (before.start + before.count * gap <= group.start) break;
      groups.pop();
      const count = before.count + group.count;
      const total = before.total + group.total - before.count * group.count * gap;
      group = { start: startOf(total, count), count, total };
    }
    groups.push(group);
  }
  const places = groups.flatMap(({ start, count }) =>
    Array.from({ length: count }, (_, i) => start + i * gap),
  );
  /** @type {number[]} */
  const found = [];
  order.forEach((label, i) => {
    found[label] = places[i];
  });
  return found;
}
