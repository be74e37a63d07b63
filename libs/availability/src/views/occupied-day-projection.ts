import { recorded } from '@bookonce/contracts/event-catalogue';
import type { DocumentProjection } from '@bookonce/kernel/projector';
import { occupiedDayId, occupiedDays, type Occupied, type OccupiedDayDocument } from './availability-documents.js';

type Recorded = ReturnType<typeof recorded>;
type SlotEvent = Extract<Recorded, { type: 'SlotHeld' | 'SlotBooked' | 'SlotReleased' | 'SlotMoved' }>;

const isOfSlot = (event: Recorded): event is SlotEvent =>
  event.type === 'SlotHeld' ||
  event.type === 'SlotBooked' ||
  event.type === 'SlotReleased' ||
  event.type === 'SlotMoved';

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
  const withoutOwn = (from: string): readonly Occupied[] =>
    slots.filter((slot) => slot.bookingId !== bookingId || slot.start !== from);
  switch (event.type) {
    case 'SlotHeld': {
      const { meetingTypeId, bufferBeforeMinutes, bufferAfterMinutes } = event.data;
      const slot = { bookingId, meetingTypeId, start, end, bufferBeforeMinutes, bufferAfterMinutes };
      return [...withoutOwn(start), { ...slot, state: 'held' }];
    }
    case 'SlotBooked':
      return slots.map((slot) =>
        slot.bookingId === bookingId && slot.start === start ? { ...slot, state: 'booked' } : slot,
      );
    case 'SlotReleased':
      return withoutOwn(start);
    case 'SlotMoved': {
      const { fromStart, meetingTypeId, bufferBeforeMinutes, bufferAfterMinutes, state } = event.data;
      const left = withoutOwn(fromStart);
      if (id !== occupiedDayId(hostId, start)) return left;
      return [...left, { bookingId, meetingTypeId, start, end, bufferBeforeMinutes, bufferAfterMinutes, state }];
    }
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
