import { bookings, type BookingDocument } from '@bookonce/booking/views/booking-document';
import { shownStatusOf } from '@bookonce/contracts/streams/booking';
import { cancelBooking, placeBooking, rescheduleBooking } from '@bookonce/contracts/commands/booking';
import type { BookingRequest } from '@bookonce/contracts/events/booking';
import { PEOPLES_STEPS } from '../world/services.js';
import type { PlannedAttempt } from '../world/scenario.js';
import type { World } from '../world/world.js';
import { Person } from './person.js';

const MOST_LOOKS = 6;

/** Books with a link: in one tab or several, with retries, and follows what becomes of it. */
export const attend = async (world: World, attempt: PlannedAttempt): Promise<void> => {
  const attendee = new Person(`attendee of ${attempt.bookingId}`, world);
  await attendee.pause('opens the link', attempt.afterMs);
  await Promise.all(Array.from({ length: attempt.tabs }, () => place(attendee, attempt)));
  await follow(attendee, attempt);
};

const place = async (attendee: Person, attempt: PlannedAttempt): Promise<void> => {
  const { world } = attendee;
  const { bookingId } = attempt;
  const reply = await attendee.send(placeBooking, requestOf(attempt), `place/${bookingId}`, bookingId);
  if (reply?.ok !== true) return;
  world.tell({ what: 'booking', bookingId, status: world.deps.parts.promisesEarly ? 'confirmed' : 'pending' });
};

export const requestOf = ({ bookingId, link, start, end }: PlannedAttempt): BookingRequest => {
  const { assignment, hostIds, confirmation } = link.type.settings;
  return {
    bookingId,
    linkId: link.linkId,
    meetingTypeId: link.type.meetingTypeId,
    ...(link.hostId === undefined ? { assignment, hostIds } : { assignment: 'single', hostIds: [link.hostId] }),
    confirmation,
    start,
    end,
    attendee: { name: bookingId, email: `${bookingId}@example.com` },
    answers: {},
    manageTokenHash: bookingId,
  };
};

const follow = async (attendee: Person, attempt: PlannedAttempt): Promise<void> => {
  const { world } = attendee;
  const done = new Set<string>();
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    await attendee.pause('waits', world.deps.random.between(200, 15_000));
    const booking = await attendee.read(bookings, attempt.bookingId);
    if (booking === null) continue;
    tellOf(world, booking);
    if (booking.status === 'rejected' || booking.status === 'declined' || booking.status === 'cancelled') return;
    if (done.has(booking.status)) continue;
    done.add(booking.status);
    await takePart(attendee, attempt, booking);
  }
};

/** What somebody is told who asks for this booking now. */
export const tellOf = (world: World, booking: BookingDocument): void => {
  const status = shownStatusOf(booking);
  const reason = booking.status === 'rejected' ? { reason: booking.reason } : {};
  world.tell({ what: 'booking', bookingId: booking.id, status, ...reason });
};

const takePart = async (attendee: Person, attempt: PlannedAttempt, { status }: BookingDocument): Promise<void> => {
  const { bookingId, hostSays } = attempt;
  const step = (name: keyof typeof PEOPLES_STEPS): Promise<unknown> =>
    attendee.request(PEOPLES_STEPS[name], { bookingId }, `${name}/${bookingId}`, bookingId);
  switch (status) {
    case 'awaitingOptIn':
      if (attempt.confirmsOptIn) await step('confirmOptIn');
      return;
    case 'awaitingApproval':
      await move(attendee, attempt);
      if (hostSays === 'approve' || hostSays === 'decline') await step(hostSays);
      if (hostSays === 'both') await Promise.all([step('approve'), step('decline')]);
      await cancel(attendee, attempt);
      return;
    case 'confirmed':
      await move(attendee, attempt);
      await cancel(attendee, attempt);
      return;
    default:
      return;
  }
};

/** Moves it to each of the times side by side, so that they get in each other's way; now and then cancels in the middle. */
const move = async (attendee: Person, attempt: PlannedAttempt): Promise<void> => {
  const { bookingId, movesTo } = attempt;
  const moves = movesTo.map(async (start, index) => {
    const payload = { bookingId, by: 'attendee', start } as const;
    const reply = await attendee.send(rescheduleBooking, payload, `move ${index}/${bookingId}`, bookingId);
    if (reply?.ok === true) attendee.world.tell({ what: 'moved', bookingId, start });
  });
  const cancels = movesTo.length > 1 ? [cancel(attendee, attempt)] : [];
  await Promise.all([...moves, ...cancels]);
};

const cancel = async (attendee: Person, { bookingId, cancels }: PlannedAttempt): Promise<void> => {
  if (!cancels) return;
  await attendee.send(cancelBooking, { bookingId, by: 'attendee' }, `cancel/${bookingId}`, bookingId);
};
