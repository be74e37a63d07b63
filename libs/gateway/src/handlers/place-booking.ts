import { placeBooking, type BookingOutcome } from '@bookonce/contracts/commands/booking';
import { sendCommand } from '@bookonce/contracts/send-command';
import { meetingTypes, type MeetingTypeDocument } from '@bookonce/availability/views/availability-documents';
import { bookings, type BookingDocument } from '@bookonce/booking/views/booking-document';
import { shownStatusOf } from '@bookonce/contracts/streams/booking';
import type { Bus } from '@bookonce/kernel/ports/bus';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { Position } from '@bookonce/kernel/ports/event-store';
import type { Ids } from '@bookonce/kernel/ports/ids';
import type { RateLimits } from '@bookonce/kernel/ports/rate-limits';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { unreachable } from '@bookonce/kernel/result';
import type { LinkDocument } from '@bookonce/link/views/link-document';
import { placePublicBooking } from '../api/recipient-api.js';
import type { GatewayOptions } from '../gateway-options.js';
import { invalid, json, problem, unavailable, type Answer } from '../http/answer.js';
import { idFrom } from '@bookonce/contracts/values/ids';
import { canonicalJson } from '@bookonce/kernel/canonical-json';
import { sha256 } from '../http/hash.js';
import { keyReused, type IdempotentCalls } from '../http/idempotency.js';
import { consistencyOf, type Views } from '../http/views.js';
import type { BookingOutcomes, OutcomeListener } from '../outcomes/booking-outcomes.js';
import { bookingRequest, expectedDocument, isSameRequest, type NewBooking } from './booking-attempt.js';
import { partsOf, publicBookingForm } from './booking-form.js';
import { mayTryAgain, rejection } from './booking-refusal.js';
import { linkOfToken } from './link-of-token.js';
import { answerErrors } from './question-answers.js';
import { linkGone, tryAgain } from './refusals.js';

export interface PlaceBookingDeps {
  readonly readModels: ReadModels;
  readonly bus: Pick<Bus, 'request'>;
  readonly views: Views;
  readonly outcomes: BookingOutcomes;
  readonly calls: IdempotentCalls;
  readonly bookingAttempts: RateLimits;
  readonly ids: Pick<Ids, 'derive' | 'uuid'>;
  readonly clock: Clock;
  readonly options: GatewayOptions;
}

export interface PlaceBookingCall {
  readonly token: string;
  readonly body: NewBooking;
  readonly key: string | null;
}

/** An attempt whose outcome nobody announced within this time is looked up: it may have been settled before. */
const FIRST_LOOK_MS = 500;
const PATIENCE_MS = 5_000;
/** Attempts that one key can make, where the ones before came to nothing. */
const MOST_ATTEMPTS = 8;
const BOOKING_PROJECTION = 'booking';

/** Books with a link: asks for the booking and waits for its outcome, 5 s at most. */
export class PlaceBooking {
  constructor(private readonly deps: PlaceBookingDeps) {}

  async place({ token, body, key }: PlaceBookingCall): Promise<Answer> {
    const { readModels, options, bookingAttempts, calls, ids } = this.deps;
    const link = await linkOfToken(readModels, options.vault, token);
    if (link === null) return problem('link-unknown');
    const wait = await bookingAttempts.secondsToWait(link.id);
    if (wait !== null) return problem('too-many-requests', undefined, { headers: { 'retry-after': `${wait}` } });
    if (key === null) return this.#attempt(link, body, idFrom('bkg', ids.uuid()));
    const call = { owner: link.id, route: 'placeBooking', key, bodyHash: sha256(canonicalJson(body)) };
    return calls.run(call, () => this.#attemptWithKey(link, body, key));
  }

  /** The same key names the same attempt, so a client that repeats itself meets its own booking (I8). */
  async #attemptWithKey(link: LinkDocument, body: NewBooking, key: string): Promise<Answer> {
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
      const bookingId = idFrom('bkg', this.deps.ids.derive(JSON.stringify(['book', link.id, key, attempt])));
      const earlier = await this.deps.readModels.get(bookings, bookingId);
      if (earlier === null) return this.#attempt(link, body, bookingId);
      if (!isSameRequest(earlier, body)) return keyReused();
      if (earlier.status !== 'rejected' || !mayTryAgain(earlier.reason)) return this.#follow(earlier);
    }
    return rejection('overdue');
  }

  async #attempt(link: LinkDocument, body: NewBooking, bookingId: string): Promise<Answer> {
    const { readModels, bus, outcomes, clock, options } = this.deps;
    // The views may know of the link's end before they know of the booking that was its end.
    if (link.status !== 'active' && link.bookingId !== bookingId) return linkGone(link.status);
    const type = await readModels.get(meetingTypes, link.meetingTypeId);
    if (type === null) return unavailable();
    const errors = answerErrors(type.questions, body.answers ?? {});
    if (errors.length > 0) return invalid(errors);

    const request = bookingRequest(bookingId, link, type, body, options.vault);
    const listener = outcomes.listen(bookingId);
    try {
      const reply = await sendCommand(bus, placeBooking, request, this.#context(bookingId, link.workspaceId));
      if (!reply.ok) return reply.error.kind === 'conflict' ? tryAgain() : keyReused();
      const expected = expectedDocument(request, link.workspaceId, clock.now());
      const { outcome, position } = reply.value;
      if (outcome !== undefined) return await this.#answer(outcome, expected, type);
      return await this.#awaitOutcome(listener, expected, position, type);
    } finally {
      listener.close();
    }
  }

  /** Answers for an attempt that was made before. */
  async #follow(earlier: BookingDocument): Promise<Answer> {
    const settled = await this.#outcomeIn(earlier);
    if (settled !== null) return this.#answer(settled, earlier);
    const listener = this.deps.outcomes.listen(earlier.id);
    try {
      return await this.#awaitOutcome(listener, earlier, null);
    } finally {
      listener.close();
    }
  }

  async #awaitOutcome(
    listener: OutcomeListener,
    expected: BookingDocument,
    requestedAt: Position | null,
    type?: MeetingTypeDocument,
  ): Promise<Answer> {
    const outcome =
      (await listener.within(FIRST_LOOK_MS)) ??
      (await this.#lookUp(expected.id)) ??
      (await listener.within(PATIENCE_MS - FIRST_LOOK_MS)) ??
      (await this.#lookUp(expected.id));
    if (outcome !== null) return this.#answer(outcome, expected, type);
    await this.deps.views.show(requestedAt, ['booking']);
    return this.#accepted(202, expected, requestedAt, type);
  }

  async #lookUp(bookingId: string): Promise<BookingOutcome | null> {
    const booking = await this.deps.readModels.get(bookings, bookingId);
    return booking === null ? null : this.#outcomeIn(booking);
  }

  /** The outcome that a document shows; null while it is pending. */
  async #outcomeIn(booking: BookingDocument): Promise<BookingOutcome | null> {
    const outcome = settledOutcome(booking);
    // The other views may be behind this one.
    return outcome && { ...outcome, position: await this.deps.readModels.checkpoint(BOOKING_PROJECTION) };
  }

  async #answer(outcome: BookingOutcome, expected: BookingDocument, type?: MeetingTypeDocument): Promise<Answer> {
    const { readModels, views } = this.deps;
    // Whoever is told "booked", or "used", sees the link dead from now on (I9).
    await views.show(outcome.position, placePublicBooking.waitsFor);
    if (outcome.status === 'rejected') return rejection(outcome.reason);
    const seen = (await readModels.get(bookings, expected.id)) ?? expected;
    const isLate = shownStatusOf(seen) === 'pending';
    const booking = isLate ? { ...seen, status: outcome.status, hostIds: outcome.hostIds } : seen;
    const waits = outcome.status !== 'confirmed';
    return this.#accepted(waits ? 202 : 201, booking, outcome.position, type);
  }

  async #accepted(
    status: 201 | 202,
    booking: BookingDocument,
    position: Position | null,
    type?: MeetingTypeDocument,
  ): Promise<Answer> {
    const { readModels, options } = this.deps;
    const form = publicBookingForm(await partsOf(readModels, booking, type), options);
    return json(status, form, consistencyOf(position));
  }

  #context(bookingId: string, workspaceId: string) {
    const commandId = this.deps.ids.derive(`place/${bookingId}`);
    return { commandId, correlationId: bookingId, causationId: commandId, workspaceId, by: 'attendee' };
  }
}

const settledOutcome = (booking: BookingDocument): BookingOutcome | null => {
  const { hostIds } = booking;
  switch (booking.status) {
    case 'requested':
    case 'optedIn':
      return null;
    case 'rejected':
      return { status: 'rejected', reason: booking.reason, position: null };
    case 'awaitingOptIn':
    case 'awaitingApproval':
      return { status: booking.status, hostIds, position: null };
    case 'confirmed':
    case 'declined':
    case 'cancelled':
      // It stood; what became of it since is in the booking itself.
      return { status: 'confirmed', hostIds, position: null };
    default:
      return unreachable(booking);
  }
};
