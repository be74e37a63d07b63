import { bookForRecipient, placeBooking } from '@bookonce/contracts/commands/booking';
import type { PayloadOf } from '@bookonce/contracts/define-command';
import type { StartedBooking } from '@bookonce/contracts/streams/booking';
import { canonicalJson } from '@bookonce/kernel/canonical-json';
import { withoutUndefined } from '@bookonce/kernel/json';
import type { Ids } from '@bookonce/kernel/ports/ids';
import type { RateLimits } from '@bookonce/kernel/ports/rate-limits';
import { links, type LinkDocument } from '@bookonce/link/views/link-document';
import type { z } from 'zod';
import type { newBookingSchema } from '../api/booking-api.js';
import { bookForRecipientOperation } from '../api/booking-decision-api.js';
import { placePublicBooking } from '../api/recipient-api.js';
import type { GatewayOptions } from '../gateway-options.js';
import { json, notFound, problem, type Answer } from '../http/answer.js';
import { publicEndpoint, workspaceEndpoint, type Endpoint } from '../http/endpoint.js';
import { sha256 } from '../http/hash.js';
import type { IdempotentCalls } from '../http/idempotency.js';
import { consistencyOf } from '../http/views.js';
import { namedLanguage } from '../pages/language.js';
import { refusedAttempt, rejectedAttempt } from './attempt-refusals.js';
import { settledBooking, type OutcomeDeps } from './await-outcome.js';
import { bookingForm, partsOf, publicBookingForm } from './booking-form.js';
import { linkEnded, linkGone, linkOfToken } from './by-token.js';
import { apiContext } from './commands.js';
import { findOwned } from './owned.js';

export interface PlaceBookingDeps extends OutcomeDeps {
  readonly calls: IdempotentCalls;
  readonly bookingAttempts: RateLimits;
  readonly ids: Pick<Ids, 'derive' | 'uuid'>;
  readonly options: GatewayOptions;
}

type NewBooking = z.output<typeof newBookingSchema>;
type Spoken = Pick<PayloadOf<typeof placeBooking>, 'language'>;

/** Books with a link: sends one command, waits for its outcome, and renders the booking. */
export const placeBookingEndpoint = (deps: PlaceBookingDeps): Endpoint => {
  const { readModels, commands, calls, bookingAttempts, ids, options } = deps;

  const attempt = async (link: LinkDocument, body: NewBooking & Spoken, commandId: string): Promise<Answer> => {
    const { id: linkId, workspaceId } = link;
    const context = { commandId, correlationId: commandId, causationId: commandId, workspaceId, by: 'attendee' };
    const reply = await commands.send(placePublicBooking, placeBooking, { linkId, ...body }, context);
    if (!reply.ok) return refusedAttempt(reply.error);
    const { booking, position } = await settledBooking(deps, placePublicBooking, { workspaceId, ...reply.value });
    if (booking.status === 'rejected') return rejectedAttempt(booking.reason);
    // The views show the outcome by now, so a caller who reads "booked" or "used" sees a dead link from then on (I9).
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

/** Books on behalf of a link's recipient, as its host. */
export const bookForRecipientEndpoint = (deps: OutcomeDeps, options: GatewayOptions): Endpoint =>
  workspaceEndpoint(bookForRecipientOperation, async ({ params: { id }, body, workspaceId, commandId }) => {
    const { readModels, commands } = deps;
    const link = await findOwned(readModels, links, id, workspaceId);
    if (link === null) return notFound();
    const context = apiContext({ commandId, workspaceId });
    const reply = await commands.send(bookForRecipientOperation, bookForRecipient, { linkId: id, ...body }, context);
    if (!reply.ok) return refusedAttempt(reply.error, linkEnded);
    const placed = { workspaceId, ...reply.value };
    const { booking, position } = await settledBooking(deps, bookForRecipientOperation, placed);
    if (booking.status === 'rejected') return rejectedAttempt(booking.reason, linkEnded);
    const form = bookingForm(await partsOf(readModels, booking), options);
    return json(STATUS[booking.status], form, consistencyOf(position));
  });

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
