/** Half-open `[start, end)` in epoch ms. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Returns the same time sorted, without overlaps or empty spans; touching spans are merged. */
export const union = (spans: readonly Span[]): readonly Span[] => {
  const sorted = spans.filter(({ start, end }) => start < end).sort((a, b) => a.start - b.start);
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of sorted) {
    const last = merged.at(-1);
    if (last === undefined || last.end < start) merged.push({ start, end });
    else last.end = Math.max(last.end, end);
  }
  return merged;
};

/** Returns true if `[start, end)` overlaps any of `spans`, which must be a {@link union}. */
export const overlapsAny = (spans: readonly Span[], start: number, end: number): boolean =>
  (spans[firstEndingAfter(spans, start)]?.start ?? Infinity) < end;

/** Returns those of `spans` that overlap `[start, end)`. `spans` must be a {@link union}. */
export const spansWithin = (spans: readonly Span[], start: number, end: number): readonly Span[] => {
  const first = firstEndingAfter(spans, start);
  let last = first;
  while ((spans[last]?.start ?? Infinity) < end) last += 1;
  return spans.slice(first, last);
};

/** Finds overlaps with a {@link union}. A search after the one before it goes on from there, which costs almost nothing. */
export class OverlapSearch {
  /** Every span before it ends by the start of the last search. */
  #at = 0;

  constructor(private readonly spans: readonly Span[]) {}

  /** Returns true if `[start, end)` overlaps any of the spans. */
  overlaps(start: number, end: number): boolean {
    const { spans } = this;
    if ((spans[this.#at - 1]?.end ?? -Infinity) > start) this.#at = firstEndingAfter(spans, start);
    while ((spans[this.#at]?.end ?? Infinity) <= start) this.#at += 1;
    return (spans[this.#at]?.start ?? Infinity) < end;
  }
}

/** Joins the unions of consecutive parts of the time. A span that lies in several parts is in each of them. */
export const joined = (parts: readonly (readonly Span[])[]): readonly Span[] => {
  const all: Span[] = [];
  let last: Span | undefined;
  for (const part of parts) {
    for (const span of part) {
      if (last !== undefined && span.start < last.end) {
        last = { start: last.start, end: Math.max(last.end, span.end) };
        all[all.length - 1] = last;
      } else {
        last = span;
        all.push(span);
      }
    }
  }
  return all;
};

const firstEndingAfter = (spans: readonly Span[], time: number): number => {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((spans[middle]?.end ?? Infinity) <= time) low = middle + 1;
    else high = middle;
  }
  return low;
};
