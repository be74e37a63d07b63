import type { Schedule, TimeOff, TimeRange } from '@bookonce/contracts/values/schedule';
import { LruCache } from '@bookonce/kernel/lru-cache';
import { dateOf, weekdayOf, type DayNumber } from './day-number.js';
import { FreeRanges, type FreePiece } from './free-ranges.js';
import { union, type Span } from './spans.js';
import { zoneNamed, type Zone } from './zone.js';

const REMEMBERED_SCHEDULES = 5_000;

/** A host's working hours from weekly hours, overrides and time off, before bookings. */
export class FreeHours {
  readonly zone: Zone;
  readonly #overrides = new Map<string, TimeRange[]>();
  readonly #ranges: FreeRanges;

  constructor(
    private readonly schedule: Schedule,
    private readonly timeOff: TimeOff,
  ) {
    this.zone = zoneNamed(schedule.timeZone);
    this.#ranges = new FreeRanges(this.zone, (day) => this.#spansOf(day));
    for (const { date, ranges } of schedule.overrides ?? []) {
      this.#overrides.set(date, [...(this.#overrides.get(date) ?? []), ...ranges]);
    }
  }

  /** Sorted. */
  piecesOf(day: DayNumber): readonly FreePiece[] {
    return this.#ranges.piecesOf(day);
  }

  #spansOf(day: DayNumber): readonly Span[] {
    return union(
      this.#rangesOf(day).map(({ from, to }) => ({
        start: this.zone.instantAt(day, minutesOf(from)),
        end: this.zone.instantAt(day, minutesOf(to)),
      })),
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
