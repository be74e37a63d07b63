import { recorded, type Recorded } from '@bookonce/contracts/event-catalogue';
import type { History, Invariant } from '../history.js';
import type { SlotEvent } from './attempts.js';

/** I11: revisions and positions have no gaps, no event is stored twice, and what had taken effect is not stored again. */
export const revisionsHaveNoGaps: Invariant = (history) => [...gaps(history), ...repeats(history)];

const gaps = ({ events }: History): readonly string[] => {
  const next = new Map<string, number>();
  const ids = new Map<string, string>();
  let before = '';
  return events.flatMap(({ stream, revision, position, id, type }) => {
    const wrong: string[] = [];
    const expected = next.get(stream) ?? 0;
    if (revision !== expected) wrong.push(`${stream} goes from revision ${expected - 1} to ${revision}`);
    if (position <= before) wrong.push(`position ${position} comes after ${before}`);
    const first = ids.get(`${stream}/${id}`);
    if (first !== undefined) wrong.push(`${type} at ${position} of ${stream} is the event at ${first} again`);
    next.set(stream, revision + 1);
    before = position;
    ids.set(`${stream}/${id}`, position);
    return wrong;
  });
};

/** Events that can be on a stream once at the most. */
const once = new Set([
  'LinkIssued',
  'LinkExpired',
  'LinkRevoked',
  'BookingRequested',
  'OptInRequested',
  'OptInConfirmed',
  'ApprovalRequested',
  'BookingConfirmed',
  'BookingRejected',
  'BookingDeclined',
  'BookingCancelled',
  'HostAdded',
  'MeetingTypeCreated',
]);

const isSlotEvent = (event: Recorded): event is SlotEvent =>
  event.stream.startsWith('calendar-') && 'bookingId' in event.data;

const repeats = ({ events }: History): readonly string[] => {
  const seen = new Set<string>();
  const slots = new Map<string, SlotStep>();
  return events.map(recorded).flatMap((event) => {
    const { stream, type, position } = event;
    if (once.has(type)) {
      const key = `${stream}/${type}`;
      if (seen.has(key)) return [`${type} at ${position} of ${stream} had happened before`];
      seen.add(key);
    }
    return isSlotEvent(event) ? outOfOrder(event, slots) : [];
  });
};

type SlotStep = 'free' | 'held' | 'booked' | 'reserved';

/** For each booking and start on a calendar: held, then booked, then released or moved away, each only after the one before. */
const outOfOrder = (event: SlotEvent, slots: Map<string, SlotStep>): readonly string[] => {
  const keyAt = (start: string): string => `${event.stream}/${event.data.bookingId}/${start}`;
  const key = keyAt(event.data.start);
  const before = slots.get(key) ?? 'free';
  const wrong = `${event.type} at ${event.position} of ${key} comes after ${before}`;
  switch (event.type) {
    case 'SlotHeld':
      slots.set(key, 'held');
      return before === 'free' ? [] : [wrong];
    case 'SlotBooked':
      slots.set(key, 'booked');
      return before === 'held' ? [] : [wrong];
    case 'SlotReleased':
      slots.set(key, 'free');
      return before === 'held' || before === 'booked' ? [] : [wrong];
    case 'MoveReserved':
      slots.set(key, 'reserved');
      return before === 'free' ? [] : [wrong];
    case 'SlotMoved': {
      const from = keyAt(event.data.fromStart);
      const left = slots.get(from) ?? 'free';
      slots.set(from, 'free');
      slots.set(key, event.data.state);
      const follows = left === event.data.state && (before === 'free' || before === 'reserved');
      return follows ? [] : [`${wrong}, from where it was ${left}`];
    }
    case 'MoveVoided':
      if (before === 'reserved') slots.set(key, 'free');
      return [];
  }
};
