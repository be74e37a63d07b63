import { epochMsOf, instantOf } from '@bookonce/kernel/json';
import type { BusyInterval } from '@bookonce/kernel/ports/busy-reader';
import type { PublicHoliday } from '@bookonce/kernel/ports/public-holidays';
import { instantAtLocalTime, localTimeAt } from '@bookonce/kernel/time-zones/local-time';
import type { Horizon } from './poll-schedule.js';

const DAY_MS = 24 * 60 * 60_000;

/** Returns the times of holidays that count: whole days in the host's zone, or the rest of a day from `startsAt` on. */
export const holidayIntervals = (
  days: readonly PublicHoliday[],
  off: readonly string[],
  timeZone: string,
): readonly BusyInterval[] =>
  days
    .filter(({ date }) => !off.includes(date))
    .map(({ date, startsAt }) => ({
      start: instantOf(instantAtLocalTime(epochMsOf(`${date}T${startsAt}:00.000Z`), timeZone)),
      end: instantOf(instantAtLocalTime(epochMsOf(`${date}T00:00:00.000Z`) + DAY_MS, timeZone)),
    }));

/** The local days that a horizon touches, in any zone. */
export const daysWithin = ({ from, to }: Horizon): { readonly from: string; readonly to: string } => ({
  from: dayOf(epochMsOf(from) - DAY_MS),
  to: dayOf(epochMsOf(to) + DAY_MS),
});

/** Returns the local day at an instant in epoch ms: `YYYY-MM-DD`. */
export const localDay = (at: number, timeZone: string): string => dayOf(localTimeAt(at, timeZone));

const dayOf = (local: number): string => instantOf(local).slice(0, 10);
