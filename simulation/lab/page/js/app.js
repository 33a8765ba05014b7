// What all views share: the state of the page, the market under way, and the way from view to view.
import { write } from './address.js';
import { has, language, n0, n1, n2, t } from './words.js';
import { mark } from './marks.js';
import { h } from './dom.js';

export const app = {
  state: null,
  run: null,
  engine: null,
  catalogue: [],
  views: {},
  band: null,
  refresh: () => {},
  go: () => {},
};

export const words = () => app.run.market.words[language.now];
export const firmName = firm => {
  const key = app.run.market.firms[firm];
  return words().firms[key] ?? key;
};
export const firmNames = () => app.run.market.firms.map((_, firm) => firmName(firm));
export const focal = () => app.run.market.firms.indexOf(app.run.market.focal);
export const strong = () => app.state.only ?? focal();
export const isPhone = () => matchMedia('(max-width: 760px)').matches;
export const isTouch = () => matchMedia('(pointer: coarse)').matches;
export const isCalm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

// A firm in a sentence: its mark and its name, never torn apart.
export const firmNode = firm => h('span', { class: 'f' }, mark(firm), firmName(firm));

export const currency = () => {
  const word = app.run.market.currency;
  return has(`words.currency.${word}`) ? t(`words.currency.${word}`) : word;
};

// Money with the digits that it needs where a price is that small; in a decision it needs one more.
const small = () => app.run.market.reference_price < 20;
export const money = value => (small() ? n2 : n0)(value);
export const fine = value => (small() ? n2 : n1)(value);

export function levelOf(firm, month = app.run.shown) {
  const told = app.run.history[month].firms.level?.[firm];
  return told ?? app.run.value(`firm.${app.run.market.firms[firm]}.level`);
}

// The address follows the market, but while months fly by not with every one of them: browsers take it amiss.
const ADDRESS_PAUSE = 400;
let due = null;
export function keepAddress() {
  const { state, run } = app;
  if (run?.recipe) {
    Object.assign(state, { scenario: run.recipe.scenario, seed: run.recipe.seed, moves: run.recipe.moves, month: run.shown });
  }
  if (!run?.moving) writeAddress();
  else due ??= setTimeout(writeAddress, ADDRESS_PAUSE);
}

function writeAddress() {
  clearTimeout(due);
  due = null;
  const address = write({ ...app.state, lang: language.now });
  if (address !== location.hash) history.replaceState(null, '', address);
}

// Say something that went wrong, or that is going on, in the line under the bench.
export function notice(text) {
  const line = document.getElementById('notice');
  line.hidden = !text;
  if (line.textContent !== text) line.textContent = text;
}
export const refusal = error => notice(error.words[language.now]);
