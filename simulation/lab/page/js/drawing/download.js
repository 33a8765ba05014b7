// Files that people take away.

/**
 * Save what stands at an address under a name.
 * @param {string} address
 * @param {string} name
 */
export function save(address, name) {
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  if (address.startsWith('blob:')) setTimeout(() => URL.revokeObjectURL(address), 1000);
}

/** By this, spreadsheets know that a file is in UTF-8. */
const BYTE_ORDER_MARK = '\ufeff';

/** What a spreadsheet takes for a formula, unless it is a number; an apostrophe before it makes it a text. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/**
 * A table as CSV (RFC 4180).
 * @param {string[]} heads
 * @param {unknown[][]} rows
 */
export function toCsv(heads, rows) {
  /** @param {unknown} value */
  const cell = value => {
    const plain = String(value ?? '');
    const text = FORMULA.test(plain) && Number.isNaN(Number(plain)) ? `'${plain}` : plain;
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = [heads, ...rows].map(row => `${row.map(cell).join(',')}\r\n`);
  return BYTE_ORDER_MARK + lines.join('');
}
