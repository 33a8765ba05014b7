// Names at the ends of lines and beside stems; a thin line leads to a name that had to give way.
import { h, svgText } from './dom.js';
import { besideStems, distance } from './name-places.js';
import { pushedApart } from './scales.js';
import { fitted, textWidth } from './text-width.js';
/** @import { Frame, LineEnd, Paper } from './chart-svg.js' */
/** @import { Pen } from './marks.js' */

/** A line of text, in sizes of its letters. */
const LEADING = 1.2;
/** From the end of a line to its name: a leader has to be seen there. */
const TO_NAME = 1.1;
/** How much of the width names may take. */
const MOST_NAMES = 0.4;
/** How much of the plot one name in it may take. */
const MOST_INSIDE = 0.6;

/**
 * The room that names at the ends of lines need beside the plot.
 * @param {LineEnd[]} ends
 * @param {Paper} paper
 */
export function roomForNames(ends, paper) {
  const widest = Math.max(0, ...ends.map(end => textWidth(end.text, paper, end.strong)));
  return Math.min(widest + TO_NAME * paper.size + 3, MOST_NAMES * paper.width);
}

/**
 * @param {LineEnd[]} ends
 * @param {Frame} frame
 * @param {Pen} pen
 * @param {Paper} paper
 */
export function endNames(ends, frame, pen, paper) {
  const stems = ends.filter(each => each.stem);
  const lines = ends.filter(each => !each.stem);
  return [atLineEnds(lines, frame, pen, paper), atStems(stems, frame, pen, paper)];
}

/**
 * @param {LineEnd} end
 * @param {string} text
 * @param {number} x
 * @param {number} y of its middle
 * @param {Pen} pen
 */
function nameAt({ strong = false }, text, x, y, { size, paint }) {
  const outline = { stroke: paint('--card'), 'stroke-width': 3, 'paint-order': 'stroke' };
  const weight = { 'font-weight': strong ? 650 : null, fill: paint('--ink') };
  return svgText({ x, y: y + 0.35 * size, ...outline, ...weight }, text);
}

/**
 * Names right of their points, in the order of the points.
 * @param {LineEnd[]} ends
 * @param {Frame} frame
 * @param {Pen} pen
 * @param {Paper} paper
 */
function atLineEnds(ends, { top, bottom }, pen, paper) {
  const { x, y, size, paint } = pen;
  const gap = LEADING * size;
  return neighbours(ends, x, paper).flatMap(group => {
    const wanted = group.map(end => y(Number(end.y)));
    const places = pushedApart(wanted, gap, [top, Math.max(bottom, top + (group.length - 1) * gap)]);
    return group.map((end, i) => {
      const at = x(end.x) + TO_NAME * size;
      const isMoved = Math.abs(places[i] - wanted[i]) > gap / 3;
      const leader = { x1: x(end.x) + 0.3 * size, y1: wanted[i], x2: at - 2, y2: places[i] };
      const text = fitted(end.text, paper.width - at, paper, end.strong);
      const line = isMoved ? h('line', { ...leader, stroke: paint('--soft') }) : null;
      return [line, nameAt(end, text, at, places[i], pen)];
    });
  });
}

/**
 * Names in groups of those that could cover one another.
 * @param {LineEnd[]} ends
 * @param {(x: number) => number} x
 * @param {Paper} paper
 */
function neighbours(ends, x, paper) {
  const reach = Math.max(0, ...ends.map(end => textWidth(end.text, paper, end.strong))) + paper.size;
  /** @type {LineEnd[][]} */
  const groups = [];
  for (const end of [...ends].sort((a, b) => a.x - b.x)) {
    const near = groups.at(-1);
    if (near && x(end.x) - x(near[near.length - 1].x) < reach) near.push(end);
    else groups.push([end]);
  }
  return groups;
}

/**
 * Names in a plane, each beside its own stem.
 * @param {LineEnd[]} ends
 * @param {Frame} frame
 * @param {Pen} pen
 * @param {Paper} paper
 */
function atStems(ends, frame, pen, paper) {
  const { x, y, size, paint } = pen;
  const most = MOST_INSIDE * (frame.right - frame.left);
  const texts = ends.map(end => fitted(end.text, most, paper, end.strong));
  const names = ends.map((end, i) => ({
    x: x(end.x),
    y: y(Number(end.y)),
    stem: /** @type {[number, number]} */ ([y(Number(end.stem?.[1])), y(Number(end.stem?.[0]))]),
    width: textWidth(texts[i], paper, end.strong),
  }));
  const boxes = besideStems(names, size, { ...frame, right: paper.width });
  return ends.map((end, i) => {
    const { left, right, top, bottom } = boxes[i];
    const name = names[i];
    const middle = (top + bottom) / 2;
    const [high, low] = name.stem;
    const from = { x1: name.x, y1: Math.max(high, Math.min(middle, low)) };
    const to = { x2: Math.max(left, Math.min(name.x, right)), y2: Math.max(top, Math.min(from.y1, bottom)) };
    const isFar = distance(boxes[i], name) > size;
    const leader = isFar ? h('line', { ...from, ...to, stroke: paint('--soft') }) : null;
    return [leader, nameAt(end, texts[i], left, middle, pen)];
  });
}
