// The page on paper. Before it is printed, everything whose place depends on a width is laid out again for a
// sheet of A4, in the light theme; afterwards the screen is as it was.
import { app } from '../app.js';
import { drawAllCharts } from './chart-card.js';
import { forgetTokens } from './design-tokens.js';
import { $$ } from './dom.js';

const page = document.documentElement;

/**
 * Style sheets that are for one of the two only. While the sheet is measured, those for paper hold on the
 * screen, too: the browser tells scripts no sizes of the paper itself.
 * @param {boolean} onPaper
 */
function useSheetsFor(onPaper) {
  for (const sheet of $$('link[media]')) {
    const link = /** @type {HTMLLinkElement} */ (sheet);
    link.dataset.media ??= link.media;
    const isForPaper = link.dataset.media === 'print';
    if (onPaper) link.media = isForPaper ? 'all' : 'not all';
    else link.media = link.dataset.media;
  }
}

function drawAll() {
  forgetTokens();
  app.views[app.state.view]?.resize?.();
  drawAllCharts();
}

/**
 * What is folded on the screen and cannot be unfolded on paper: the verdict in full.
 * @param {boolean} onPaper
 */
function unfold(onPaper) {
  for (const each of $$('.verdict details')) {
    const details = /** @type {HTMLDetailsElement} */ (each);
    if (onPaper) details.dataset.open = String(details.open);
    details.open = onPaper || details.dataset.open === 'true';
  }
}

function toPaper() {
  if (!app.run?.market) return;
  if (!page.classList.contains('paper')) unfold(true);
  useSheetsFor(true);
  page.classList.add('paper');
  page.dataset.theme = 'light';
  drawAll();
}

function fromPaper() {
  if (!page.classList.contains('paper')) return;
  useSheetsFor(false);
  unfold(false);
  page.classList.remove('paper');
  page.dataset.theme = app.state.theme ?? 'light';
  drawAll();
}

/** Whoever prints, by the page's button or the browser's: both events come. */
export function readyForPaper() {
  addEventListener('beforeprint', toPaper);
  addEventListener('afterprint', fromPaper);
}
