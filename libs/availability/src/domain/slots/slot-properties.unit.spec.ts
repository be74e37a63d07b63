import type { TimeRange } from '@bookonce/contracts/values/schedule';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { arbitraryCalendar, busyIn, ZONES, type ArbitraryCalendar } from '../fixtures/arbitrary-calendars.js';
import { DAY_MS, MINUTE_MS } from './day-number.js';
import { HostSlots, type OccupiedSpan } from './host-slots.js';

const slotsOf = (calendar: ArbitraryCalendar, occupied: readonly OccupiedSpan[] = []): HostSlots => {
  const { rules, now, schedule, timeOff } = calendar;
  return new HostSlots({ schedule, timeOff, busy: busyIn(calendar), occupied }, { meetingTypeId: 'mtt_1', rules, now });
};

/**
 * An equivalent calendar without cached hours: the extra override makes it a new object and changes no slot in
 * question.
 */
const afresh = (calendar: ArbitraryCalendar): ArbitraryCalendar => {
  years += 1;
  const elsewhere = { date: `${years}-01-01`, ranges: [] };
  const { schedule } = calendar;
  return { ...calendar, schedule: { ...schedule, overrides: [...(schedule.overrides ?? []), elsewhere] } };
};
let years = 2100;

const times = { numRuns: 150 };

describe('slots of arbitrary calendars', () => {
  it('are the same in a shorter and a longer window', () => {
    fc.assert(
      fc.property(arbitraryCalendar, fc.nat(5_760), fc.nat(5_760), fc.nat(30), (calendar, a, b, more) => {
        const { from, to } = calendar;
        const [start, end] = [from + Math.min(a, b) * MINUTE_MS, from + Math.max(a, b) * MINUTE_MS];
        const longer = slotsOf(afresh(calendar)).offered(from - more * DAY_MS, to + more * DAY_MS);
        const shorter = slotsOf(afresh(calendar)).offered(start, end);
        expect(shorter).toEqual(longer.filter((slot) => start <= slot && slot < end));
      }),
      times,
    );
  });

  it('are the same day by day in any viewer’s zone', () => {
    fc.assert(
      fc.property(arbitraryCalendar, fc.constantFrom(...ZONES, 'Asia/Tokyo'), (calendar, viewer) => {
        const { from, to } = calendar;
        const slots = slotsOf(calendar);
        const seen: number[] = [];
        for (let start = from; start < to;) {
          const nextDay = DateTime.fromMillis(start, { zone: viewer }).plus({ days: 1 }).startOf('day').toMillis();
          const end = Math.min(to, nextDay);
          seen.push(...slots.offered(start, end));
          start = end;
        }
        expect(seen).toEqual(slots.offered(from, to));
      }),
      times,
    );
  });

  it('are sorted without duplicates, and each is judged as offered', () => {
    fc.assert(
      fc.property(arbitraryCalendar, (calendar) => {
        const { from, to } = calendar;
        const listed = new Set(slotsOf(calendar).offered(from, to));
        expect([...listed]).toEqual([...listed].sort((a, b) => a - b));
        expect(slotsOf(calendar).offered(from, to)).toHaveLength(listed.size);
        const judge = slotsOf(afresh(calendar));
        const judged: number[] = [];
        for (let start = from; start < to; start += 5 * MINUTE_MS) {
          if (judge.classify(start, 'own') === 'offered') judged.push(start);
        }
        expect(judged).toEqual([...listed]);
      }),
      { numRuns: 50 },
    );
  });

  it('lie within the host’s local hours, outside time off, busy times and the notice', () => {
    fc.assert(
      fc.property(arbitraryCalendar, (calendar) => {
        const { rules, now, from, to } = calendar;
        const busy = [calendar.busy, ...calendar.connected.map(({ intervals }) => intervals)].flat();
        const isWorking = worksAt(calendar);
        const wrong = slotsOf(calendar)
          .offered(from, to)
          .filter((start) => {
            const end = start + rules.durationMinutes * MINUTE_MS;
            const isTooSoon = start < now + rules.minimumNoticeMinutes * MINUTE_MS;
            const isBusy = busy.some(
              (interval) =>
                Date.parse(interval.end) > start - rules.bufferBeforeMinutes * MINUTE_MS &&
                end + rules.bufferAfterMinutes * MINUTE_MS > Date.parse(interval.start),
            );
            const moments = Array.from({ length: (end - start) / MINUTE_MS / 5 }, (_, i) => start + i * 5 * MINUTE_MS);
            return isTooSoon || isBusy || !moments.every(isWorking);
          });
        expect(wrong).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

/** A slow reference, computed from luxon's wall clock. */
const worksAt = ({ schedule, timeOff }: ArbitraryCalendar): ((instant: number) => boolean) => {
  const rangesOn = (date: DateTime): readonly TimeRange[] | null => {
    // An ambiguous hour belongs to a range by its first occurrence; the spec of clock changes covers it.
    if (date.plus({ days: 1 }).startOf('day').diff(date, 'hours').hours > 24) return null;
    const text = date.toFormat('yyyy-MM-dd');
    if (timeOff.some(({ from, to }) => from <= text && text <= to)) return [];
    const overrides = (schedule.overrides ?? []).filter((override) => override.date === text);
    if (overrides.length > 0) return overrides.flatMap((override) => override.ranges);
    const weekday = date.toFormat('ccc').toLowerCase();
    return schedule.weekly.filter(({ days }) => days.some((day) => day === weekday));
  };
  const known = new Map<number, readonly TimeRange[] | null>();
  return (instant) => {
    const wall = DateTime.fromMillis(instant, { zone: schedule.timeZone });
    const date = wall.startOf('day');
    const ranges = known.get(date.toMillis()) ?? rangesOn(date);
    known.set(date.toMillis(), ranges);
    const time = wall.toFormat('HH:mm');
    return ranges === null || ranges.some(({ from, to }) => from <= time && time < to);
  };
};
