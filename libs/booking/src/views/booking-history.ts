import { recorded, type Recorded } from '@bookonce/contracts/event-catalogue';
import type { BookingEvent } from '@bookonce/contracts/events/booking';
import type { HistoryEntry } from '@bookonce/contracts/values/history-entry';
import { actorIn } from '@bookonce/kernel/actor';
import { defineCollection } from '@bookonce/kernel/ports/read-models';
import type { DocumentProjection } from '@bookonce/kernel/projector';
import { bookingView } from './booking-document.js';

/** Everything that happened to a booking after it had consumed its link, oldest first. */
export interface BookingHistory {
  readonly workspaceId: string;
  readonly entries: readonly HistoryEntry[];
}

export const bookingHistories = defineCollection<BookingHistory>(bookingView, {
  name: 'histories',
  indexes: {},
  sortKey: () => '',
});

/** Adds nothing for an instant booking: that its link was consumed says it all. */
export const bookingHistoryProjection: DocumentProjection<BookingHistory> = {
  collection: bookingHistories,
  ofOneStream: true,
  idsOf: (stored) => {
    const event = recorded(stored);
    switch (event.type) {
      case 'ApprovalRequested':
      case 'BookingRescheduled':
      case 'LocationChanged':
      case 'BookingDeclined':
      case 'BookingCancelled':
      case 'NoShowRecorded':
        return [event.data.bookingId];
      case 'BookingConfirmed':
        // Attendees approve nothing, and their bookings are many.
        return event.meta.by === 'attendee' ? [] : [event.data.bookingId];
      default:
        return [];
    }
  },
  evolve: (history, stored) => {
    const entry = entryOf(recorded(stored) as Recorded<BookingEvent>, history);
    if (entry === null) return history;
    return { workspaceId: stored.meta.workspaceId, entries: [...(history?.entries ?? []), entry] };
  },
};

const entryOf = (event: Recorded<BookingEvent>, history: BookingHistory | null): HistoryEntry | null => {
  const { time: at } = event.meta;
  const entry = (summary: string, details: object): HistoryEntry => ({
    type: event.type,
    at,
    ...actorIn(event.meta),
    data: { summary, bookingId: event.data.bookingId, ...details },
  });
  switch (event.type) {
    case 'ApprovalRequested': {
      const { round, until } = event.data;
      const summary = round === 1 ? 'The host was asked to approve the booking.' : 'The host was asked anew.';
      return entry(summary, { until });
    }
    case 'BookingConfirmed':
      return wasToBeApproved(history) ? entry('The host approved the booking.', { message: event.data.message }) : null;
    case 'BookingRescheduled': {
      const { start, end, fromStart, fromEnd } = event.data;
      const summary = start === fromStart ? 'The length of the meeting was changed.' : 'The meeting was rescheduled.';
      return entry(summary, { start, end, fromStart, fromEnd });
    }
    case 'LocationChanged':
      return entry('The place of the meeting was changed.', { location: event.data.location });
    case 'BookingDeclined': {
      const { cause, reason } = event.data;
      const summary = cause === 'host' ? 'The host declined the booking.' : 'Nobody approved the booking in time.';
      return entry(summary, { cause, reason });
    }
    case 'BookingCancelled': {
      const { by: whom, reason } = event.data;
      const summary = whom === 'host' ? 'The host cancelled the booking.' : 'The attendee cancelled the booking.';
      return entry(summary, { reason });
    }
    case 'NoShowRecorded':
      return event.data.noShow
        ? entry('The attendee did not appear.', { noShow: true })
        : entry('The attendee did appear.', { noShow: false });
    default:
      return null;
  }
};

const wasToBeApproved = (history: BookingHistory | null): boolean =>
  history?.entries.some(({ type }) => type === 'ApprovalRequested') ?? false;
