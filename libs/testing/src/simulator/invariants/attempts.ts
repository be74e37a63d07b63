import { recorded, type Recorded } from '@bookonce/contracts/event-catalogue';
import type { BookingEvent } from '@bookonce/contracts/events/booking';
import type { StoredEvent } from '@bookonce/kernel/ports/event-store';

/** A booking attempt: the events of its own stream, in order. */
export interface Attempt {
  readonly bookingId: string;
  readonly own: Recorded<BookingEvent>[];
}

export type AttemptStatus =
  'none' | 'pending' | 'awaitingOptIn' | 'awaitingApproval' | 'confirmed' | 'declined' | 'cancelled' | 'rejected';

/** The attempts of a history by booking id. */
export const attemptsIn = (events: readonly StoredEvent[]): ReadonlyMap<string, Attempt> => {
  const attempts = new Map<string, Attempt>();
  for (const stored of events) {
    if (!stored.stream.startsWith('booking-')) continue;
    const event = recorded(stored) as Recorded<BookingEvent>;
    const { bookingId } = event.data;
    const attempt = attempts.get(bookingId) ?? { bookingId, own: [] };
    attempts.set(bookingId, attempt);
    attempt.own.push(event);
  }
  return attempts;
};

/** Derives the status of an attempt independently of the booking's decider. */
export const statusOf = ({ own }: Attempt): AttemptStatus =>
  own.reduce<AttemptStatus>((status, { type }) => statusAfter[type] ?? status, 'none');

const statusAfter: { readonly [Type in BookingEvent['type']]?: AttemptStatus } = {
  BookingRequested: 'pending',
  OptInConfirmed: 'pending',
  OptInRequested: 'awaitingOptIn',
  ApprovalRequested: 'awaitingApproval',
  BookingConfirmed: 'confirmed',
  BookingDeclined: 'declined',
  BookingCancelled: 'cancelled',
  BookingRejected: 'rejected',
};
