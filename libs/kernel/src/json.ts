/** A value that survives `JSON.parse(JSON.stringify(x))` unchanged. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/** RFC 3339 instant in UTC with `Z` and milliseconds, e.g. `2026-03-29T08:00:00.000Z`. Sorts as text. */
export type Instant = string;

export const instantOf = (epochMs: number): Instant => new Date(epochMs).toISOString();

export const epochMsOf = (instant: Instant): number => Date.parse(instant);

/** The object without its undefined fields: JSON has no `undefined`, and an optional field is either there or not. */
export const withoutUndefined = <Fields extends object>(fields: Fields): WithoutUndefined<Fields> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as WithoutUndefined<Fields>;

type WithoutUndefined<Fields> = {
  [Name in keyof Fields as undefined extends Fields[Name] ? never : Name]: Fields[Name];
} & { [Name in keyof Fields as undefined extends Fields[Name] ? Name : never]?: Exclude<Fields[Name], undefined> };
