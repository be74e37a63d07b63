import type { Recorded } from '@bookonce/contracts/event-catalogue';
import type { Json } from '@bookonce/kernel/json';
import { instantOf } from '@bookonce/kernel/json';
import { everyDocument } from '@bookonce/kernel/every-document';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { Deliveries } from '@bookonce/kernel/ports/deliveries';
import type { Ids } from '@bookonce/kernel/ports/ids';
import { type ReadModels, ReadModelsUnavailableError } from '@bookonce/kernel/ports/read-models';
import type { WrittenEvents } from '@bookonce/kernel/ports/written-events';
import { calendarsView, connectedCalendars } from '../views/calendar-documents.js';

/** The kind of deliveries to calendars. Their subject is the calendar. */
export const TO_CALENDAR = 'calendar';

/** After these, the event of a booking says something else. A change of the length is a reschedule. */
export const BOOKING_EVENTS = [
  'BookingConfirmed',
  'BookingRescheduled',
  'LocationChanged',
  'BookingCancelled',
  'BookingDeclined',
] as const;
/** After these, what could not be written may be possible. */
export const RETRY_EVENTS = ['CalendarChanged', 'CalendarRecovered'] as const;

export interface BookingDeliveriesDeps {
  readonly deliveries: Pick<Deliveries, 'add' | 'drop'>;
  readonly written: WrittenEvents;
  readonly readModels: Pick<ReadModels, 'list' | 'waitFor'>;
  readonly ids: Ids;
  readonly clock: Pick<Clock, 'now'>;
  readonly realClock: Pick<Clock, 'now'>;
  /** Called once deliveries wait. */
  readonly onAdded: () => void;
}

const SHOWN_WITHIN_MS = 5_000;

/**
 * Has bookings written to the calendars that their hosts named. A delivery names a booking and a calendar alone: the
 * last state of the booking at that time is written. Every call may be repeated.
 */
export class BookingDeliveries {
  constructor(private readonly deps: BookingDeliveriesDeps) {}

  async onBooking(event: Recorded): Promise<void> {
    const { data, id } = event;
    if (!('bookingId' in data)) return;
    if (event.type === 'BookingConfirmed') await this.#choose(event);
    const written = await this.deps.written.ofBooking(data.bookingId);
    await this.#add(written.map(({ calendarId, bookingId }) => ({ calendarId, bookingId, cause: id })));
  }

  /** Tries again what was given up: the password may be another one now, or the collection to write to. */
  async onCalendar(event: Recorded): Promise<void> {
    if (event.type !== 'CalendarChanged' && event.type !== 'CalendarRecovered') return;
    const { calendarId } = event.data;
    const written = await this.deps.written.ofCalendar(calendarId, instantOf(this.deps.clock.now()));
    const failed = written.filter(({ failure }) => failure !== null);
    const writeTo = event.type === 'CalendarChanged' ? event.data.writeTo : null;
    for (const one of failed) {
      const isElsewhere = one.href === null && writeTo !== null && writeTo !== one.collection;
      if (isElsewhere) await this.deps.written.update({ ...one, collection: writeTo, expected: [] });
    }
    await this.#add(failed.map(({ bookingId }) => ({ calendarId, bookingId, cause: event.id })));
  }

  /** Has the event of a booking looked at, because its calendar says something else than the product knows. */
  check(calendarId: string, bookingIds: readonly string[]): Promise<void> {
    return this.#add(bookingIds.map((bookingId) => ({ calendarId, bookingId, cause: this.deps.ids.uuid() })));
  }

  /** Forgets a calendar that is no longer connected. Events in it stay where they are. */
  async forget(calendarId: string): Promise<void> {
    await this.deps.deliveries.drop(TO_CALENDAR, calendarId, this.deps.realClock.now());
    await this.deps.written.forget(calendarId);
  }

  /** The calendars that the hosts have named by now are where the booking stays. */
  async #choose({ data, meta, position }: Extract<Recorded, { readonly type: 'BookingConfirmed' }>): Promise<void> {
    const { readModels, written } = this.deps;
    if (!(await readModels.waitFor([calendarsView], position, SHOWN_WITHIN_MS))) {
      throw new ReadModelsUnavailableError(`${calendarsView.key} is behind`);
    }
    for (const hostId of data.hostIds) {
      for await (const { id, writeTo } of everyDocument(readModels, connectedCalendars, { where: { hostId } })) {
        if (writeTo === null) continue;
        await written.add({
          calendarId: id,
          bookingId: data.bookingId,
          collection: writeTo,
          href: null,
          etag: null,
          expected: [],
          sequence: null,
          end: meta.time,
          hostChange: null,
          failure: null,
        });
      }
    }
  }

  async #add(wanted: readonly { calendarId: string; bookingId: string; cause: string }[]): Promise<void> {
    if (wanted.length === 0) return;
    const { deliveries, ids, realClock, onAdded } = this.deps;
    await deliveries.add(
      wanted.map(({ calendarId, bookingId, cause }) => ({
        id: ids.derive(`${cause}/${calendarId}/${bookingId}`),
        kind: TO_CALENDAR,
        subject: calendarId,
        payload: { calendarId, bookingId },
      })),
      realClock.now(),
    );
    onAdded();
  }
}

/** Names the booking and the calendar of a delivery. */
export const targetOf = (payload: Json): { readonly calendarId: string; readonly bookingId: string } => {
  const { calendarId, bookingId } = payload as { readonly calendarId?: Json; readonly bookingId?: Json };
  if (typeof calendarId !== 'string' || typeof bookingId !== 'string') {
    throw new Error('the delivery names no booking and calendar');
  }
  return { calendarId, bookingId };
};
