import { confirmOptIn, mailOptInAgain, type OptInMailRefusal } from '@bookonce/contracts/commands/booking';
import type { BookingDocument } from '@bookonce/booking/views/booking-document';
import type { ConflictRefusal } from '@bookonce/contracts/replies';
import { shownStatusOf, type StartedBooking } from '@bookonce/contracts/streams/booking';
import type { VoidReason } from '@bookonce/contracts/values/reasons';
import type { Ids } from '@bookonce/kernel/ports/ids';
import { unreachable } from '@bookonce/kernel/result';
import { confirmOptInOperation, getOptIn, resendOptInMail } from '../api/opt-in-api.js';
import type { GatewayOptions } from '../gateway-options.js';
import { json, notFound, problem, type Answer } from '../http/answer.js';
import { publicEndpoint, type Endpoint } from '../http/endpoint.js';
import { sha256 } from '../http/hash.js';
import type { IdempotentCalls } from '../http/idempotency.js';
import { consistencyOf } from '../http/views.js';
import { endedAttempt } from './attempt-refusals.js';
import { settledBooking, type OutcomeDeps } from './await-outcome.js';
import { optInForm, partsOf, publicBookingForm } from './booking-form.js';
import { bookingToConfirm, managedBooking } from './by-token.js';
import { asAttendee } from './change-booking.js';
import { tryAgain, type Commands } from './commands.js';

export interface OptInDeps extends OutcomeDeps {
  readonly commands: Pick<Commands, 'send' | 'run' | 'shown'>;
  readonly calls: IdempotentCalls;
  readonly ids: Pick<Ids, 'derive' | 'uuid'>;
  readonly options: GatewayOptions;
}

/** The operations of the reader of an opt-in mail, and of the attendee who waits for it. */
export const optInEndpoints = (deps: OptInDeps): readonly Endpoint[] => {
  const { readModels, commands, calls, ids, options } = deps;

  /** Once for each `Idempotency-Key` of this booking. */
  const once = (
    booking: BookingDocument,
    route: 'confirmOptIn' | 'resendOptInMail',
    key: string | null,
    run: (commandId: string) => Promise<Answer>,
  ): Promise<Answer> => {
    if (key === null) return run(ids.uuid());
    const commandId = ids.derive(JSON.stringify([route, booking.id, key]));
    return calls.run({ owner: booking.id, route, key, bodyHash: sha256('{}') }, () => run(commandId));
  };

  const confirm = async (booking: BookingDocument, commandId: string): Promise<Answer> => {
    const { id: bookingId, workspaceId } = booking;
    const { context } = asAttendee(confirmOptInOperation, booking, commandId);
    const reply = await commands.send(confirmOptInOperation, confirmOptIn, { bookingId }, context);
    if (!reply.ok) return refused(reply.error);
    const settled = await settledBooking(deps, confirmOptInOperation, { workspaceId, ...reply.value });
    const reason = endOfAttempt(settled.booking);
    if (reason !== null) return endedAttempt(reason);
    const form = publicBookingForm(await partsOf(readModels, settled.booking), options);
    const status = shownStatusOf(settled.booking) === 'pending' ? 202 : 200;
    return json(status, form, consistencyOf(settled.position));
  };

  return [
    publicEndpoint(getOptIn, async ({ params }) => {
      const booking = await bookingToConfirm(deps, params.optInToken);
      if (booking === null) return notFound();
      const reason = endOfAttempt(booking);
      return reason === null ? json(200, optInForm(await partsOf(readModels, booking))) : endedAttempt(reason);
    }),

    publicEndpoint(confirmOptInOperation, async ({ params, idempotencyKey }) => {
      const booking = await bookingToConfirm(deps, params.optInToken);
      if (booking === null) return notFound();
      return once(booking, 'confirmOptIn', idempotencyKey, (commandId) => confirm(booking, commandId));
    }),

    publicEndpoint(resendOptInMail, async ({ params, idempotencyKey }) => {
      const booking = await managedBooking(deps, params.manageToken);
      if (booking === null) return notFound();
      return once(booking, 'resendOptInMail', idempotencyKey, async (commandId) => {
        const { context } = asAttendee(resendOptInMail, booking, commandId);
        const reply = await commands.run(resendOptInMail, mailOptInAgain, { bookingId: booking.id }, context);
        return reply.ok ? json(202, {}, consistencyOf(reply.value.position)) : notMailed(reply.error);
      });
    }),
  ];
};

/** Why an attempt that waited for its confirmation has come to nothing; null if it has not. */
export const endOfAttempt = (booking: StartedBooking): VoidReason | null => {
  if (booking.status === 'rejected') return booking.reason;
  const wasOptedIn = booking.wasConfirmed || booking.approval !== undefined;
  return booking.status === 'cancelled' && !wasOptedIn ? 'cancelled' : null;
};

const refused = (
  refusal: Exclude<OptInMailRefusal, { kind: 'notPossibleWhile' | 'tooManyMails' }> | ConflictRefusal,
): Answer => {
  switch (refusal.kind) {
    case 'bookingUnknown':
      return notFound();
    case 'attemptEnded':
      return endedAttempt(refusal.reason);
    case 'conflict':
      return tryAgain();
    default:
      return unreachable(refusal);
  }
};

const notMailed = (refusal: OptInMailRefusal | ConflictRefusal): Answer => {
  switch (refusal.kind) {
    case 'attemptEnded':
      return problem('conflict-with-state', 'The booking waits for no confirmation any more.');
    case 'notPossibleWhile':
      return problem(
        'conflict-with-state',
        `The booking is ${refusal.status}, so there is nothing to confirm by mail.`,
      );
    case 'tooManyMails':
      return problem('too-many-mails');
    default:
      return refused(refusal);
  }
};
