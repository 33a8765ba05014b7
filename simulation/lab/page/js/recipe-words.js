// What was run, in words: at the foot of the page, and on everything that people take away.
import { app } from './app.js';
import { scenarioWords } from './market-facts.js';
import { n0, t } from './protocol/words.js';
import { moveInWords } from './views/parameter-values.js';

/**
 * How many runs something shows, and over how many months.
 * @typedef {{ runs: number, months: number }} Extent
 */

/** The changes of the person, each with its month. */
const movesInWords = () =>
  app.run.recipe.moves.map(each =>
    t(each.month ? 'moved_in' : 'moved_at_start', { month: each.month, what: moveInWords(each) }),
  );

/** The market on the screen. */
export function recipeWords() {
  const { recipe, shown } = app.run;
  const seed = `${t('seed')} ${recipe.seed}`;
  return [scenarioWords().title, seed, t('month_of', { month: shown }), ...movesInWords()].join(' · ');
}

/**
 * The market and the runs that something shows.
 * @param {Extent} extent
 */
export function sourceWords({ runs, months }) {
  const { recipe, market } = app.run;
  return [
    scenarioWords().title,
    t('dots', { customers: n0(market.customers) }),
    `${t('seed')} ${recipe.seed}`,
    runs > 1 ? t('runs_of_each', { runs }) : t('one_run'),
    t('up_to_month', { months }),
    ...movesInWords(),
  ].join(' · ');
}

const HERE_ONLY = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/**
 * The address that repeats a run. One of this machine alone means nothing elsewhere: then only what stands
 * after the address of whatever laboratory one has.
 * @param {Pick<Location, 'hostname' | 'href' | 'hash'>} address
 */
export const repeatWords = ({ hostname, href, hash }) =>
  HERE_ONLY.test(hostname) ? t('repeat_anywhere', { hash }) : `${t('recipe')} ${href}`;
