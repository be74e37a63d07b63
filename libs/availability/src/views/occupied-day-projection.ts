import { recorded } from '@bookonce/contracts/event-catalogue';
import type { DocumentProjection } from '@bookonce/kernel/projector';
import { occupiedDayId, occupiedDays, type Occupied, type OccupiedDayDocument } from './availability-documents.js';

type Recorded = ReturnType<typeof recorded>;
type SlotEvent = Extract<
  Recorded,
  { type: 'SlotHeld' | 'SlotBooked' | 'SlotReleased' | 'MoveReserved' | 'SlotMoved' | 'MoveVoided' }
>;

const SLOT_EVENTS: ReadonlySet<string> = new Set<SlotEvent['type']>([
  'SlotHeld',
  'SlotBooked',
  'SlotReleased',
  'MoveReserved',
  'SlotMoved',
  'MoveVoided',
]);

const isOfSlot = (event: Recorded): event is SlotEvent => SLOT_EVENTS.has(event.type);

const idsOf = (event: Recorded): readonly string[] => {
  if (!isOfSlot(event)) return [];
  const { hostId, start } = event.data;
  const id = occupiedDayId(hostId, start);
  if (event.type !== 'SlotMoved') return [id];
  const left = occupiedDayId(hostId, event.data.fromStart);
  return left === id ? [id] : [left, id];
};

const evolve = (slots: readonly Occupied[], event: SlotEvent, id: string): readonly Occupied[] => {
  const { hostId, bookingId, start, end } = event.data;
  const without = (from: string): readonly Occupied[] =>
    slots.filter((slot) => slot.bookingId !== bookingId || slot.start !== from);
  switch (event.type) {
    case 'SlotHeld':
    case 'MoveReserved': {
      const { meetingTypeId, bufferBeforeMinutes, bufferAfterMinutes } = event.data;
      const slot = { bookingId, meetingTypeId, start, end, bufferBeforeMinutes, bufferAfterMinutes };
      return [...without(start), { ...slot, state: event.type === 'SlotHeld' ? 'held' : 'reserved' }];
    }
    case 'SlotBooked':
      return slots.map((slot) =>
        slot.bookingId === bookingId && slot.start === start ? { ...slot, state: 'booked' } : slot,
      );
    case 'SlotReleased':
      return without(start);
    case 'SlotMoved': {
      const { fromStart, meetingTypeId, bufferBeforeMinutes, bufferAfterMinutes, state } = event.data;
      const left = without(fromStart);
      if (id !== occupiedDayId(hostId, start)) return left;
      const others = left.filter((slot) => slot.bookingId !== bookingId || slot.start !== start);
      return [...others, { bookingId, meetingTypeId, start, end, bufferBeforeMinutes, bufferAfterMinutes, state }];
    }
    case 'MoveVoided':
      return slots.filter((slot) => slot.bookingId !== bookingId || slot.start !== start || slot.state !== 'reserved');
    default:
      return slots;
  }
};

export const occupiedDayProjection: DocumentProjection<OccupiedDayDocument> = {
  collection: occupiedDays,
  idsOf: (event) => idsOf(recorded(event)),
  evolve: (doc, stored, id) => {
    const event = recorded(stored);
    if (!isOfSlot(event)) return doc;
    const slots = evolve(doc?.slots ?? [], event, id);
    return slots.length === 0 ? null : { id, slots };
  },
};
