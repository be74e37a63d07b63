import type { History, Invariant } from '../history.js';

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

/** For each booking on a calendar: held, then booked, then released, each only after the one before. */
const repeats = ({ events }: History): readonly string[] => {
  const seen = new Set<string>();
  const slots = new Map<string, string>();
  return events.flatMap(({ stream, type, data, position }) => {
    if (once.has(type)) {
      const key = `${stream}/${type}`;
      if (seen.has(key)) return [`${type} at ${position} of ${stream} had happened before`];
      seen.add(key);
    }
    if (!type.startsWith('Slot') || !('bookingId' in data)) return [];
    const key = `${stream}/${String(data.bookingId)}`;
    const before = slots.get(key) ?? 'SlotReleased';
    slots.set(key, type);
    const follows = before === 'SlotReleased' ? type === 'SlotHeld' : type !== 'SlotHeld' && type !== before;
    return follows ? [] : [`${type} at ${position} of ${key} comes after ${before}`];
  });
};
