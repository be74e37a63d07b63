import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { type CalendarDate, endOfMonth, parseDate, startOfMonth, toZoned } from '@internationalized/date';
import type { Slot } from '../api/client.js';
import { everySlot, firstSlot, type LoadSlots } from './slot-pages.js';

/** A source of slots: those of a link, or those that a booking can be rescheduled to. */
export interface SlotSource {
  readonly name: string;
  readonly load: LoadSlots;
}

const LOOK_AHEAD_DAYS = 61;

const instantAt = (date: CalendarDate, timeZone: string): string => toZoned(date, timeZone).toAbsoluteString();

/** Loads the slots of a month (`2026-03`) in the time zone. */
export const useMonthSlots = (source: SlotSource, month: string, timeZone: string): UseQueryResult<readonly Slot[]> => {
  const first = startOfMonth(parseDate(`${month}-01`));
  const window = {
    from: instantAt(first, timeZone),
    to: instantAt(endOfMonth(first).add({ days: 1 }), timeZone),
  };
  return useQuery({ queryKey: ['slots', source.name, window], queryFn: () => everySlot(source.load, window) });
};

/** Loads the first slot after the month; null if the next two months are full. */
export const useNextSlot = (
  source: SlotSource,
  month: string,
  timeZone: string,
  isWanted: boolean,
): UseQueryResult<Slot | null> => {
  const after = endOfMonth(parseDate(`${month}-01`)).add({ days: 1 });
  const window = {
    from: instantAt(after, timeZone),
    to: instantAt(after.add({ days: LOOK_AHEAD_DAYS }), timeZone),
  };
  return useQuery({
    queryKey: ['slots', source.name, 'next', window],
    queryFn: () => firstSlot(source.load, window),
    enabled: isWanted,
  });
};
