import { ApiError } from '../../api/client.js';
import { errorText, type Texts } from '../texts/texts.js';
import type { ConnectedCalendar } from '../api/shapes.js';

/** Fields of the forms for calendars, as the API names them. */
export type AccessField = 'url' | 'username' | 'password';

export interface CalendarProblems {
  readonly fields: Readonly<Partial<Record<AccessField, string>>>;
  /** A problem of no field; null if there is none. */
  readonly other: string | null;
}

const FIELDS: readonly string[] = ['url', 'username', 'password'] satisfies readonly AccessField[];

/** Says what is wrong with a calendar that was refused, at its field if that is shown. */
export const calendarProblems = (error: unknown, shown: readonly AccessField[], texts: Texts): CalendarProblems => {
  if (error === null) return { fields: {}, other: null };
  const { calendars: t } = texts;
  if (!(error instanceof ApiError)) return { fields: {}, other: errorText(error, texts) };
  if (error.problem?.status === 429) return { fields: {}, other: t.tooOften };
  const errors = error.problem?.errors ?? [];
  if (errors.length === 0) return { fields: {}, other: errorText(error, texts) };
  const said = errors.map(({ path, message, kind }) => ({ path, text: textOf(kind, message, t) }));
  const isAtField = ({ path }: { readonly path: string }): boolean =>
    FIELDS.includes(path) && (shown as readonly string[]).includes(path);
  const others = said.filter((problem) => !isAtField(problem)).map(({ text }) => text);
  return {
    fields: Object.fromEntries(said.filter(isAtField).map(({ path, text }) => [path, text])),
    other: others.length === 0 ? null : others.join(' '),
  };
};

/** Says why a calendar fails, and what to do; null if it works. */
export const failureText = ({ error, errorKind }: ConnectedCalendar, { calendars: t }: Texts): string | null =>
  error === undefined ? null : textOf(errorKind, error, t);

const textOf = (kind: string | undefined, message: string, { failures }: Texts['calendars']): string =>
  (kind === undefined ? undefined : failures[kind]) ?? message;
