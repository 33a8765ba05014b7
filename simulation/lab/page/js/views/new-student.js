// A computer that several students share: everything that the last one left in the page or the browser goes.
import { app } from '../app.js';
import { h } from '../drawing/dom.js';
import { writeAddress } from '../protocol/address.js';
import { forgetStudent } from '../protocol/classroom.js';
import { forgetAll } from '../protocol/kept-in-browser.js';
import { OWN } from '../protocol/own-markets.js';
import { language, t } from '../protocol/words.js';

export function newStudentButton() {
  const onclick = () => {
    if (confirm(t('class.new_student_ask'))) beginAnew();
  };
  return h(
    'button',
    { type: 'button', class: 'btn bare', id: 'new-student', onclick },
    t('class.new_student'),
  );
}

/** Forget predictions, markets of one's own and who it was, and load the lesson anew, without the draft. */
function beginAnew() {
  forgetAll('loyaltylab.lesson.');
  forgetAll(OWN);
  forgetStudent();
  const fresh = {
    customer: null,
    only: null,
    moves: [],
    kept: [],
    month: 0,
    step: /** @type {const} */ ('question'),
  };
  location.hash = writeAddress({ ...app.state, ...fresh, lang: language.now });
  location.reload();
}
