/** A value that survives `JSON.parse(JSON.stringify(x))` unchanged. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/** RFC 3339 instant in UTC with `Z` and milliseconds, e.g. `2026-03-29T08:00:00.000Z`. Sorts as text. */
export type Instant = string;

let latest: { readonly epochMs: number; readonly instant: Instant } = {
  epochMs: 0,
  instant: new Date(0).toISOString(),
};

/** The last instant is kept: most calls are for the present, many of them within the same millisecond. */
export const instantOf = (epochMs: number): Instant => {
  if (latest.epochMs !== epochMs) latest = { epochMs, instant: new Date(epochMs).toISOString() };
  return latest.instant;
};

export const epochMsOf = (instant: Instant): number => Date.parse(instant);

/** The object without its undefined fields: JSON has no `undefined`, and an optional field is either there or not. */
export const withoutUndefined = <Fields extends object>(fields: Fields): WithoutUndefined<Fields> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as WithoutUndefined<Fields>;

type WithoutUndefined<Fields> = {
  [Name in keyof Fields as undefined extends Fields[Name] ? never : Name]: Fields[Name];
} & { [Name in keyof Fields as undefined extends Fields[Name] ? Name : never]?: Exclude<Fields[Name], undefined> };
