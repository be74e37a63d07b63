import type { SlotRefusal } from '@bookonce/contracts/commands/availability';
import type { CalendarEvent } from '@bookonce/contracts/events/calendar';
import type { MoveRefusalReason } from '@bookonce/contracts/values/reasons';
import { epochMsOf, instantOf, type Instant } from '@bookonce/kernel/json';
import { fail, ok, type Result } from '@bookonce/kernel/result';
import { type CalendarState, isForgotten } from './calendar-state.js';
import {
  buffersOf,
  refusalOf,
  refusalOfEnd,
  refusalOfHostsChoice,
  type Buffers,
  type Judgement,
  type Slot,
} from './judge-slot.js';
import { lastMoveOf, occupiedBy, withoutSlot, type OccupiedSlot } from './occupied-slots.js';

/**
 * A numbered move of a booking's slot from `fromStart` to `start`. If they are the same, the slot gets another end: a
 * change of length by the host.
 */
export interface Move extends Slot {
  readonly move: number;
  readonly fromStart: Instant;
}

export type JudgedMove = Move & Judgement & { readonly by: 'attendee' | 'host' };
export type VoidedMove = Move & { readonly reason: MoveRefusalReason };

type Known = CalendarState & { readonly hostId: string };
type Decision = Result<readonly CalendarEvent[], SlotRefusal | { readonly kind: 'notHeld' }>;

const nothing: Decision = ok([]);

/** The calendar's view of a move: `open` until it is decided; `gone` if the slot to move no longer exists. */
export type MoveStanding =
  | { readonly kind: 'open'; readonly from: OccupiedSlot; readonly reserved: OccupiedSlot | null }
  | { readonly kind: 'moved' }
  | { readonly kind: 'voided'; readonly reason: MoveRefusalReason }
  | { readonly kind: 'gone' };

export const standingOf = ({ occupied }: Pick<CalendarState, 'occupied'>, move: Move): MoveStanding => {
  const { bookingId } = move;
  const from = occupiedBy(occupied, bookingId, epochMsOf(move.fromStart));
  const to = occupiedBy(occupied, bookingId, epochMsOf(move.start));
  if (to?.lastMove?.move === move.move && to.lastMove.voided === null) return { kind: 'moved' };
  // A slot is booked before it is moved. A slot that is only held is a late hold: it must stay to be released (I6).
  if (from?.state !== 'booked') return { kind: 'gone' };
  const last = from.lastMove;
  if (last?.move === move.move && last.voided !== null) return { kind: 'voided', reason: last.voided };
  // A later move has taken the booking elsewhere, so this slot was held and booked again by late deliveries (I6).
  if (lastMoveOf(occupied, bookingId) >= move.move) return { kind: 'gone' };
  const target = occupiedBy(occupied, bookingId, epochMsOf(reservedTime(move, from).start));
  return { kind: 'open', from, reserved: target?.state === 'reserved' ? target : null };
};

/** Reserves the new time on one of several hosts; the old one stays occupied. */
export const reserveMove = (command: JudgedMove, state: Known): Decision => {
  const standing = standingOf(state, command);
  switch (standing.kind) {
    case 'open': {
      const { from, reserved } = standing;
      if (reserved !== null || !needsTime(command, from)) return nothing;
      const refusal = refusalOfMove(command, from, state);
      if (refusal !== null) return fail(refusal);
      const { meetingTypeId } = from;
      const time = { ...moveOf(command, state), ...reservedTime(command, from) };
      return ok([{ type: 'MoveReserved', data: { ...time, ...buffersAfter(command, from), meetingTypeId } }]);
    }
    case 'moved':
      return nothing;
    case 'voided':
      return fail({ kind: standing.reason });
    case 'gone':
      return fail(whyGone(command, state));
  }
};

/** A meeting of long ago cannot be moved. Any other slot that is to move is there. */
export const whyGone = (
  { fromStart }: Move,
  state: Pick<CalendarState, 'forgottenUntil'>,
): { readonly kind: 'slotNotOffered' | 'notHeld' } => ({
  kind: isForgotten(state, epochMsOf(fromStart)) ? 'slotNotOffered' : 'notHeld',
});

/** Decides the move once, for all of the booking's hosts: it is made here, or never on any host. */
export const moveSlot = (command: JudgedMove, state: Known): Decision => {
  const standing = standingOf(state, command);
  if (standing.kind === 'gone') return fail(whyGone(command, state));
  if (standing.kind !== 'open') return nothing;
  const { from } = standing;
  const refusal = refusalOfMove(command, from, state);
  return refusal === null
    ? ok([movedFrom(from, command, state, buffersAfter(command, from))])
    : voidMove({ ...command, reason: refusal.kind }, state);
};

/** Follows the deciding calendar: the slot is now at the reserved time. */
export const finishMove = (command: Move, state: Known): Decision => {
  const standing = standingOf(state, command);
  if (standing.kind !== 'open') return nothing;
  const { from, reserved } = standing;
  if (reserved === null && needsTime(command, from)) return fail({ kind: 'notHeld' });
  return ok([movedFrom(from, command, state, buffersOf(reserved ?? from))]);
};

/** Voids the move, even if nothing is reserved: a late reservation must find it voided (I6). */
export const voidMove = (command: VoidedMove, state: Known): Decision => {
  const standing = standingOf(state, command);
  if (standing.kind !== 'open') return nothing;
  const time = { ...moveOf(command, state), ...reservedTime(command, standing.from) };
  return ok([{ type: 'MoveVoided', data: { ...time, reason: command.reason } }]);
};

/** Ignores the booking's own slot, which may overlap the new time. */
export const refusalOfMove = (command: JudgedMove, from: OccupiedSlot, state: CalendarState): SlotRefusal | null => {
  // Before its slot is forgotten: a move takes some time, and must find it to the end.
  if (isForgotten(state, from.start)) return { kind: 'slotNotOffered' };
  const others = { ...state, occupied: withoutSlot(state.occupied, command.bookingId, from.start) };
  if (isResize(command)) return refusalOfEnd(from, command.end, others);
  return command.by === 'host' ? refusalOfHostsChoice(command, others) : refusalOf(command, from.meetingTypeId, others);
};

/** Whether the slot stays where it is and gets another end. */
export const isResize = ({ start, fromStart }: Move): boolean => epochMsOf(start) === epochMsOf(fromStart);

/** Whether the move takes time that the slot does not have; to make it shorter does not. */
const needsTime = (move: Move, from: OccupiedSlot): boolean => !isResize(move) || epochMsOf(move.end) > from.end;

/**
 * The time that is reserved for a move, and given up if it is voided. For a longer slot, this is the time after its
 * present end, because the start identifies a slot of a booking.
 */
const reservedTime = (move: Move, from: OccupiedSlot): { readonly start: Instant; readonly end: Instant } => {
  const { start, end } = move;
  return isResize(move) && needsTime(move, from) ? { start: instantOf(from.end), end } : { start, end };
};

/** Another end leaves a booking its own buffers. */
const buffersAfter = (move: JudgedMove, from: OccupiedSlot): Buffers => buffersOf(isResize(move) ? from : move.rules);

const moveOf = ({ bookingId, start, end, move, fromStart }: Move, { hostId }: Known) => ({
  hostId,
  bookingId,
  start,
  end,
  move,
  fromStart,
});

const movedFrom = (from: OccupiedSlot, move: Move, state: Known, buffers: Buffers): CalendarEvent => ({
  type: 'SlotMoved',
  data: {
    ...moveOf(move, state),
    ...buffers,
    meetingTypeId: from.meetingTypeId,
    state: 'booked',
    fromEnd: instantOf(from.end),
  },
});
