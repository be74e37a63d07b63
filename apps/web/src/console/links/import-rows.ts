import { emailKey } from '@bookonce/kernel/email-address';
import type { NewBatchLink } from '../api/shapes.js';
import type { CsvRow } from './csv.js';
import { COLUMNS, MOST_NAME, MOST_NOTE, type ReadContext, type RowValues } from './import-columns.js';
import type { FileColumn, ImportTable } from './import-table.js';
import type { RowProblem } from './row-problem.js';

/** A row of the file, and what the import makes of it. `line` is its number in the file. */
export type ImportedRow =
  | { readonly kind: 'link'; readonly line: number; readonly link: NewBatchLink }
  /** It has the address of an earlier row, whose link is for both. */
  | { readonly kind: 'joined'; readonly line: number; readonly to: number; readonly email: string }
  | { readonly kind: 'problem'; readonly line: number; readonly problem: RowProblem };

export interface ReadOptions extends ReadContext {
  /** Whether rows with the same e-mail address become one link. */
  readonly joinsDuplicates: boolean;
}

interface ReadRow {
  readonly line: number;
  readonly values: RowValues;
}

/** Reads a link from each row. A row that cannot be read leaves the others as they are. */
export const readRows = ({ columns, rows }: ImportTable, options: ReadOptions): readonly ImportedRow[] => {
  const used = columns.filter(({ use }) => use !== 'nothing');
  const read = rows.map((row) => readRow(row, used, options));
  const byAddress = new Map<string, ReadRow>();
  const joined = new Map<number, number>();
  for (const row of read) {
    if ('problem' in row || row.values.email === undefined || !options.joinsDuplicates) continue;
    const address = emailKey(row.values.email);
    const earlier = byAddress.get(address);
    byAddress.set(address, earlier === undefined ? row : { ...earlier, values: bothOf(earlier.values, row.values) });
    if (earlier !== undefined) joined.set(row.line, earlier.line);
  }
  return read.map((row): ImportedRow => {
    if ('problem' in row) return { kind: 'problem', ...row };
    const { line, values } = row;
    const { email = '' } = values;
    const to = joined.get(line);
    if (to !== undefined) return { kind: 'joined', line, to, email };
    return { kind: 'link', line, link: linkOf(byAddress.get(emailKey(email))?.values ?? values) };
  });
};

/** Fills in from the second row the values that the first one lacks; notes are kept of both. */
const bothOf = (first: RowValues, second: RowValues): RowValues => {
  const notes = [...new Set([first.note, second.note])].filter((note) => note !== undefined);
  return { ...second, ...first, ...(notes.length === 0 ? {} : { note: notes.join('\n').slice(0, MOST_NOTE) }) };
};

const MOST_DATA = { keys: 50, keyLength: 64, valueLength: 500 };

const readRow = (
  { line, cells }: CsvRow,
  columns: readonly FileColumn[],
  context: ReadContext,
): ReadRow | { readonly line: number; readonly problem: RowProblem } => {
  const values: { -readonly [Name in keyof RowValues]: RowValues[Name] } = {};
  const cellsOf = (use: FileColumn['use']): readonly (readonly [FileColumn, string])[] =>
    columns.flatMap((column) => {
      const cell = cells[column.index] ?? '';
      return column.use === use && cell !== '' ? [[column, cell] as const] : [];
    });
  for (const { name, read, expected } of COLUMNS) {
    const found = cellsOf(name);
    const [first] = found;
    if (first === undefined) continue;
    const [{ heading }, cell] = name === 'note' ? [first[0], noteOf(found)] : first;
    const value = read(cell, context);
    if (value === undefined) return { line, problem: { type: 'wrongValue', heading, cell, expected } };
    Object.assign(values, { [name]: value });
  }
  const parts = [...cellsOf('givenName'), ...cellsOf('familyName')].map(([, cell]) => cell);
  if (values.name === undefined && parts.length > 0) values.name = parts.join(' ').slice(0, MOST_NAME);
  const data = cellsOf('metadata').map(([{ heading }, cell]) => [heading, cell] as const);
  if (data.length > 0) values.metadata = Object.fromEntries(data);
  const conflict = conflictIn(values);
  return conflict === null ? { line, values } : { line, problem: { type: conflict } };
};

/** Several columns that are used as the note, each with its heading, unless it is that of a note. */
const noteOf = (cells: readonly (readonly [FileColumn, string])[]): string =>
  cells.map(([{ heading, isKnown }, cell]) => (isKnown ? cell : `${heading}: ${cell}`)).join('\n');

/** Returns what is missing from the row or does not go together. */
const conflictIn = (values: RowValues): Exclude<RowProblem['type'], 'wrongValue' | 'refused'> | null => {
  const { name, email, recipientOnly = false, place, address, windowDays, firstDay, lastDay, metadata = {} } = values;
  if (recipientOnly && email === undefined) return 'noEmail';
  if (name === undefined && email === undefined) return 'nobody';
  if (isTooMuch(metadata)) return 'tooMuchData';
  if (address !== undefined && place === undefined) return 'noPlace';
  if (firstDay === undefined && lastDay === undefined) return null;
  if (windowDays !== undefined) return 'twoWindows';
  if (firstDay === undefined || lastDay === undefined) return 'halfRange';
  return firstDay <= lastDay ? null : 'backwards';
};

const isTooMuch = (metadata: Readonly<Record<string, string>>): boolean => {
  const entries = Object.entries(metadata);
  const { keys, keyLength, valueLength } = MOST_DATA;
  return entries.length > keys || entries.some(([key, value]) => key.length > keyLength || value.length > valueLength);
};

const linkOf = (values: RowValues): NewBatchLink => {
  const { name, email, note, metadata, days, prefill = false, recipientOnly = false, unusedReminderDays } = values;
  const overrides = overridesOf(values);
  return {
    recipient: { ...(name === undefined ? {} : { name }), ...(email === undefined ? {} : { email }) },
    prefill,
    recipientOnly,
    ...(note === undefined ? {} : { note }),
    ...(metadata === undefined ? {} : { metadata: { ...metadata } }),
    ...(days === undefined ? {} : { expiresInDays: days }),
    ...(unusedReminderDays === undefined ? {} : { unusedReminderDays }),
    ...(Object.keys(overrides).length === 0 ? {} : { overrides }),
  };
};

type Overrides = NonNullable<NewBatchLink['overrides']>;

const overridesOf = ({ duration, place, address, confirmation, slots, ...window }: RowValues): Overrides => {
  const bookingWindow = windowOf(window);
  return {
    ...(duration === undefined ? {} : { durationMinutes: duration }),
    ...(place === undefined ? {} : { location: { type: place, ...(address === undefined ? {} : { value: address }) } }),
    ...(confirmation === undefined ? {} : { confirmation }),
    ...(bookingWindow === undefined ? {} : { bookingWindow }),
    ...(slots === undefined ? {} : { slots }),
  };
};

/** Undefined if the row says nothing of it. */
const windowOf = ({ windowDays, firstDay: from, lastDay: to }: RowValues): Overrides['bookingWindow'] => {
  if (from !== undefined && to !== undefined) return { type: 'range', from, to };
  return windowDays === undefined ? undefined : { type: 'rolling', days: windowDays };
};
