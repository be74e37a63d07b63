import { bookings, type BookingDocument } from '@bookonce/booking/views/booking-document';
import { bookingIdOf } from '@bookonce/booking/use-cases/booking-service';
import { shownStatusOf, type StartedBooking } from '@bookonce/contracts/streams/booking';
import {
  approveBooking,
  cancelBooking,
  confirmOptIn,
  declineBooking,
  placeBooking,
  rescheduleBooking,
} from '@bookonce/contracts/commands/booking';
import type { PlannedAttempt } from '../world/scenario.js';
import type { World } from '../world/world.js';
import { Person } from './person.js';

const MOST_LOOKS = 6;

/** Books with a link, in one tab or several, and follows the booking. */
export const attend = async (world: World, attempt: PlannedAttempt): Promise<void> => {
  const attendee = new Person(`attendee of ${attempt.name}`, world);
  await attendee.pause('opens the link', attempt.afterMs);
  const tabs = await Promise.all(Array.from({ length: attempt.tabs }, () => place(attendee, attempt)));
  // Without a reply the attendee does not know the id, but the booking may exist.
  const first = bookingIdOf(world.ids, world.ids.derive(commandOf(attempt)), 0);
  await follow(attendee, { ...attempt, bookingId: tabs.find((id) => id !== null) ?? first });
};

interface PlacedAttempt extends PlannedAttempt {
  readonly bookingId: string;
}

/** All tabs send the same command, as one `Idempotency-Key` does. */
const commandOf = ({ name }: PlannedAttempt): string => `place/${name}`;

/** Sends the command, and returns the booking's id; null if no reply names it. */
const place = async (attendee: Person, attempt: PlannedAttempt): Promise<string | null> => {
  const { world } = attendee;
  const { name, link, start } = attempt;
  const wish = { linkId: link.linkId, start, attendee: { name, email: `${name}@example.com` } };
  const reply = await attendee.send(placeBooking, wish, commandOf(attempt), name);
  if (reply === null) return null;
  if (!reply.ok) {
    if (reply.error.kind === 'linkEnded') world.observe({ what: 'link', linkId: link.linkId, status: reply.error.end });
    return null;
  }
  const { booking } = reply.value;
  if (world.deps.parts.confirmsEarly) {
    world.observe({ what: 'booking', bookingId: booking.request.bookingId, status: 'confirmed' });
  } else observeBooking(world, booking);
  return booking.request.bookingId;
};

const follow = async (attendee: Person, attempt: PlacedAttempt): Promise<void> => {
  const { world } = attendee;
  const done = new Set<string>();
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    await attendee.pause('waits', world.deps.random.between(200, 15_000));
    const booking = await attendee.read(bookings, attempt.bookingId);
    if (booking === null) continue;
    observeBooking(world, booking);
    if (booking.status === 'rejected' || booking.status === 'declined' || booking.status === 'cancelled') return;
    if (done.has(booking.status)) continue;
    done.add(booking.status);
    await takePart(attendee, attempt, booking);
  }
};

/** Records the booking as a client sees it now. */
export const observeBooking = (world: World, booking: StartedBooking): void => {
  const status = shownStatusOf(booking);
  const reason = booking.status === 'rejected' ? { reason: booking.reason } : {};
  world.observe({ what: 'booking', bookingId: booking.request.bookingId, status, ...reason });
};

const takePart = async (attendee: Person, attempt: PlacedAttempt, { status }: BookingDocument): Promise<void> => {
  const { bookingId, hostSays } = attempt;
  const approve = () => attendee.send(approveBooking, { bookingId }, `approve/${bookingId}`, bookingId);
  const decline = () => attendee.send(declineBooking, { bookingId }, `decline/${bookingId}`, bookingId);
  switch (status) {
    case 'awaitingOptIn':
      if (attempt.confirmsOptIn) await attendee.send(confirmOptIn, { bookingId }, `confirm/${bookingId}`, bookingId);
      return;
    case 'awaitingApproval':
      await reschedule(attendee, attempt);
      if (hostSays === 'approve') await approve();
      if (hostSays === 'decline') await decline();
      if (hostSays === 'both') await Promise.all([approve(), decline()]);
      await cancel(attendee, attempt);
      return;
    case 'confirmed':
      await reschedule(attendee, attempt);
      await cancel(attendee, attempt);
      return;
    default:
      return;
  }
};

/** Reschedules to all times concurrently, so that they conflict; sometimes cancels meanwhile. */
const reschedule = async (attendee: Person, attempt: PlacedAttempt): Promise<void> => {
  const { bookingId, reschedulesTo } = attempt;
  const changes = reschedulesTo.map(async (start, index) => {
    const reply = await attendee.send(
      rescheduleBooking,
      { bookingId, start },
      `reschedule ${index}/${bookingId}`,
      bookingId,
    );
    if (reply?.ok === true) attendee.world.observe({ what: 'rescheduled', bookingId, start });
  });
  const cancels = reschedulesTo.length > 1 ? [cancel(attendee, attempt)] : [];
  await Promise.all([...changes, ...cancels]);
};

const cancel = async (attendee: Person, { bookingId, cancels }: PlacedAttempt): Promise<void> => {
  if (!cancels) return;
  await attendee.send(cancelBooking, { bookingId }, `cancel/${bookingId}`, bookingId);
};
