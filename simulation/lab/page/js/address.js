// The address is the recipe: everything that makes this screen what it is stands after the #.
const VERSUS = ['levels', 'all', 'own'];
const VIEWS = ['market', 'why', 'compare', 'lesson'];
const STEPS = ['question', 'predict', 'run', 'debrief'];
const QUANTITIES = ['supplier', 'involvement', 'satisfaction', 'switching_cost', 'loyalty_type'];

const whole = (text, otherwise) => (/^\d{1,10}$/.test(text ?? '') ? Number(text) : otherwise);
const oneOf = (text, allowed, otherwise) => (allowed.includes(text) ? text : otherwise);

// A value of a move as it stands in an address, and back: numbers, true and false, else a word.
export function value(text) {
  if (text === 'true' || text === 'false') return text === 'true';
  return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}

function move(text) {
  const [month, path, ...rest] = text.split(':');
  return rest.length && path ? { month: whole(month, 0), path, value: value(rest.join(':')) } : null;
}

export function read(hash) {
  const given = new URLSearchParams(hash.replace(/^#/, ''));
  return {
    view: oneOf(given.get('view'), VIEWS, 'market'),
    scenario: given.get('scenario') ?? undefined,
    seed: whole(given.get('seed'), 7),
    customers: whole(given.get('customers'), null),
    months: whole(given.get('months'), null),
    month: whole(given.get('m'), 0),
    moves: (given.get('moves') || '').split(';').filter(Boolean).map(move).filter(Boolean),
    by: oneOf(given.get('by'), QUANTITIES, 'supplier'),
    only: whole(given.get('only'), null),
    customer: whole(given.get('c'), null),
    step: oneOf(given.get('step'), STEPS, 'question'),
    versus: oneOf(given.get('vs'), VERSUS, 'levels'),
    lang: oneOf(given.get('lang'), ['en', 'zh'], null),
    theme: oneOf(given.get('theme'), ['light', 'dark'], null),
    big: given.get('big') === '1',
  };
}

const plain = text => encodeURIComponent(text).replace(/%3A/g, ':').replace(/%3B/g, ';').replace(/%2C/g, ',');

export function write(state) {
  const parts = { view: state.view, scenario: state.scenario, seed: state.seed, m: state.month };
  if (state.customers !== null) parts.customers = state.customers;
  if (state.months !== null) parts.months = state.months;
  if (state.moves.length) parts.moves = state.moves.map(each => `${each.month}:${each.path}:${each.value}`).join(';');
  if (state.by !== 'supplier') parts.by = state.by;
  if (state.only !== null) parts.only = state.only;
  if (state.customer !== null && state.view === 'why') parts.c = state.customer;
  if (state.view === 'lesson') parts.step = state.step;
  if (state.view === 'compare' && state.versus !== 'levels') parts.vs = state.versus;
  if (state.big) parts.big = 1;
  parts.lang = state.lang;
  parts.theme = state.theme;
  return '#' + Object.entries(parts).map(([name, text]) => `${name}=${plain(String(text))}`).join('&');
}
