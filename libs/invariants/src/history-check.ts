import { recorded } from '@bookonce/contracts/event-catalogue';
import type { StoredEvent } from '@bookonce/kernel/ports/event-store';
import { AttemptCheck } from './attempt-check.js';
import { HistoryClock, type Timing } from './history-clock.js';
import { StreamCheck } from './stream-check.js';
import { StreamRecords } from './stream-records.js';
import type { Violation } from './violation.js';

export interface HistoryCheckOptions {
  /**
   * By default (null) the events' own times. The delay of a hold then leaves out pauses in which nothing was stored, since
   * the installation may have been down.
   */
  readonly timing?: Timing | null;
}

export interface FinishOptions {
  readonly isAtRest: boolean;
  readonly mayWait?: boolean;
}

/**
 * Checks the invariants that need only stored events (I1 to I7, I11, I21 to I23) in one pass. Give it the whole history in store
 * order, each event at the current version of its schema.
 *
 * Its own reading of the events is independent of the deciders, whose mistakes it has to find. Memory: one number for
 * each stream, one record for each attempt that is not settled or still stands as a booking, one for each occupied slot,
 * one for each link with terms of its own. So it grows with links and bookings, by less than 1 kB each, and not with the number of events.
 */
export class HistoryCheck {
  readonly #violations: Violation[] = [];
  readonly #clock: HistoryClock;
  readonly #streams: StreamCheck;
  readonly #attempts: AttemptCheck;

  constructor({ timing = null }: HistoryCheckOptions = {}) {
    const report = (invariant: Violation['invariant'], stream: Violation['stream'], detail: string): void => {
      this.#violations.push({ invariant, stream, detail });
    };
    const records = new StreamRecords();
    this.#clock = new HistoryClock(timing);
    this.#streams = new StreamCheck(records, report);
    this.#attempts = new AttemptCheck(records, this.#clock, report);
  }

  /** The number of attempts that are kept as a whole: those in flight, and standing bookings. */
  get openAttempts(): number {
    return this.#attempts.openCount;
  }

  add(stored: StoredEvent): void {
    const storedAt = this.#clock.advance(stored);
    this.#streams.add(stored);
    const event = recorded(stored);
    switch (event.type) {
      case 'LinkIssued':
        this.#attempts.addLink(event);
        return;
      case 'LinkReissued':
        this.#attempts.addSuccessor(event);
        return;
      case 'LinkInvitationRequested':
      case 'LinkReminderRequested':
        this.#attempts.addMail(event);
        return;
      case 'AttemptsAllowed':
        this.#attempts.addGrant(event);
        return;
      case 'AttemptAdmitted':
        this.#attempts.addAdmission(event);
        return;
      case 'LinkConsumed':
      case 'AttemptVoided':
        this.#attempts.addVerdict(event);
        return;
      case 'SlotHeld':
      case 'SlotBooked':
      case 'SlotReleased':
      case 'MoveReserved':
      case 'SlotMoved':
      case 'MoveVoided':
        this.#attempts.addSlotEvent(event, storedAt);
        return;
      case 'BookingRequested':
      case 'OptInRequested':
      case 'OptInMailRequested':
      case 'OptInConfirmed':
      case 'ApprovalRequested':
      case 'BookingConfirmed':
      case 'BookingRejected':
      case 'BookingDeclined':
      case 'BookingCancelled':
      case 'RescheduleRequested':
      case 'RescheduleRefused':
      case 'BookingRescheduled':
      case 'LocationChanged':
      case 'FreshLinkIssued':
      case 'RemindersScheduled':
      case 'ReminderRequested':
      case 'NoShowRecorded':
      case 'ManageLinkRequested':
        this.#attempts.addBookingEvent(event);
        return;
      default:
    }
  }

  /**
   * Checks the attempts that are still open. Returns all violations in the order in which they were found. If `isAtRest` is
   * false, attempts are passed over that may still come to their end in time. If `mayWait` is true, attempts are passed
   * over that wait for their attendee, in time and on an active link.
   */
  finish({ isAtRest, mayWait = false }: FinishOptions): readonly Violation[] {
    this.#attempts.finish(isAtRest, mayWait);
    return this.#violations;
  }
}

/** Checks a store's whole history, at whose end attempts may still be in flight. */
export const checkHistory = async (
  events: AsyncIterable<StoredEvent> | Iterable<StoredEvent>,
  options: HistoryCheckOptions = {},
): Promise<readonly Violation[]> => {
  const check = new HistoryCheck(options);
  for await (const event of events) check.add(event);
  return check.finish({ isAtRest: false });
};
