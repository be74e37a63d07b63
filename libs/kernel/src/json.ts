/** A value that survives `JSON.parse(JSON.stringify(x))` unchanged. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/** RFC 3339 instant in UTC with `Z` and milliseconds, e.g. `2026-03-29T08:00:00.000Z`. Sorts as text. */
export type Instant = string;

export const instantOf = (epochMs: number): Instant => new Date(epochMs).toISOString();

export const epochMsOf = (instant: Instant): number => Date.parse(instant);
