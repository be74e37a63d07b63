import { ApiError } from '../../api/client.js';
import { errorText, type Texts } from '../texts/texts.js';
import type { ConnectedCalendar } from '../api/shapes.js';

/** Fields of the forms for calendars, as the API names them. */
export type AccessField = 'url' | 'username' | 'password';
export type CalendarField = AccessField | 'name' | 'readFrom' | 'writeTo';

export interface CalendarProblems {
  readonly fields: Readonly<Partial<Record<CalendarField, string>>>;
  /** A problem of no field; null if there is none. */
  readonly other: string | null;
}

/** Says what is wrong with a calendar that was refused, at its field if that is shown. */
export const calendarProblems = (error: unknown, shown: readonly CalendarField[], texts: Texts): CalendarProblems => {
  if (error === null) return { fields: {}, other: null };
  const { calendars: t, common } = texts;
  if (!(error instanceof ApiError)) return { fields: {}, other: errorText(error, texts) };
  if (error.problem?.status === 429) return { fields: {}, other: t.tooOften };
  const errors = error.problem?.errors ?? [];
  if (errors.length === 0) return { fields: {}, other: errorText(error, texts) };
  // Without a kind, they are the words of a validator.
  const said = errors.map(({ path, message, kind }) => ({
    field: shown.find((one) => one === path.split('.')[0]) ?? null,
    text: kind === undefined ? common.refused : textOf(kind, message, t),
  }));
  const others = said.filter(({ field }) => field === null).map(({ text }) => text);
  return {
    fields: Object.fromEntries(said.flatMap(({ field, text }) => (field === null ? [] : [[field, text]]))),
    other: others.length === 0 ? null : [...new Set(others)].join(' '),
  };
};

/** Says why a calendar fails, and what to do; null if it works. */
export const failureText = (
  { error, errorKind, errorStatus }: ConnectedCalendar,
  { calendars: t }: Texts,
): string | null => {
  if (error === undefined) return null;
  const exact = errorKind === undefined || errorStatus === undefined ? null : t.failureOfStatus(errorKind, errorStatus);
  return exact ?? textOf(errorKind, error, t);
};

const textOf = (kind: string | undefined, message: string, { failures }: Texts['calendars']): string =>
  (kind === undefined ? undefined : failures[kind]) ?? message;
