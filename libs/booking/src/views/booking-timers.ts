import { recorded } from '@bookonce/contracts/event-catalogue';
import { epochMsOf, instantOf } from '@bookonce/kernel/json';
import type { Timer } from '@bookonce/kernel/ports/timers';
import type { DocumentProjection } from '@bookonce/kernel/projector';
import { timerCollection } from '@bookonce/kernel/read-model-timers';
import { bookingView } from './booking-document.js';

export const bookingTimers = timerCollection(bookingView);

/** How long an attempt may take that waits for nobody, before it is voided (I6). */
export const ATTEMPT_LIMIT_MS = 60_000;

const timerId = (bookingId: string): string => `attempt-overdue/${bookingId}`;
const moveTimerId = (bookingId: string): string => `move-overdue/${bookingId}`;

/**
 * An attempt that is not settled has one timer: for the process itself, or for the attendee's confirmation. So has a move
 * until it is decided.
 */
export const bookingTimerProjection: DocumentProjection<Timer> = {
  collection: bookingTimers,
  ofOneStream: true,
  idsOf: (stored) => {
    const event = recorded(stored);
    switch (event.type) {
      case 'BookingRequested':
      case 'OptInRequested':
      case 'OptInConfirmed':
      case 'ApprovalRequested':
      case 'BookingConfirmed':
      case 'BookingRejected':
        return [timerId(event.data.bookingId)];
      case 'RescheduleRequested':
      case 'RescheduleRefused':
      case 'BookingRescheduled':
        return [moveTimerId(event.data.bookingId)];
      default:
        return [];
    }
  },
  evolve: (_timer, stored, id) => {
    const event = recorded(stored);
    const due = (dueAt: string, bookingId: string): Timer => ({
      id,
      kind: 'attempt-overdue',
      subject: bookingId,
      workspaceId: event.meta.workspaceId,
      dueAt,
    });
    switch (event.type) {
      case 'BookingRequested':
      case 'OptInConfirmed':
      case 'RescheduleRequested':
        return due(instantOf(epochMsOf(event.meta.time) + ATTEMPT_LIMIT_MS), event.data.bookingId);
      case 'OptInRequested':
        return due(event.data.until, event.data.bookingId);
      default:
        return null;
    }
  },
};
