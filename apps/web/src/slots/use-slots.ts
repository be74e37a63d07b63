import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { type CalendarDate, endOfMonth, parseDate, startOfMonth, toZoned } from '@internationalized/date';
import type { Slot } from '../api/client.js';
import { type BookableSpan, everySlotAndSpan, type LoadSlots, nextSlot } from './slot-pages.js';

/** A source of slots: those of a link, or those that a booking can be rescheduled to. */
export interface SlotSource {
  readonly name: string;
  readonly load: LoadSlots;
}

/** The slots of a month, and when there can be slots at all. */
interface MonthSlots {
  readonly slots: readonly Slot[];
  readonly bookable: BookableSpan | null;
}

const instantAt = (date: CalendarDate, timeZone: string): string => toZoned(date, timeZone).toAbsoluteString();

const startAfter = (month: string, timeZone: string): string =>
  instantAt(endOfMonth(parseDate(`${month}-01`)).add({ days: 1 }), timeZone);

/** Loads the slots of a month (`2026-03`) in the time zone. */
export const useMonthSlots = (source: SlotSource, month: string, timeZone: string): UseQueryResult<MonthSlots> => {
  const from = instantAt(startOfMonth(parseDate(`${month}-01`)), timeZone);
  const window = { from, to: startAfter(month, timeZone) };
  return useQuery({ queryKey: ['slots', source.name, window], queryFn: () => everySlotAndSpan(source.load, window) });
};

/** Loads the first slot after the month, within the span; null if there is none. */
export const useNextSlot = (
  source: SlotSource,
  month: string,
  timeZone: string,
  bookable: BookableSpan | null,
): UseQueryResult<Slot | null> => {
  const after = startAfter(month, timeZone);
  const from = bookable === null || bookable.from < after ? after : bookable.from;
  const window = { from, to: bookable?.until ?? from };
  return useQuery({
    queryKey: ['slots', source.name, 'next', window],
    queryFn: () => nextSlot(source.load, window),
    enabled: bookable !== null,
  });
};
