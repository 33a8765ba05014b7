// Reading values off a chart over months: with the mouse, or with the arrow keys when it has the focus.
import { t } from '../protocol/words.js';
import { h } from './dom.js';
import { hideTooltip, showTooltipAt } from './tooltip.js';
/** @import { Frame } from './chart-svg.js' */
/** @import { Child } from './dom.js' */

/**
 * What is drawn at present.
 * @typedef {object} Readable
 * @property {SVGElement} svg
 * @property {(x: number) => number} x
 * @property {Frame} frame
 * @property {[number, number]} months that have values
 * @property {(month: number) => Child} note
 */

const ASIDE = 14;
/** @type {Record<string, (month: number, months: [number, number]) => number>} */
const KEYS = {
  ArrowLeft: month => month - 1,
  ArrowRight: month => month + 1,
  PageUp: month => month - 12,
  PageDown: month => month + 12,
  Home: (_, [first]) => first,
  End: (_, [, last]) => last,
};

export class ChartPointer {
  /**
   * @param {HTMLElement} plot
   * @param {() => Readable | null} readable
   * @param {HTMLElement} voice where a value is said that keys have called up
   */
  constructor(plot, readable, voice) {
    this.plot = plot;
    this.readable = readable;
    this.voice = voice;
    /** @type {number | null} */
    this.month = null;
    plot.addEventListener('pointermove', event => this.moved(event));
    plot.addEventListener('pointerleave', () => this.leave());
    plot.addEventListener('blur', () => this.leave());
    plot.addEventListener('keydown', event => this.pressed(event));
  }

  leave() {
    if (this.month === null) return;
    this.month = null;
    this.plot.querySelector('.reading')?.remove();
    hideTooltip();
  }

  /** @param {PointerEvent} event */
  moved(event) {
    const seen = this.readable();
    if (!seen) return;
    const { left, right } = seen.frame;
    const inside = event.clientX - this.plot.getBoundingClientRect().left;
    if (inside < left - ASIDE || inside > right + ASIDE) this.leave();
    else this.show(seen, Math.round((inside - seen.x(0)) / (seen.x(1) - seen.x(0))), event.clientY);
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    const seen = this.readable();
    const next = KEYS[event.key];
    if (!seen || !next || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    const month = next(this.month ?? seen.months[1] + 1, seen.months);
    const box = this.plot.getBoundingClientRect();
    this.show(seen, month, box.top);
    this.voice.textContent = document.getElementById('tooltip')?.innerText ?? '';
  }

  /**
   * @param {Readable} seen
   * @param {number} wanted
   * @param {number} y of the note
   */
  show({ svg, x, frame, months, note }, wanted, y) {
    const month = Math.max(months[0], Math.min(months[1], wanted));
    if (months[1] < months[0]) return;
    this.month = month;
    this.plot.querySelector('.reading')?.remove();
    const at = x(month);
    svg.append(h('line', { class: 'reading', x1: at, x2: at, y1: frame.top, y2: frame.bottom }));
    const left = this.plot.getBoundingClientRect().left + at + ASIDE;
    showTooltipAt(left, y + ASIDE, [h('b', {}, t('month_of', { month })), note(month)]);
  }
}
