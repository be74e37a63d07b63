import type { CalendarEvent } from '@bookonce/contracts/events/calendar';
import type { MoveRefusalReason } from '@bookonce/contracts/values/reasons';
import { epochMsOf, type Instant } from '@bookonce/kernel/json';
import { unreachable } from '@bookonce/kernel/result';
import { DAY_MS, MINUTE_MS } from './slots/day-number.js';
import type { OccupiedSpan } from './slots/host-slots.js';
import type { Span } from './slots/spans.js';

/** One slot of a host that is held or booked. Times in epoch ms. */
export interface OccupiedSlot extends OccupiedSpan {
  readonly bookingId: string;
  /** `reserved`: where a move would take it, beside where it is. */
  readonly state: 'held' | 'booked' | 'reserved';
  /** The last move of this slot that was decided, and why it was not made; absent if there was none. */
  readonly lastMove?: { readonly move: number; readonly voided: MoveRefusalReason | null };
}

/** An event that changes which slots are occupied. */
export type SlotEvent = Exclude<
  Extract<CalendarEvent, { data: { bookingId: string } }>,
  { readonly type: 'SlotClashesChanged' }
>;

const SLOT_EVENTS: ReadonlySet<string> = new Set<SlotEvent['type']>([
  'SlotHeld',
  'SlotBooked',
  'SlotReleased',
  'MoveReserved',
  'SlotMoved',
  'MoveVoided',
]);

export const isSlotEvent = <Event extends { readonly type: string }>(event: Event): event is Event & SlotEvent =>
  SLOT_EVENTS.has(event.type);

/** One step of a change in what a booking occupies. The calendar and its view keep slots differently, and apply these. */
export type OccupiedChange = { readonly bookingId: string; readonly start: Instant } & (
  | {
      readonly change: 'occupy';
      readonly meetingTypeId: string;
      readonly end: Instant;
      readonly bufferBeforeMinutes: number;
      readonly bufferAfterMinutes: number;
      readonly state: OccupiedSlot['state'];
    }
  | { readonly change: 'book' }
  | { readonly change: 'free' }
  /** Frees the slot only if it is the target of a move. */
  | { readonly change: 'unreserve' }
  | { readonly change: 'settleMove'; readonly move: number; readonly voided: MoveRefusalReason | null }
);

/** Returns the changes that an event makes, in order. The only place that interprets slot events. */
export const occupiedChanges = (event: SlotEvent): readonly OccupiedChange[] => {
  const { bookingId, start } = event.data;
  switch (event.type) {
    case 'SlotHeld':
    case 'MoveReserved':
      return [occupy(event.data, event.type === 'SlotHeld' ? 'held' : 'reserved')];
    case 'SlotBooked':
      return [{ change: 'book', bookingId, start }];
    case 'SlotReleased':
      return [{ change: 'free', bookingId, start }];
    case 'SlotMoved': {
      const { fromStart, fromEnd, move, state } = event.data;
      return [
        { change: 'free', bookingId, start: fromStart },
        // Another end: the time that it was to get in addition may be reserved.
        ...(epochMsOf(start) === epochMsOf(fromStart)
          ? [{ change: 'unreserve', bookingId, start: fromEnd } as const]
          : []),
        occupy(event.data, state),
        { change: 'settleMove', bookingId, start, move, voided: null },
      ];
    }
    case 'MoveVoided': {
      const { fromStart, move, reason } = event.data;
      return [
        { change: 'unreserve', bookingId, start },
        { change: 'settleMove', bookingId, start: fromStart, move, voided: reason },
      ];
    }
    default:
      // An event of a later version of the product.
      return [];
  }
};

const occupy = (
  {
    bookingId,
    meetingTypeId,
    start,
    end,
    bufferBeforeMinutes,
    bufferAfterMinutes,
  }: Omit<Extract<OccupiedChange, { change: 'occupy' }>, 'change' | 'state'>,
  state: OccupiedSlot['state'],
): OccupiedChange => ({
  change: 'occupy',
  bookingId,
  meetingTypeId,
  start,
  end,
  bufferBeforeMinutes,
  bufferAfterMinutes,
  state,
});

interface DayBlock {
  /** The first day, in blocks of days since 1970. */
  readonly block: number;
  readonly days: readonly (readonly OccupiedSlot[])[];
}

/**
 * A host's occupied slots by the UTC day that they start on, in blocks of days, in order: a change copies one day, one
 * block and the list of blocks, so that its cost does not grow with the host's history. Plain JSON. Arrays, as these
 * are copied many times faster than objects with as many keys.
 */
export type OccupiedSlots = readonly DayBlock[];

const DAYS_PER_BLOCK = 64;

export const noneOccupied: OccupiedSlots = [];

const noDays: DayBlock['days'] = Array.from({ length: DAYS_PER_BLOCK }, () => []);

const dayOf = (epochMs: number): number => Math.floor(epochMs / DAY_MS);
const blockOf = (day: number): number => Math.floor(day / DAYS_PER_BLOCK);

const slotsOn = (slots: OccupiedSlots, day: number): readonly OccupiedSlot[] => {
  const block = blockOf(day);
  // From the end: nearly every read is of the newest days.
  return slots.findLast((one) => one.block === block)?.days[day - block * DAYS_PER_BLOCK] ?? [];
};

/** Slots that start on the UTC days of `from` to `to`, both inclusive. */
export const occupiedBetween = (slots: OccupiedSlots, from: number, to: number): readonly OccupiedSlot[] => {
  const found: OccupiedSlot[] = [];
  for (let day = dayOf(from); day <= dayOf(to); day += 1) found.push(...slotsOn(slots, day));
  return found;
};

/** No slot reaches further with its buffers: a slot and a buffer of it are up to a day long. */
export const LONGEST_REACH_MS = 2 * DAY_MS;

/**
 * All slots that touch `[from, to)` with their buffers, and others of the same days. Whole days that do not reach so far are
 * left out: a full week of a busy host is a long list, and it is looked at for every booking.
 */
export const occupiedNear = (slots: OccupiedSlots, from: number, to: number): readonly OccupiedSlot[] => {
  const found: OccupiedSlot[] = [];
  const last = dayOf(to + LONGEST_REACH_MS);
  for (let day = dayOf(from - LONGEST_REACH_MS); day <= last; day += 1) {
    const ofDay = slotsOn(slots, day);
    if (ofDay.length === 0) continue;
    const reach = reachOf(ofDay);
    if (reach.start < to && reach.end > from) found.push(...ofDay);
  }
  return found;
};

/** By the list of a day, which never changes. */
const reaches = new WeakMap<readonly OccupiedSlot[], Span>();

/** From where to where the slots of a day reach with their buffers. */
const reachOf = (ofDay: readonly OccupiedSlot[]): Span => {
  const known = reaches.get(ofDay);
  if (known !== undefined) return known;
  let [start, end] = [Infinity, -Infinity];
  for (const slot of ofDay) {
    start = Math.min(start, slot.start - slot.bufferBeforeMinutes * MINUTE_MS);
    end = Math.max(end, slot.end + slot.bufferAfterMinutes * MINUTE_MS);
  }
  const reach = { start, end };
  reaches.set(ofDay, reach);
  return reach;
};

/** The slot of this booking that begins at `start`. */
export const occupiedBy = (slots: OccupiedSlots, bookingId: string, start: number): OccupiedSlot | undefined =>
  slotsOn(slots, dayOf(start)).find((slot) => slot.start === start && slot.bookingId === bookingId);

/** All slots, by the day on which they start. */
export const everyOccupied = (slots: OccupiedSlots): readonly OccupiedSlot[] =>
  slots.flatMap(({ days }) => days.flat());

/** The last move of this booking that was decided, 0 if none was. Looks at all slots: for moves, which are rare. */
export const lastMoveOf = (slots: OccupiedSlots, bookingId: string): number =>
  everyOccupied(slots).reduce(
    (last, slot) => (slot.bookingId === bookingId ? Math.max(last, slot.lastMove?.move ?? 0) : last),
    0,
  );

/** Adds a slot, in place of the booking's slot with the same start. */
export const withSlot = (slots: OccupiedSlots, slot: OccupiedSlot): OccupiedSlots => {
  const day = dayOf(slot.start);
  const others = slotsOn(slots, day).filter((other) => !isSame(other, slot.bookingId, slot.start));
  return withDay(slots, day, [...others, slot]);
};

export const withoutSlot = (slots: OccupiedSlots, bookingId: string, start: number): OccupiedSlots => {
  if (occupiedBy(slots, bookingId, start) === undefined) return slots;
  const day = dayOf(start);
  return withDay(
    slots,
    day,
    slotsOn(slots, day).filter((slot) => !isSame(slot, bookingId, start)),
  );
};

const isSame = (slot: OccupiedSlot, bookingId: string, start: number): boolean =>
  slot.bookingId === bookingId && slot.start === start;

/** A block without slots is left out, so that what came and went leaves no trace. */
const withDay = (slots: OccupiedSlots, day: number, ofDay: readonly OccupiedSlot[]): OccupiedSlots => {
  const block = blockOf(day);
  const at = slots.findLastIndex((one) => one.block <= block);
  const there = slots[at]?.block === block ? slots[at] : undefined;
  const days = (there?.days ?? noDays).with(day - block * DAYS_PER_BLOCK, ofDay);
  if (there === undefined) return slots.toSpliced(at + 1, 0, { block, days });
  return days.every((slotsOfDay) => slotsOfDay.length === 0) ? slots.toSpliced(at, 1) : slots.with(at, { block, days });
};

/**
 * Forgets the booked slots that ended by `until` and start on the UTC days of `from` to `to`, both inclusive. A slot that
 * is only held or reserved stays until that is decided.
 */
export const withoutPast = (slots: OccupiedSlots, until: number, from: number, to: number): OccupiedSlots => {
  const isKept = ({ state, end }: OccupiedSlot): boolean => state !== 'booked' || end > until;
  const [first, last] = [dayOf(from), dayOf(to)];
  return slots.flatMap((one) => {
    const begins = one.block * DAYS_PER_BLOCK;
    if (begins > last || begins + DAYS_PER_BLOCK <= first) return [one];
    const days = one.days.map((ofDay, index) => {
      const day = begins + index;
      return day < first || day > last || ofDay.every(isKept) ? ofDay : ofDay.filter(isKept);
    });
    return days.every((ofDay) => ofDay.length === 0) ? [] : [{ ...one, days }];
  });
};

/** The slots after one change. */
export const withChange = (slots: OccupiedSlots, change: OccupiedChange): OccupiedSlots => {
  const { bookingId } = change;
  const start = epochMsOf(change.start);
  const there = occupiedBy(slots, bookingId, start);
  switch (change.change) {
    case 'occupy': {
      const { meetingTypeId, bufferBeforeMinutes, bufferAfterMinutes, state } = change;
      const end = epochMsOf(change.end);
      return withSlot(slots, { bookingId, meetingTypeId, start, end, bufferBeforeMinutes, bufferAfterMinutes, state });
    }
    case 'book':
      return there === undefined ? slots : withSlot(slots, { ...there, state: 'booked' });
    case 'free':
      return withoutSlot(slots, bookingId, start);
    case 'unreserve':
      return there?.state === 'reserved' ? withoutSlot(slots, bookingId, start) : slots;
    case 'settleMove': {
      const { move, voided } = change;
      return there === undefined ? slots : withSlot(slots, { ...there, lastMove: { move, voided } });
    }
    default:
      return unreachable(change);
  }
};
