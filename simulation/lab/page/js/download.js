// Taking things away: a file with a name.
export function save(address, name) {
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  if (address.startsWith('blob:')) setTimeout(() => URL.revokeObjectURL(address), 1000);
}

// A table as CSV (RFC 4180), with the mark by which spreadsheets know UTF-8.
export function toCsv(heads, rows) {
  const cell = value => {
    const text = value === null || value === undefined ? '' : String(value);
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return '\ufeff' + [heads, ...rows].map(row => row.map(cell).join(',')).join('\r\n') + '\r\n';
}
