import type { Refused } from '@bookonce/contracts/replies';
import type { BookingState } from '@bookonce/contracts/streams/booking';
import { recorded } from '@bookonce/contracts/event-catalogue';
import { actorIn } from '@bookonce/kernel/actor';
import type { Conflict, Handled } from '@bookonce/kernel/command-handler';
import { epochMsOf, type Instant } from '@bookonce/kernel/json';
import type { CommandContext } from '@bookonce/kernel/ports/bus';
import { fail, type Result } from '@bookonce/kernel/result';
import type { BookingCommand } from '../domain/booking.js';
import type { BookingRefusal } from '../domain/booking-decision.js';
import type { PlaceBookingInput } from '../domain/place-booking.js';
import type { BookingService } from './booking-service.js';
import type { Trigger } from './place-booking-process.js';
import type { PlaceBookingReactor } from './place-booking-reactor.js';

export interface ChangeBookingDeps {
  readonly bookings: Pick<
    BookingService,
    | 'change'
    | 'moveRequestedBy'
    | 'readCalendarsFor'
    | 'storedStateOf'
    | 'positionOf'
    | 'latestPosition'
    | 'placeFor'
    | 'refusalOfFreshLink'
    | 'hasDeactivatedHost'
    | 'organizer'
    | 'now'
  >;
  readonly reactor: Pick<PlaceBookingReactor, 'react' | 'resume'>;
}

export type ChangeRefusal = (BookingRefusal | Conflict) & Refused;

const MOST_TRIES = 3;

/** Runs a caller's command. Completes a move that is in progress first. */
export const changeOne = async (
  { bookings, reactor }: ChangeBookingDeps,
  bookingId: string,
  command: BookingCommand,
  context: CommandContext,
): Promise<Result<Handled<BookingState>, ChangeRefusal>> => {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const handled = await bookings.change(bookingId, command, context);
    if (handled.ok || handled.error.kind !== 'isMoving') return handled;
    await reactor.resume(bookingId, { type: 'RescheduleRequested' }, triggerOf(context));
  }
  return fail({ kind: 'conflict' });
};

/**
 * Ends a wait whose time is up, if its timer has not fired yet, such as after a restart. Otherwise a booking could be
 * confirmed after its meeting has begun. If this fails, the timer repeats it.
 */
export const endOverdueWait = async (
  { bookings, reactor }: ChangeBookingDeps,
  bookingId: string,
  context: CommandContext,
): Promise<void> => {
  const dueAt = waitsUntil(await bookings.storedStateOf(bookingId));
  if (dueAt === undefined || epochMsOf(bookings.now()) < epochMsOf(dueAt)) return;
  const { id, workspaceId } = triggerOf(context);
  const trigger = { id, workspaceId, by: 'system' };
  await reactor.resume(bookingId, { type: 'Overdue', dueAt }, trigger).catch(() => undefined);
};

const waitsUntil = (booking: BookingState): Instant | undefined => {
  if (booking.status === 'awaitingOptIn') return booking.optInUntil;
  return booking.status === 'awaitingApproval' ? booking.approval?.until : undefined;
};

/**
 * Carries out what follows from a change, before its caller gets the reply. `input` is for a change that was stored
 * before, by a process that may have crashed since. If this fails, the reactor repeats it.
 */
export const carryOn = async (
  { reactor }: ChangeBookingDeps,
  { bookingId, events }: { readonly bookingId: string } & Pick<Handled<BookingState>, 'events'>,
  input: PlaceBookingInput,
  context: CommandContext,
): Promise<void> => {
  const runs =
    events.length === 0
      ? [reactor.resume(bookingId, input, triggerOf(context))]
      : events.map((event) => reactor.react(recorded(event)));
  await Promise.allSettled(runs);
};

/** Any actor but the attendee acts for the host: an API key, or a signed-in person. */
export const sideOf = ({ by }: CommandContext): 'attendee' | 'host' => (by === 'attendee' ? 'attendee' : 'host');

export const triggerOf = ({ commandId, workspaceId, ...actor }: CommandContext): Trigger => ({
  id: commandId,
  workspaceId,
  ...actorIn(actor),
});

/** Returns the refusal as one of those that its command can meet; any other is a mistake of this service. */
export const expected = <Kind extends ChangeRefusal['kind']>(
  refusal: ChangeRefusal,
  ...kinds: readonly Kind[]
): Extract<ChangeRefusal, { readonly kind: Kind | 'conflict' | 'bookingUnknown' }> => {
  const all: readonly string[] = [...kinds, 'conflict', 'bookingUnknown'];
  if (!all.includes(refusal.kind)) throw new Error(`Unexpected refusal: ${refusal.kind}`);
  return refusal as Extract<ChangeRefusal, { readonly kind: Kind | 'conflict' | 'bookingUnknown' }>;
};
