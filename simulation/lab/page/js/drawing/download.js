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
 * A table as CSV (RFC 4180), after lines that say what it is; these begin with #, which readers can skip.
 * @param {string[]} heads
 * @param {unknown[][]} rows
 * @param {string[]} about
 */
export function toCsv(heads, rows, about = []) {
  /** @param {unknown} value */
  const cell = value => {
    const plain = String(value ?? '');
    const text = FORMULA.test(plain) && Number.isNaN(Number(plain)) ? `'${plain}` : plain;
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = [heads, ...rows].map(row => `${row.map(cell).join(',')}\r\n`);
  const said = about.map(each => `${cell(`# ${each.replace(/\s+/g, ' ')}`)}\r\n`);
  return BYTE_ORDER_MARK + [...said, ...lines].join('');
}
