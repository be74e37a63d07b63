import type { Recorded } from '@bookonce/contracts/event-catalogue';
import { epochMsOf, instantOf } from '@bookonce/kernel/json';
import type { StreamName } from '@bookonce/kernel/ports/event-store';
import { SlotsByTime } from './slots-by-time.js';
import type { Report } from './violation.js';

export type SlotEvent = Extract<
  Recorded,
  { type: 'SlotHeld' | 'SlotBooked' | 'SlotReleased' | 'MoveReserved' | 'SlotMoved' | 'MoveVoided' }
>;

/** A booking's interval on one calendar, in epoch ms; `from` to `to` with the buffers. */
export interface Slot {
  readonly bookingId: string;
  readonly calendar: StreamName;
  readonly hostId: string;
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
  state: 'held' | 'booked' | 'reserved';
  /** When it was held, in epoch ms; null once something followed, or if it never was. */
  heldAt: number | null;
}

const MINUTE_MS = 60_000;

/**
 * Checks the calendars: occupied slots, widened by their buffers, never overlap (I5), and each slot is held, then
 * booked, then released or moved, in that order (I11). A slot reserved for a move is occupied for all bookings but its
 * own. A meeting that gets another length moves to where it is; the added time may be reserved first.
 */
export class CalendarCheck {
  readonly #calendars = new Map<StreamName, SlotsByTime<Slot>>();

  constructor(private readonly report: Report) {}

  /** Checks an event against the slots of its booking on all calendars, and updates these slots. */
  add(event: SlotEvent, slots: Slot[], storedAt: number): void {
    const before = ownSlotAt(slots, event, event.data.start);
    switch (event.type) {
      case 'SlotHeld':
        if (before !== undefined) this.#reportOrder(event, before);
        this.#occupy(event, slots, before, { ...widened(event), state: 'held', heldAt: storedAt });
        return;
      case 'SlotBooked':
        if (before?.state !== 'held') this.#reportOrder(event, before);
        if (before === undefined)
          this.#occupy(event, slots, before, { ...plain(event), state: 'booked', heldAt: null });
        else before.state = 'booked';
        return;
      case 'SlotReleased':
        if (before === undefined) this.#reportOrder(event, reservedAt(slots, event));
        else this.#free(before, slots);
        return;
      case 'MoveReserved': {
        const reserved = reservedAt(slots, event);
        if (reserved !== undefined || before !== undefined) this.#reportOrder(event, reserved ?? before);
        this.#occupy(event, slots, reserved, { ...widened(event), state: 'reserved', heldAt: null });
        return;
      }
      case 'SlotMoved':
        this.#move(event, slots, before);
        return;
      case 'MoveVoided': {
        const reserved = reservedAt(slots, event);
        if (reserved !== undefined) this.#free(reserved, slots);
      }
    }
  }

  #move(event: Extract<SlotEvent, { type: 'SlotMoved' }>, slots: Slot[], before: Slot | undefined): void {
    const { fromStart, fromEnd, state } = event.data;
    const left = ownSlotAt(slots, event, fromStart);
    const isThere = left?.state === state && left.end === epochMsOf(fromEnd);
    const isFollowing = isThere && (before === undefined || before === left);
    if (!isFollowing) this.#reportOrder(event, before ?? left);
    if (left !== undefined) this.#free(left, slots);
    const reserved = before === left ? slotAt(slots, event.stream, fromEnd, true) : undefined;
    const replaced = reserved ?? reservedAt(slots, event) ?? (before === left ? undefined : before);
    this.#occupy(event, slots, replaced, { ...widened(event), state, heldAt: null });
  }

  #occupy(
    event: SlotEvent,
    slots: Slot[],
    before: Slot | undefined,
    occupied: Pick<Slot, 'from' | 'to' | 'state' | 'heldAt'>,
  ): void {
    if (before !== undefined) this.#free(before, slots);
    const { hostId, bookingId } = event.data;
    const [start, end] = [epochMsOf(event.data.start), epochMsOf(event.data.end)];
    const slot: Slot = { bookingId, calendar: event.stream, hostId, start, end, ...occupied };
    const known = this.#calendars.get(event.stream);
    const calendar = known ?? new SlotsByTime<Slot>();
    if (known === undefined) this.#calendars.set(event.stream, calendar);
    for (const other of calendar.overlapping(slot)) {
      if (other.bookingId === bookingId && (other.state === 'reserved') !== (slot.state === 'reserved')) continue;
      this.report('I5', event.stream, `${nameOf(slot)} at position ${event.position} overlaps ${nameOf(other)}.`);
    }
    calendar.add(slot);
    slots.push(slot);
  }

  #free(slot: Slot, slots: Slot[]): void {
    this.#calendars.get(slot.calendar)?.remove(slot);
    slots.splice(slots.indexOf(slot), 1);
  }

  #reportOrder({ type, data, stream, position }: SlotEvent, before: Slot | undefined): void {
    const { bookingId, start } = data;
    const state = before?.state ?? 'free';
    this.report('I11', stream, `${type} of ${bookingId} for ${start} at position ${position} finds the slot ${state}.`);
  }
}

const slotAt = (slots: readonly Slot[], stream: StreamName, start: string, isReserved: boolean): Slot | undefined => {
  if (slots.length === 0) return undefined;
  const startMs = epochMsOf(start);
  return slots.find(
    (slot) => slot.start === startMs && slot.calendar === stream && (slot.state === 'reserved') === isReserved,
  );
};

/** The slot that the booking has there, held or booked. */
const ownSlotAt = (slots: readonly Slot[], { stream }: SlotEvent, start: string): Slot | undefined =>
  slotAt(slots, stream, start, false);

/** The slot that is reserved for the booking's move. */
const reservedAt = (slots: readonly Slot[], { stream, data }: SlotEvent): Slot | undefined =>
  slotAt(slots, stream, data.start, true);

type Interval = Pick<Slot, 'from' | 'to'>;

const plain = ({ data }: SlotEvent): Interval => ({ from: epochMsOf(data.start), to: epochMsOf(data.end) });

const widened = ({ data }: Extract<SlotEvent, { type: 'SlotHeld' | 'MoveReserved' | 'SlotMoved' }>): Interval => ({
  from: epochMsOf(data.start) - data.bufferBeforeMinutes * MINUTE_MS,
  to: epochMsOf(data.end) + data.bufferAfterMinutes * MINUTE_MS,
});

const nameOf = ({ bookingId, start }: Slot): string => `the slot of ${bookingId} from ${instantOf(start)}`;
