// The Lesson view: the question, a prediction that is locked before anything runs, the run, the debrief.
import { $, $$, fill, h } from './dom.js';
import { app, firmName, focal, isCalm, words } from './app.js';
import { alternativeName, comparison, hasOwn } from './comparison.js';
import { judging } from './judging.js';
import { drawing, furthest, scaleOf, wireKnobs } from './prediction.js';
import { icon } from './marks.js';
import { smooth } from './charts.js';
import { prose } from './prose.js';
import { gap, language, n1, t, tight } from './words.js';

const STEPS = ['question', 'predict', 'run', 'debrief'];
const SIGNS = { holds: 'confirmed', does_not_hold: 'refuted', undecided: 'open', beyond: 'open', judging: 'wait' };
const SURE = ['guessing', 'rather', 'bet'];
let view = null;

const kind = () => (hasOwn() ? 'own' : 'levels');
const shelf = () => `loyaltylab.lesson.${app.run.recipe.scenario}`;

// What was locked stays locked, also after a reload; it is kept in this browser and sent nowhere.
function locked() {
  try {
    return JSON.parse(localStorage.getItem(shelf()));
  } catch {
    return null;
  }
}

export function options() {
  const { market } = app.run;
  if (kind() === 'levels') return [1, 2, 3].map(level => ({ name: `firm.${market.focal}.level=${level}`, label: t(`alternative.${level}`) }));
  return market.alternatives.map(each => ({ name: each.name, label: alternativeName(each) }));
}

export function render(root) {
  const given = locked();
  if (!given && STEPS.indexOf(app.state.step) > 1) app.state.step = 'predict';
  view = { root, given, comparison: comparison(kind()), judging: judging(), shownTo: given && app.state.step === 'debrief' ? app.run.horizon : 0, draft: view?.draft?.scenario === app.run.recipe.scenario ? view.draft : fresh() };
  const at = STEPS.indexOf(app.state.step);
  const rail = h('ol', { class: 'rail', 'aria-label': t('lesson.steps') }, STEPS.map((step, index) => h('li', { class: index < at ? 'done' : null, 'aria-current': index === at ? 'step' : null },
    h('i', { 'aria-hidden': 'true' }, index < at ? '✓' : index + 1), h('span', {}, reachable(index) && index !== at ? h('button', { type: 'button', class: 'bare-link', onclick: () => to(step) }, t(`lesson.${step}`)) : h('b', {}, t(`lesson.${step}`)), h('small', {}, t(`lesson.${step}_note`))))));
  fill(root, h('div', { class: 'lesson' }, rail, h('div', { class: 'page', id: 'page' }, pages[app.state.step]())));
  wire();
}

const reachable = index => (index < 2 ? true : Boolean(view.given));
const fresh = () => ({ scenario: app.run.recipe.scenario, choice: null, curve: scaleOf(app.run.market).start, reason: '', sure: null });

function to(step) {
  app.state.step = step;
  app.rebuild();
  scrollTo(0, 0);
  $('#view').focus({ preventScroll: true });
}

const lockSign = () => h('span', { class: 'locked' }, icon('lock'), t('lesson.locked'));
const forward = (step, label) => h('div', { class: 'lockbar' }, h('button', { type: 'button', class: 'btn go', 'data-to': step, onclick: () => to(step) }, label));

const pages = {
  question: () => [h('h1', {}, words().question), prose(words().text.what_is_it), forward('predict', t('lesson.to_predict'))],

  predict: () => {
    const { draft, given } = view, shut = Boolean(given), now = given ?? draft;
    const radio = (group, value, label) => h('label', { class: 'opt' }, h('input', { type: 'radio', name: group, value, checked: now[group] === value, disabled: shut, onchange: () => { draft[group] = value; } }), label);
    return [h('h1', { class: 'smaller-title' }, t('lesson.predict_title')), prose(words().text.prediction),
      h('section', { class: 'card q' }, h('h2', {}, `1 ${t('lesson.which', { firm: firmName(focal()) })}`), h('div', { class: 'opts', role: 'radiogroup', 'aria-label': t('lesson.which', { firm: firmName(focal()) }) }, options().map(each => radio('choice', each.name, each.label)))),
      h('section', { class: 'card q' }, h('h2', {}, `2 ${t('lesson.draw', { firm: firmName(focal()), alternative: options().at(-1).label })}`), h('small', {}, t('lesson.draw_help')), h('div', { id: 'drawing' })),
      h('section', { class: 'card q' }, h('h2', {}, `3 ${t('lesson.why')}`), h('textarea', { id: 'reason', 'aria-label': t('lesson.why'), maxlength: 500, value: now.reason, disabled: shut, oninput: event => { draft.reason = event.target.value; } }),
        h('div', { class: 'opts', role: 'radiogroup', 'aria-label': t('lesson.sure') }, h('b', {}, t('lesson.sure')), SURE.map(each => radio('sure', each, t(`lesson.sure_${each}`))))),
      shut ? [h('div', { class: 'lockbar' }, lockSign(), h('button', { type: 'button', class: 'btn go', onclick: () => to('run') }, t('lesson.run')))]
        : h('div', { class: 'lockbar' }, h('button', { type: 'button', class: 'btn go', id: 'lock', onclick: lock }, icon('lock'), t('lesson.lock')), h('small', { id: 'lock-note', role: 'status' }, t('lesson.lock_note')))];
  },

  run: () => [h('div', { class: 'between' }, h('h1', { class: 'smaller-title' }, t('lesson.draw', { firm: firmName(focal()), alternative: options().at(-1).label })), lockSign()),
    h('section', { class: 'card', id: 'drawing' }), h('p', { class: 'say', id: 'run-month', 'aria-live': 'polite' }, t('lesson.before_run')),
    h('div', { class: 'lockbar' }, h('button', { type: 'button', class: 'btn go', id: 'run-it', onclick: roll }, icon('play'), t('lesson.run_it', { months: app.run.horizon })))],

  debrief: () => [h('p', { class: 'plain flush', id: 'outcome', 'aria-live': 'polite' }, t('compare.starting')),
    h('section', { class: 'card' }, h('div', { class: 'between' }, h('h2', {}, t('compare.retention', { firm: firmName(focal()) }), ' ', h('small', {}, t('unit_of.retention'))), lockSign()), h('div', { id: 'drawing' }), view.given.reason ? h('p', { class: 'soft' }, t('lesson.you_wrote', { reason: view.given.reason })) : null),
    h('div', { class: 'two' }, h('section', {}, titled(Object.keys(words().claims).length, 'lesson.claims', h('ul', { class: 'claims', id: 'claims' }), h('small', { id: 'judged' }))),
      h('section', {}, titled(words().text.things_to_notice, 'lesson.notice', prose(words().text.things_to_notice)),
        titled(words().text.discussion.length, 'lesson.discuss', h('ul', { class: 'notice' }, words().text.discussion.map(each => h('li', {}, each)))))),
    further(), h('div', { class: 'lockbar' }, h('button', { type: 'button', class: 'btn go', id: 'to-compare', onclick: () => { app.state.versus = kind(); app.go('compare'); } }, t('lesson.to_compare')),
      h('button', { type: 'button', class: 'btn', id: 'again', onclick: () => { localStorage.removeItem(shelf()); view.draft = fresh(); to('predict'); } }, t('lesson.again')))],
};

// What a file of one's own may leave out goes with its heading.
const titled = (given, heading, ...rest) => (given ? [h('h2', {}, t(heading)), ...rest] : null);

const further = () => ['how_it_works', 'things_to_try', 'extending', 'references'].filter(name => words().text[name]).map(name =>
  h('details', { class: 'further' }, h('summary', {}, t(`lesson.${name}`)), prose(words().text[name])));

function lock() {
  const { draft } = view;
  if (draft.choice === null || draft.sure === null) {
    $('#lock-note').textContent = t('lesson.not_yet');
    $(`[name=${draft.choice === null ? 'choice' : 'sure'}]`).focus();
    return;
  }
  try {
    localStorage.setItem(shelf(), JSON.stringify({ ...draft, recipe: app.run.recipe, at: new Date().toISOString() }));
  } catch { /* a browser that keeps nothing: the lock holds as long as the page */ }
  view.given = { ...draft };
  to('run');
}

function wire() {
  const holder = $('#drawing');
  if (!holder) return;
  if (app.state.step === 'predict' && !view.given) {
    wireKnobs(holder, view.draft, app.run.market);
    return;
  }
  show();
}

const outcome = () => {
  const { comparison: runs } = view;
  return runs.count ? [null, ...smooth(runs.runs[0].alternatives.at(-1).series.retention_rate).map(value => (value === null ? null : 100 * value))] : null;
};

function show() {
  const holder = $('#drawing');
  fill(holder, drawing(app.run.market, view.given.curve, { actual: outcome(), upTo: view.shownTo, firm: focal() }));
}

export async function inBackground() {
  if (app.state.step === 'question' || (app.state.step === 'predict' && !view.given)) return;
  const mine = view, here = () => mine === view && app.state.view === 'lesson';
  const wanted = () => here() && !document.hidden;
  await mine.comparison.pull(wanted, () => here() && update());
  if (here()) await mine.judging.pull(wanted, () => here() && update());
}

async function roll() {
  const mine = view;
  $('#run-it').disabled = true;
  const here = () => mine === view && app.state.view === 'lesson';
  while (!mine.comparison.count && here()) await new Promise(resolve => setTimeout(resolve, 100));
  for (let month = 1; month <= app.run.horizon && here(); month++) {
    view.shownTo = isCalm() ? (month = app.run.horizon) : month;
    $('#run-month').textContent = t('month_of', { month });
    show();
    await new Promise(resolve => setTimeout(resolve, isCalm() ? 0 : 4000 / app.run.horizon));
  }
  if (here()) to('debrief');
}

export function update() {
  if (app.state.step !== 'debrief' || !view.comparison.count) return;
  view.shownTo = app.run.horizon;
  show();
  fill($('#outcome'), told());
  claims();
}

function told() {
  const { given, comparison: runs } = view, off = furthest(app.run.market, given.curve, outcome());
  const label = name => options().find(each => each.name === name)?.label ?? name;
  const winner = runs.verdict.words[language.now].winner, sentences = runs.verdict.words[language.now].sentences;
  const first = t('lesson.off', { month: off.month, said: n1(off.said), came: n1(off.came) });
  const second = winner === null ? t('lesson.no_winner', { said: label(given.choice), count: runs.count }) : t(winner === given.choice ? 'lesson.right' : 'lesson.wrong', { said: label(given.choice), came: label(winner) });
  return [first, gap(), second, gap(), h('span', { class: 'soft smaller' }, tight(sentences[0]))];
}

function claims() {
  const { claims: all } = words(), { verdicts, done, count, wanted } = view.judging;
  const rows = Object.entries(all).map(([name, text]) => {
    const verdict = verdicts[name] ?? 'judging';
    return h('li', { 'data-claim': name, 'data-verdict': verdict }, h('span', { class: 'tag' }, icon(SIGNS[verdict]), t(`lesson.claim_${verdict}`)), h('span', {}, text));
  });
  if (!rows.length) return;
  const list = $('#claims'), now = JSON.stringify([language.now, verdicts]);
  if (list.dataset.now !== now) fill(list, rows);
  list.dataset.now = now;
  $('#judged').textContent = done ? t('lesson.judged', { count }) : wanted === null ? t('lesson.judging_soon') : t('lesson.judging', { count, wanted });
}
