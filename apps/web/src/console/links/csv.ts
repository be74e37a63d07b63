import Papa from 'papaparse';

const BYTE_ORDER_MARK = '\uFEFF';

/** Spreadsheets write semicolons if the comma is the decimal mark, and tabs on request. */
const SEPARATORS = [',', ';', '\t'];

/** A first line by which a file tells spreadsheets its separator. */
const SEPARATOR_LINE = /^sep=(.)\r?\n/i;

/** Spreadsheets run a cell with this beginning as a formula. */
const FORMULA = /^[=+\-@\t\r]/;

export interface CsvRow {
  /** The number of the row in the file, from 1; empty rows count. */
  readonly line: number;
  /** Trimmed. */
  readonly cells: readonly string[];
}

/** Returns the rows of a CSV text without its empty ones. The separator is named by a first line `sep=;`, or detected. */
export const parseCsv = (text: string): readonly CsvRow[] => {
  const content = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
  const [separatorLine = '', separator] = SEPARATOR_LINE.exec(content) ?? [];
  const lines = content.slice(separatorLine.length);
  const { data } = Papa.parse<string[]>(lines, {
    delimiter: separator ?? guessedSeparator(lines),
    transform: (cell: string) => cell.trim(),
  });
  const linesBefore = separator === undefined ? 1 : 2;
  return data
    .map((cells, index) => ({ line: index + linesBefore, cells }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
};

/** Without empty rows, which have one cell: they would make a file of two columns look like one of a single column. */
const guessedSeparator = (text: string): string =>
  Papa.parse(text, { delimitersToGuess: SEPARATORS, skipEmptyLines: 'greedy', preview: 20 }).meta.delimiter;

/** Returns a CSV text that spreadsheets open in UTF-8, with formulas turned into plain text. */
export const formatCsv = (rows: readonly (readonly string[])[]): string => {
  const text = Papa.unparse(
    rows.map((row) => [...row]),
    { escapeFormulae: FORMULA, newline: '\r\n' },
  );
  return `${BYTE_ORDER_MARK}${text}\r\n`;
};

/** Decodes a text file: UTF-8, UTF-16 with a byte order mark, or what spreadsheets on Windows write otherwise. */
export const decodeText = (bytes: Uint8Array): string => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
};
