// The debrief of a lesson: the prediction beside what came, the claims, what to notice and to discuss.
import { app } from '../app.js';
import { $, fill, h } from '../drawing/dom.js';
import { icon } from '../drawing/icons.js';
import { furthestPoint } from '../drawing/prediction-curve.js';
import { prose } from '../drawing/prose.js';
import { firmName, focalFirm, scenarioWords } from '../market-facts.js';
import { language, n1, sentenceGap, t, tightPercent } from '../protocol/words.js';
import { lockSign } from './lesson-pages.js';
import { predictionChoices } from './lesson-prediction.js';
/** @import { Child } from '../drawing/dom.js' */
/** @import { Series } from '../drawing/statistics.js' */
/** @import { ClaimVerdicts } from '../protocol/claim-verdicts.js' */
/** @import { Verdict } from '../protocol/messages.js' */
/** @import { Prediction } from './lesson-prediction.js' */

/** The icon of each verdict on a claim. */
const VERDICT_ICONS = {
  holds: 'confirmed',
  does_not_hold: 'refuted',
  undecided: 'open',
  beyond: 'open',
  judging: 'wait',
};
/** @type {('how_it_works' | 'things_to_try' | 'extending' | 'references')[]} */
const FURTHER = ['how_it_works', 'things_to_try', 'extending', 'references'];

/**
 * @param {Prediction} locked
 * @param {{ compare: () => void, again: () => void }} actions
 * @returns {Child}
 */
export function debriefPage(locked, { compare, again }) {
  const { text, claims } = scenarioWords();
  const claimList = [h('ul', { class: 'claims', id: 'claims' }), h('small', { id: 'judged' })];
  const discussion = h(
    'ul',
    { class: 'notice' },
    text.discussion.map(each => h('li', {}, each)),
  );
  return [
    h('p', { class: 'plain flush', id: 'outcome', 'aria-live': 'polite' }, t('compare.starting')),
    predictionCard(locked),
    h(
      'div',
      { class: 'two-columns' },
      h('section', {}, headed(Object.keys(claims).length, 'lesson.claims', claimList)),
      h(
        'section',
        {},
        headed(text.things_to_notice, 'lesson.notice', prose(text.things_to_notice)),
        headed(text.discussion.length, 'lesson.discuss', discussion),
      ),
    ),
    furtherTexts(),
    h(
      'div',
      { class: 'lockbar' },
      h(
        'button',
        { type: 'button', class: 'btn go', id: 'to-compare', onclick: compare },
        t('lesson.to_compare'),
      ),
      h('button', { type: 'button', class: 'btn', id: 'again', onclick: again }, t('lesson.again')),
    ),
  ];
}

/** @param {Prediction} locked */
function predictionCard({ reason }) {
  const unit = h('small', {}, t('unit_of.retention'));
  const title = h('h2', {}, t('compare.retention', { firm: firmName(focalFirm()) }), ' ', unit);
  return h(
    'section',
    { class: 'card' },
    h('div', { class: 'between' }, title, lockSign()),
    h('div', { id: 'drawing' }),
    reason ? h('p', { class: 'soft' }, t('lesson.you_wrote', { reason })) : null,
  );
}

/**
 * A heading and what follows; where a scenario leaves that out, the heading is left out too.
 * @param {unknown} given
 * @param {string} heading
 * @param {Child} content
 */
const headed = (given, heading, content) => (given ? [h('h2', {}, t(heading)), content] : null);

function furtherTexts() {
  const { text } = scenarioWords();
  return FURTHER.filter(name => text[name]).map(name =>
    h('details', { class: 'further' }, h('summary', {}, t(`lesson.${name}`)), prose(text[name])),
  );
}

/**
 * @param {Prediction} locked
 * @param {Verdict} verdict
 * @param {ClaimVerdicts} claims
 * @param {Series} actual
 */
export function showDebrief(locked, verdict, claims, actual) {
  fill($('#outcome'), outcomeInWords(locked, verdict, actual));
  showClaims(claims);
}

/**
 * @param {Prediction} locked
 * @param {Verdict} verdict
 * @param {Series} actual
 */
function outcomeInWords({ curve, choice }, { words, replications }, actual) {
  const { winner, sentences } = words[language.now];
  const { month, said, came } = furthestPoint(app.run.market, curve, actual);
  /** @param {string | null} name */
  const label = name => predictionChoices().find(each => each.name === name)?.label ?? name;
  const furthest = t('lesson.off', { month, said: n1(said), came: n1(came) });
  const right = winner === choice ? 'lesson.right' : 'lesson.wrong';
  const judgement =
    winner === null
      ? t('lesson.no_winner', { said: label(choice), count: replications })
      : t(right, { said: label(choice), came: label(winner) });
  const sentence = h('span', { class: 'soft smaller' }, tightPercent(sentences[0]));
  return [furthest, sentenceGap(), judgement, sentenceGap(), sentence];
}

/** @param {ClaimVerdicts} claims */
function showClaims({ verdicts, done, count, wanted }) {
  const claims = Object.entries(scenarioWords().claims);
  if (!claims.length) return;
  const list = $('#claims');
  const now = JSON.stringify([language.now, verdicts]);
  if (list.dataset.now !== now) {
    const rows = claims.map(([name, text]) => claimRow(name, text, verdicts[name] ?? 'judging'));
    fill(list, rows);
  }
  list.dataset.now = now;
  const progress = wanted === null ? t('lesson.judging_soon') : t('lesson.judging', { count, wanted });
  $('#judged').textContent = done ? t('lesson.judged', { count }) : progress;
}

/**
 * @param {string} name
 * @param {string} text
 * @param {keyof typeof VERDICT_ICONS} verdict
 */
function claimRow(name, text, verdict) {
  const tag = h('span', { class: 'tag' }, icon(VERDICT_ICONS[verdict]), t(`lesson.claim_${verdict}`));
  return h('li', { 'data-claim': name, 'data-verdict': verdict }, tag, h('span', {}, text));
}
