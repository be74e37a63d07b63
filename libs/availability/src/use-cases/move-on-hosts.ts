import type { SlotRefusal } from '@bookonce/contracts/commands/availability';
import type { CommandReply, ConflictRefusal } from '@bookonce/contracts/replies';
import type { MoveRefusalReason } from '@bookonce/contracts/values/reasons';
import { epochMsOf } from '@bookonce/kernel/json';
import { laterPosition } from '@bookonce/kernel/later-position';
import type { Position } from '@bookonce/kernel/ports/event-store';
import { fail, ok, type Result } from '@bookonce/kernel/result';
import { isResize, type JudgedMove, type Move, refusalOfMove, standingOf, whyGone } from '../domain/calendar-moves.js';
import type { CalendarCommand, CalendarRefusal } from '../domain/calendar.js';
import { type CalendarState, hostTimeAround } from '../domain/calendar-state.js';
import { withoutSlot } from '../domain/occupied-slots.js';
import { HostSlots } from '../domain/slots/host-slots.js';
import { classifyTogether } from '../domain/slots/team-slots.js';

/** Access to the hosts' calendars. */
export interface MovedCalendars {
  readonly load: (hostId: string) => Promise<CalendarState>;
  readonly run: (
    hostId: string,
    command: CalendarCommand,
  ) => Promise<
    Result<{ readonly position: Position | null; readonly state: CalendarState }, CalendarRefusal | ConflictRefusal>
  >;
}

export interface MoveRequest extends Omit<JudgedMove, 'grid'> {
  /** At least one. */
  readonly hostIds: readonly string[];
  readonly meetingTypeId: string;
  /** Refuses the move, unless it was made before. */
  readonly isClosed: boolean;
}

/**
 * Moves a booking's slot on all of its hosts, or on none. The first host's calendar decides the move in one append; the
 * others reserve the new time before it and follow after it. So a move that is delivered twice, or interrupted between
 * two hosts, has one outcome.
 */
export const moveOnHosts = async (
  calendars: MovedCalendars,
  request: MoveRequest,
): Promise<CommandReply<SlotRefusal>> => {
  const { hostIds, meetingTypeId: _meetingTypeId, isClosed, ...asked } = request;
  const [judge, ...others] = [...hostIds].sort();
  if (judge === undefined) throw new Error(`booking ${request.bookingId} has no host to move`);
  const move: JudgedMove = { ...asked, grid: others.length === 0 ? 'own' : 'team' };
  const refused = isClosed ? notOffered : others.length === 0 ? null : await reserve(calendars, others, move, request);
  if (refused?.kind === 'conflict') return fail(refused);

  const judged = await calendars.run(
    judge,
    refused === null ? { type: 'move', ...move } : { type: 'voidMove', ...move, reason: refused.kind },
  );
  if (!judged.ok) return failed(move, judged.error);
  const standing = standingOf(judged.value.state, move);
  if (standing.kind !== 'moved' && standing.kind !== 'voided') return failed(move, whyGone(move, judged.value.state));

  const follow: CalendarCommand =
    standing.kind === 'moved'
      ? { type: 'finishMove', ...move }
      : { type: 'voidMove', ...move, reason: standing.reason };
  let { position } = judged.value;
  for (const hostId of others) {
    const followed = await calendars.run(hostId, follow);
    if (!followed.ok) return failed(move, followed.error);
    position = laterPosition(position, followed.value.position);
  }
  return standing.kind === 'moved' ? ok({ position }) : fail({ kind: standing.reason });
};

const notOffered = { kind: 'slotNotOffered' } as const;

type Refused = { readonly kind: MoveRefusalReason } | ConflictRefusal;

const reserve = async (
  { load, run }: MovedCalendars,
  others: readonly string[],
  move: JudgedMove,
  { hostIds, meetingTypeId }: MoveRequest,
): Promise<Refused | null> => {
  const states = await Promise.all(hostIds.map((hostId) => load(hostId)));
  const seen = seenTogether(states, move, meetingTypeId);
  if (seen !== null) return seen;
  for (const hostId of others) {
    const reserved = await run(hostId, { type: 'reserveMove', ...move });
    if (reserved.ok) continue;
    const { error } = reserved;
    if (error.kind === 'slotTaken' || error.kind === 'slotNotOffered' || error.kind === 'conflict') return error;
    throw new Error(`move ${move.move} of ${move.bookingId} is not reserved: ${error.kind}`);
  }
  return null;
};

/** Checks first, as for a hold, whether the hosts can make this move together. Skipped for a move that has begun. */
const seenTogether = (states: readonly CalendarState[], move: JudgedMove, meetingTypeId: string): Refused | null => {
  const standings = states.map((state) => standingOf(state, move));
  if (standings.some((standing) => standing.kind !== 'open' || standing.reserved !== null)) return null;
  if (isResize(move) || move.by === 'host') return firstRefusal(states, move);
  const start = epochMsOf(move.start);
  const question = { meetingTypeId, rules: move.rules, now: epochMsOf(move.now) };
  const hosts = states.map((state) => {
    const occupied = withoutSlot(state.occupied, move.bookingId, epochMsOf(move.fromStart));
    return new HostSlots(hostTimeAround({ ...state, occupied }, start), question);
  });
  const seen = classifyTogether(hosts, start);
  if (seen === 'offered') return null;
  return { kind: seen === 'taken' ? 'slotTaken' : 'slotNotOffered' };
};

/** Each host is judged alone. */
const firstRefusal = (states: readonly CalendarState[], move: JudgedMove): Refused | null => {
  for (const state of states) {
    const standing = standingOf(state, move);
    const refusal = standing.kind === 'open' ? refusalOfMove(move, standing.from, state) : null;
    if (refusal !== null) return refusal;
  }
  return null;
};

/**
 * The process manager knows that the booking is at `fromStart`, so a missing slot is a bug or a very late delivery, unless
 * it is of long ago.
 */
const failed = (
  { bookingId, move }: Move,
  error: CalendarRefusal | ConflictRefusal,
): CommandReply<SlotRefusal, never> => {
  if (error.kind === 'conflict' || error.kind === 'slotNotOffered') return fail(error);
  throw new Error(`move ${String(move)} of ${bookingId} cannot be made: ${error.kind}`);
};
