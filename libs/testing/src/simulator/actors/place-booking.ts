import { bookForRecipient, placeBooking, type PlaceBookingRefusal } from '@bookonce/contracts/commands/booking';
import type { World } from '../world/world.js';
import type { PlannedAttempt } from '../world/draw-attempt.js';
import { observeBooking } from './observe-booking.js';
import type { Person } from './person.js';

/** All tabs send the same command, as one `Idempotency-Key` does. */
export const placementKeyOf = ({ name }: PlannedAttempt): string => `place/${name}`;

/** Sends the command, and returns the booking's id; null if no reply names it. */
export const place = async (person: Person, attempt: PlannedAttempt): Promise<string | null> => {
  const { world } = person;
  const { name, link, start, email, byHost } = attempt;
  const guests = attempt.guests.length === 0 ? {} : { guests: [...attempt.guests] };
  const wish = { linkId: link.linkId, start, attendee: { name, email }, ...guests };
  const command = byHost ? bookForRecipient : placeBooking;
  const reply = await person.send(command, wish, placementKeyOf(attempt), name);
  if (reply === null) return null;
  if (!reply.ok) {
    observeRefusal(world, attempt, reply.error);
    return null;
  }
  const { booking } = reply.value;
  const { bookingId } = booking.request;
  if (world.deps.parts.confirmsEarly) world.observe({ what: 'booking', bookingId, status: 'confirmed' });
  else observeBooking(world, booking);
  return bookingId;
};

const observeRefusal = (
  world: World,
  { link, email }: PlannedAttempt,
  error: PlaceBookingRefusal | { readonly kind: 'conflict' },
): void => {
  if (error.kind === 'linkEnded') world.observe({ what: 'link', linkId: link.linkId, status: error.end });
  if (error.kind === 'notTheRecipient') world.observe({ what: 'notTheRecipient', linkId: link.linkId, email });
};
