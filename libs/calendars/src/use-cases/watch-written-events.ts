import { calendarUidOf } from '@bookonce/contracts/values/calendar-uid';
import { instantOf } from '@bookonce/kernel/json';
import type { BusyReader } from '@bookonce/kernel/ports/busy-reader';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import type { WrittenEvent, WrittenEvents } from '@bookonce/kernel/ports/written-events';
import { hash } from 'node:crypto';
import { isSameChange, standingOf } from '../domain/event-standing.js';
import { calendarHosts } from '../views/calendar-documents.js';
import type { BookingDeliveries } from './booking-deliveries.js';
import type { HeldCollections } from './held-objects.js';
import { eventTimesIn } from './write-bookings.js';

export interface WatchWrittenEventsDeps {
  readonly written: Pick<WrittenEvents, 'ofCalendar'>;
  readonly bookings: Pick<BookingDeliveries, 'check'>;
  readonly busyReader: Pick<BusyReader, 'busyTimes'>;
  readonly readModels: Pick<ReadModels, 'get'>;
  readonly clock: Pick<Clock, 'now'>;
}

/**
 * Notices that a host has moved or deleted the event of a booking. A read may be older than the last write, so it
 * decides nothing: a delivery looks at the event itself.
 */
export class WatchWrittenEvents {
  /** The texts that were compared last, by calendar and booking, so that each is read once. */
  readonly #compared = new Map<string, ReadonlyMap<string, string>>();

  constructor(private readonly deps: WatchWrittenEventsDeps) {}

  async observe(
    { calendarId, hostId }: { readonly calendarId: string; readonly hostId: string },
    collections: HeldCollections,
  ): Promise<void> {
    const { written, bookings, clock } = this.deps;
    const events = await written.ofCalendar(calendarId, instantOf(clock.now()));
    const before = this.#compared.get(calendarId);
    const compared = new Map<string, string>();
    const suspicious: string[] = [];
    for (const event of events) {
      const collection = collections.get(event.collection);
      if (event.href === null || collection === undefined) continue;
      const text = collection.texts.get(event.href);
      // An object that the server fails to hand out need not be gone.
      if (text === undefined && collection.unreadable > 0) continue;
      const isElsewhere = text === undefined && holds(collections, calendarUidOf(event.bookingId));
      const digest = hash('sha256', JSON.stringify([text ?? null, isElsewhere, event.expected, event.hostChange]));
      if (before?.get(event.bookingId) === digest || (!isElsewhere && (await this.#isAsKnown(event, text, hostId)))) {
        compared.set(event.bookingId, digest);
      } else suspicious.push(event.bookingId);
    }
    this.#compared.set(calendarId, compared);
    await bookings.check(calendarId, suspicious);
  }

  forget(calendarId: string): void {
    this.#compared.delete(calendarId);
  }

  async #isAsKnown({ expected, hostChange }: WrittenEvent, text: string | undefined, hostId: string): Promise<boolean> {
    if (text === undefined) return hostChange?.kind === 'deleted';
    const [booked] = expected;
    if (booked === undefined) return false;
    const host = await this.deps.readModels.get(calendarHosts, hostId);
    const times = await eventTimesIn(this.deps.busyReader, text, booked, host?.timeZone ?? 'UTC');
    if (times === null) return true;
    const standing = standingOf(times, booked, expected);
    return isSameChange(standing.kind === 'changedByHost' ? standing.change : null, hostChange);
  }
}

/** Whether an event of this UID is in one of the collections. Searches all texts, so it is for events that are missed. */
const holds = (collections: HeldCollections, uid: string): boolean =>
  [...collections.values()].some(({ texts }) => texts.values().some((text) => text.includes(uid)));
