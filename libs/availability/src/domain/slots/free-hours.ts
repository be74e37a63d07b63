import type { Schedule, TimeOff, TimeRange } from '@bookonce/contracts/values/schedule';
import { LruCache } from '@bookonce/kernel/lru-cache';
import { DAY_MS, dateOf, firstOfMonth, weekdayOf, type DayNumber } from './day-number.js';
import { union, type Span } from './spans.js';
import { zoneNamed, type Zone } from './zone.js';

/** The part of a free range of the schedule that lies on one local day. */
export interface FreePiece extends Span {
  /** The origin of the slot grid: the start of the whole range, possibly days before. */
  readonly countedFrom: number;
  /** The end of the whole range, or an earlier moment beyond the reach of the longest slot. */
  readonly rangeEnd: number;
}

const REMEMBERED_DAYS = 1_000;
const REMEMBERED_SCHEDULES = 5_000;
const LONGEST_COUNT_DAYS = 31;
const LONGEST_SLOT_MS = DAY_MS;

/**
 * A host's working hours from weekly hours, overrides and time off, before bookings. Ranges that touch are merged, also
 * across midnight. Slots of a range that lasts longer than a month, or never ends, are counted from the start of each
 * month. This depends on the day alone, so the result does not depend on the requested window.
 */
export class FreeHours {
  readonly zone: Zone;
  readonly #overrides = new Map<string, TimeRange[]>();
  readonly #spans = new Map<DayNumber, readonly Span[]>();
  readonly #pieces = new Map<DayNumber, readonly FreePiece[]>();

  constructor(
    private readonly schedule: Schedule,
    private readonly timeOff: TimeOff,
  ) {
    this.zone = zoneNamed(schedule.timeZone);
    for (const { date, ranges } of schedule.overrides ?? []) {
      this.#overrides.set(date, [...(this.#overrides.get(date) ?? []), ...ranges]);
    }
  }

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

  /** A zone that moved across the date line skipped a day; the days on either side of it touch. */
  #isSkipped(day: DayNumber): boolean {
    return this.zone.startOf(day) === this.zone.startOf(day + 1);
  }

  #spansOf(day: DayNumber): readonly Span[] {
    return remembered(this.#spans, day, () =>
      union(
        this.#rangesOf(day).map(({ from, to }) => ({
          start: this.zone.instantAt(day, minutesOf(from)),
          end: this.zone.instantAt(day, minutesOf(to)),
        })),
      ),
    );
  }

  isTimeOff(day: DayNumber): boolean {
    const date = dateOf(day);
    return this.timeOff.some(({ from, to }) => from <= date && date <= to);
  }

  #rangesOf(day: DayNumber): readonly TimeRange[] {
    if (this.isTimeOff(day)) return [];
    const date = dateOf(day);
    const weekday = weekdayOf(day);
    return this.#overrides.get(date) ?? this.schedule.weekly.filter(({ days }) => days.includes(weekday));
  }
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

const remembered = <Value>(memory: Map<DayNumber, Value>, day: DayNumber, work: () => Value): Value => {
  const known = memory.get(day);
  if (known !== undefined) return known;
  if (memory.size >= REMEMBERED_DAYS) memory.clear();
  const value = work();
  memory.set(day, value);
  return value;
};

const bySchedule = new WeakMap<Schedule, WeakMap<TimeOff, FreeHours>>();
const byContent = new LruCache<FreeHours>(REMEMBERED_SCHEDULES);

/** Cached per schedule, by object identity (states and cached documents keep the same objects) or else by content. */
export const freeHoursOf = (schedule: Schedule, timeOff: TimeOff): FreeHours => {
  const byTimeOff = bySchedule.get(schedule) ?? new WeakMap<TimeOff, FreeHours>();
  const known = byTimeOff.get(timeOff);
  if (known !== undefined) return known;
  const content = JSON.stringify([schedule, timeOff]);
  const hours = byContent.get(content) ?? new FreeHours(schedule, timeOff);
  byContent.set(content, hours);
  byTimeOff.set(timeOff, hours);
  bySchedule.set(schedule, byTimeOff);
  return hours;
};
