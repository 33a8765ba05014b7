// Customers who leave fly to the island of the new supplier; a dotted line leads from who told them of it.
import { token } from './design-tokens.js';
import { traceMark } from './firm-marks.js';
import { fullColour, restColour } from './scene-colours.js';
/** @import { Point } from './firm-marks.js' */
/** @import { MarketCanvas, Scene } from './market-canvas.js' */

/**
 * A customer who changes her supplier.
 * @typedef {object} Flight
 * @property {number} customer
 * @property {number} from the firm that she leaves
 * @property {number} seat that she had there
 * @property {number | null} teller who told her of the new firm
 */
/** @typedef {{ start: Point, bend: Point, end: Point }} Arc */

/** How far arcs bend, as a share of their length; what is told bends to the other side. */
const BEND = { flight: 0.16, told: -0.22 };
/** Of a month's time flights take two thirds; they start one after the other, in so many turns. */
const HASTE = 1.5;
const [TURNS, STAGGER] = [7, 0.07];
/** The share of its arc that a flight leaves behind it while it is on the way. */
const TAIL = 0.42;
const ARC_STEPS = 40;
/** Word of mouth is seen a moment before the flight: at this share of the month it is fully there. */
const TOLD_BY = 0.3;

/**
 * @param {CanvasRenderingContext2D} canvas
 * @param {MarketCanvas} picture
 * @param {Scene} scene
 * @param {number} part of the month, 0 to 1
 */
export function drawFlights(canvas, picture, scene, part) {
  scene.flights.forEach((flight, turn) => {
    const arc = arcBetween(
      picture.seatOnScreen(flight.from, flight.seat),
      picture.place(flight.customer),
      BEND.flight,
    );
    const done = part < 1 ? Math.min(1, Math.max(0, part * HASTE - (turn % TURNS) * STAGGER)) : 1;
    const to = scene.firms[flight.customer];
    const isConcerned = flight.from === scene.strong || to === scene.strong;
    if (isConcerned && flight.teller !== null) drawTold(canvas, picture, flight.teller, arc.start, part);
    const colour = (isConcerned ? fullColour : restColour)(scene, to);
    drawWay(canvas, arc, { done, isOnTheWay: part < 1, isConcerned, colour });
    drawFlyer(canvas, pointOf(arc, done), { to, colour, size: picture.radius * (isConcerned ? 1.55 : 1.1) });
  });
}

/**
 * @param {Point} start
 * @param {Point} end
 * @param {number} bend
 * @returns {Arc}
 */
function arcBetween(start, end, bend) {
  const [[x, y], [u, v]] = [start, end];
  return { start, bend: [(x + u) / 2 + (v - y) * bend, (y + v) / 2 - (u - x) * bend], end };
}

/**
 * @param {Arc} arc
 * @param {number} share of the way
 * @returns {Point}
 */
function pointOf({ start, bend, end }, share) {
  const rest = 1 - share;
  /** @param {0 | 1} axis */
  const at = axis => rest * rest * start[axis] + 2 * share * rest * bend[axis] + share * share * end[axis];
  return [at(0), at(1)];
}

/**
 * The way over the water, in the colour of the firm that she goes to; it begins transparent.
 * @param {CanvasRenderingContext2D} canvas
 * @param {Arc} arc
 * @param {{ done: number, isOnTheWay: boolean, isConcerned: boolean, colour: string }} flight
 */
function drawWay(canvas, arc, { done, isOnTheWay, isConcerned, colour }) {
  const fade = canvas.createLinearGradient(...arc.start, ...arc.end);
  fade.addColorStop(0, `${colour}00`);
  fade.addColorStop(0.35, `${colour}66`);
  fade.addColorStop(1, colour);
  canvas.strokeStyle = fade;
  canvas.lineWidth = isConcerned ? 2 : 1;
  canvas.globalAlpha = isConcerned ? 0.95 : 0.5;
  canvas.beginPath();
  const first = isOnTheWay ? Math.max(0, done - TAIL) : 0;
  for (let step = 0; step <= ARC_STEPS; step++) {
    canvas.lineTo(...pointOf(arc, first + ((done - first) * step) / ARC_STEPS));
  }
  canvas.stroke();
  canvas.globalAlpha = 1;
}

/**
 * @param {CanvasRenderingContext2D} canvas
 * @param {Point} place
 * @param {{ to: number, colour: string, size: number }} flyer
 */
function drawFlyer(canvas, [x, y], { to, colour, size }) {
  canvas.beginPath();
  traceMark(canvas, to, x, y, size);
  canvas.fillStyle = colour;
  canvas.strokeStyle = token('--card');
  canvas.lineWidth = 1.3;
  canvas.fill();
  canvas.stroke();
}

/**
 * A dotted line from the teller, who is marked, to where the leaver sat.
 * @param {CanvasRenderingContext2D} canvas
 * @param {MarketCanvas} picture
 * @param {number} teller
 * @param {Point} listener
 * @param {number} part
 */
function drawTold(canvas, picture, teller, listener, part) {
  const place = picture.place(teller);
  if (Number.isNaN(place[0])) return;
  const { bend } = arcBetween(place, listener, BEND.told);
  canvas.globalAlpha = 0.6 * Math.min(1, part / TOLD_BY);
  canvas.strokeStyle = canvas.fillStyle = token('--ink');
  canvas.lineWidth = 1.5;
  canvas.lineCap = 'round';
  canvas.setLineDash([1, 4]);
  canvas.beginPath();
  canvas.moveTo(...place);
  canvas.quadraticCurveTo(...bend, ...listener);
  canvas.stroke();
  canvas.setLineDash([]);
  canvas.beginPath();
  canvas.arc(...place, picture.radius * 0.6, 0, 7);
  canvas.fill();
  canvas.globalAlpha = 1;
}
