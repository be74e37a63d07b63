import { recorded, type Recorded } from '@bookonce/contracts/event-catalogue';
import { epochMsOf, instantOf, type Instant } from '@bookonce/kernel/json';
import type { Timer } from '@bookonce/kernel/ports/timers';
import type { DocumentProjection } from '@bookonce/kernel/projector';
import { timerCollection } from '@bookonce/kernel/read-model-timers';
import { bookingView } from './booking-document.js';

export const bookingTimers = timerCollection(bookingView);

/** How long an attempt may take that waits for nobody, before it is voided (I6). */
export const ATTEMPT_LIMIT_MS = 60_000;

export type BookingTimerKind = 'attempt-overdue' | 'approval-overdue' | 'move-overdue' | 'reminder' | 'change-mails';

/** The effect of one event on a timer. A null `dueAt` clears it. */
interface TimerChange {
  readonly id: string;
  readonly kind: BookingTimerKind;
  readonly dueAt: Instant | null;
}

/** One timer for whatever the booking waits for: the process itself, its attendee, its host. Each replaces the last. */
const wait = (bookingId: string, dueAt: Instant | null, kind: BookingTimerKind = 'attempt-overdue'): TimerChange => ({
  id: `wait/${bookingId}`,
  kind,
  dueAt,
});

/** A move has a timer until it is decided. */
const move = (bookingId: string, dueAt: Instant | null): TimerChange => ({
  id: `move-overdue/${bookingId}`,
  kind: 'move-overdue',
  dueAt,
});

/** The next reminder before the meeting. */
const reminder = (bookingId: string, dueAt: Instant | null): TimerChange => ({
  id: `reminder/${bookingId}`,
  kind: 'reminder',
  dueAt,
});

/** The next joined mails about changes. */
const changeMails = (bookingId: string, dueAt: Instant | null): TimerChange => ({
  id: `change-mails/${bookingId}`,
  kind: 'change-mails',
  dueAt,
});

const changesBy = (event: Recorded): readonly TimerChange[] => {
  switch (event.type) {
    case 'BookingRequested':
    case 'OptInConfirmed':
      return [wait(event.data.bookingId, limitOf(event))];
    case 'OptInRequested':
      return [wait(event.data.bookingId, event.data.until)];
    case 'ApprovalRequested':
      return [wait(event.data.bookingId, event.data.until ?? null, 'approval-overdue')];
    case 'BookingRejected':
      return [wait(event.data.bookingId, null)];
    case 'BookingConfirmed':
    case 'BookingDeclined':
      return [wait(event.data.bookingId, null), changeMails(event.data.bookingId, null)];
    case 'BookingCancelled': {
      const { bookingId } = event.data;
      return [wait(bookingId, null), reminder(bookingId, null), changeMails(bookingId, null)];
    }
    case 'RescheduleRequested':
      return [move(event.data.bookingId, limitOf(event))];
    case 'RescheduleRefused':
    case 'BookingRescheduled':
      return [move(event.data.bookingId, null)];
    case 'RemindersScheduled':
      return [reminder(event.data.bookingId, event.data.reminders[0]?.dueAt ?? null)];
    case 'ReminderRequested':
      return [reminder(event.data.bookingId, event.data.nextDueAt ?? null)];
    case 'ChangeMailsScheduled':
      return [changeMails(event.data.bookingId, event.data.dueAt)];
    case 'ChangeMailsRequested':
      return [changeMails(event.data.bookingId, null)];
    default:
      return [];
  }
};

const limitOf = ({ meta }: Recorded): Instant => instantOf(epochMsOf(meta.time) + ATTEMPT_LIMIT_MS);

export const bookingTimerProjection: DocumentProjection<Timer> = {
  collection: bookingTimers,
  ofOneStream: true,
  idsOf: (stored) => changesBy(recorded(stored)).map(({ id }) => id),
  evolve: (timer, stored, id) => {
    const event = recorded(stored);
    const change = changesBy(event).find((one) => one.id === id);
    if (change === undefined) return timer;
    const { kind, dueAt } = change;
    if (dueAt === null || !('bookingId' in event.data)) return null;
    return { id, kind, subject: event.data.bookingId, workspaceId: event.meta.workspaceId, dueAt };
  },
};
