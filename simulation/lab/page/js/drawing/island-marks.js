// The parts of the picture of the customers: islands, halos, holes, marks, the scales of the map, and the
// customer pointed at.
import { islandRadius, mapScales } from './arrangements.js';
import { firmColour, fontSize, token } from './design-tokens.js';
import { traceMark } from './firm-marks.js';
import { fullColour, groundColour, markColour } from './scene-colours.js';
import { HOLE_MONTHS } from './seats.js';
/** @import { MapWords, MarketCanvas, Scene } from './market-canvas.js' */

const FULL_CIRCLE = 7; // more than two pi
/** A halo is wider than the mark by this share of the pitch for each hundredth of the usual price. */
const HALO_OF_PITCH = 0.03;
const HALO_STRENGTH = 0.12;
/** How strong a hole is in the month of the departure, and in the next two. */
const HOLE_STRENGTH = [1, 0.6, 0.3];
const MARKS_A_PATH = 200;
const SMALL_MARK = 0.45;
/** Kinds of loyalty: true, latent, inertia, none. */
const KIND = { loyal: 0, latent: 1, inertia: 2, none: 3 };

/**
 * The ground of an island, as large as its customers now; around the strong one the size that it once had.
 * @param {CanvasRenderingContext2D} canvas
 * @param {MarketCanvas} picture
 * @param {Scene} scene
 * @param {number} island
 */
export function drawIsland(canvas, picture, scene, island) {
  const { seating, every, strong, circle } = scene;
  const marks = seating.sizes[island] / every;
  if (!marks && island !== strong) return;
  const [x, y] = picture.onScreen(picture.islands.centres[island]);
  canvas.fillStyle = groundColour(scene, island);
  canvas.beginPath();
  canvas.arc(x, y, islandRadius(marks, picture.pitch), 0, FULL_CIRCLE);
  canvas.fill();
  if (island !== strong || circle === null) return;
  canvas.strokeStyle = token('--ink');
  canvas.lineWidth = 1.4;
  canvas.setLineDash([3, 4]);
  canvas.beginPath();
  canvas.arc(x, y, islandRadius(circle, picture.pitch), 0, FULL_CIRCLE);
  canvas.stroke();
  canvas.setLineDash([]);
}

/**
 * What leaving would cost each customer of the strong firm: many halos add up to a glow.
 * @param {CanvasRenderingContext2D} canvas
 * @param {MarketCanvas} picture
 * @param {Scene} scene
 */
export function drawHalos(canvas, picture, { firms, strong, costs, costUnit, price, every }) {
  const { pitch, radius, customers } = picture;
  const wider = (HALO_OF_PITCH * pitch * 100 * costUnit) / price;
  canvas.fillStyle = firmColour(strong);
  canvas.globalAlpha = HALO_STRENGTH;
  for (let i = 0; i < customers; i += every) {
    if (firms[i] !== strong) continue;
    const [x, y] = picture.place(i);
    canvas.beginPath();
    canvas.arc(x, y, radius + wider * costs[i], 0, FULL_CIRCLE);
    canvas.fill();
  }
  canvas.globalAlpha = 1;
}

/**
 * The empty seats of those who left in the last three months.
 * @param {CanvasRenderingContext2D} canvas
 * @param {MarketCanvas} picture
 * @param {Scene} scene
 */
export function drawHoles(canvas, picture, scene) {
  const { seating, month } = scene;
  canvas.lineWidth = 1.3;
  for (const { firm, seat, month: since } of seating.holes) {
    const age = month - since;
    if (age >= HOLE_MONTHS) continue;
    const [x, y] = picture.seatOnScreen(firm, seat);
    canvas.globalAlpha = HOLE_STRENGTH[age];
    canvas.strokeStyle = markColour(scene, firm);
    canvas.fillStyle = groundColour(scene, firm);
    canvas.beginPath();
    traceMark(canvas, firm, x, y, picture.radius * 0.95);
    canvas.fill();
    canvas.stroke();
  }
  canvas.globalAlpha = 1;
}

/**
 * Everybody's mark, but of those who fly; the strong firm's last, so that they lie on top.
 * @param {CanvasRenderingContext2D} canvas
 * @param {MarketCanvas} picture
 * @param {Scene} scene
 */
export function drawMarks(canvas, picture, scene) {
  const { firms, fifths, strong, every, flights, kinds } = scene;
  const flying = new Set(flights.map(each => each.customer));
  /** @type {Map<number, number[]>} */
  const groups = new Map();
  for (let i = 0; i < picture.customers; i += every) {
    if (flying.has(i)) continue;
    const look = firms[i] * 8 + (fifths ? fifths[i] : (kinds?.[i] ?? 0));
    const group = groups.get(look);
    if (group) group.push(i);
    else groups.set(look, [i]);
  }
  const isStrong = (/** @type {number} */ look) => Number(look >> 3 === strong);
  for (const look of [...groups.keys()].sort((a, b) => isStrong(a) - isStrong(b) || a - b)) {
    const [firm, step] = [look >> 3, look & 7];
    const group = /** @type {number[]} */ (groups.get(look));
    const colour = markColour(scene, firm);
    if (kinds) drawKind(canvas, picture, group, step, colour);
    else drawGroup(canvas, picture, group, firm, fifths ? token(`--q${step}`) : colour, Boolean(fifths));
  }
}

/**
 * Marks that look alike.
 * @param {CanvasRenderingContext2D} canvas
 * @param {MarketCanvas} picture
 * @param {number[]} customers
 * @param {number} firm
 * @param {string} colour
 * @param {boolean} isOutlined so that the palest fifth is seen, too
 */
function drawGroup(canvas, picture, customers, firm, colour, isOutlined) {
  canvas.fillStyle = colour;
  canvas.strokeStyle = token('--soft');
  canvas.lineWidth = 0.75;
  for (let from = 0; from < customers.length; from += MARKS_A_PATH) {
    canvas.beginPath();
    for (const i of customers.slice(from, from + MARKS_A_PATH)) {
      traceMark(canvas, firm, ...picture.place(i), picture.radius);
    }
    canvas.fill();
    if (isOutlined) canvas.stroke();
  }
}

/**
 * Customers of one kind of loyalty: full, ring, half full, or a small dot.
 * @param {CanvasRenderingContext2D} canvas
 * @param {MarketCanvas} picture
 * @param {number[]} customers
 * @param {number} kind
 * @param {string} colour
 */
function drawKind(canvas, picture, customers, kind, colour) {
  const size = picture.radius * (kind === KIND.none ? SMALL_MARK : 1);
  const isFull = kind === KIND.loyal || kind === KIND.none;
  canvas.fillStyle = canvas.strokeStyle = colour;
  canvas.lineWidth = Math.max(1, picture.radius * 0.35);
  for (const i of customers) {
    const [x, y] = picture.place(i);
    canvas.beginPath();
    canvas.arc(x, y, isFull ? size : size * 0.85, 0, FULL_CIRCLE);
    if (isFull) canvas.fill();
    else canvas.stroke();
    if (kind !== KIND.inertia) continue;
    canvas.beginPath();
    canvas.arc(x, y, size, 0, Math.PI);
    canvas.fill();
  }
}

/**
 * The two scales of the map.
 * @param {CanvasRenderingContext2D} canvas
 * @param {MarketCanvas} picture
 * @param {MapWords} map
 */
export function drawMapScales(canvas, picture, { most, ticks, x: wordsOfX, y: wordsOfY }) {
  const { width, height } = picture;
  const { x, y } = mapScales(width, height, most);
  canvas.font = `${fontSize()}px ${token('--sans')}`;
  canvas.strokeStyle = token('--grid');
  canvas.fillStyle = token('--soft');
  canvas.textAlign = 'right';
  for (const tick of ticks) {
    const [, v] = picture.onScreen([0, y(tick)]);
    canvas.beginPath();
    canvas.moveTo(x(0), v);
    canvas.lineTo(width, v);
    canvas.stroke();
    canvas.fillText(String(tick), x(0) - 8, v + 4);
  }
  canvas.fillText(wordsOfX, width - 12, height - 6);
  canvas.textAlign = 'center';
  for (const tick of [0, 25, 50, 75, 100]) {
    canvas.fillText(String(tick), picture.onScreen([x(tick), 0])[0], height - 24);
  }
  canvas.textAlign = 'left';
  canvas.fillText(wordsOfY, 12, 16);
}

/**
 * All others fade; lines lead to the acquaintances of the customer pointed at, and a ring is around her.
 * @param {CanvasRenderingContext2D} canvas
 * @param {MarketCanvas} picture
 * @param {Scene} scene
 * @param {number} pointed
 */
export function drawPointed(canvas, picture, scene, pointed) {
  const { firms, every } = scene;
  const acquaintances = picture.acquaintances[pointed].filter(each => each % every === 0);
  canvas.globalAlpha = 0.72;
  canvas.fillStyle = token('--water');
  canvas.fillRect(0, 0, picture.width, picture.height);
  canvas.globalAlpha = 1;
  canvas.strokeStyle = token('--ink');
  canvas.lineWidth = 1.4;
  const [x, y] = picture.place(pointed);
  for (const other of acquaintances) {
    const [u, v] = picture.place(other);
    canvas.beginPath();
    canvas.moveTo(x, y);
    canvas.quadraticCurveTo((x + u) / 2 + (v - y) * 0.18, (y + v) / 2 - (u - x) * 0.18, u, v);
    canvas.stroke();
  }
  canvas.lineWidth = 3;
  canvas.strokeStyle = token('--card');
  for (const each of [...acquaintances, pointed]) {
    canvas.beginPath();
    traceMark(canvas, firms[each], ...picture.place(each), picture.radius * (each === pointed ? 1.9 : 1.35));
    canvas.fillStyle = fullColour(scene, firms[each]);
    canvas.stroke();
    canvas.fill();
  }
  canvas.strokeStyle = token('--ink');
  canvas.lineWidth = 2.2;
  canvas.beginPath();
  canvas.arc(x, y, picture.radius * 3, 0, FULL_CIRCLE);
  canvas.stroke();
}
