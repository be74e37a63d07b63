import { recorded } from '@bookonce/contracts/event-catalogue';
import { epochMsOf } from '@bookonce/kernel/json';
import type { Invariant } from '../history.js';

interface Occupied {
  readonly bookingId: string;
  readonly isReserved: boolean;
  readonly from: number;
  readonly to: number;
}

const MINUTE_MS = 60_000;

/**
 * I5: a host's occupied intervals, widened by their buffers, never overlap, at any prefix of history. What is reserved for a
 * move is occupied for everybody but the booking that moves.
 */
export const nothingOverlaps: Invariant = ({ events }) => {
  const hosts = new Map<string, Map<string, Occupied>>();
  const wrong: string[] = [];
  const occupiedOf = (hostId: string): Map<string, Occupied> => {
    const known = hosts.get(hostId) ?? new Map<string, Occupied>();
    hosts.set(hostId, known);
    return known;
  };
  for (const event of events.map(recorded)) {
    if (event.type === 'SlotReleased') occupiedOf(event.data.hostId).delete(keyOf(event.data));
    if (event.type === 'MoveVoided') {
      const occupied = occupiedOf(event.data.hostId);
      if (occupied.get(keyOf(event.data))?.isReserved === true) occupied.delete(keyOf(event.data));
    }
    if (event.type !== 'SlotHeld' && event.type !== 'SlotMoved' && event.type !== 'MoveReserved') continue;
    const { hostId, bookingId, start, end, bufferBeforeMinutes, bufferAfterMinutes } = event.data;
    const occupied = occupiedOf(hostId);
    const key = keyOf(event.data);
    if (event.type === 'SlotMoved') occupied.delete(keyOf({ ...event.data, start: event.data.fromStart }));
    occupied.delete(key);
    const isReserved = event.type === 'MoveReserved';
    const from = epochMsOf(start) - bufferBeforeMinutes * MINUTE_MS;
    const to = epochMsOf(end) + bufferAfterMinutes * MINUTE_MS;
    for (const [other, taken] of occupied) {
      if (taken.bookingId === bookingId && taken.isReserved !== isReserved) continue;
      if (from < taken.to && taken.from < to) wrong.push(`${hostId} has ${other} and ${key} at ${event.position}`);
    }
    occupied.set(key, { bookingId, isReserved, from, to });
  }
  return wrong;
};

const keyOf = ({ bookingId, start }: { readonly bookingId: string; readonly start: string }): string =>
  `${bookingId} from ${start}`;
