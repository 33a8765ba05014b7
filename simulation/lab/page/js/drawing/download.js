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

/**
 * A table as CSV (RFC 4180).
 * @param {string[]} heads
 * @param {unknown[][]} rows
 */
export function toCsv(heads, rows) {
  /** @param {unknown} value */
  const cell = value => {
    const text = String(value ?? '');
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = [heads, ...rows].map(row => `${row.map(cell).join(',')}\r\n`);
  return BYTE_ORDER_MARK + lines.join('');
}
