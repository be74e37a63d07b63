import type { SlotRefusal } from '@bookonce/contracts/commands/availability';
import type { CalendarEvent } from '@bookonce/contracts/events/calendar';
import type { MoveRefusalReason } from '@bookonce/contracts/values/reasons';
import { epochMsOf, instantOf, type Instant } from '@bookonce/kernel/json';
import { fail, ok, type Result } from '@bookonce/kernel/result';
import type { CalendarState } from './calendar-state.js';
import { buffersOf, refusalOf, type Judgement, type Slot } from './judge-slot.js';
import { occupiedBy, withoutSlot, type OccupiedSlot } from './occupied-slots.js';

/** A numbered move of a booking's slot from `fromStart` to `start`. */
export interface Move extends Slot {
  readonly move: number;
  readonly fromStart: Instant;
}

export type JudgedMove = Move & Judgement;
export type VoidedMove = Move & { readonly reason: MoveRefusalReason };

type Known = CalendarState & { readonly hostId: string };
type Decision = Result<readonly CalendarEvent[], SlotRefusal | { readonly kind: 'notHeld' }>;

const nothing: Decision = ok([]);

/** The calendar's view of a move: `open` until it is decided; `gone` if the slot to move no longer exists. */
export type MoveStanding =
  | { readonly kind: 'open'; readonly from: OccupiedSlot; readonly isReserved: boolean }
  | { readonly kind: 'moved' }
  | { readonly kind: 'voided'; readonly reason: MoveRefusalReason }
  | { readonly kind: 'gone' };

export const standingOf = (
  { occupied }: Pick<CalendarState, 'occupied'>,
  { bookingId, move, fromStart, start }: Move,
): MoveStanding => {
  const from = occupiedBy(occupied, bookingId, epochMsOf(fromStart));
  const to = occupiedBy(occupied, bookingId, epochMsOf(start));
  if (to?.lastMove?.move === move && to.lastMove.voided === null) return { kind: 'moved' };
  if (from === undefined || from.state === 'reserved') return { kind: 'gone' };
  // A later move was decided on the slot at `start`, so a hold at `fromStart` is a late repeat, which this move must not mark.
  if ((to?.lastMove?.move ?? 0) > move) return { kind: 'gone' };
  const last = from.lastMove;
  if (last === undefined || last.move < move) return { kind: 'open', from, isReserved: to?.state === 'reserved' };
  return last.move === move && last.voided !== null ? { kind: 'voided', reason: last.voided } : { kind: 'gone' };
};

/** Reserves the new time on one of several hosts; the old one stays occupied. */
export const reserveMove = (command: JudgedMove, state: Known): Decision => {
  const standing = standingOf(state, command);
  switch (standing.kind) {
    case 'open': {
      if (standing.isReserved) return nothing;
      const refusal = refusalOfMove(command, standing.from, state);
      if (refusal !== null) return fail(refusal);
      const { meetingTypeId } = standing.from;
      return ok([
        { type: 'MoveReserved', data: { ...moveOf(command, state), ...buffersOf(command.rules), meetingTypeId } },
      ]);
    }
    case 'moved':
      return nothing;
    case 'voided':
      return fail({ kind: standing.reason });
    case 'gone':
      return fail({ kind: 'notHeld' });
  }
};

/** Decides the move once, for all of the booking's hosts: it is made here, or never on any host. */
export const moveSlot = (command: JudgedMove, state: Known): Decision => {
  const standing = standingOf(state, command);
  if (standing.kind === 'gone') return fail({ kind: 'notHeld' });
  if (standing.kind !== 'open') return nothing;
  const refusal = refusalOfMove(command, standing.from, state);
  return refusal === null
    ? ok([movedFrom(standing.from, command, state, buffersOf(command.rules))])
    : voidMove({ ...command, reason: refusal.kind }, state);
};

/** Follows the deciding calendar: the slot is now at the reserved time. */
export const finishMove = (command: Move, state: Known): Decision => {
  const standing = standingOf(state, command);
  if (standing.kind !== 'open') return nothing;
  const to = occupiedBy(state.occupied, command.bookingId, epochMsOf(command.start));
  if (to?.state !== 'reserved') return fail({ kind: 'notHeld' });
  const { bufferBeforeMinutes, bufferAfterMinutes } = to;
  return ok([movedFrom(standing.from, command, state, { bufferBeforeMinutes, bufferAfterMinutes })]);
};

/** Voids the move, even if nothing is reserved: a late reservation must find it voided (I6). */
export const voidMove = (command: VoidedMove, state: Known): Decision =>
  standingOf(state, command).kind === 'open'
    ? ok([{ type: 'MoveVoided', data: { ...moveOf(command, state), reason: command.reason } }])
    : nothing;

/** Ignores the booking's own slot, which may overlap the new time. */
const refusalOfMove = (command: JudgedMove, from: OccupiedSlot, state: Known): SlotRefusal | null => {
  const occupied = withoutSlot(state.occupied, command.bookingId, from.start);
  return refusalOf(command, from.meetingTypeId, { ...state, occupied });
};

const moveOf = ({ bookingId, start, end, move, fromStart }: Move, { hostId }: Known) => ({
  hostId,
  bookingId,
  start,
  end,
  move,
  fromStart,
});

const movedFrom = (
  from: OccupiedSlot,
  move: Move,
  state: Known,
  buffers: ReturnType<typeof buffersOf>,
): CalendarEvent => ({
  type: 'SlotMoved',
  data: {
    ...moveOf(move, state),
    ...buffers,
    meetingTypeId: from.meetingTypeId,
    state: from.state === 'held' ? 'held' : 'booked',
    fromEnd: instantOf(from.end),
  },
});
