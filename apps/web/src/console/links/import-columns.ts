import { parseDate, parseTime, toCalendarDateTime, toZoned } from '@internationalized/date';
import { looksLikeEmail } from '../../shared/email-address.js';
import type { NewBatchLink } from '../api/shapes.js';
import type { Expected } from './row-problem.js';

type Overrides = NonNullable<NewBatchLink['overrides']>;
type Place = NonNullable<Overrides['location']>['type'];

/** The values of a row, by column. */
export interface RowValues {
  readonly name?: string;
  readonly email?: string;
  readonly note?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly days?: number;
  readonly prefill?: boolean;
  readonly recipientOnly?: boolean;
  readonly unusedReminderDays?: number[];
  readonly duration?: number;
  readonly place?: Place;
  readonly address?: string;
  readonly confirmation?: NonNullable<Overrides['confirmation']>;
  readonly windowDays?: number;
  readonly firstDay?: string;
  readonly lastDay?: string;
  readonly slots?: { start: string }[];
}

/** How to read times. */
export interface ReadContext {
  /** The zone of times without an offset. */
  readonly timeZone: string;
  /** Times until then are invalid. */
  readonly now: Date;
}

export interface Column extends Cells {
  readonly name: Exclude<keyof RowValues, 'metadata'>;
  /** In all languages of the console. Those of people's names and addresses are in `import-headings.ts`. */
  readonly headings: readonly string[];
}

/** How the cells of a column are read. */
interface Cells {
  readonly expected: Expected;
  /** Returns the value of a cell that is not empty; undefined if it is invalid. */
  readonly read: (cell: string, context: ReadContext) => RowValues[keyof RowValues] | undefined;
}

const text = (most: number): Cells => ({
  expected: { type: 'text', most },
  read: (cell) => (cell.length <= most ? cell : undefined),
});

const number = (min: number, max: number): Cells => ({
  expected: { type: 'number', min, max },
  read: whole(min, max),
});

const whole =
  (min: number, max: number) =>
  (cell: string): number | undefined =>
    /^\d{1,6}$/.test(cell) && Number(cell) >= min && Number(cell) <= max ? Number(cell) : undefined;

/** Finds the value that a word stands for. */
const word =
  <Value>(words: ReadonlyMap<string, Value>) =>
  (cell: string): Value | undefined =>
    words.get(cell.toLowerCase());

const wordsFor = <Value>(entries: readonly (readonly [Value, readonly string[]])[]): ReadonlyMap<string, Value> =>
  new Map(entries.flatMap(([value, words]) => words.map((one) => [one, value] as const)));

const YES_OR_NO = wordsFor([
  [true, ['yes', 'y', 'true', '1', 'x', 'ja', 'j', 'wahr']],
  [false, ['no', 'n', 'false', '0', 'nein', 'falsch']],
]);

const PLACES = wordsFor<Place>([
  ['video', ['video', 'video call', 'videogespräch']],
  ['phone', ['phone', 'phone call', 'telefon', 'telefonat']],
  ['inPerson', ['in person', 'vor ort']],
]);

const CONFIRMATIONS = wordsFor<NonNullable<Overrides['confirmation']>>([
  ['instant', ['instant', 'at once', 'sofort']],
  ['approval', ['approval', 'zusage', 'zustimmung']],
  ['doubleOptIn', ['opt-in', 'double opt-in', 'e-mail', 'email']],
]);

const date = (cell: string): string | undefined => {
  try {
    return parseDate(cell).toString();
  } catch {
    return undefined;
  }
};

const MOST_DAYS = 365;

/** One or two numbers of days, in order, such as `7` or `7 14`. */
const reminderDays = (cell: string): number[] | undefined => {
  const days = cell.split(/[\s,;/]+/).map(whole(1, MOST_DAYS));
  const [first, second, ...rest] = days;
  if (first === undefined || rest.length > 0 || days.includes(undefined)) return undefined;
  if (second === undefined) return [first];
  return first < second ? [first, second] : undefined;
};

const TIME = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/;
const MOST_TIMES = 100;

const startOf = (given: string, timeZone: string): string | undefined => {
  const [, day, time, offset] = TIME.exec(given) ?? [];
  if (day === undefined || time === undefined) return undefined;
  try {
    return offset === undefined
      ? toZoned(toCalendarDateTime(parseDate(day), parseTime(time)), timeZone).toAbsoluteString()
      : new Date(`${day}T${time}${offset}`).toISOString();
  } catch {
    return undefined;
  }
};

/** Future times, separated by `|`: in the time zone of the browser, or with an offset of their own. */
const slots = (cell: string, { timeZone, now }: ReadContext): { start: string }[] | undefined => {
  const starts = cell
    .split(/\s*[|\n]\s*/)
    .filter(Boolean)
    .map((one) => startOf(one, timeZone));
  const known = [...new Set(starts.filter((start) => start !== undefined))].sort();
  const isFuture = known.every((start) => start > now.toISOString());
  const isFine = !starts.includes(undefined) && isFuture && known.length > 0 && known.length <= MOST_TIMES;
  return isFine ? known.map((start) => ({ start })) : undefined;
};

/** The longest name and note of a link, in characters. */
export const MOST_NAME = 200;
export const MOST_NOTE = 2000;

/** The columns that an import understands. */
export const COLUMNS: readonly Column[] = [
  { name: 'name', headings: [], ...text(MOST_NAME) },
  {
    name: 'email',
    headings: [],
    expected: { type: 'email' },
    read: (cell) => (looksLikeEmail(cell) ? cell : undefined),
  },
  { name: 'note', headings: [], ...text(MOST_NOTE) },
  { name: 'days', headings: ['valid days', 'gültig tage'], ...number(1, 3650) },
  {
    name: 'recipientOnly',
    headings: ['recipient only', 'nur empfänger'],
    expected: { type: 'yesOrNo' },
    read: word(YES_OR_NO),
  },
  { name: 'prefill', headings: ['prefill', 'ausfüllen'], expected: { type: 'yesOrNo' }, read: word(YES_OR_NO) },
  {
    name: 'unusedReminderDays',
    headings: ['remind after days', 'erinnern nach tagen'],
    expected: { type: 'reminderDays', max: MOST_DAYS },
    read: reminderDays,
  },
  { name: 'duration', headings: ['length', 'minutes', 'dauer', 'minuten'], ...number(1, 24 * 60) },
  { name: 'place', headings: ['place', 'where', 'wo', 'ort'], expected: { type: 'place' }, read: word(PLACES) },
  { name: 'address', headings: ['place details', 'ortsangabe'], ...text(500) },
  {
    name: 'confirmation',
    headings: ['confirmation', 'bestätigung'],
    expected: { type: 'confirmation' },
    read: word(CONFIRMATIONS),
  },
  { name: 'windowDays', headings: ['days ahead', 'tage im voraus'], ...number(1, 730) },
  { name: 'firstDay', headings: ['first day', 'erster tag'], expected: { type: 'date' }, read: date },
  { name: 'lastDay', headings: ['last day', 'letzter tag'], expected: { type: 'date' }, read: date },
  { name: 'slots', headings: ['times', 'zeiten'], expected: { type: 'times', most: MOST_TIMES }, read: slots },
];
