// The picture of all customers on a canvas. What stays for a month is drawn once, on a canvas of its own;
// flights and the customer pointed at are drawn over it.
import { islandLayout, islandRadius, mapJitter, mapScales, roomFor, seatPlace } from './arrangements.js';
import { CustomerPlaces } from './customer-places.js';
import { token } from './design-tokens.js';
import { drawFlights } from './flights.js';
import { drawHalos, drawHoles, drawIsland, drawMapScales, drawMarks, drawPointed } from './island-marks.js';
/** @import { Arrangement, IslandLayout } from './arrangements.js' */
/** @import { Point } from './firm-marks.js' */
/** @import { Flight } from './flights.js' */
/** @import { Seating } from './seats.js' */

/**
 * What the picture shows of a month.
 * @typedef {object} Scene
 * @property {Arrangement} arrangement
 * @property {Uint8Array} firms everybody's supplier
 * @property {Uint8Array} costs what leaving would cost everybody
 * @property {number} costUnit
 * @property {number} price the reference price, by which halos are measured
 * @property {Uint8Array} satisfaction
 * @property {Uint16Array} ranks of involvement
 * @property {Seating} seating
 * @property {number[]} most the most customers that each island ever had, in marks
 * @property {number} every one mark stands for so many customers
 * @property {number} month
 * @property {number} strong the firm at full strength
 * @property {number} without the number that stands for no supplier
 * @property {Uint8Array | null} fifths of a quantity, 0 to 4; null: colour by supplier
 * @property {Uint8Array | null} kinds of loyalty, 0 to 3
 * @property {Flight[]} flights
 * @property {number | null} circle how large the island of the strong firm once was, or would be, in marks
 * @property {MapWords} map
 */
/** @typedef {{ most: number, ticks: number[], x: string, y: string }} MapWords the scales of the map */

const ISLAND_RADIUS = { least: 1.7, ofPitch: 0.36 };
const SUNFLOWER_EDGE = 14;
const MAP_PITCH = 9;
const NO_FLIGHT = { part: 1, pointed: -1 };

export class MarketCanvas extends CustomerPlaces {
  /**
   * @param {HTMLCanvasElement} canvas
   * @param {number[][]} acquaintances whom each customer talks to
   */
  constructor(canvas, acquaintances) {
    super(canvas, acquaintances.length);
    this.acquaintances = acquaintances;
    this.still = document.createElement('canvas');
    this.drawn = '';
    /** @type {Scene | null} */
    this.scene = null;
    /** @type {IslandLayout} */
    this.islands = { pitch: 1, centres: [], isUpper: [] };
    this.laidOut = '';
    this.resize();
  }

  /**
   * Take a month; its customers go to their places.
   * @param {Scene} scene
   */
  show(scene) {
    this.scene = scene;
    this.drawn = '';
    if (this.width) this.placeAll();
  }

  /**
   * Everybody goes to her place in the arrangement.
   * @override
   */
  placeAll() {
    this.drawn = '';
    if (!this.scene) return;
    this.layOut(this.scene.most);
    const { pitch, place } = this.placing(this.scene);
    const home = new Float32Array(2 * this.customers).fill(NaN);
    for (let i = 0; i < this.customers; i += this.scene.every) home.set(place(i), 2 * i);
    const { least, ofPitch } = ISLAND_RADIUS;
    this.setHome(home, pitch, Math.max(least, ofPitch * pitch));
  }

  /**
   * The places of an arrangement.
   * @param {Scene} scene
   * @returns {{ pitch: number, place: (customer: number) => Point }}
   */
  placing({ arrangement, firms, seating, ranks, satisfaction, costs, costUnit, every, map }) {
    const { width, height, islands } = this;
    if (arrangement === 'islands') {
      const place = (/** @type {number} */ i) => this.seat(firms[i], seating.seat[i]);
      return { pitch: islands.pitch, place };
    }
    if (arrangement === 'sunflower') {
      const pitch = (Math.min(width, height) / 2 - SUNFLOWER_EDGE) / Math.sqrt(this.customers / every);
      return { pitch, place: i => seatPlace([width / 2, height / 2], pitch, ranks[i]) };
    }
    const { x, y } = mapScales(width, height, map.most);
    /** @type {(i: number) => Point} */
    const place = i => [
      x(satisfaction[i] / 2.55) + 5 * mapJitter(i, 7919),
      y(Math.min(map.most, costs[i] * costUnit)) + 4 * mapJitter(i, 5167),
    ];
    return { pitch: MAP_PITCH, place };
  }

  /**
   * Lay the islands out, unless they have room where they are.
   * @param {number[]} most
   */
  layOut(most) {
    const room = most.map(roomFor);
    const key = [this.width, this.height, ...room].join();
    if (key === this.laidOut) return;
    this.laidOut = key;
    const there = room.flatMap((size, island) => (size > 0 ? [island] : []));
    const { pitch, centres, isUpper } = islandLayout(
      this.width,
      this.height,
      there.map(island => room[island]),
      parseFloat(getComputedStyle(this.canvas).fontSize) || undefined,
    );
    /** @type {IslandLayout} */
    const islands = { pitch, centres: [], isUpper: [] };
    there.forEach((island, i) => {
      islands.centres[island] = centres[i];
      islands.isUpper[island] = isUpper[i];
    });
    this.islands = islands;
  }

  /**
   * Where a seat is while the picture is whole.
   * @param {number} firm
   * @param {number} seat
   * @returns {Point}
   */
  seat(firm, seat) {
    const centre = this.islands.centres[firm] ?? [this.width / 2, this.height];
    return seatPlace(centre, this.islands.pitch, seat);
  }

  /**
   * Where a seat is on the screen.
   * @param {number} firm
   * @param {number} seat
   */
  seatOnScreen(firm, seat) {
    return this.onScreen(this.seat(firm, seat));
  }

  /**
   * @param {{ part: number, pointed: number }} now how much of the month's flights has passed, 0 to 1; who is
   *     pointed at, -1: nobody
   */
  draw({ part, pointed } = NO_FLIGHT) {
    const { scene } = this;
    if (!this.width || !scene) return;
    this.drawStill(scene);
    const canvas = this.context();
    canvas.drawImage(this.still, 0, 0, this.width, this.height);
    drawFlights(canvas, this, scene, part);
    if (pointed >= 0) drawPointed(canvas, this, scene, pointed);
  }

  /**
   * What stays the same for a month, unless it is there already.
   * @param {Scene} scene
   */
  drawStill(scene) {
    const { width, height, density, zoom } = this;
    const key = [width, height, density, zoom.times, zoom.x, zoom.y, token('--card')].join();
    if (this.drawn === key) return;
    this.drawn = key;
    Object.assign(this.still, { width: width * density, height: height * density });
    const canvas = /** @type {CanvasRenderingContext2D} */ (this.still.getContext('2d'));
    canvas.setTransform(density, 0, 0, density, 0, 0);
    const isIslands = scene.arrangement === 'islands';
    if (scene.arrangement === 'map') drawMapScales(canvas, this, scene.map);
    if (isIslands) this.islands.centres.forEach((_, island) => drawIsland(canvas, this, scene, island));
    if (!scene.fifths && !scene.kinds && scene.arrangement !== 'map') drawHalos(canvas, this, scene);
    if (isIslands && !scene.fifths) drawHoles(canvas, this, scene);
    drawMarks(canvas, this, scene);
  }

  /**
   * The customers of an island who are drawn.
   * @param {number} island
   */
  customersOf(island) {
    const { scene } = this;
    if (!scene) return [];
    const all = Array.from(scene.firms.keys());
    return all.filter(i => scene.firms[i] === island && i % scene.every === 0);
  }

  /**
   * Where the name of an island stands, and whether it stands above.
   * @param {number} island
   */
  nameOf(island) {
    const { scene, islands, height } = this;
    const centre = islands.centres[island];
    if (!scene || !centre) return null;
    const isUpper = islands.isUpper[island];
    const radius = islandRadius(scene.seating.sizes[island] / scene.every, islands.pitch);
    const y = centre[1] + (isUpper ? -1 : 1) * (radius + 2);
    return { x: centre[0], y: Math.min(height, Math.max(0, y)), isUpper };
  }
}
