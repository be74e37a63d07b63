import type { moveSlot, SlotRefusal } from '@bookonce/contracts/commands/availability';
import type { Verdict, VerdictRefusal } from '@bookonce/contracts/commands/link';
import type { PayloadOf } from '@bookonce/contracts/define-command';
import type { StartedBooking } from '@bookonce/contracts/streams/booking';
import type { Interval } from '@bookonce/contracts/values/instant';
import type { CommandReply } from '@bookonce/contracts/replies';
import type { Result } from '@bookonce/kernel/result';
import type { BookingCommand } from '../domain/booking.js';
import type { PlaceBookingCommand, PlaceBookingInput } from '../domain/place-booking.js';

export const heldOn = (hostIds: readonly string[]): PlaceBookingInput => ({ type: 'SlotHeld', hostIds });

/**
 * The booking took this step before, or is past it, and the events of that were heard long ago: what a late delivery
 * holds for it is looked at again (I6).
 */
export const afterAll = (command: BookingCommand): PlaceBookingInput | null => {
  if (command.type === 'reject') return { type: 'BookingRejected' };
  return 'hostIds' in command ? heldOn(command.hostIds) : null;
};

export const slotOf = (
  { bookingId, start, end }: Interval & { readonly bookingId: string },
  hostIds: readonly string[],
) => ({ bookingId, hostIds: [...hostIds], start, end });

/** The move that this booking waits for; null where it waits for none. */
export const movedSlotOf = (booking: StartedBooking): PayloadOf<typeof moveSlot> | null => {
  const { request, time } = booking;
  if (time.movingTo === null) return null;
  const { bookingId, meetingTypeId } = request;
  return {
    ...slotOf({ bookingId, ...time.movingTo }, booking.hostIds),
    meetingTypeId,
    move: time.moves,
    fromStart: time.start,
  };
};

export const moveDecided = (
  command: PlaceBookingCommand,
  move: number,
  reply: CommandReply<SlotRefusal>,
): PlaceBookingInput => {
  if (reply.ok) return { type: 'MoveDecided', move, refusal: null };
  if (reply.error.kind === 'conflict') throw tryAgain(command);
  return { type: 'MoveDecided', move, refusal: reply.error.kind };
};

export const heardFrom = (
  command: PlaceBookingCommand,
  reply: CommandReply<VerdictRefusal, Verdict>,
  asked: readonly string[],
): PlaceBookingInput => {
  if (reply.ok) {
    return reply.value.verdict === 'consumed'
      ? { type: 'LinkConsumed', hostIds: reply.value.hostIds, held: asked }
      : { type: 'AttemptVoided', reason: reply.value.reason };
  }
  if (reply.error.kind === 'conflict') throw tryAgain(command);
  // A link that was never issued can be consumed by nobody.
  return { type: 'AttemptVoided', reason: 'linkUnknown' };
};

export const expectDone = (command: PlaceBookingCommand, reply: Result<unknown, { readonly kind: string }>): void => {
  if (reply.ok) return;
  throw reply.error.kind === 'conflict' ? tryAgain(command) : new Error(`${command.type} refused: ${reply.error.kind}`);
};

export const tryAgain = (command: { readonly type: string }): Error =>
  new Error(`${command.type} met too many concurrent changes; the event is delivered again`);
