import { recorded, type Recorded } from '@bookonce/contracts/event-catalogue';
import type { BookingRequest } from '@bookonce/contracts/events/booking';
import type { VoidReason } from '@bookonce/contracts/values/reasons';
import type { StoredEvent } from '@bookonce/kernel/ports/event-store';

/** Everything that history says of one booking attempt, each list in the order of the store. */
export interface Attempt {
  readonly bookingId: string;
  request: BookingRequest | null;
  /** Events of the booking's own stream. */
  readonly own: Recorded[];
  readonly consumed: Extract<Recorded, { type: 'LinkConsumed' }>[];
  readonly voided: Extract<Recorded, { type: 'AttemptVoided' }>[];
  /** Events of calendars. */
  readonly slots: Extract<Recorded, { type: 'SlotHeld' | 'SlotBooked' | 'SlotReleased' | 'SlotMoved' }>[];
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
      case 'SlotMoved':
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

/** What a host's calendar last said of this booking: `hostId` to the event. */
export const lastSlots = (attempt: Attempt): ReadonlyMap<string, Attempt['slots'][number]> =>
  new Map(attempt.slots.map((event) => [event.data.hostId, event]));
