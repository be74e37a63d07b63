import { approveBooking, declineBooking } from '@bookonce/contracts/commands/booking';
import type { ReplyOf } from '@bookonce/contracts/define-command';
import { bookings } from '@bookonce/booking/views/booking-document';
import type { HostPlan } from '../world/draw-attempt.js';
import { observeBooking } from './observe-booking.js';
import { Person } from './person.js';
import type { World } from '../world/world.js';

/** Follows the plan of the hosts of a booking that waits for their approval; several decide concurrently. */
export const answerRequest = async (world: World, bookingId: string, plan: HostPlan): Promise<void> => {
  const hosts = new Person(`host of ${bookingId}`, world);
  const round = (await hosts.read(bookings, bookingId))?.approval?.round;
  const isSignedIn = plan !== 'outdatedButton' && world.deps.random.chance(0.5);
  const button = round === undefined || isSignedIn ? {} : { round };
  const approve = (host: string): Promise<void> =>
    decided(
      hosts,
      bookingId,
      button,
      hosts.send(approveBooking, { bookingId, ...button }, `approve as ${host}/${bookingId}`, bookingId),
    );
  const decline = (host: string, sendFreshLink = false): Promise<void> =>
    decided(
      hosts,
      bookingId,
      button,
      hosts.send(declineBooking, { bookingId, ...button, sendFreshLink }, `decline as ${host}/${bookingId}`, bookingId),
    );
  switch (plan) {
    case 'approve':
      return approve('one');
    case 'approveTwice':
      await Promise.all([approve('one'), approve('another')]);
      return;
    case 'decline':
      return decline('one');
    case 'declineWithFreshLink':
      await Promise.all([decline('one', true), decline('another', true)]);
      return;
    case 'both':
      await Promise.all([approve('one'), decline('another', world.deps.random.chance(0.5))]);
      return;
    case 'outdatedButton':
      await hosts.pause('reads the mail late', world.deps.random.between(1_000, 20_000));
      return world.deps.random.chance(0.5) ? approve('one') : decline('one', true);
    case 'nothing':
  }
};

type Decided = ReplyOf<typeof approveBooking> | null;

const decided = async (
  { world }: Person,
  bookingId: string,
  { round }: { readonly round?: number },
  sent: Promise<Decided>,
): Promise<void> => {
  const reply = await sent;
  if (reply?.ok !== true) return;
  observeBooking(world, reply.value.booking);
  if (round !== undefined) world.observe({ what: 'decided', bookingId, round });
};
