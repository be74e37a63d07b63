import type { Recorded } from '@bookonce/contracts/event-catalogue';
import { isWaiting } from '@bookonce/contracts/streams/booking-clashes';
import { actorIn } from '@bookonce/kernel/actor';
import type { Ids } from '@bookonce/kernel/ports/ids';
import type { BookingService } from './booking-service.js';

/** Tells a booking that waits of the clashes that its hosts' calendars have found. */
export class ClashReactor {
  constructor(
    private readonly bookings: Pick<BookingService, 'run' | 'storedStateOf'>,
    private readonly ids: Pick<Ids, 'derive'>,
  ) {}

  /** Throws if the booking kept changing: the event is then delivered again. */
  async react(event: Recorded): Promise<void> {
    if (event.type !== 'SlotClashesChanged') return;
    const { bookingId, hostId, start, sources } = event.data;
    // The calendar does not know which bookings wait. Most do not.
    const booking = await this.bookings.storedStateOf(bookingId);
    if (booking.status === 'none' || !isWaiting(booking)) return;
    const command = { type: 'recordClashes', hostId, start, sources, calendarRevision: event.revision } as const;
    const context = {
      commandId: this.ids.derive(`${event.id}/record-clashes`),
      correlationId: bookingId,
      causationId: event.id,
      workspaceId: event.meta.workspaceId,
      ...actorIn(event.meta),
    };
    const handled = await this.bookings.run(bookingId, command, context);
    if (!handled.ok) throw new Error(`clashes of booking ${bookingId} cannot be recorded: ${handled.error.kind}`);
  }
}
