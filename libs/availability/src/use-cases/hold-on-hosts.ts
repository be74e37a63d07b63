import type { Held, SlotRefusal } from '@bookonce/contracts/commands/availability';
import type { CommandReply, ConflictRefusal } from '@bookonce/contracts/replies';
import type { Assignment } from '@bookonce/contracts/values/meeting-type';
import { epochMsOf } from '@bookonce/kernel/json';
import { laterPosition } from '@bookonce/kernel/later-position';
import type { Position } from '@bookonce/kernel/ports/event-store';
import type { Ids } from '@bookonce/kernel/ports/ids';
import { fail, ok, type Result, unreachable } from '@bookonce/kernel/result';
import { type CalendarState, hostTimeAround } from '../domain/calendar-state.js';
import type { CalendarRefusal, HoldSlot } from '../domain/calendar.js';
import { inRoundRobinOrder } from '../domain/host-order.js';
import { occupiedBy } from '../domain/occupied-slots.js';
import { MINUTE_MS } from '../domain/slots/day-number.js';
import { freeHoursOf } from '../domain/slots/free-hours.js';
import { type Classified, type Grid, HostSlots } from '../domain/slots/host-slots.js';
import { classifyTogether, gridInTurn } from '../domain/slots/team-slots.js';

/** Access to the hosts' calendars. */
export interface Calendars {
  readonly ids: Pick<Ids, 'derive'>;
  /** Returns the state last known to this process. */
  readonly peek: (hostId: string) => Promise<CalendarState>;
  /** Returns the stored state. */
  readonly load: (hostId: string) => Promise<CalendarState>;
  readonly run: (
    hostId: string,
    command: { readonly type: 'hold' } & HoldSlot,
  ) => Promise<Result<{ readonly position: Position | null }, CalendarRefusal | ConflictRefusal>>;
}

export interface HoldRequest extends Omit<HoldSlot, 'grid'> {
  readonly hostIds: readonly string[];
  readonly assignment: Assignment;
}

type HoldReply = CommandReply<SlotRefusal, Held>;

const notOffered: HoldReply = fail({ kind: 'slotNotOffered' });

/** Holds a slot on one of the hosts, or (`collective`) on all of them. */
export const holdOnHosts = async (calendars: Calendars, request: HoldRequest): Promise<HoldReply> => {
  const { assignment, hostIds } = request;
  if (hostIds.length === 0) return notOffered;
  switch (assignment) {
    case 'single':
      return holdOnFirst(calendars, hostIds, request, 'own');
    case 'roundRobin': {
      const grid = await gridOfTurn(calendars, request);
      return grid === 'none'
        ? notOffered
        : holdOnFirst(calendars, await roundRobinOrder(calendars, request), request, grid);
    }
    case 'collective':
      return holdOnAll(calendars, [...hostIds].sort(), request);
    default:
      return unreachable(assignment);
  }
};

/** The hosts among these whose own calendars take a slot that can be held. Of a meeting of all hosts, each one does. */
export const whoCanHold = async (
  calendars: Calendars,
  request: HoldRequest,
  hostIds: readonly string[],
): Promise<readonly string[]> => {
  if (request.assignment === 'collective') return hostIds;
  // A round robin start was found to be on the grid of all hosts before.
  const grid = request.assignment === 'roundRobin' ? 'team' : 'own';
  const replies = await Promise.all(hostIds.map((hostId) => holdOn(calendars, hostId, request, grid)));
  return hostIds.filter((_hostId, index) => replies[index]?.ok === true);
};

/**
 * The grid of a round robin start depends on the hours of all hosts, so it is judged here; each calendar judges whether its
 * host can take the slot. Before it is `none`, the stored hours are read (I9).
 */
const gridOfTurn = async ({ peek, load }: Calendars, request: HoldRequest): Promise<Grid> => {
  const seen = await gridSeen(peek, request);
  return seen === 'none' ? gridSeen(load, request) : seen;
};

const gridSeen = async (read: Calendars['load'], request: HoldRequest): Promise<Grid> => {
  const { hostIds, bookingId } = request;
  const states = await Promise.all(hostIds.map((hostId) => read(hostId)));
  const start = epochMsOf(request.start);
  // A hold of this booking shows that the start was on the grid.
  if (states.some(({ occupied }) => occupiedBy(occupied, bookingId, start) !== undefined)) return 'team';
  const { picked, slotIntervalMinutes } = request.rules;
  return gridInTurn(
    states.map(({ schedule, timeOff }) => freeHoursOf(schedule, timeOff)),
    { isPicked: picked !== undefined, intervalMs: slotIntervalMinutes * MINUTE_MS },
    start,
  );
};

const roundRobinOrder = async (
  { peek, ids }: Calendars,
  { hostIds, bookingId, start }: HoldRequest,
): Promise<readonly string[]> => {
  const candidates = hostIds.map(async (hostId) => ({
    hostId,
    calendar: await peek(hostId),
    tieBreaker: ids.derive(bookingId + hostId),
  }));
  return inRoundRobinOrder(await Promise.all(candidates), bookingId, start);
};

/** Holds the slot on the first host that does not refuse. */
const holdOnFirst = async (
  calendars: Calendars,
  hostIds: readonly string[],
  request: HoldRequest,
  grid: Grid,
): Promise<HoldReply> => {
  let refusal: HoldReply = notOffered;
  for (const hostId of hostIds) {
    const held = await holdOn(calendars, hostId, request, grid);
    if (held.ok || held.error.kind === 'conflict') return held;
    // "Taken" tells the attendee more than "not offered" by another host.
    if (held.error.kind === 'slotTaken') refusal = held;
  }
  return refusal;
};

/**
 * Holds the slot on all hosts, in the order of their ids, so that two bookings of the same hosts conflict at the first
 * one. If a host refuses, the holds on the others stay until the link's stream has judged the attempt, because a second
 * delivery may just have got all hosts (I3). The process manager releases them after that.
 */
const holdOnAll = async (
  calendars: Calendars,
  hostIds: readonly string[],
  request: HoldRequest,
): Promise<HoldReply> => {
  const seen = await seenTogether(calendars, request);
  if (seen !== 'offered') return fail({ kind: seen === 'taken' ? 'slotTaken' : 'slotNotOffered' });
  let position: Position | null = null;
  for (const hostId of hostIds) {
    const held = await holdOn(calendars, hostId, request, 'team');
    if (!held.ok) return held;
    position = laterPosition(position, held.value.position);
  }
  return ok({ hostIds, position });
};

/** Checks all hosts before any is asked to hold, so that no host's time is held in vain. */
const seenTogether = async ({ load }: Calendars, request: HoldRequest): Promise<Classified> => {
  const states = await Promise.all(request.hostIds.map((hostId) => load(hostId)));
  const { bookingId, meetingTypeId, rules } = request;
  const start = epochMsOf(request.start);
  // A hold of this booking shows that the slot was offered. If another host's time is gone by now, its calendar refuses.
  if (states.some(({ occupied }) => occupiedBy(occupied, bookingId, start) !== undefined)) return 'offered';
  const question = { meetingTypeId, rules, now: epochMsOf(request.now) };
  return classifyTogether(
    states.map((state) => new HostSlots(hostTimeAround(state, start), question)),
    start,
  );
};

const holdOn = async (
  { run }: Calendars,
  hostId: string,
  { hostIds: _hostIds, assignment: _assignment, ...hold }: HoldRequest,
  grid: Grid,
): Promise<HoldReply> => {
  const held = await run(hostId, { type: 'hold', ...hold, grid });
  return held.ok ? ok({ hostIds: [hostId], position: held.value.position }) : fail(asSlotRefusal(held.error));
};

const asSlotRefusal = (refusal: CalendarRefusal | ConflictRefusal): SlotRefusal | ConflictRefusal => {
  switch (refusal.kind) {
    case 'slotTaken':
    case 'slotNotOffered':
    case 'conflict':
      return refusal;
    case 'hostUnknown':
      return { kind: 'slotNotOffered' };
    default:
      throw new Error(`a hold is not refused as ${refusal.kind}`);
  }
};
