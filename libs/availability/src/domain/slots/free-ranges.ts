import { DAY_MS, firstOfMonth, type DayNumber } from './day-number.js';
import type { Span } from './spans.js';
import type { Zone } from './zone.js';

/** The part of a free range that lies on one local day. */
export interface FreePiece extends Span {
  /** The origin of the slot grid: the start of the whole range, possibly days before. */
  readonly countedFrom: number;
  /** The end of the whole range, or an earlier moment beyond the reach of the longest slot. */
  readonly rangeEnd: number;
}

const REMEMBERED_DAYS = 1_000;
const LONGEST_COUNT_DAYS = 31;
const LONGEST_SLOT_MS = DAY_MS;

/**
 * Free ranges, seen day by day in one zone. Ranges that touch are one range, also across midnight. Slots of a range that
 * lasts longer than a month, or never ends, are counted from the start of each month. This depends on the day alone, so
 * the result does not depend on the requested window.
 */
export class FreeRanges {
  readonly #spans = new Map<DayNumber, readonly Span[]>();
  readonly #pieces = new Map<DayNumber, readonly FreePiece[]>();

  /** `findSpans` returns the free spans of a local day, sorted, none touching another. */
  constructor(
    readonly zone: Zone,
    private readonly findSpans: (day: DayNumber) => readonly Span[],
  ) {}

  /** Sorted. */
  piecesOf(day: DayNumber): readonly FreePiece[] {
    return remembered(this.#pieces, day, () =>
      this.#spansOf(day).map((span) => ({
        ...span,
        countedFrom: this.#countedFrom(day, span),
        rangeEnd: this.#rangeEnd(day, span),
      })),
    );
  }

  #countedFrom(day: DayNumber, { start }: Span): number {
    let counted = start;
    for (let earlier = day - 1; counted === this.zone.startOf(earlier + 1); earlier -= 1) {
      if (day - earlier > LONGEST_COUNT_DAYS) return this.zone.startOf(firstOfMonth(day));
      if (this.#isSkipped(earlier)) continue;
      const last = this.#spansOf(earlier).at(-1);
      if (last?.end !== counted) return counted;
      counted = last.start;
    }
    return counted;
  }

  #rangeEnd(day: DayNumber, span: Span): number {
    const enough = span.end + LONGEST_SLOT_MS;
    let { end } = span;
    for (let later = day + 1; end < enough && end === this.zone.startOf(later); later += 1) {
      if (this.#isSkipped(later)) continue;
      const first = this.#spansOf(later)[0];
      if (first?.start !== end) return end;
      end = first.end;
    }
    return end;
  }

  #spansOf(day: DayNumber): readonly Span[] {
    return remembered(this.#spans, day, () => this.findSpans(day));
  }

  /** A zone that moved across the date line skipped a day; the days on either side of it touch. */
  #isSkipped(day: DayNumber): boolean {
    return this.zone.startOf(day) === this.zone.startOf(day + 1);
  }
}

/** The length of a slot and the distance of two starts, in ms. */
export interface Spacing {
  readonly durationMs: number;
  readonly intervalMs: number;
}

/** Adds the starts in `[from, to)` whose slots fit the range of this piece. */
export const countStarts = (
  { start, end, countedFrom, rangeEnd }: FreePiece,
  { durationMs, intervalMs }: Spacing,
  from: number,
  to: number,
  starts: number[],
): void => {
  const first = Math.max(start, from);
  const last = Math.min(Math.min(end, to) - 1, rangeEnd - durationMs);
  const skipped = Math.ceil((first - countedFrom) / intervalMs);
  for (let next = countedFrom + skipped * intervalMs; next <= last; next += intervalMs) starts.push(next);
};

const remembered = <Value>(memory: Map<DayNumber, Value>, day: DayNumber, work: () => Value): Value => {
  const known = memory.get(day);
  if (known !== undefined) return known;
  if (memory.size >= REMEMBERED_DAYS) memory.clear();
  const value = work();
  memory.set(day, value);
  return value;
};
