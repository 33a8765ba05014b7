// Finding a customer or a firm in the Why? view, and the circle of those whom a customer talks to.
import { app } from '../app.js';
import { $, fill, h } from '../drawing/dom.js';
import { firmMark } from '../drawing/firm-marks.js';
import { firstName, nameAndNumber } from '../first-names.js';
import { allFirms, currency, firmName, isFirm, money, singledOut } from '../market-facts.js';
import { n0, nodes, percent, t } from '../protocol/words.js';
/** @import { Answers, Hit, Search } from '../protocol/messages.js' */

/** @type {Search[]} */
const SEARCHES = ['reason', 'locked', 'about', 'often', 'never'];

/** A list of all firms. */
export function firmFinder() {
  return [h('h2', {}, t('why.find_firm')), h('ol', { class: 'hits' }, allFirms().map(firmEntry))];
}

/** @param {number} firm */
function firmEntry(firm) {
  const onclick = () => {
    app.state.only = firm;
    app.refresh();
  };
  const pressed = String(firm === singledOut());
  return h(
    'li',
    {},
    h(
      'button',
      { type: 'button', 'data-firm-hit': firm, 'aria-pressed': pressed, onclick },
      h('span', {}, firmMark(firm)),
      h('span', {}, firmName(firm)),
    ),
  );
}

/**
 * Searches, what they find, and a field for a customer's number.
 * @param {(customer: number) => void} choose
 */
export function customerFinder(choose) {
  const onchange = () => {
    if (/^\d+$/.test(field.value)) choose(Math.min(Number(field.value), app.run.market.customers - 1));
  };
  const digits = { inputmode: 'numeric', pattern: '[0-9]*', maxlength: 5 };
  const field = h('input', { id: 'customer-number', class: 'btn', ...digits, onchange });
  return [
    h('h2', {}, t('why.find')),
    h('div', { class: 'chips', id: 'searches' }),
    h('p', { class: 'soft', id: 'searched' }),
    h('ol', { class: 'hits', id: 'hits' }),
    h('p', { id: 'share-likely' }),
    h('label', { class: 'by-number' }, h('small', {}, t('why.by_number')), field),
    h('div', { class: 'ego', id: 'ego' }),
  ];
}

function showNumber() {
  const field = /** @type {HTMLInputElement} */ ($('#customer-number'));
  field.value = String(app.state.customer ?? '');
}

/**
 * @param {Search} current
 * @param {(search: Search) => void} choose
 */
export function showSearches(current, choose) {
  /** @param {Search} search */
  const button = search => {
    const pressed = String(search === current);
    const onclick = () => choose(search);
    const attributes = {
      type: 'button',
      class: 'chip',
      'data-search': search,
      'aria-pressed': pressed,
      onclick,
    };
    return h('button', attributes, t(`find.${search}`));
  };
  fill($('#searches'), SEARCHES.map(button));
  fill($('#searched'), t(`find_means.${current}`));
  showNumber();
}

/**
 * @param {Hit[]} hits
 * @param {Search} search
 * @param {number} current
 * @param {(customer: number, month: number | null) => void} choose
 */
export function showHits(hits, search, current, choose) {
  /** @param {Hit} hit */
  const entry = hit => {
    const label = `${nameAndNumber(hit.customer)}, ${firmsInWords(hit)}`;
    const onclick = () => choose(hit.customer, hit.month ?? null);
    return h(
      'li',
      { 'aria-current': hit.customer === current ? 'true' : null },
      h(
        'button',
        { type: 'button', 'data-customer': hit.customer, 'aria-label': label, onclick },
        h('span', {}, firstName(hit.customer), ' ', h('small', { class: 'num' }, hit.customer)),
        h('span', {}, figures(hit, search)),
      ),
    );
  };
  fill($('#hits'), hits.length ? hits.map(entry) : h('li', {}, h('small', {}, t('why.none'))));
  showNumber();
  fill($('#ego'), acquaintanceCircle(current));
}

/** @param {Hit} hit */
const firmsInWords = ({ firm, to }) =>
  to === undefined ? firmName(firm) : `${firmName(firm)} → ${firmName(to)}`;

/**
 * What a search says of a customer: her firms, and a figure.
 * @param {Hit} hit
 * @param {Search} search
 */
function figures({ firm, to, figure, month }, search) {
  const amount = () => [' ', h('small', {}, money(figure), ' ', currency())];
  switch (search) {
    case 'reason':
      return [
        firmMark(firm),
        ' → ',
        firmMark(Number(to)),
        ' ',
        t('find.in_month', { month }),
        h('small', { class: 'below' }, ofTen(figure)),
      ];
    case 'locked':
      return [firmMark(firm), amount()];
    case 'about':
      return [firmMark(firm), ' ', h('small', {}, percent(figure))];
    case 'often':
      return [firmMark(firm), ' ', h('small', {}, `${n0(figure)}×`)];
    default:
      return [firmMark(firm)];
  }
}

const NEARLY = 0.95;

/**
 * How many of ten would leave.
 * @param {number} chance
 */
const ofTen = chance => (chance > NEARLY ? t('find.nearly') : t('find.of_ten', { number: n0(10 * chance) }));

/**
 * How many of all departures were likelier than not: beside those that are offered first.
 * @param {Answers['find']} found
 */
export function showShare({ departures, likely, had_to: hadTo }) {
  if (!departures) fill($('#share-likely'));
  else {
    const places = { departures: n0(departures), likely: n0(likely), hadTo: n0(hadTo) };
    const share = percent(Number(likely) / departures);
    fill($('#share-likely'), h('small', {}, nodes('find.share', { ...places, share })));
  }
}

/** The circle's middle, its radii, and how it is turned. */
const CIRCLE = { x: 120, y: 75, rx: 88, ry: 54, turn: 0.5 };

/**
 * A customer in a circle of those she talks to; a dashed line leads to somebody far away on the ring.
 * @param {number} customer
 */
function acquaintanceCircle(customer) {
  const { market, history, shown } = app.run;
  const { dots } = history[shown];
  const others = [...new Set(market.acquaintances[customer])];
  const same = others.filter(other => dots[other] === dots[customer]).length;
  const key = isFirm(dots[customer]) ? 'why.same_firm' : 'why.same_without';
  const words = t(key, { number: same, all: others.length, firm: firmName(dots[customer]) });
  const { x, y } = CIRCLE;
  const ties = others.map((other, i) => {
    const angle = (2 * Math.PI * i) / others.length + CIRCLE.turn;
    const place = { x: x + CIRCLE.rx * Math.cos(angle), y: y + CIRCLE.ry * Math.sin(angle) };
    const dashes = isFarAway(customer, other) ? '3 3' : null;
    const line = {
      x1: x,
      y1: y,
      x2: place.x,
      y2: place.y,
      stroke: 'var(--rule2)',
      'stroke-dasharray': dashes,
    };
    return [h('line', line), markAt(dots[other], place.x, place.y, 24)];
  });
  const ring = { cx: x, cy: y, r: 20, fill: 'var(--card)', stroke: 'var(--ink)', 'stroke-width': 2.5 };
  return [
    h('h2', {}, t('why.ego')),
    h(
      'svg',
      { viewBox: '0 0 240 150', role: 'img', 'aria-label': words },
      ties,
      h('circle', ring),
      markAt(dots[customer], x, y, 28),
    ),
    h('small', {}, words),
  ];
}

/**
 * Whether two customers are no neighbours on the ring of customers.
 * @param {number} customer
 * @param {number} other
 */
function isFarAway(customer, other) {
  const { acquaintances, customers } = app.run.market;
  const reach = Math.floor(acquaintances[customer].length / 2) + 1;
  const apart = Math.abs(other - customer);
  return Math.min(apart, customers - apart) >= reach;
}

/** @type {(firm: number, x: number, y: number, size: number) => Element} */
const markAt = (firm, x, y, size) =>
  firmMark(firm, { x: x - size / 2, y: y - size / 2, width: size, height: size, class: '' });
