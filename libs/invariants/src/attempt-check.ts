import type { Recorded } from '@bookonce/contracts/event-catalogue';
import { epochMsOf, instantOf } from '@bookonce/kernel/json';
import { streamName, type StoredEvent, type StreamName } from '@bookonce/kernel/ports/event-store';
import { hasEnded, isBooking, isStanding, type Attempt } from './attempt.js';
import { checkBookingEvent } from './booking-event-check.js';
import { CalendarCheck, type Slot, type SlotEvent } from './calendar-check.js';
import { evolveAttempt, reopen, type OwnEvent } from './evolve-attempt.js';
import type { HistoryClock } from './history-clock.js';
import { LinkTermsCheck } from './link-terms-check.js';
import { bitOf, bitsOf, SETTLED, type StreamRecords } from './stream-records.js';
import type { Report } from './violation.js';
import { WaitingCheck } from './waiting-check.js';

type Verdict = Extract<Recorded, { type: 'LinkConsumed' | 'AttemptVoided' }>;
type LinkMailRequested = Extract<Recorded, { type: 'LinkInvitationRequested' | 'LinkReminderRequested' }>;

/** The time that a step of an attempt may take. */
const STEP_LIMIT_MS = 60_000;
/** The time after a step's limit in which its hold has to end (I6). */
const GRACE_MS = 60_000;
/** Shorter than a calendar remembers a slot that is over. */
const CALENDAR_MEMORY_MS = 30 * 24 * 60 * 60_000;

/** After these, the attempt waits for nobody but its own process. */
const beginsStep = new Set<string>([
  'BookingRequested',
  'OptInConfirmed',
  'ApprovalRequested',
  'BookingConfirmed',
  'BookingRejected',
  'BookingDeclined',
  'BookingCancelled',
  'RescheduleRequested',
  'RescheduleRefused',
  'BookingRescheduled',
]);

/**
 * Checks booking attempts across their streams: a link is consumed exactly for a booking that stands or stood (I2), each
 * attempt is decided once and before its slot is released (I3), every hold ends in time, and so does the slot of a booking
 * that is over (I6), and a promised fresh link is issued (I7).
 */
export class AttemptCheck {
  readonly #open = new Map<string, Attempt>();
  readonly #calendars: CalendarCheck;
  readonly #waiting: WaitingCheck;
  readonly #terms: LinkTermsCheck;
  /** The successors of consumed links for which no decline asked yet, by the consumed link. */
  readonly #successors = new Map<StreamName, string>();

  constructor(
    private readonly records: StreamRecords,
    private readonly clock: HistoryClock,
    private readonly report: Report,
  ) {
    this.#calendars = new CalendarCheck(report);
    this.#waiting = new WaitingCheck(report);
    this.#terms = new LinkTermsCheck(report);
  }

  /** The number of attempts that are kept as a whole. */
  get openCount(): number {
    return this.#open.size;
  }

  addLink(event: Extract<Recorded, { type: 'LinkIssued' }>): void {
    this.#terms.addLink(event);
  }

  /** A consumed link has a successor only if its booking was declined; `FreshLinkIssued` says so. */
  addSuccessor({ stream, data }: Extract<Recorded, { type: 'LinkReissued' }>): void {
    const isConsumed = (this.records.factsOf(stream) & bitOf('LinkConsumed')) !== 0;
    if (isConsumed) this.#successors.set(stream, data.replacement.linkId);
  }

  /** A link that is over is not recommended to anybody (I23); an expired one only by its successor. */
  addMail({ stream, position, data }: LinkMailRequested): void {
    const facts = this.records.factsOf(stream);
    const isOver = (facts & bitsOf('LinkConsumed', 'LinkRevoked')) !== 0;
    const isExpired = (facts & bitOf('LinkExpired')) !== 0;
    if (!isOver && (!isExpired || data.mailedLinkId !== data.linkId)) return;
    this.report('I23', stream, `The mail at position ${position} is about a link that is over.`);
  }

  addAdmission(event: Extract<Recorded, { type: 'AttemptAdmitted' }>): void {
    this.#waiting.admit(this.#attempt(event.data.bookingId), event);
  }

  addGrant(event: Extract<Recorded, { type: 'AttemptsAllowed' }>): void {
    this.#waiting.allow(event);
  }

  addVerdict(event: Verdict): void {
    const attempt = this.#attempt(event.data.bookingId);
    const { type, stream, position, data } = event;
    attempt.verdicts += 1;
    this.#waiting.decide(attempt, event);
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
      this.#waiting.hold(attempt, event);
      this.#terms.addSlot(event, event.data.linkId);
      // The limits of a settled attempt are forgotten: a late hold gets one of its own.
      attempt.dueAt = Math.max(attempt.dueAt, attempt.wasSettled ? storedAt + STEP_LIMIT_MS : storedAt);
    } else {
      if (event.type === 'SlotMoved') this.#terms.addSlot(event, attempt.request?.linkId);
      this.#endHolds(event, attempt);
    }
    if (event.type === 'SlotReleased' && hasEnded(attempt)) this.#endBooked(event, attempt);
    if (event.type === 'SlotReleased' && attempt.verdicts === 0 && !isStray(attempt, event.data.hostId)) {
      attempt.undoneEarly ??= `SlotReleased at position ${event.position}`;
    }
    this.#calendars.add(event, slots, storedAt);
    this.#settle(attempt);
  }

  addBookingEvent(event: OwnEvent): void {
    const attempt = this.#attempt(event.data.bookingId);
    if (event.type === 'OptInRequested') attempt.dueAt = Math.max(attempt.dueAt, epochMsOf(event.data.until));
    if (beginsStep.has(event.type)) attempt.dueAt = Math.max(attempt.dueAt, timeOf(event) + STEP_LIMIT_MS);
    checkBookingEvent(attempt, event, this.records, this.clock, this.report);
    attempt.touched = this.clock.now;
    if (event.type === 'FreshLinkIssued') this.#endSuccession(event, attempt);
    evolveAttempt(attempt, event);
    if (event.type === 'BookingRequested') {
      this.#terms.addRequest(event);
      if (this.#terms.needsOptIn(event)) requireOptIn(attempt);
    }
    this.#settle(attempt);
  }

  /**
   * Checks the attempts that are still open. If `isAtRest` is false, those in flight are passed over; if `mayWait` is true,
   * those that wait for their opt-in.
   */
  finish(isAtRest: boolean, mayWait = false): void {
    for (const attempt of this.#open.values()) {
      if (mayWait && this.#waitsForOptIn(attempt)) continue;
      if (isAtRest || this.clock.overdueMs(attempt.dueAt, attempt.touched) > GRACE_MS) this.#check(attempt);
    }
    if (!isAtRest) return;
    for (const [stream, linkId] of this.#successors) {
      this.report('I4', stream, `The consumed link has a successor, ${linkId}, but no booking was declined with one.`);
    }
  }

  #waitsForOptIn({ status, request, verdicts, dueAt, touched }: Attempt): boolean {
    const ended = bitsOf('LinkConsumed', 'LinkExpired', 'LinkRevoked', 'LinkReissued');
    const isLinkActive = (this.records.factsOf(streamName('link', request?.linkId ?? '')) & ended) === 0;
    const isInTime = this.clock.overdueMs(dueAt, touched) <= GRACE_MS;
    return status === 'awaiting opt-in' && verdicts === 0 && isLinkActive && isInTime;
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
    const { bookingId, stream, slots, openMoves, verdicts, awaitsFreshLink } = attempt;
    if (!hasEnded(attempt) || verdicts === 0 || slots.length > 0 || openMoves !== 0 || awaitsFreshLink) return;
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

  /** The slot of a booking that is over is released as soon as a hold is. */
  #endBooked({ data, stream }: Extract<SlotEvent, { type: 'SlotReleased' }>, attempt: Attempt): void {
    if (!attempt.slots.some((slot) => slot.state === 'booked' && slot.calendar === stream)) return;
    const lateMs = this.clock.overdueMs(attempt.dueAt, attempt.touched) - GRACE_MS;
    if (lateMs <= 0) return;
    const { bookingId, status } = attempt;
    this.report('I6', stream, `${bookingId}, which is ${status}, left ${data.hostId} ${lateMs} ms too late.`);
  }

  #endSuccession({ data }: Extract<OwnEvent, { type: 'FreshLinkIssued' }>, { stream, consumed }: Attempt): void {
    if (consumed === null) return;
    const successor = this.#successors.get(consumed.stream);
    this.#successors.delete(consumed.stream);
    if (successor === data.linkId) return;
    this.report('I7', stream, `The fresh link is ${data.linkId}, but the link's successor is ${successor ?? 'none'}.`);
  }

  #check(attempt: Attempt): void {
    this.#checkConsumption(attempt);
    this.#checkDecided(attempt);
    this.#checkSlots(attempt);
    this.#checkWaiting(attempt);
  }

  /** Checks that nothing an attempt waits for is overdue: the host's decision (I6), a fresh link (I7), a reminder (I23). */
  #checkWaiting(attempt: Attempt): void {
    const { stream, status, question, awaitsFreshLink, reminders, start, touched } = attempt;
    const isOverdue = (dueAt: number): boolean => this.clock.overdueMs(dueAt, touched) > STEP_LIMIT_MS + GRACE_MS;
    const until = question?.until ?? null;
    if (status === 'awaiting approval' && until !== null && isOverdue(until)) {
      this.report('I6', stream, `The booking awaits approval, but had to be decided by ${instantOf(until)}.`);
    }
    if (awaitsFreshLink) this.report('I7', stream, `The booking is ${status}, but its fresh link is not issued.`);
    if (status !== 'confirmed' || start === null || this.clock.now.time >= start) return;
    for (const dueAt of reminders?.due ?? []) {
      if (isOverdue(epochMsOf(dueAt))) this.report('I23', stream, `The reminder for ${dueAt} is not requested.`);
    }
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

  /** A calendar forgets a booked slot of long ago, so nothing follows if its booking is cancelled then. */
  #isForgotten({ state, end }: Slot): boolean {
    return state === 'booked' && end + CALENDAR_MEMORY_MS < this.clock.now.time;
  }

  /** I6. */
  #checkSlots(attempt: Attempt): void {
    const { stream, status, slots, start, end, openMoves } = attempt;
    const kept = isStanding(attempt) ? attempt.hostIds : [];
    for (const slot of slots) {
      if (this.#isForgotten(slot)) continue;
      if (slot.state === 'booked' && slot.start === start && slot.end === end && kept.includes(slot.hostId)) continue;
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

/** A second host held by mistake, while the booking had settled for others. */
const isStray = ({ optInHostIds }: Attempt, hostId: string): boolean =>
  optInHostIds !== null && !optInHostIds.includes(hostId);

const requireOptIn = (attempt: Attempt): void => {
  if (attempt.request !== null) attempt.request = { ...attempt.request, needsOptIn: true };
};

const timeOf = ({ meta }: Pick<StoredEvent, 'meta'>): number => epochMsOf(meta.time);

const isSameSet = (a: readonly string[], b: readonly string[]): boolean =>
  [...a].sort().join() === [...b].sort().join();
