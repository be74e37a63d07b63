import { looksLikeEmail } from '../../shared/email-address.js';
import { COLUMNS, type ReadContext } from './import-columns.js';
import { type CsvRow, parseCsv } from './csv.js';
import { type ColumnUse, useOfHeading } from './import-headings.js';

export interface FileColumn {
  readonly index: number;
  /** As it stands in the file; empty if the file has no headings. */
  readonly heading: string;
  readonly use: ColumnUse;
  /** Whether the import knows the heading. Otherwise the host may say what the column is. */
  readonly isKnown: boolean;
}

/** A file of people: what its columns are, and its rows without the headings. */
export interface ImportTable {
  readonly columns: readonly FileColumn[];
  readonly rows: readonly CsvRow[];
}

/** Finds columns by their headings or, in a file without, names and addresses by which one has addresses. */
export const readTable = (text: string, context: ReadContext): ImportTable => {
  const rows = parseCsv(text);
  const [first, ...others] = rows;
  if (first === undefined) return { columns: [], rows };
  const headed = first.cells.map((heading, index) => columnOf(heading, index, others, context));
  const namesPeople = headed.some(
    ({ use }) => use === 'name' || use === 'givenName' || use === 'familyName' || use === 'email',
  );
  return namesPeople ? { columns: headed, rows: others } : { columns: guessedColumns(first.cells), rows };
};

const columnOf = (heading: string, index: number, rows: readonly CsvRow[], context: ReadContext): FileColumn => {
  const use = useOfHeading(heading);
  const isKnown = use !== undefined && (use !== 'place' || holdsPlaces(index, rows, context));
  return { index, heading, use: isKnown ? use : 'nothing', isKnown: isKnown || heading === '' };
};

/** In an address book, a column with such a heading (“Ort”) holds towns. */
const holdsPlaces = (index: number, rows: readonly CsvRow[], context: ReadContext): boolean => {
  const cells = rows.map(({ cells: row }) => row[index] ?? '').filter((cell) => cell !== '');
  const column = COLUMNS.find(({ name }) => name === 'place');
  return cells.length === 0 || cells.some((cell) => column?.read(cell, context) !== undefined);
};

const guessedColumns = (row: readonly string[]): readonly FileColumn[] => {
  const email = row.findIndex((cell) => looksLikeEmail(cell));
  const name = row.findIndex((_cell, index) => index !== email);
  return row.map((_cell, index) => ({
    index,
    heading: '',
    use: index === email ? 'email' : index === name ? 'name' : 'nothing',
    isKnown: true,
  }));
};

/** Returns the table with another use of one of its columns. */
export const withUse = (table: ImportTable, index: number, use: ColumnUse): ImportTable => ({
  ...table,
  columns: table.columns.map((column) => (column.index === index ? { ...column, use } : column)),
});
