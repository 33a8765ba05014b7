// The parts of the form: what a strategist knows of a market stands open, everything else is folded away by
// the groups of the schema.
import { fill, h } from '../drawing/dom.js';
import { firmMark } from '../drawing/firm-marks.js';
import { language, t } from '../protocol/words.js';
import { fieldRow, firmLabel, showFields } from './own-fields.js';
/** @import { Draft } from '../protocol/draft.js' */
/** @import { DraftMarket, FormField, MarketEvent } from '../protocol/messages.js' */

const MARKET = [
  'world.kind',
  'world.customers',
  'world.months',
  'world.population.purchase_rate',
  'world.reference_price',
  'world.currency',
  'world.population.involvement_mean',
  'world.population.cost_to_serve',
  'world.replacement',
];
const FIRMS = [
  'firm.name',
  'firm.name_zh',
  'firm.market_share',
  'firm.price',
  'firm.quality',
  'firm.unit_cost',
  'firm.fixed_cost',
  'firm.acquisition_cost',
  'firm.service.contact',
  'firm.exit_fee',
  'firm.contract_term',
];
const LEVEL = 'firm.level';
/** The settings of a programme, in the order of the levels. */
const PROGRAMMES = ['firm.financial', 'firm.social', 'firm.structural'];
/** A table of so many firms fits a wide screen. */
const MOST_COLUMNS = 6;

/**
 * What the form does with firms and listed tables.
 * @typedef {object} FormActions
 * @property {(number: number) => void} removeFirm
 * @property {() => void} addFirm
 * @property {(path: string) => void} remove an event, an alternative, the lesson
 */

/**
 * @param {FormField[]} fields
 * @param {string[]} paths
 */
const chosen = (fields, paths) => paths.flatMap(path => fields.find(each => each.path === path) ?? []);

/** @param {FormField} field */
const groupOf = field => field.path.split('.').slice(0, -1).join('.');

/** @param {string} group */
const isOfFirms = group => group.startsWith('firm');

/**
 * @param {string} title
 * @param {import('../drawing/dom.js').Child} content
 */
const section = (title, content) => h('section', { class: 'card own-section' }, h('h2', {}, title), content);

/**
 * @param {Draft} draft
 * @param {FormField[]} fields
 * @param {number} mostFirms
 * @param {FormActions} actions
 */
export function sections(draft, fields, mostFirms, actions) {
  const open = new Set([...MARKET, ...FIRMS, LEVEL]);
  const rest = fields.filter(each => !open.has(each.path) && !PROGRAMMES.includes(groupOf(each)));
  const market = /** @type {DraftMarket} */ (draft.market);
  return [
    section(t('own.market'), [textRows(), chosen(fields, MARKET).map(each => fieldRow(each))]),
    section(t('own.firms'), [
      ofFirms(draft, [firmHeads(draft, actions), chosen(fields, FIRMS).map(each => fieldRow(each))]),
      addButton(draft, mostFirms, actions),
    ]),
    section(t('own.programmes'), [
      ofFirms(draft, [plainHeads(draft), chosen(fields, [LEVEL]).map(each => fieldRow(each))]),
      PROGRAMMES.map((group, index) => programme(draft, fields, group, index + 1)),
    ]),
    plans(draft, market, actions),
    section(t('own.rest'), byGroup(draft, rest)),
  ];
}

/**
 * @param {Draft} draft
 * @param {import('../drawing/dom.js').Child} content
 */
const ofFirms = (draft, content) =>
  h(
    'div',
    {
      class: draft.firms.length > MOST_COLUMNS ? 'own-firms many' : 'own-firms',
      '--firms': draft.firms.length,
    },
    content,
  );

/** Title and question, in the language of the page. */
function textRows() {
  const zh = language.now === 'zh' ? 'zh.' : '';
  const text = { kind: 'text', usual: null };
  return [
    fieldRow(/** @type {FormField} */ ({ ...text, path: `${zh}title`, longest: 200 })),
    fieldRow(/** @type {FormField} */ ({ ...text, path: `${zh}question`, longest: 1000 })),
  ];
}

/**
 * Names of the firms above their columns, with buttons that remove them.
 * @param {Draft} draft
 * @param {FormActions} actions
 */
function firmHeads(draft, actions) {
  const heads = draft.firms.map((_, firm) => {
    const name = firmLabel(draft, firm);
    const onclick = () => actions.removeFirm(firm);
    const attributes = { type: 'button', class: 'btn bare own-remove', onclick };
    const label = t('own.remove_what', { what: name });
    const button = h('button', { ...attributes, 'aria-label': label }, t('own.remove'));
    return h(
      'div',
      { class: 'own-firm-head' },
      firmMark(firm),
      h('b', {}, name),
      draft.firms.length > 1 ? button : null,
    );
  });
  return h('div', { class: 'own-row own-heads' }, h('div', { class: 'own-head' }), heads);
}

/** @param {Draft} draft */
const plainHeads = draft =>
  h(
    'div',
    { class: 'own-row own-heads own-plain-heads', 'aria-hidden': 'true' },
    h('div', { class: 'own-head' }),
    draft.firms.map((_, firm) =>
      h('div', { class: 'own-firm-head' }, firmMark(firm), h('b', {}, firmLabel(draft, firm))),
    ),
  );

/**
 * @param {Draft} draft
 * @param {number} mostFirms
 * @param {FormActions} actions
 */
function addButton(draft, mostFirms, actions) {
  const full = draft.firms.length >= mostFirms;
  const attributes = {
    type: 'button',
    class: 'btn',
    id: 'own-add',
    disabled: full,
    onclick: actions.addFirm,
  };
  return h('button', attributes, t('own.add_firm'));
}

/**
 * The settings of a programme, open where a firm has it.
 * @param {Draft} draft
 * @param {FormField[]} fields
 * @param {string} group
 * @param {number} level
 */
function programme(draft, fields, group, level) {
  const isUsed = draft.firms.some((_, firm) => Number(draft.value(`firm.${firm}.level`)) >= level);
  const members = fields.filter(each => groupOf(each) === group);
  return folded(draft, group, members, isUsed);
}

/**
 * @param {Draft} draft
 * @param {FormField[]} fields
 */
function byGroup(draft, fields) {
  /** @type {Map<string, FormField[]>} */
  const groups = new Map();
  for (const field of fields) groups.set(groupOf(field), [...(groups.get(groupOf(field)) ?? []), field]);
  const ofFirmsFirst = [...groups].sort(
    ([one], [other]) => Number(isOfFirms(other)) - Number(isOfFirms(one)),
  );
  return ofFirmsFirst.map(([group, members]) => folded(draft, group, members, false));
}

/**
 * A group that is filled when it is first opened.
 * @param {Draft} draft
 * @param {string} group
 * @param {FormField[]} members
 * @param {boolean} isOpen
 */
function folded(draft, group, members, isOpen) {
  const body = h('div', {});
  const show = () => {
    if (!details.open || body.firstChild) return;
    const content = members.map(each => fieldRow(each));
    fill(body, isOfFirms(group) ? ofFirms(draft, [plainHeads(draft), content]) : content);
    showFields();
  };
  const details = h(
    'details',
    { class: 'group own-group', 'data-group': group, ontoggle: show },
    h('summary', {}, t(`groups.${group}.title`)),
    body,
  );
  details.open = isOpen;
  return details;
}

/**
 * The events and alternatives of the file; null if it has none.
 * @param {Draft} draft
 * @param {DraftMarket} market
 * @param {FormActions} actions
 */
function plans(draft, market, actions) {
  const labels = market.words[language.now].alternatives;
  const events = market.events.map((each, number) =>
    planned(eventWords(draft, market, each), `event.${number}`, actions),
  );
  const alternatives = market.alternatives.map(({ name }, number) =>
    planned(t('own.alternative', { name: labels[name] ?? name }), `alternative.${number}`, actions),
  );
  const onclick = () => actions.remove('lesson');
  const lesson = market.has_lesson
    ? h(
        'p',
        {},
        t('own.has_lesson'),
        ' ',
        h('button', { type: 'button', class: 'btn', id: 'own-lesson', onclick }, t('own.drop_lesson')),
      )
    : null;
  if (!lesson && !events.length && !alternatives.length) return null;
  return section(t('own.plans'), [h('ul', { class: 'own-plans' }, events, alternatives), lesson]);
}

/**
 * @param {string} words
 * @param {string} path
 * @param {FormActions} actions
 */
function planned(words, path, actions) {
  const label = t('own.remove_what', { what: words });
  const button = {
    type: 'button',
    class: 'btn bare',
    'aria-label': label,
    onclick: () => actions.remove(path),
  };
  return h('li', {}, h('span', {}, words), h('button', button, t('own.remove')));
}

/**
 * @param {Draft} draft
 * @param {DraftMarket} market
 * @param {MarketEvent} event
 */
function eventWords(draft, market, { month, until, path, value }) {
  const [root, firm, ...below] = path.split('.');
  const number = market.firms.indexOf(firm);
  const isOfFirm = root === 'firm' && number >= 0;
  const general = isOfFirm ? `firm.${below.join('.')}` : path;
  const move = t('move', { name: t(`parameters.${general}.name`), value: String(value) });
  const what = isOfFirm ? t('of_firm', { firm: firmLabel(draft, number), what: move }) : move;
  return until === null ? t('own.event', { month, what }) : t('own.event_until', { month, until, what });
}
