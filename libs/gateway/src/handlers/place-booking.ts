import { placeBooking, type PlaceBookingRefusal } from '@bookonce/contracts/commands/booking';
import type { PayloadOf } from '@bookonce/contracts/define-command';
import type { ConflictRefusal } from '@bookonce/contracts/replies';
import { shownStatusOf, type StartedBooking } from '@bookonce/contracts/streams/booking';
import type { VoidReason } from '@bookonce/contracts/values/reasons';
import { bookings, bookingView, type BookingDocument } from '@bookonce/booking/views/booking-document';
import { canonicalJson } from '@bookonce/kernel/canonical-json';
import { withoutUndefined } from '@bookonce/kernel/json';
import type { Ids } from '@bookonce/kernel/ports/ids';
import type { RateLimits } from '@bookonce/kernel/ports/rate-limits';
import { unreachable } from '@bookonce/kernel/result';
import type { LinkDocument } from '@bookonce/link/views/link-document';
import type { z } from 'zod';
import type { newBookingSchema } from '../api/booking-api.js';
import { placePublicBooking } from '../api/recipient-api.js';
import type { GatewayOptions } from '../gateway-options.js';
import { invalid, json, problem, type Answer } from '../http/answer.js';
import { publicEndpoint, type Endpoint } from '../http/endpoint.js';
import { sha256 } from '../http/hash.js';
import { keyReused, type IdempotentCalls } from '../http/idempotency.js';
import { consistencyOf } from '../http/views.js';
import { namedLanguage } from '../pages/language.js';
import type { BookingOutcomes } from '../outcomes/booking-outcomes.js';
import { partsOf, publicBookingForm } from './booking-form.js';
import { shownBooking, type BookingChange, type ChangeBookingDeps } from './change-booking.js';
import { linkOfToken, linkGone } from './by-token.js';
import { tryAgain } from './commands.js';

export interface PlaceBookingDeps extends ChangeBookingDeps {
  readonly outcomes: BookingOutcomes;
  readonly calls: IdempotentCalls;
  readonly bookingAttempts: RateLimits;
  readonly ids: Pick<Ids, 'derive' | 'uuid'>;
  readonly options: GatewayOptions;
}

type NewBooking = z.output<typeof newBookingSchema>;
type Spoken = Pick<PayloadOf<typeof placeBooking>, 'language'>;

/** An attempt that is not settled by then is looked up: it may have been settled before this process listened. */
const FIRST_LOOK_MS = 500;
const PATIENCE_MS = 5_000;

/** Books with a link: sends one command, waits for its outcome, 5 s at most, and renders the booking. */
export const placeBookingEndpoint = (deps: PlaceBookingDeps): Endpoint => {
  const { readModels, commands, outcomes, calls, bookingAttempts, ids, options } = deps;

  const attempt = async (link: LinkDocument, body: NewBooking & Spoken, commandId: string): Promise<Answer> => {
    const { id: linkId, workspaceId } = link;
    const context = { commandId, correlationId: commandId, causationId: commandId, workspaceId, by: 'attendee' };
    const reply = await commands.send(placePublicBooking, placeBooking, { linkId, ...body }, context);
    if (!reply.ok) return refused(reply.error);
    const { booking, position } = reply.value;
    const placed = { workspaceId, booking, position };
    return isSettled(booking) ? answer(await shownBooking(deps, placePublicBooking, placed), position) : follow(placed);
  };

  /** Waits for the outcome of an attempt that was not settled within the reply. */
  const follow = async (placed: BookingChange): Promise<Answer> => {
    const { bookingId } = placed.booking.request;
    const listener = outcomes.listen(bookingId);
    try {
      for (const patienceMs of [FIRST_LOOK_MS, PATIENCE_MS - FIRST_LOOK_MS]) {
        const settledAt = await listener.within(patienceMs);
        await commands.shown(placePublicBooking, settledAt);
        const found = await readModels.get(bookings, bookingId);
        if (found === null || !isSettled(found)) continue;
        // Found in the view, without the event: other views may lag behind this one.
        const position = settledAt ?? (await readModels.checkpoint(bookingView));
        await commands.shown(placePublicBooking, position);
        return await answer(found, position);
      }
    } finally {
      listener.close();
    }
    return answer(await shownBooking(deps, placePublicBooking, placed), placed.position);
  };

  /** The views show the outcome by now, so a caller who reads "booked" or "used" sees a dead link from then on (I9). */
  const answer = async (booking: BookingDocument, position: string | null): Promise<Answer> => {
    if (booking.status === 'rejected') return rejection(booking.reason);
    const form = publicBookingForm(await partsOf(readModels, booking), options);
    return json(STATUS[booking.status], form, consistencyOf(position));
  };

  return publicEndpoint(
    placePublicBooking,
    async ({ params: { token }, body, idempotencyKey: key, acceptLanguage }) => {
      const wish = { ...body, ...withoutUndefined({ language: namedLanguage(acceptLanguage) }) };
      const link = await linkOfToken(readModels, options.vault, token);
      if (link === null) return problem('link-unknown');
      const wait = await bookingAttempts.secondsToWait(link.id);
      if (wait !== null) return problem('too-many-requests', undefined, { headers: { 'retry-after': `${wait}` } });
      if (key === null) return link.status === 'active' ? attempt(link, wish, ids.uuid()) : linkGone(link.status);
      // With a key, the dead link may have been consumed by this caller, whose booking the service then finds again (I8).
      const commandId = ids.derive(JSON.stringify(['book', link.id, key]));
      const call = { owner: link.id, route: 'placeBooking', key, bodyHash: sha256(canonicalJson(body)) };
      return calls.run(call, () => attempt(link, wish, commandId));
    },
  );
};

const isSettled = (booking: StartedBooking): boolean => shownStatusOf(booking) !== 'pending';

/** 202 while somebody else has to act, or no outcome came in time. */
const STATUS: Readonly<Record<Exclude<StartedBooking['status'], 'rejected'>, 201 | 202>> = {
  requested: 202,
  optedIn: 202,
  awaitingOptIn: 202,
  awaitingApproval: 202,
  // It was booked; what became of it since is in the booking itself.
  confirmed: 201,
  declined: 201,
  cancelled: 201,
};

const refused = (refusal: PlaceBookingRefusal | ConflictRefusal): Answer => {
  switch (refusal.kind) {
    case 'keyReused':
      return keyReused();
    case 'linkUnknown':
      return problem('link-unknown');
    case 'linkEnded':
      return linkGone(refusal.end);
    case 'notTheRecipient':
      return problem('not-the-recipient');
    case 'invalid':
      return invalid(refusal.errors);
    case 'conflict':
      return tryAgain();
    default:
      return unreachable(refusal);
  }
};

/** The answer to an attempt that was rejected for this reason. */
const rejection = (reason: VoidReason): Answer => {
  switch (reason) {
    case 'slotTaken':
      return problem('slot-taken');
    case 'slotNotOffered':
      return problem('slot-not-offered');
    case 'linkConsumed':
      return linkGone('consumed');
    case 'linkExpired':
      return linkGone('expired');
    case 'linkReplaced':
      return linkGone('replaced');
    case 'linkRevoked':
      return linkGone('revoked');
    case 'linkUnknown':
      return problem('link-unknown');
    case 'tooManyPending':
      return problem('too-many-pending', undefined, { headers: { 'retry-after': '60' } });
    case 'optInExpired':
    case 'cancelled':
      return problem('opt-in-expired');
    case 'overdue':
      return problem('booking-overdue', undefined, { headers: { 'retry-after': '1' } });
    default:
      return unreachable(reason);
  }
};
