import { recorded, type Recorded } from '@bookonce/contracts/event-catalogue';
import { cryptoIds } from '@bookonce/adapter-node/crypto-ids';
import type { StoredEvent } from '@bookonce/kernel/ports/event-store';
import type { CalendarRecord, FreshenRecord } from '../calendars/calendar-record.js';
import type { History, Invariant } from '../history.js';
import { type EventOf, isOfProduct, overlaps, type Time } from './calendar-times.js';

const FRESH_MS = 60_000;
/** Between the reply to the question and the request that it allows: another turn, and a few messages. */
const PLACED_WITHIN_MS = 60_000;
/** A claim of a read that a crash has left behind. */
const CLAIMED_MS = 120_000;
/** A repeated command may ask just before the first one is stored. */
const RACE_MS = 20_000;

/** A slot that was asked for, and taken on one host. */
interface TakenSlot {
  readonly bookingId: string;
  readonly hostId: string;
  readonly slot: Time;
  /** The time that the booking had before, of a move. */
  readonly from: Time | null;
  readonly askedAt: number;
  readonly takenAt: number;
}

/**
 * No slot is taken over a time at which the last successful read before it says that its host is busy. A calendar is read
 * for a slot unless it is fresh; one that refuses was read with success.
 */
export const bookingsHeedCalendars: Invariant = (history) => {
  const { timing, calendars } = history;
  if (timing === null || calendars.length === 0) return [];
  const taken = slotsTaken(history.events, timing.storedAt);
  return [
    ...calendars.flatMap((calendar) =>
      taken.filter((one) => isSubjectTo(one, calendar)).flatMap((one) => problemsOf(one, calendar, history)),
    ),
    ...needlessReads(history, timing.storedAt),
  ];
};

const isSubjectTo = ({ hostId, askedAt, takenAt }: TakenSlot, calendar: CalendarRecord): boolean => {
  const { connectedAt, disconnectedAt } = calendar;
  if (hostId !== calendar.hostId || connectedAt === null || askedAt < connectedAt) return false;
  return disconnectedAt === null || takenAt < disconnectedAt;
};

const problemsOf = (taken: TakenSlot, calendar: CalendarRecord, { clocksJumped }: History): readonly string[] => {
  const { bookingId, slot, askedAt } = taken;
  const what = `${bookingId} took ${slot.start} of ${calendar.name}`;
  const problems = isBusy(taken, calendar) ? [`${what}, where its last read says busy`] : [];
  // By a wrong clock, an old read is fresh.
  if (clocksJumped) return problems;
  const { whenUnreachable, readAt, askedAt: reads } = calendar;
  const isSince = (from: number) => (at: number) => at >= from && at <= askedAt;
  const oldest = askedAt - FRESH_MS - PLACED_WITHIN_MS;
  if (whenUnreachable === 'refuse' && !readAt.some(isSince(oldest))) {
    problems.push(`${what}, which refuses, and could not be read`);
  }
  if (!reads.some(isSince(oldest - CLAIMED_MS))) problems.push(`${what}, which was stale and was not read`);
  return problems;
};

/** The last answer that was recorded says busy, and no later one says free. */
const isBusy = ({ slot, from, askedAt, takenAt }: TakenSlot, calendar: CalendarRecord): boolean => {
  const readAt = calendar.readAt.findLast((at) => at <= askedAt);
  if (readAt === undefined || (from !== null && overlaps(from, slot))) return false;
  const last = calendar.said.findLastIndex(({ at }) => at <= readAt);
  const answers = calendar.said.filter(({ at }, index) => index >= last && at <= takenAt);
  if (answers.length === 0) return false;
  return answers.every(({ content }) =>
    content.some((event) => !isOfProduct(event) && !event.isTransparent && overlaps(event, slot)),
  );
};

const slotsTaken = (events: readonly StoredEvent[], storedAt: ReadonlyMap<string, number>): readonly TakenSlot[] => {
  const asked = new Map<string, number>();
  const timeOf = ({ position }: Recorded): number => storedAt.get(position) ?? 0;
  return events.map(recorded).flatMap((event): readonly TakenSlot[] => {
    if (event.type === 'BookingRequested' || event.type === 'RescheduleRequested') {
      asked.set(event.data.bookingId, timeOf(event));
    }
    // A repeat of an old command may still hold a slot for an attempt that is over. It is released at once (I6).
    if (event.type === 'BookingRejected') asked.delete(event.data.bookingId);
    if (event.type !== 'SlotHeld' && event.type !== 'SlotMoved') return [];
    const { bookingId, hostId, start, end } = event.data;
    const askedAt = asked.get(bookingId);
    if (askedAt === undefined) return [];
    return [{ bookingId, hostId, slot: { start, end }, from: leftBy(event), askedAt, takenAt: timeOf(event) }];
  });
};

const leftBy = (event: EventOf<'SlotHeld' | 'SlotMoved'>): Time | null =>
  event.type === 'SlotMoved' ? { start: event.data.fromStart, end: event.data.fromEnd } : null;

/** A command that is repeated after its booking was stored finds it, and has nothing read. */
const needlessReads = ({ events, freshened }: History, storedAt: ReadonlyMap<string, number>): readonly string[] => {
  const requestedAt = new Map(
    events.map(recorded).flatMap((event) => {
      if (event.type !== 'BookingRequested') return [];
      const commandId = cryptoIds.derive(`${event.meta.causationId}/freshen-calendars`);
      return [[keyOf({ bookingId: event.data.bookingId, commandId }), storedAt.get(event.position) ?? 0] as const];
    }),
  );
  return freshened.flatMap((one) => {
    const stored = requestedAt.get(keyOf(one));
    const isNeedless = stored !== undefined && one.at > stored + RACE_MS;
    return isNeedless ? [`${one.bookingId} was stored, but has calendars read again`] : [];
  });
};

const keyOf = ({ bookingId, commandId }: Pick<FreshenRecord, 'bookingId' | 'commandId'>): string =>
  `${bookingId}/${commandId}`;
