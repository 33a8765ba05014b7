// The fields of the form for a market of one's own. What they are called, their units and ranges are those
// of the schema; what is wrong with a value is said by the laboratory, beside the field.
import { fill, h } from '../drawing/dom.js';
import { firmMark } from '../drawing/firm-marks.js';
import { language, t } from '../protocol/words.js';
import { nameOf, rowHead } from './own-row-head.js';
import { tidy, written } from './own-values.js';
/** @import { Draft, FieldValue } from '../protocol/draft.js' */
/** @import { DraftMistake, FormField } from '../protocol/messages.js' */

/**
 * A row of the form: one value of the market, or one of each firm.
 * @typedef {object} Row
 * @property {FormField} field
 * @property {string[]} paths
 * @property {Control[]} controls
 * @property {HTMLElement} notes what is wrong or unusual
 */
/** @typedef {HTMLInputElement | HTMLSelectElement} Control */

/** The rows that stand on the page. @type {Row[]} */
let rows = [];
/** @type {Draft} */
let draft;
/** @type {(work: Promise<void>) => void} */
let changed;

/**
 * Begin a form anew.
 * @param {Draft} newDraft
 * @param {(work: Promise<void>) => void} onChange what follows when a field was filled in
 */
export function beginForm(newDraft, onChange) {
  [rows, draft, changed] = [[], newDraft, onChange];
}

/** @param {string} path */
const idOf = path => `own-${path.replace(/\W/g, '-')}`;

/**
 * A firm's name in the language of the page.
 * @param {Draft} of
 * @param {number} firm
 */
export function firmLabel(of, firm) {
  const chinese = language.now === 'zh' ? of.value(`firm.${firm}.name_zh`) : null;
  return String(chinese || of.firms[firm].name);
}

/**
 * A row; in that of the firms, every field has the firm's name before it (a table of few firms on a wide
 * screen shows the names once, above).
 * @param {FormField} field
 */
export function fieldRow(field) {
  const ofFirms = field.path.startsWith('firm.');
  const below = field.path.replace(/^firm\./, '');
  const paths = ofFirms ? draft.firms.map((_, firm) => `firm.${firm}.${below}`) : [field.path];
  const controls = paths.map(path => control(field, path));
  const notes = h('div', { class: 'own-notes' });
  const labelled = controls.map((each, firm) =>
    h(
      'div',
      { class: 'own-field' },
      h(
        'label',
        { for: each.id, class: ofFirms ? 'own-firm' : 'visually-hidden' },
        ofFirms ? [firmMark(firm), ' ', firmLabel(draft, firm)] : null,
        h('span', { class: 'visually-hidden' }, ' ', nameOf(field)),
      ),
      each,
    ),
  );
  rows.push({ field, paths, controls, notes });
  return h('div', { class: 'own-row', 'data-field': field.path }, rowHead(field), labelled, notes);
}

/**
 * @param {FormField} field
 * @param {string} path
 * @returns {Control}
 */
function control(field, path) {
  const common = { id: idOf(path), 'data-own': path };
  if (field.kind === 'choice') return choice(field, path, common);
  if (field.kind === 'switch') {
    /** @type {HTMLInputElement} */
    const box = h('input', {
      type: 'checkbox',
      ...common,
      onchange: () => changed(draft.fillIn(path, box.checked)),
    });
    return box;
  }
  const isNumber = field.kind === 'number' || field.kind === 'integer';
  /** @type {HTMLInputElement} */
  const input = h('input', {
    type: 'text',
    class: isNumber ? 'own-number' : 'own-text',
    ...common,
    autocomplete: 'off',
    ...(isNumber && { inputmode: 'decimal' }),
    ...(!isNumber && field.longest && { maxlength: field.longest }),
    oninput: () => {
      input.dataset.written = 'yes';
    },
    onchange: () => changed(filledIn(field, path, written(input.value, isNumber))),
  });
  return input;
}

/**
 * @param {FormField} field
 * @param {string} path
 * @param {FieldValue} value
 */
function filledIn(field, path, value) {
  if (field.path !== 'firm.name') return draft.fillIn(path, value);
  const number = Number(path.split('.')[1]);
  const name = String(value ?? '');
  return draft.changeFirms(draft.firms.map((each, index) => (index === number ? { ...each, name } : each)));
}

/**
 * @param {FormField} field
 * @param {string} path
 * @param {Record<string, string>} common
 */
function choice(field, path, common) {
  const options = field.choices.map(each =>
    h('option', { value: each }, t(`parameters.${field.path}.choices.${each}`)),
  );
  const onchange = () => {
    const chosen = field.choices.find(each => String(each) === select.value);
    changed(draft.fillIn(path, chosen ?? null));
  };
  /** @type {HTMLSelectElement} */
  const select = h('select', { class: 'btn', ...common, onchange }, options);
  return select;
}

/**
 * What the schema gives in shares of the reference price, in the market's money.
 * @param {FormField} field
 * @param {number} value
 */
const inMoney = (field, value) => {
  const price = Number(draft.value('world.reference_price'));
  return tidy(field.in_prices && Number.isFinite(price) ? value * price : value);
};

/** @param {FormField} field */
const usualOf = field => (typeof field.usual === 'number' ? inMoney(field, field.usual) : field.usual);

/**
 * The ends of the plausible range in words; null where there is none.
 * @param {FormField} field
 */
function plausible({ low, high, ...field }) {
  if (low === undefined || high === undefined) return null;
  const whole = { ...field, low, high };
  return { low: inMoney(whole, low), high: inMoney(whole, high) };
}

/** Let every field show what stands in the draft, and what is wrong with it. */
export function showFields() {
  for (const row of rows) {
    row.controls.forEach((each, index) => showValue(row.field, row.paths[index], each));
    showNotes(row);
  }
}

/**
 * @param {FormField} field
 * @param {string} path
 * @param {Control} input
 */
function showValue(field, path, input) {
  const value =
    field.path === 'firm.name' ? draft.firms[Number(path.split('.')[1])]?.name : draft.value(path);
  if (input instanceof HTMLInputElement && input.type === 'checkbox') input.checked = value === true;
  else if (document.activeElement !== input || !input.dataset.written) input.value = String(value ?? '');
  const usual = usualOf(field);
  input.classList.toggle('usual', value === usual && usual !== null);
  if (field.kind === 'number' || field.kind === 'integer') {
    input.setAttribute('placeholder', usual === null ? '' : String(usual));
  }
  if (document.activeElement !== input) delete input.dataset.written;
}

/**
 * @param {number} value
 * @param {{ low: number, high: number }} range
 */
const isBeyond = (value, { low, high }) => value < low || value > high;

/**
 * The plausible range; of a number that has none, and no unit, what is allowed.
 * @param {FormField} field
 * @param {{ low: number, high: number } | null} range
 */
function factWords({ unit, least, most }, range) {
  if (range) return t('own.plausible', range);
  const isBounded = typeof least === 'number' && typeof most === 'number';
  return !unit && isBounded ? t('own.allowed', { low: least, high: most }) : '';
}

/** @param {Row} row */
function showNotes({ field, paths, controls, notes }) {
  const range = plausible(field);
  const facts = notes.parentElement?.querySelector('.own-facts');
  if (facts) facts.textContent = factWords(field, range);
  const said = paths.map((path, index) => {
    const wrong = draft.mistakes.filter(each => each.path === path);
    const value = draft.value(path);
    const isOdd = range && typeof value === 'number' && isBeyond(value, range) && value !== usualOf(field);
    return {
      input: controls[index],
      path,
      wrong,
      odd: isOdd && !wrong.length ? oddWords(field, index, range) : '',
    };
  });
  said.forEach(each => mark(each.input, `${idOf(each.path)}-note`, each.wrong.length > 0, Boolean(each.odd)));
  fill(
    notes,
    said.flatMap(each => noteOf(each)),
  );
}

/**
 * @param {FormField} field
 * @param {number} index
 * @param {{ low: number, high: number }} range
 */
function oddWords(field, index, range) {
  const words = t('own.unusual', range);
  return field.path.startsWith('firm.')
    ? t('of_firm', { firm: firmLabel(draft, index), what: words })
    : words;
}

/** @param {{ path: string, wrong: DraftMistake[], odd: string }} said */
function noteOf({ path, wrong, odd }) {
  const id = `${idOf(path)}-note`;
  if (wrong.length) {
    return [h('p', { class: 'own-wrong', id }, wrong.map(each => each.error[language.now]).join(' '))];
  }
  return odd ? [h('p', { class: 'own-odd', id }, odd)] : [];
}

/**
 * @param {Control} input
 * @param {string} note
 * @param {boolean} isWrong
 * @param {boolean} isOdd
 */
function mark(input, note, isWrong, isOdd) {
  input.classList.toggle('odd', isOdd);
  if (isWrong) input.setAttribute('aria-invalid', 'true');
  else input.removeAttribute('aria-invalid');
  if (isWrong || isOdd) input.setAttribute('aria-describedby', note);
  else input.removeAttribute('aria-describedby');
}

/** The mistakes that no field on the page shows. */
export const otherMistakes = () =>
  draft.mistakes.filter(each => !rows.some(row => row.paths.includes(each.path)));
