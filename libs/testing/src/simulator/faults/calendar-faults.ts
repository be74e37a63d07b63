import { calendar, type CalendarCommand } from '@bookonce/availability/domain/calendar';
import type { CalendarState } from '@bookonce/availability/domain/calendar-state';
import {
  occupiedBetween,
  withoutSlot,
  type OccupiedSlot,
  type OccupiedSlots,
} from '@bookonce/availability/domain/occupied-slots';
import type { CalendarEvent } from '@bookonce/contracts/events/calendar';
import { ok } from '@bookonce/kernel/result';
import { realParts, type Fault } from '../world/parts.js';
import { RUN_STARTS_AT } from '../world/draw-times.js';

type Type = CalendarCommand['type'];
type Of<T extends Type> = Extract<CalendarCommand, { type: T }>;
type Hold = Of<'hold'>;

const isOf = <T extends Type>(type: T, command: CalendarCommand): command is Of<T> => command.type === type;

/** A calendar that decides one kind of command differently. */
const deciding = <T extends Type>(
  type: T,
  name: string,
  decide: (command: Of<T>, state: CalendarState) => ReturnType<typeof calendar.decide>,
): Fault => ({
  name,
  parts: {
    ...realParts,
    calendar: {
      ...calendar,
      decide: (command, state) => (isOf(type, command) ? decide(command, state) : calendar.decide(command, state)),
    },
  },
});

const QUARTER_MS = 90 * 24 * 60 * 60 * 1000;

const only = (slots: OccupiedSlots, keeps: (slot: OccupiedSlot) => boolean): OccupiedSlots =>
  occupiedBetween(slots, RUN_STARTS_AT, RUN_STARTS_AT + QUARTER_MS)
    .filter((slot) => !keeps(slot))
    .reduce((left, { bookingId, start }) => withoutSlot(left, bookingId, start), slots);

const unpicked = ({ picked: _picked, ...rules }: Hold['rules']): Hold['rules'] => rules;

/** Checks for overlaps without buffers, and holds the slot with them. */
const withoutBuffers = (command: Hold, state: CalendarState): ReturnType<typeof calendar.decide> => {
  const { rules } = command;
  const { bufferBeforeMinutes, bufferAfterMinutes } = rules;
  const bare = { ...command, rules: { ...rules, bufferBeforeMinutes: 0, bufferAfterMinutes: 0 } };
  const decision = calendar.decide(bare, state);
  if (!decision.ok) return decision;
  return ok(
    decision.value.map((event): CalendarEvent =>
      event.type === 'SlotHeld'
        ? { type: 'SlotHeld', data: { ...event.data, bufferBeforeMinutes, bufferAfterMinutes } }
        : event,
    ),
  );
};

export const calendarFaults: readonly Fault[] = [
  deciding('hold', 'buffers are ignored', withoutBuffers),
  deciding('hold', 'a hold does not block another hold', (command, state) =>
    calendar.decide(command, { ...state, occupied: only(state.occupied, (slot) => slot.state === 'booked') }),
  ),
  deciding('hold', 'a booking holds its slot twice', (command, state) =>
    calendar.decide(command, {
      ...state,
      occupied: only(state.occupied, ({ bookingId }) => bookingId !== command.bookingId),
    }),
  ),
  deciding('hold', 'the times that a host picked for a link are ignored', (command, state) =>
    calendar.decide({ ...command, rules: unpicked(command.rules) }, state),
  ),
  deciding('move', 'a move ignores the times that a host picked for a link', (command, state) =>
    calendar.decide({ ...command, rules: unpicked(command.rules) }, state),
  ),
  deciding('move', 'a move ignores the slots of other bookings', (command, state) =>
    calendar.decide(command, {
      ...state,
      occupied: only(state.occupied, ({ bookingId }) => bookingId === command.bookingId),
    }),
  ),
  deciding('move', 'a move is decided again each time', (command, state) =>
    calendar.decide({ ...command, move: Number.MAX_SAFE_INTEGER }, state),
  ),
  deciding('voidMove', 'a voided move keeps its reservation', (command, state) => {
    const decision = calendar.decide(command, state);
    return decision.ok && decision.value.length > 0 ? ok([]) : decision;
  }),
  deciding('finishMove', 'one of several hosts does not follow a move', () => ok([])),
  deciding('release', 'a late release frees a slot that the booking has moved to', (command, state) =>
    calendar.decide({ ...command, moves: Number.MAX_SAFE_INTEGER }, state),
  ),
  deciding('changeBusy', 'a calendar that was disconnected comes back', (command, state) =>
    calendar.decide(command, { ...state, removedSources: [] }),
  ),
  deciding('changeBusy', 'a calendar that is read again is stored as if it were new', (command, state) =>
    calendar.decide(command, { ...state, busy: [] }),
  ),
  {
    name: 'a calendar forgets a hold when it is booked',
    parts: {
      ...realParts,
      calendar: {
        ...calendar,
        evolve: (state, event) =>
          event.type === 'SlotBooked'
            ? { ...state, occupied: only(state.occupied, ({ bookingId }) => bookingId !== event.data.bookingId) }
            : calendar.evolve(state, event),
      },
    },
  },
];
