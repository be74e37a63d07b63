import { recorded, type Recorded } from '@bookonce/contracts/event-catalogue';
import type { BookingRequest } from '@bookonce/contracts/events/booking';
import type { VoidReason } from '@bookonce/contracts/values/reasons';
import type { StoredEvent } from '@bookonce/kernel/ports/event-store';

export type SlotEvent = Extract<
  Recorded,
  { type: 'SlotHeld' | 'SlotBooked' | 'SlotReleased' | 'MoveReserved' | 'SlotMoved' | 'MoveVoided' }
>;

/** Everything that history says of one booking attempt, each list in the order of the store. */
export interface Attempt {
  readonly bookingId: string;
  request: BookingRequest | null;
  /** Events of the booking's own stream. */
  readonly own: Recorded[];
  readonly consumed: Extract<Recorded, { type: 'LinkConsumed' }>[];
  readonly voided: Extract<Recorded, { type: 'AttemptVoided' }>[];
  /** Events of calendars. */
  readonly slots: SlotEvent[];
}

/** Where a booking ended. */
export type BookingEnd =
  | { readonly status: 'none' | 'pending' | 'awaitingOptIn' }
  | {
      readonly status: 'awaitingApproval' | 'confirmed' | 'declined' | 'cancelled';
      readonly hostIds: readonly string[];
    }
  | { readonly status: 'rejected'; readonly reason: VoidReason };

/** The attempts of a history by booking id. */
export const attemptsIn = (events: readonly StoredEvent[]): ReadonlyMap<string, Attempt> => {
  const attempts = new Map<string, Attempt>();
  const attemptOf = (bookingId: string): Attempt => {
    const known = attempts.get(bookingId);
    if (known !== undefined) return known;
    const made: Attempt = { bookingId, request: null, own: [], consumed: [], voided: [], slots: [] };
    attempts.set(bookingId, made);
    return made;
  };
  for (const stored of events) {
    const event = recorded(stored);
    if (!('bookingId' in event.data)) continue;
    const attempt = attemptOf(event.data.bookingId);
    switch (event.type) {
      case 'LinkConsumed':
        attempt.consumed.push(event);
        break;
      case 'AttemptVoided':
        attempt.voided.push(event);
        break;
      case 'SlotHeld':
      case 'SlotBooked':
      case 'SlotReleased':
      case 'MoveReserved':
      case 'SlotMoved':
      case 'MoveVoided':
        attempt.slots.push(event);
        break;
      case 'BookingRequested':
        attempt.request ??= event.data;
        attempt.own.push(event);
        break;
      default:
        attempt.own.push(event);
    }
  }
  return attempts;
};

/** Read from the booking's events by themselves, not by the code that is under test. */
export const endOf = (attempt: Attempt): BookingEnd => {
  let end: BookingEnd = { status: 'none' };
  for (const event of attempt.own) {
    const hostIds: readonly string[] = 'hostIds' in end ? end.hostIds : [];
    switch (event.type) {
      case 'BookingRequested':
      case 'OptInConfirmed':
        end = { status: 'pending' };
        break;
      case 'OptInRequested':
        end = { status: 'awaitingOptIn' };
        break;
      case 'ApprovalRequested':
        end = { status: 'awaitingApproval', hostIds: event.data.hostIds };
        break;
      case 'BookingConfirmed':
        end = { status: 'confirmed', hostIds: event.data.hostIds };
        break;
      case 'BookingDeclined':
        end = { status: 'declined', hostIds };
        break;
      case 'BookingCancelled':
        end = { status: 'cancelled', hostIds };
        break;
      case 'BookingRejected':
        end = { status: 'rejected', reason: event.data.reason };
        break;
      default:
    }
  }
  return end;
};

/** When a booking is, by its own events. */
export const startOf = ({ request, own }: Attempt): string | undefined =>
  own.reduce((start, event) => (event.type === 'BookingRescheduled' ? event.data.start : start), request?.start);

export type Occupation = 'held' | 'booked' | 'reserved';

/** What the calendars have of this booking in the end: `hostId` to start to how. */
export const occupiedBy = ({ slots }: Attempt): ReadonlyMap<string, ReadonlyMap<string, Occupation>> => {
  const hosts = new Map<string, Map<string, Occupation>>();
  for (const { type, data } of slots) {
    const { hostId, start } = data;
    const host = hosts.get(hostId) ?? new Map<string, Occupation>();
    hosts.set(hostId, host);
    switch (type) {
      case 'SlotHeld':
        host.set(start, 'held');
        break;
      case 'SlotBooked':
        host.set(start, 'booked');
        break;
      case 'MoveReserved':
        host.set(start, 'reserved');
        break;
      case 'SlotMoved':
        host.delete(data.fromStart);
        host.set(start, data.state);
        break;
      case 'MoveVoided':
        if (host.get(start) === 'reserved') host.delete(start);
        break;
      case 'SlotReleased':
        host.delete(start);
        break;
    }
  }
  return hosts;
};
