// What the picture shows of the month on the screen: who sits where, who flies, what colours the customers.
import { app } from '../app.js';
import { ranksOf } from '../drawing/arrangements.js';
import { Seats } from '../drawing/seats.js';
import { currency, isFirm, singledOut } from '../market-facts.js';
import { unpacked } from '../protocol/engine.js';
import { t } from '../protocol/words.js';
import { shownQuantity } from './market-quantity.js';
import { ghostRun } from './market-ghost.js';
/** @import { Flight } from '../drawing/flights.js' */
/** @import { MapWords, Scene } from '../drawing/market-canvas.js' */
/** @import { Seating } from '../drawing/seats.js' */
/** @import { Market } from '../protocol/messages.js' */

/** From so many customers on a mark stands for several, the more of two counts that applies. */
const CROWDS = [
  { from: 10_000, every: 5 },
  { from: 5000, every: 2 },
];
/** So many departures at most fly, those first that concern the strong firm; more would be a tangle. */
const MOST_FLIGHTS = 40;
/** Scales end at one of these, times a power of ten. */
const ROUND = [1, 2, 5, 10];
const TICKS = 4;

/** How many customers one mark of the picture stands for. */
export const customersAMark = () => CROWDS.find(({ from }) => app.run.market.customers >= from)?.every ?? 1;

/** @type {{ market: Market | null, seats: Seats, ranks: Uint16Array }} */
let kept = { market: null, seats: new Seats(1, 1), ranks: new Uint16Array() };

/** The seats of the market under way; another market has others. */
function keptSeats() {
  const { market } = app.run;
  if (kept.market !== market) {
    const every = customersAMark();
    const ranks = ranksOf(unpacked(market.start.involvement), every);
    kept = { market, seats: new Seats(market.firms.length + 1, every), ranks };
  }
  return kept;
}

/**
 * The scene of the month shown.
 * @param {boolean} withFlights
 * @returns {Scene}
 */
export function sceneShown(withFlights) {
  const { run, state } = app;
  const { history, shown } = run;
  const { seats, ranks } = keptSeats();
  const seating = seats.in(history, shown);
  const month = history[shown];
  const quantity = shownQuantity();
  const every = customersAMark();
  const isPlain = state.by === 'supplier' && state.arrangement === 'islands';
  return {
    arrangement: state.arrangement,
    firms: month.dots,
    costs: month.costs,
    costUnit: month.costUnit,
    price: run.market.reference_price,
    satisfaction: month.satisfaction,
    ranks,
    seating,
    most: roomWanted(seats.most, every),
    every,
    month: shown,
    strong: singledOut(),
    without: run.market.firms.length,
    fifths: quantity?.fifths ?? null,
    kinds: quantity?.kinds ?? null,
    flights: withFlights && isPlain && shown > 0 ? flightsOf(shown, every, seats) : [],
    circle: shown > 0 ? circleOf(every) : null,
    map: mapWords(),
  };
}

/**
 * How many marks each island needs room for; firms always have some.
 * @param {number[]} most
 * @param {number} every
 */
const roomWanted = (most, every) =>
  most.map((customers, island) => Math.max(customers / every, isFirm(island) ? 1 : 0));

/**
 * @param {number} month
 * @param {number} every
 * @param {Seats} seats
 * @returns {Flight[]}
 */
function flightsOf(month, every, seats) {
  const { history } = app.run;
  /** @type {Seating} */
  const before = seats.in(history, month - 1);
  const { left, told } = history[month];
  const from = history[month - 1].dots;
  const strong = singledOut();
  const dots = history[month].dots;
  const all = left.flatMap((customer, i) =>
    customer % every || from[customer] === dots[customer]
      ? []
      : [{ customer, from: from[customer], seat: before.seat[customer], teller: told[i] ?? null }],
  );
  const isConcerned = (/** @type {Flight} */ each) => each.from === strong || dots[each.customer] === strong;
  const [mine, others] = [all.filter(isConcerned), all.filter(each => !isConcerned(each))];
  return [...mine, ...others].slice(0, MOST_FLIGHTS);
}

/**
 * How large the strong island was at the start; beside an earlier run, how large it was there in this month.
 * @param {number} every
 */
function circleOf(every) {
  const { history, shown } = app.run;
  const ghost = ghostRun();
  const month = ghost && shown >= ghost.from ? ghost.history[shown] : null;
  const { dots } = month ?? history[0];
  const strong = singledOut();
  return dots.reduce((count, firm) => count + Number(firm === strong), 0) / every;
}

/** The scales of the map: they stay for a run, unless somebody becomes dearer to leave. */
function mapWords() {
  const { history } = app.run;
  /** @type {MapWords} */
  const words = {
    most: 1,
    ticks: [],
    x: t('map.satisfaction'),
    y: t('map.leaving', { currency: currency() }),
  };
  const dearest = Math.max(...history.map(each => 255 * each.costUnit));
  const size = 10 ** Math.floor(Math.log10(dearest / TICKS));
  const step = size * (ROUND.find(each => TICKS * each * size >= dearest) ?? 10);
  words.most = TICKS * step;
  words.ticks = Array.from({ length: TICKS + 1 }, (_, i) => Number((i * step).toPrecision(6)));
  return words;
}

/** Who left in the month shown: out of how many firms, to the strong firm, by word of mouth. */
export function movesOfMonth() {
  const { history, shown } = app.run;
  const { left, told, dots } = history[shown];
  const before = history[Math.max(0, shown - 1)].dots;
  const strong = singledOut();
  return {
    lost: left.filter(each => before[each] === strong).length,
    won: left.filter(each => dots[each] === strong && before[each] !== strong).length,
    led: told.filter(each => each !== null).length,
    all: left.length,
  };
}
