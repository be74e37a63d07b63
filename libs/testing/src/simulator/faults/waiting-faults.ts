import { booking } from '@bookonce/booking/domain/booking';
import { bookingProjector } from '@bookonce/booking/views/booking-projector';
import { placeBooking, type PlaceBookingCommand } from '@bookonce/booking/domain/place-booking';
import type { BookingEvent } from '@bookonce/contracts/events/booking';
import type { BookingState } from '@bookonce/contracts/streams/booking';
import { ok } from '@bookonce/kernel/result';
import type { DocumentProjection } from '@bookonce/kernel/projector';
import { AsyncLocalStorage } from 'node:async_hooks';
import { realParts, type Fault, type Parts } from '../world/parts.js';

type Decide = typeof booking.decide;

/** A booking that decides differently. */
const deciding = (name: string, decide: Decide): Fault => ({
  name,
  parts: { ...realParts, booking: { ...booking, decide } },
});

/** A booking that decides one kind of command on a state that it is not in. */
const pretending = (
  name: string,
  type: Parameters<Decide>[0]['type'],
  pretend: (state: Exclude<BookingState, { status: 'none' }>) => BookingState,
): Fault =>
  deciding(name, (command, state) =>
    booking.decide(command, command.type === type && state.status !== 'none' ? pretend(state) : state),
  );

/** A booking that does not store one kind of event beside others. */
const leavingOut = (name: string, command: Parameters<Decide>[0]['type'], left: BookingEvent['type']): Fault =>
  deciding(name, (asked, state) => {
    const decision = booking.decide(asked, state);
    return decision.ok && asked.type === command ? ok(decision.value.filter(({ type }) => type !== left)) : decision;
  });

const processing = (name: string, decide: Parts['placeBooking']): Fault => ({
  name,
  parts: { ...realParts, placeBooking: decide },
});

/** The process that stored a decline makes the fresh link, and no delivery of the event does it in its place. */
const freshLinkLost = (): Fault => {
  const isDelivery = new AsyncLocalStorage<true>();
  const withoutLink = (commands: readonly PlaceBookingCommand[]): readonly PlaceBookingCommand[] =>
    isDelivery.getStore() === true ? commands.filter(({ type }) => type !== 'IssueFreshLink') : commands;
  return {
    name: 'a fresh link is lost in a crash',
    parts: {
      ...realParts,
      deliver: (_subscriber, _event, handle) => isDelivery.run(true, handle),
      placeBooking: (state, input) => withoutLink(placeBooking(state, input)),
    },
  };
};

const withLastingReminders: readonly DocumentProjection<never>[] = bookingProjector.documents.map((projection) => ({
  ...projection,
  evolve: (doc, event, id) =>
    event.type === 'BookingCancelled' && id.startsWith('reminder/') ? doc : projection.evolve(doc, event, id),
}));

/** The timer of a reminder outlives the meeting, and the decision on it does not look at what has become of that. */
const remindedInVain: Fault = {
  name: 'a reminder of a cancelled meeting is sent',
  parts: {
    ...realParts,
    projectors: realParts.projectors.map((projector) =>
      projector.view === bookingProjector.view ? { ...projector, documents: withLastingReminders } : projector,
    ),
    booking: {
      ...booking,
      decide: (command, state) =>
        booking.decide(
          command,
          command.type === 'remind' && state.status === 'cancelled' ? { ...state, status: 'confirmed' } : state,
        ),
    },
  },
};

export const waitingFaults: readonly Fault[] = [
  processing('an opt-in that is confirmed after its void books', (state, input) =>
    input.type === 'AttemptVoided' && state.status === 'optedIn'
      ? [
          { type: 'BookSlot', hostIds: state.hostIds },
          { type: 'ConfirmBooking', hostIds: state.hostIds },
        ]
      : placeBooking(state, input),
  ),
  processing('a slot is held before the link admits the attempt', (state, input) =>
    input.type === 'BookingRequested' && state.status === 'requested'
      ? [{ type: 'HoldSlot' }]
      : placeBooking(state, input),
  ),
  processing('an attempt is cancelled without asking the link', (state, input) =>
    input.type === 'CancelRequested' && state.status === 'awaitingOptIn'
      ? [{ type: 'CancelAttempt' }]
      : placeBooking(state, input),
  ),
  processing('a booking waits for approval for ever', (state, input) =>
    placeBooking(state, input).filter(({ type }) => type !== 'ExpireApproval'),
  ),
  processing('a booking is confirmed before its host approves', (state, input) =>
    placeBooking(state, input).map((command) =>
      command.type === 'RequestApproval' ? { type: 'ConfirmBooking', hostIds: command.hostIds } : command,
    ),
  ),
  freshLinkLost(),
  pretending('a host approves what another has declined', 'approve', (state) =>
    state.status === 'declined' ? { ...state, status: 'awaitingApproval' } : state,
  ),
  pretending('a host declines what another has approved', 'decline', (state) =>
    state.status === 'confirmed' ? { ...state, status: 'awaitingApproval' } : state,
  ),
  deciding('the button of an earlier round decides', (command, state) =>
    booking.decide(
      command.type === 'approve' || command.type === 'decline' ? { ...command, round: undefined } : command,
      state,
    ),
  ),
  leavingOut('a move does not ask the host anew', 'settleMove', 'ApprovalRequested'),
  deciding('only the page checks who the recipient of a link is', (command, state) =>
    booking.decide(
      command.type === 'request' ? { ...command, link: { ...command.link, recipientOnly: false } } : command,
      state,
    ),
  ),
  leavingOut('reminders do not follow a move', 'settleMove', 'RemindersScheduled'),
  remindedInVain,
  {
    name: 'a reminder is sent twice',
    parts: {
      ...realParts,
      booking: {
        ...booking,
        evolve: (state, event) => (event.type === 'ReminderRequested' ? state : booking.evolve(state, event)),
      },
    },
  },
];
