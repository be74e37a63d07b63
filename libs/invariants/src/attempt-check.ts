import type { Recorded } from '@bookonce/contracts/event-catalogue';
import type { BookingEvent } from '@bookonce/contracts/events/booking';
import { epochMsOf, instantOf } from '@bookonce/kernel/json';
import { streamName, type StoredEvent, type StreamName } from '@bookonce/kernel/ports/event-store';
import { hasEnded, isBooking, isStanding, type Attempt } from './attempt.js';
import { CalendarCheck, type SlotEvent } from './calendar-check.js';
import type { HistoryClock } from './history-clock.js';
import { bitOf, SETTLED, type StreamRecords } from './stream-records.js';
import type { Report } from './violation.js';

type Verdict = Extract<Recorded, { type: 'LinkConsumed' | 'AttemptVoided' }>;
type OwnEvent = Recorded<BookingEvent>;

/** The time that a step of an attempt may take. */
const STEP_LIMIT_MS = 60_000;
/** The time after a step's limit in which its hold has to end (I6). */
const GRACE_MS = 60_000;

/**
 * Checks booking attempts across their streams: a link is consumed exactly for a booking that stands or stood (I2), each
 * attempt is decided once and before its slot is released (I3), and every hold ends in time (I6).
 */
export class AttemptCheck {
  readonly #open = new Map<string, Attempt>();
  readonly #calendars: CalendarCheck;

  constructor(
    private readonly records: StreamRecords,
    private readonly clock: HistoryClock,
    private readonly report: Report,
  ) {
    this.#calendars = new CalendarCheck(report);
  }

  /** The number of attempts that are kept as a whole. */
  get openCount(): number {
    return this.#open.size;
  }

  addVerdict(event: Verdict): void {
    const attempt = this.#attempt(event.data.bookingId);
    const { type, stream, position, data } = event;
    attempt.verdicts += 1;
    if (attempt.verdicts > 1) {
      this.report('I3', stream, `${type} at position ${position} decides ${data.bookingId} for the second time.`);
    }
    if (type === 'LinkConsumed') {
      const { linkId, hostIds } = event.data;
      attempt.consumed ??= { stream, linkId, hostIds, hadOptIn: attempt.hasOptedIn };
    }
    if (attempt.verdicts === 1 && attempt.undoneEarly !== null) {
      this.report('I3', attempt.stream, `${attempt.undoneEarly} came before the link decided at position ${position}.`);
    }
    this.#settle(attempt);
  }

  addSlotEvent(event: SlotEvent, storedAt: number): void {
    const attempt = this.#attempt(event.data.bookingId);
    const { slots } = attempt;
    if (event.type === 'SlotHeld') {
      // The limits of a settled attempt are forgotten: a late hold gets one of its own.
      attempt.dueAt = Math.max(attempt.dueAt, attempt.wasSettled ? storedAt + STEP_LIMIT_MS : storedAt);
    } else {
      this.#endHolds(event, attempt);
    }
    if (event.type === 'SlotReleased' && attempt.verdicts === 0 && !isStray(attempt, event.data.hostId)) {
      attempt.undoneEarly ??= `SlotReleased at position ${event.position}`;
    }
    this.#calendars.add(event, slots, storedAt);
    this.#settle(attempt);
  }

  addBookingEvent(event: OwnEvent): void {
    const attempt = this.#attempt(event.data.bookingId);
    const limit = event.type === 'OptInRequested' ? epochMsOf(event.data.until) : timeOf(event) + STEP_LIMIT_MS;
    attempt.dueAt = Math.max(attempt.dueAt, limit);
    attempt.touched = this.clock.now;
    evolve(attempt, event);
    this.#settle(attempt);
  }

  /** Checks the attempts that are still open. If `isAtRest` is false, those in flight are passed over. */
  finish(isAtRest: boolean): void {
    for (const attempt of this.#open.values()) {
      if (isAtRest || this.clock.overdueMs(attempt.dueAt, attempt.touched) > GRACE_MS) this.#check(attempt);
    }
  }

  #attempt(bookingId: string): Attempt {
    const known = this.#open.get(bookingId);
    if (known !== undefined) return known;
    const opened = reopen(bookingId, this.records, this.clock);
    this.#open.set(bookingId, opened);
    return opened;
  }

  /** Checks an attempt that has come to its end, and keeps one bit of it. */
  #settle(attempt: Attempt): void {
    const { bookingId, stream, slots, openMoves, verdicts } = attempt;
    if (!hasEnded(attempt) || verdicts === 0 || slots.length > 0 || openMoves !== 0) return;
    this.#check(attempt);
    this.records.mark(stream, SETTLED);
    this.#open.delete(bookingId);
  }

  #endHolds({ data, stream }: SlotEvent, attempt: Attempt): void {
    for (const slot of attempt.slots) {
      if (slot.heldAt === null || slot.calendar !== stream) continue;
      const lateMs = this.clock.overdueMs(attempt.dueAt, attempt.touched) - GRACE_MS;
      slot.heldAt = null;
      if (lateMs <= 0) continue;
      this.report('I6', stream, `The hold of ${attempt.bookingId} on ${data.hostId} ended ${lateMs} ms too late.`);
    }
  }

  #check(attempt: Attempt): void {
    this.#checkConsumption(attempt);
    this.#checkDecided(attempt);
    this.#checkSlots(attempt);
  }

  /** I2. */
  #checkConsumption(attempt: Attempt): void {
    const { bookingId, stream, status, consumed, request, hostIds, wasSettled } = attempt;
    const wrong = (detail: string, where: StreamName = stream): void => this.report('I2', where, detail);
    if (!isBooking(attempt)) {
      if (consumed !== null) wrong(`The link is consumed by ${bookingId}, which is ${status}.`, consumed.stream);
      return;
    }
    if (wasSettled) return;
    if (consumed === null) return wrong(`The booking is ${status}, but did not consume its link.`);
    const consumedLink = consumed.linkId;
    if (consumedLink !== request?.linkId) {
      wrong(`The booking consumed ${consumedLink}, but was requested with ${request?.linkId ?? 'no link'}.`);
    }
    if (!isSameSet(consumed.hostIds, hostIds)) {
      wrong(`The link is consumed for ${consumed.hostIds.join()}, but the booking is with ${hostIds.join()}.`);
    }
    if (request?.isCollective === true && !isSameSet(request.hostIds, hostIds)) {
      wrong(`The booking needs all of ${request.hostIds.join()}, but is with ${hostIds.join()}.`);
    }
    if (attempt.confirmedEarly !== null) wrong(`${attempt.confirmedEarly} came before the link was consumed.`);
    if (request?.needsOptIn === true && !consumed.hadOptIn) wrong('The link is consumed before the attendee opted in.');
  }

  /** I3. An attempt on a link that does not exist is not decided. */
  #checkDecided(attempt: Attempt): void {
    const { bookingId, stream, status, verdicts, consumed, request, slots } = attempt;
    if (status === 'without a request') return;
    if (verdicts > 0) {
      if (consumed !== null || hasEnded(attempt) || isBooking(attempt)) return;
      this.report('I3', stream, `The link voided ${bookingId}, but the attempt is still ${status}.`);
      return;
    }
    const linkStream = streamName('link', request?.linkId ?? '');
    if ((this.records.factsOf(linkStream) & bitOf('LinkIssued')) === 0) return;
    const hold = slots.length > 0 ? ' and holds a slot' : '';
    this.report('I3', stream, `${bookingId} is ${status}${hold}, but its link never decided.`);
  }

  /** I6. */
  #checkSlots(attempt: Attempt): void {
    const { stream, status, slots, start, openMoves } = attempt;
    const kept = isStanding(attempt) ? attempt.hostIds : [];
    for (const slot of slots) {
      if (slot.state === 'booked' && slot.start === start && kept.includes(slot.hostId)) continue;
      const what = `${slot.state} on ${slot.hostId} from ${instantOf(slot.start)}`;
      this.report(
        'I6',
        slot.calendar,
        `A slot of ${attempt.bookingId} is still ${what}, but the attempt is ${status}.`,
      );
    }
    for (const hostId of kept) {
      if (slots.some((slot) => slot.hostId === hostId && slot.start === start)) continue;
      this.report('I6', stream, `The booking is ${status}, but the calendar of ${hostId} does not have it.`);
    }
    if (openMoves > 0) this.report('I6', stream, `${openMoves} of its reschedule requests were never decided.`);
    if (openMoves < 0) this.report('I6', stream, `${-openMoves} reschedules were decided without a request.`);
  }
}

/** An attempt as it begins, or as far as it is known after it was settled. */
const reopen = (bookingId: string, records: StreamRecords, clock: HistoryClock): Attempt => {
  const stream = streamName('booking', bookingId);
  const facts = records.factsOf(stream);
  const wasSettled = (facts & SETTLED) !== 0;
  const has = (type: string): boolean => (facts & bitOf(type)) !== 0;
  const end = has('BookingDeclined') ? 'declined' : has('BookingCancelled') ? 'cancelled' : 'rejected';
  return {
    bookingId,
    stream,
    wasSettled,
    request: null,
    status: wasSettled ? end : 'without a request',
    hostIds: [],
    start: null,
    optInHostIds: null,
    consumed: null,
    verdicts: wasSettled ? 1 : 0,
    confirmedEarly: null,
    undoneEarly: null,
    openMoves: 0,
    hasOptedIn: false,
    slots: [],
    dueAt: -Infinity,
    touched: clock.now,
  };
};

/** Folds the booking's own events, independently of the booking's decider. */
const evolve = (attempt: Attempt, event: OwnEvent): void => {
  switch (event.type) {
    case 'BookingRequested': {
      const { linkId, hostIds, assignment, confirmation, start } = event.data;
      attempt.request ??= {
        linkId,
        hostIds,
        isCollective: assignment === 'collective',
        needsOptIn: confirmation === 'doubleOptIn',
      };
      attempt.start ??= epochMsOf(start);
      become(attempt, 'pending');
      return;
    }
    case 'OptInRequested':
      attempt.optInHostIds = event.data.hostIds;
      become(attempt, 'awaiting opt-in');
      return;
    case 'OptInConfirmed':
      attempt.hasOptedIn = true;
      become(attempt, 'pending');
      return;
    case 'ApprovalRequested':
    case 'BookingConfirmed':
      if (attempt.consumed === null) attempt.confirmedEarly ??= `${event.type} at position ${event.position}`;
      become(attempt, event.type === 'BookingConfirmed' ? 'confirmed' : 'awaiting approval', event.data.hostIds);
      return;
    case 'BookingDeclined':
      attempt.status = 'declined';
      return;
    case 'BookingCancelled':
      attempt.status = 'cancelled';
      return;
    case 'BookingRejected':
      if (attempt.verdicts === 0) attempt.undoneEarly ??= `BookingRejected at position ${event.position}`;
      become(attempt, 'rejected');
      return;
    case 'RescheduleRequested':
      attempt.openMoves += 1;
      return;
    case 'RescheduleRefused':
      attempt.openMoves -= 1;
      return;
    case 'BookingRescheduled':
      attempt.openMoves -= 1;
      attempt.start = epochMsOf(event.data.start);
      return;
    default:
  }
};

const become = (attempt: Attempt, status: Attempt['status'], hostIds: readonly string[] = []): void => {
  attempt.status = status;
  attempt.hostIds = hostIds;
};

/** A second host held by mistake, while the booking had settled for others. */
const isStray = ({ optInHostIds }: Attempt, hostId: string): boolean =>
  optInHostIds !== null && !optInHostIds.includes(hostId);

const timeOf = ({ meta }: Pick<StoredEvent, 'meta'>): number => epochMsOf(meta.time);

const isSameSet = (a: readonly string[], b: readonly string[]): boolean =>
  [...a].sort().join() === [...b].sort().join();
