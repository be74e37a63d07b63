const BYTE_ORDER_MARK = '\uFEFF';

/** Spreadsheets write semicolons where the comma is the decimal mark, and tabs when asked to. */
const SEPARATORS = [',', ';', '\t'] as const;

/** The rows of a CSV text (RFC 4180), none of them empty. The first line tells the separator. */
export const parseCsv = (text: string): readonly (readonly string[])[] => {
  const source = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
  const separator = separatorOf(source);
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  const endCell = (): void => {
    row.push(cell.trim());
    cell = '';
  };
  const endRow = (): void => {
    endCell();
    if (row.some((value) => value !== '')) rows.push(row);
    row = [];
  };
  for (let at = 0; at < source.length; at += 1) {
    const char = source.charAt(at);
    if (isQuoted && char === '"' && source.charAt(at + 1) === '"') {
      cell += '"';
      at += 1;
    } else if (char === '"' && (isQuoted || cell.trim() === '')) isQuoted = !isQuoted;
    else if (isQuoted) cell += char;
    else if (char === separator) endCell();
    else if (char === '\n' || char === '\r') endRow();
    else cell += char;
  }
  endRow();
  return rows;
};

const separatorOf = (source: string): string => {
  const firstLine = source.split(/[\r\n]/, 1)[0] ?? '';
  const counts = SEPARATORS.map((separator) => ({ separator, count: firstLine.split(separator).length }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).separator;
};

/** A CSV text that spreadsheets open as it is meant: a cell that looks like a formula is text. */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  BYTE_ORDER_MARK + rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');

const csvCell = (value: string): string => {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
