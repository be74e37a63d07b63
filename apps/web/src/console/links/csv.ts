import Papa from 'papaparse';

const BYTE_ORDER_MARK = '\uFEFF';

/** Spreadsheets write semicolons if the comma is the decimal mark, and tabs on request. */
const SEPARATORS = [',', ';', '\t'];

/** Spreadsheets run a cell with this beginning as a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** Returns the rows of a CSV text without its empty lines; cells are trimmed. The separator is detected. */
export const parseCsv = (text: string): readonly (readonly string[])[] =>
  Papa.parse<string[]>(text, {
    delimitersToGuess: SEPARATORS,
    skipEmptyLines: 'greedy',
    transform: (cell: string) => cell.trim(),
  }).data;

/** Returns a CSV text that spreadsheets open in UTF-8, with formulas turned into plain text. */
export const formatCsv = (rows: readonly (readonly string[])[]): string => {
  const text = Papa.unparse(
    rows.map((row) => [...row]),
    { escapeFormulae: FORMULA, newline: '\r\n' },
  );
  return `${BYTE_ORDER_MARK}${text}\r\n`;
};
