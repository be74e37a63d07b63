import type { StartedBooking } from '@bookonce/contracts/streams/booking';
import { placeBooking, type PlaceBookingCommand, type PlaceBookingInput } from '@bookonce/booking/domain/place-booking';
import { booking } from '@bookonce/booking/domain/booking';
import type { BookingRequest } from '@bookonce/contracts/events/booking';
import { realParts, type Fault } from '../world/parts.js';

type Commands = readonly PlaceBookingCommand[];

/** A process manager that changes the commands of the real one. */
const asking = (
  name: string,
  change: (commands: Commands, input: PlaceBookingInput, booking: StartedBooking) => Commands,
): Fault => ({
  name,
  parts: {
    ...realParts,
    placeBooking: (booking, input) =>
      booking.status === 'none' ? [] : change(placeBooking(booking, input), input, booking),
  },
});

const without = (commands: Commands, type: PlaceBookingCommand['type']): Commands =>
  commands.filter((command) => command.type !== type);

const isOpen = ({ status }: StartedBooking): boolean =>
  status === 'requested' || status === 'awaitingOptIn' || status === 'optedIn';

const releaseOf = ({ hostIds, start, end }: BookingRequest): PlaceBookingCommand => ({
  type: 'ReleaseSlot',
  hostIds,
  slot: { start, end },
  moves: 0,
});

export const bookingFaults: readonly Fault[] = [
  asking('a refused slot is rejected without asking the link', (commands, input) =>
    input.type === 'SlotRefused' && commands.length > 0 ? [{ type: 'RejectBooking', reason: input.reason }] : commands,
  ),
  asking('a hold is released by a timer alone', (commands, input, { request }) =>
    input.type === 'Overdue' && commands.length > 0
      ? [releaseOf(request), { type: 'RejectBooking', reason: 'overdue' }]
      : commands,
  ),
  asking('a hold is released before the verdict of the link', (commands, _input, { request }) =>
    commands.flatMap((command): Commands =>
      command.type === 'VoidAttempt' ? [releaseOf(request), command] : [command],
    ),
  ),
  asking('a rejected attempt keeps its hold', (commands, input) => (input.type === 'BookingRejected' ? [] : commands)),
  asking('a booking is confirmed without its slot being booked', (commands) => without(commands, 'BookSlot')),
  asking('a link consumed by another attempt confirms the booking', (commands, input, booking) =>
    input.type === 'LinkEnded' && isOpen(booking)
      ? [
          { type: 'BookSlot', hostIds: booking.hostIds },
          { type: 'ConfirmBooking', hostIds: booking.hostIds },
        ]
      : commands,
  ),
  asking('a booking is confirmed when its slot is held', (commands) =>
    commands.flatMap((command): Commands =>
      command.type === 'ConsumeLink' ? [{ type: 'ConfirmBooking', hostIds: command.hostIds }, command] : [command],
    ),
  ),
  asking('a slot that is held after the attempt has ended stays held', (commands, input, { status }) =>
    input.type === 'SlotHeld' && (status === 'rejected' || status === 'cancelled') ? [] : commands,
  ),
  asking('a slot held on a second host by mistake stays held', (commands, input, booking) =>
    input.type === 'SlotHeld' && booking.hostIds.length > 0 ? [] : commands,
  ),
  asking('a declined booking keeps its slot', (commands, input) =>
    input.type === 'BookingDeclined' ? without(commands, 'ReleaseSlot') : commands,
  ),
  asking('a cancelled booking keeps its slot', (commands, input) =>
    input.type === 'BookingCancelled' ? [] : commands,
  ),
  asking('a move is left undecided', (commands) => without(commands, 'MoveSlot')),
  asking('a move is settled against the verdict of the calendars', (commands) =>
    commands.map((command) => (command.type === 'SettleMove' ? { ...command, refusal: null } : command)),
  ),
  {
    name: 'a booking is cancelled while it is rescheduled',
    parts: {
      ...realParts,
      booking: {
        ...booking,
        decide: (command, state) =>
          command.type === 'cancel' && state.status === 'confirmed'
            ? booking.decide(command, { ...state, time: { ...state.time, movingTo: null } })
            : booking.decide(command, state),
      },
    },
  },
  asking('an overdue attempt is left alone', (commands, input) => (input.type === 'Overdue' ? [] : commands)),
  asking('a link is consumed before its attendee has opted in', (commands) =>
    commands.map((command): PlaceBookingCommand =>
      command.type === 'RequestOptIn' ? { type: 'ConsumeLink', hostIds: command.hostIds } : command,
    ),
  ),
  asking('one host of several is enough for a collective meeting', (commands, input, { request, status }) =>
    input.type === 'SlotHeld' &&
    status === 'requested' &&
    request.assignment === 'collective' &&
    request.optIn === undefined
      ? [{ type: 'ConsumeLink', hostIds: input.hostIds }]
      : commands,
  ),
];
