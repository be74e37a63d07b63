import { bookingIdOf } from '@bookonce/booking/use-cases/booking-placement';
import { bookings } from '@bookonce/booking/views/booking-document';
import { cancelBooking, rescheduleBooking } from '@bookonce/contracts/commands/booking';
import type { StartedBooking } from '@bookonce/contracts/streams/booking';
import { epochMsOf, type Instant } from '@bookonce/kernel/json';
import type { PlannedAttempt } from '../world/draw-attempt.js';
import type { World } from '../world/world.js';
import { answerRequest } from './approval.js';
import { changeBooking } from './host-changes.js';
import { observeBooking } from './observe-booking.js';
import { answerOptIn } from './opt-in.js';
import { Person } from './person.js';
import { place, placementKeyOf } from './place-booking.js';

const MOST_LOOKS = 6;
const SOON_MS = 10 * 60_000;
const FAR_FUTURE = '9999-12-31T00:00:00.000Z';

/** Books with a link, in one tab or several, and follows the booking. */
export const attend = async (world: World, attempt: PlannedAttempt): Promise<void> => {
  const attendee = new Person(`attendee of ${attempt.name}`, world);
  const booker = attempt.byHost ? new Person(`host who books ${attempt.name}`, world) : attendee;
  await booker.pause('opens the link', attempt.afterMs);
  const tabs = await Promise.all(Array.from({ length: attempt.tabs }, () => place(booker, attempt)));
  // Without a reply the attendee does not know the id, but the booking may exist.
  const first = bookingIdOf(world.ids, world.ids.derive(placementKeyOf(attempt)), 0);
  await follow(attendee, { ...attempt, bookingId: tabs.find((id) => id !== null) ?? first });
};

interface PlacedAttempt extends PlannedAttempt {
  readonly bookingId: string;
}

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

const takePart = async (attendee: Person, attempt: PlacedAttempt, booking: StartedBooking): Promise<void> => {
  const { world } = attendee;
  const { bookingId, optIn, hostSays } = attempt;
  switch (booking.status) {
    case 'awaitingOptIn':
      return answerOptIn(attendee, bookingId, optIn);
    case 'awaitingApproval': {
      const moving = reschedule(attendee, attempt);
      // A host with an outdated mail does not wait for the move.
      const answered = hostSays === 'outdatedButton' ? answerRequest(world, bookingId, hostSays) : null;
      await moving;
      await (answered ?? answerRequest(world, bookingId, hostSays));
      return cancel(attendee, attempt);
    }
    case 'confirmed':
      await Promise.all([
        reschedule(attendee, attempt),
        changeBooking(world, attempt),
        attempt.waitsForReminder ? cancelAtReminder(attendee, attempt, booking) : null,
      ]);
      return cancel(attendee, attempt);
    default:
      return;
  }
};

/** Reschedules to one time after the other, or to all concurrently, so that they conflict; then sometimes cancels meanwhile. */
const reschedule = async (attendee: Person, attempt: PlacedAttempt): Promise<void> => {
  const { bookingId, reschedulesTo, reschedulesInTurn } = attempt;
  const moveTo = async (start: Instant, index: number): Promise<void> => {
    const reply = await attendee.send(
      rescheduleBooking,
      { bookingId, start },
      `reschedule ${index}/${bookingId}`,
      bookingId,
    );
    if (reply?.ok === true) attendee.world.observe({ what: 'rescheduled', bookingId, start });
  };
  if (reschedulesInTurn) {
    for (const [index, start] of reschedulesTo.entries()) await moveTo(start, index);
    return;
  }
  const cancels = reschedulesTo.length > 1 ? [cancel(attendee, attempt)] : [];
  await Promise.all([...reschedulesTo.map(moveTo), ...cancels]);
};

/** Cancels at about the time at which the next reminder is due, if that is in the next minutes. */
const cancelAtReminder = async (
  attendee: Person,
  attempt: PlacedAttempt,
  { reminders }: StartedBooking,
): Promise<void> => {
  const { steps, random } = attendee.world.deps;
  const dueInMs = epochMsOf(reminders[0]?.dueAt ?? FAR_FUTURE) - steps.now;
  if (dueInMs > SOON_MS) return;
  await attendee.pause('waits for the reminder', dueInMs + random.between(-500, 2_000));
  await cancel(attendee, attempt);
};

const cancel = async (attendee: Person, { bookingId, cancels }: PlacedAttempt): Promise<void> => {
  if (!cancels) return;
  const reply = await attendee.send(cancelBooking, { bookingId }, `cancel/${bookingId}`, bookingId);
  if (reply?.ok === true) observeBooking(attendee.world, reply.value.booking);
};
