// The market of one's own that is being made: a text that is a market, and what has been filled in since. The
// laboratory makes the changes in the text and says what is wrong; as long as something is, the text stays.
import { keep } from './kept-in-browser.js';
import { OWN, isOwn, keptContent, ownMarkets } from './own-markets.js';
/** @import { Engine } from './engine.js' */
/** @import { DraftEdit, DraftMarket, DraftMistake, FirmRow, FormField } from './messages.js' */
/** @import { ParameterValue, Requests } from './messages.js' */

const KEPT = `${OWN}draft`;

/** @typedef {ParameterValue | null} FieldValue */

/** The form, fetched once. @type {{ fields: FormField[], most_firms: number, longest: number } | null} */
let form = null;

/** @param {Engine} engine */
export async function fetchForm(engine) {
  form ??= await engine.ask('form');
  return form;
}

export class Draft {
  /** @param {Engine} engine */
  constructor(engine) {
    this.engine = engine;
    /** @type {DraftMarket | null} */
    this.market = null;
    /** What was filled in and is not in the text yet, by path. @type {Map<string, FieldValue>} */
    this.typed = new Map();
    /** The firms, where they are not those of the text. @type {FirmRow[] | null} */
    this.rows = null;
    /** @type {DraftMistake[]} */
    this.mistakes = [];
    /** What a file with it is called. */
    this.file = 'my-market';
    /** With which market it began: as long as it is this one, nothing is lost by beginning anew. */
    this.began = '';
    this.version = 0;
  }

  /** Whether something would be lost by beginning anew. */
  get isChanged() {
    const { name } = this.market ?? { name: '' };
    const isKept = name === this.began || ownMarkets().some(each => each.name === name);
    return this.typed.size > 0 || this.rows !== null || !isKept;
  }

  /** The firms as they stand in the form. @returns {FirmRow[]} */
  get firms() {
    return this.rows ?? this.market?.firms.map(name => ({ name, was: name })) ?? [];
  }

  /**
   * What stands in a field.
   * @param {string} path
   * @returns {FieldValue}
   */
  value(path) {
    return this.typed.has(path) ? (this.typed.get(path) ?? null) : (this.market?.values[path] ?? null);
  }

  /**
   * Begin with another market.
   * @param {Requests['draft']} request
   * @param {string} file
   * @returns {Promise<DraftMistake[]>} why it cannot be; then the draft stays as it is
   */
  async begin(request, file = 'my-market') {
    const version = ++this.version;
    const { draft, mistakes } = await this.engine.ask('draft', request);
    if (version !== this.version) return [];
    if (!draft) return mistakes;
    Object.assign(this, { market: draft, rows: null, mistakes: [], file, began: draft.name });
    this.typed.clear();
    this.save();
    return [];
  }

  /** Go on with what this browser has kept; false if there is nothing. */
  async resume() {
    const { text, typed, rows, file, began } = keptContent(KEPT) ?? {};
    if (typeof text !== 'string' || !Array.isArray(typed)) return false;
    const mistakes = await this.begin({ start: 'text', given: text }, file);
    if (mistakes.length) return false;
    Object.assign(this, { typed: new Map(typed), rows, began });
    if (this.typed.size || rows) await this.send();
    return true;
  }

  /**
   * Fill in a field; null for the usual value.
   * @param {string} path
   * @param {FieldValue} value
   */
  fillIn(path, value) {
    this.typed.set(path, value);
    return this.send();
  }

  /**
   * Rename firms or add one.
   * @param {FirmRow[]} rows
   */
  changeFirms(rows) {
    this.rows = rows;
    return this.send();
  }

  /**
   * Remove a firm, with what was filled in for it.
   * @param {number} number
   */
  removeFirm(number) {
    const still = [...this.typed].flatMap(([path, value]) => {
      const [, at, below] = /^firm\.(\d+)\.(.*)$/.exec(path) ?? [];
      if (at === undefined || Number(at) < number) return [[path, value]];
      return Number(at) === number ? [] : [[`firm.${Number(at) - 1}.${below}`, value]];
    });
    this.typed = new Map(/** @type {[string, FieldValue][]} */ (still));
    return this.changeFirms(this.firms.filter((_, index) => index !== number));
  }

  /** Let the laboratory make the changes in the text; what is wrong stays as it was filled in. */
  async send() {
    const version = ++this.version;
    this.save();
    const edits = [...this.typed].map(([path, value]) => /** @type {DraftEdit} */ ({ path, value }));
    const given = this.market?.text ?? '';
    const request = { start: /** @type {const} */ ('text'), given, edits };
    const { draft, mistakes } = await this.engine.ask('draft', {
      ...request,
      ...(this.rows && { firms: this.rows }),
    });
    if (version !== this.version) return;
    this.mistakes = mistakes;
    if (draft) {
      this.market = draft;
      this.rows = null;
      this.typed.clear();
    }
    this.save();
  }

  save() {
    const { typed, rows, file, began } = this;
    keep(KEPT, JSON.stringify({ text: this.market?.text, typed: [...typed], rows, file, began }));
  }
}

/**
 * How a draft begins as the market of a scenario.
 * @param {string} scenario
 * @param {string | null} text of a market of one's own
 * @returns {Requests['draft']}
 */
export const beginningOf = (scenario, text) =>
  isOwn(scenario) && text ? { start: 'text', given: text } : { start: 'scenario', given: scenario };
