import { cancelBooking, confirmOptIn, mailOptInAgain } from '@bookonce/contracts/commands/booking';
import type { OptInPlan } from '../world/draw-attempt.js';
import { observeBooking } from './observe-booking.js';
import type { Person } from './person.js';

const MINUTE_MS = 60_000;
/** One more than there are. */
const MAILS_ASKED_FOR = 4;

/** Follows the plan of an attendee who was mailed the opt-in link. */
export const answerOptIn = async (attendee: Person, bookingId: string, plan: OptInPlan): Promise<void> => {
  switch (plan) {
    case 'confirm':
      return confirm(attendee, bookingId);
    case 'confirmFromTwoTabs':
      await Promise.all([confirm(attendee, bookingId), confirm(attendee, bookingId, 'second tab')]);
      return;
    case 'late':
      await attendee.pause('looks into the mailbox late', attendee.world.deps.random.between(4, 35) * MINUTE_MS);
      return confirm(attendee, bookingId);
    case 'cancel':
      return giveUp(attendee, bookingId);
    case 'confirmAndCancel':
      await Promise.all([confirm(attendee, bookingId), giveUp(attendee, bookingId)]);
      return;
    case 'mailAgain':
      for (let mails = 0; mails < MAILS_ASKED_FOR; mails += 1) {
        await attendee.send(mailOptInAgain, { bookingId }, `mail ${mails}/${bookingId}`, bookingId);
      }
      return confirm(attendee, bookingId);
    case 'ignore':
  }
};

const confirm = async (attendee: Person, bookingId: string, tab = 'tab'): Promise<void> => {
  const { world } = attendee;
  const reply = await attendee.send(confirmOptIn, { bookingId }, `confirm in ${tab}/${bookingId}`, bookingId);
  if (reply === null) return;
  if (reply.ok) return observeBooking(world, reply.value.booking);
  if (reply.error.kind !== 'attemptEnded') return;
  const { reason } = reply.error;
  world.observe(
    reason === 'cancelled'
      ? { what: 'booking', bookingId, status: 'cancelled' }
      : { what: 'booking', bookingId, status: 'rejected', reason },
  );
};

const giveUp = async (attendee: Person, bookingId: string): Promise<void> => {
  const reply = await attendee.send(cancelBooking, { bookingId }, `give up/${bookingId}`, bookingId);
  if (reply?.ok === true) observeBooking(attendee.world, reply.value.booking);
};
