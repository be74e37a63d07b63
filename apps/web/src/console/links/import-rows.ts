import { looksLikeEmail } from '../../shared/email-address.js';
import type { NewBatchLink } from '../api/shapes.js';
import { parseCsv } from './csv.js';
import { type Column, COLUMNS, type ReadContext, type RowValues } from './import-columns.js';
import type { RowProblem } from './row-problem.js';

/** An unusable row; `line` counts from 1, as spreadsheets do. */
interface LineProblem {
  readonly line: number;
  readonly problem: RowProblem;
}

export interface ImportedLinks {
  readonly links: readonly NewBatchLink[];
  readonly problems: readonly LineProblem[];
  /** Headings of columns that the import does not understand. */
  readonly ignored: readonly string[];
}

/** The limit of one batch of links. */
export const MAX_IMPORTED = 1000;

/** A column of the file that the import understands. */
interface FoundColumn {
  readonly index: number;
  readonly column: Column;
  readonly heading: string;
}

/** Reads a link from each row. Columns are found by their headings, or else by which one has e-mail addresses. */
export const readLinks = (text: string, { timeZone, now }: ReadContext): ImportedLinks => {
  const rows = parseCsv(text);
  const headed = columnsOf(rows[0] ?? []);
  const hasHeading = headed.some(({ column }) => column.name === 'name' || column.name === 'email');
  const people = hasHeading ? rows.slice(1) : rows;
  const columns = hasHeading ? headed : guessedColumns(people[0] ?? []);
  const links: NewBatchLink[] = [];
  const problems: LineProblem[] = [];
  for (const [index, row] of people.entries()) {
    const read = readRow(row, columns, { timeZone, now });
    if ('problem' in read) problems.push({ line: index + (hasHeading ? 2 : 1), problem: read.problem });
    else links.push(read.link);
  }
  return { links, problems, ignored: hasHeading ? ignoredOf(rows[0] ?? [], columns) : [] };
};

const ignoredOf = (heading: readonly string[], columns: readonly FoundColumn[]): readonly string[] =>
  heading.filter((cell, index) => cell !== '' && !columns.some((column) => column.index === index));

const columnsOf = (heading: readonly string[]): readonly FoundColumn[] =>
  COLUMNS.flatMap((column) => {
    const index = heading.findIndex((cell) => column.headings.includes(cell.toLowerCase()));
    return index < 0 ? [] : [{ index, column, heading: heading[index] ?? '' }];
  });

/** Without headings, a file holds addresses and names. */
const guessedColumns = (row: readonly string[]): readonly FoundColumn[] => {
  const email = row.findIndex((cell) => looksLikeEmail(cell));
  const places = { email, name: row.findIndex((_cell, index) => index !== email) };
  return COLUMNS.flatMap((column) => {
    const index = column.name === 'email' ? places.email : column.name === 'name' ? places.name : -1;
    return index < 0 ? [] : [{ index, column, heading: '' }];
  });
};

type ReadRow = { readonly link: NewBatchLink } | { readonly problem: RowProblem };

const readRow = (row: readonly string[], columns: readonly FoundColumn[], context: ReadContext): ReadRow => {
  const values: Record<string, unknown> = {};
  for (const { index, column, heading } of columns) {
    const cell = row[index] ?? '';
    if (cell === '') continue;
    const value = column.read(cell, context);
    if (value === undefined) return { problem: { type: 'wrongValue', heading, cell, expected: column.expected } };
    values[column.name] = value;
  }
  const conflict = conflictIn(values);
  return conflict === null ? { link: linkOf(values) } : { problem: { type: conflict } };
};

/** Returns what is missing from the row or does not go together. */
const conflictIn = (values: RowValues): Exclude<RowProblem['type'], 'wrongValue'> | null => {
  const { name, email, recipientOnly = false, place, address, windowDays, firstDay, lastDay } = values;
  if (recipientOnly && email === undefined) return 'noEmail';
  if (name === undefined && email === undefined) return 'nobody';
  if (address !== undefined && place === undefined) return 'noPlace';
  if (firstDay === undefined && lastDay === undefined) return null;
  if (windowDays !== undefined) return 'twoWindows';
  if (firstDay === undefined || lastDay === undefined) return 'halfRange';
  return firstDay <= lastDay ? null : 'backwards';
};

const linkOf = (values: RowValues): NewBatchLink => {
  const { name, email, note, days, prefill = false, recipientOnly = false, unusedReminderDays } = values;
  const overrides = overridesOf(values);
  return {
    recipient: { ...(name === undefined ? {} : { name }), ...(email === undefined ? {} : { email }) },
    prefill,
    recipientOnly,
    ...(note === undefined ? {} : { note }),
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
