// Customers' first names: the same number has the same name in every market; the number is always shown too.
import { t } from './protocol/words.js';

/** @param {number} customer */
export function firstName(customer) {
  const names = t('names.list').split(' ');
  return names[customer % names.length];
}

/** @param {number} customer */
export const nameAndNumber = customer =>
  t('names.with_number', { name: firstName(customer), number: customer });
