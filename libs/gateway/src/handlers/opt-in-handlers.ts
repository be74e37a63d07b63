import { confirmOptIn, mailOptInAgain, type OptInMailRefusal } from '@bookonce/contracts/commands/booking';
import type { BookingDocument } from '@bookonce/booking/views/booking-document';
import type { ConflictRefusal } from '@bookonce/contracts/replies';
import { endOfAttempt, MOST_OPT_IN_MAILS, shownStatusOf } from '@bookonce/contracts/streams/booking';
import { emailKey } from '@bookonce/kernel/email-address';
import { epochMsOf } from '@bookonce/kernel/json';
import { unreachable } from '@bookonce/kernel/result';
import { confirmOptInOperation, getOptIn, resendOptInMail } from '../api/opt-in-api.js';
import type { GatewayOptions } from '../gateway-options.js';
import { json, notFound, problem, type Answer } from '../http/answer.js';
import { tokenEndpoint, type Caller, type Endpoint } from '../http/endpoint.js';
import { sha256 } from '../http/hash.js';
import type { RecipientCalls } from '../http/recipient-calls.js';
import { tooMany, type Limits } from '../http/limits.js';
import { consistencyOf } from '../http/views.js';
import { endedAttempt } from './attempt-refusals.js';
import { settledBooking, type OutcomeDeps } from './await-outcome.js';
import { optInForm, partsOf, publicBookingForm } from './booking-form.js';
import type { TokenLookups } from './by-token.js';
import { asAttendee } from './change-booking.js';
import { tryAgain, type Commands } from './commands.js';

export interface OptInDeps extends OutcomeDeps {
  readonly commands: Pick<Commands, 'send' | 'run' | 'shown'>;
  readonly calls: RecipientCalls;
  readonly lookups: TokenLookups;
  readonly limits: Limits;
  readonly options: GatewayOptions;
}

/** The operations of the reader of an opt-in mail, and of the attendee who waits for it. */
export const optInEndpoints = (deps: OptInDeps): readonly Endpoint[] => {
  const { readModels, commands, clock, calls, lookups, limits, options } = deps;

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

  const resend = async (booking: BookingDocument, commandId: string): Promise<Answer> => {
    const { context } = asAttendee(resendOptInMail, booking, commandId);
    const reply = await commands.run(resendOptInMail, mailOptInAgain, { bookingId: booking.id }, context);
    return reply.ok ? json(202, {}, consistencyOf(reply.value.position)) : notMailed(reply.error, secondsLeft(booking));
  };

  const secondsLeft = ({ optInUntil }: BookingDocument): number =>
    optInUntil === undefined ? 1 : Math.max(1, Math.ceil((epochMsOf(optInUntil) - clock.now()) / 1_000));

  const toConfirm = ({ params, client }: Caller<{ readonly optInToken: string }>) =>
    lookups.toConfirm(params.optInToken, client);

  const managed = ({ params, client }: Caller<{ readonly manageToken: string }>) =>
    lookups.managed(params.manageToken, client);

  return [
    tokenEndpoint(getOptIn, toConfirm, async (_call, booking) => {
      const reason = endOfAttempt(booking);
      return reason === null ? json(200, optInForm(await partsOf(readModels, booking))) : endedAttempt(reason);
    }),

    tokenEndpoint(confirmOptInOperation, toConfirm, async ({ idempotencyKey: key, client }, booking) => {
      const refusal = await limits.take(['client-confirmations', client], ['booking-changes', booking.id]);
      if (refusal !== null) return refusal;
      const call = { subject: booking.id, route: 'confirmOptIn', key };
      return calls.once(call, (commandId) => confirm(booking, commandId));
    }),

    tokenEndpoint(resendOptInMail, managed, async ({ idempotencyKey: key, client }, booking) => {
      const { linkId, attendee } = booking.request;
      const refusal = await limits.take(
        ['client-resends', client],
        ['booking-changes', booking.id],
        ['link-resends', linkId],
        ['address-mails', sha256(emailKey(attendee.email))],
      );
      if (refusal !== null) return refusal;
      const call = { subject: booking.id, route: 'resendOptInMail', key };
      return calls.once(call, (commandId) => resend(booking, commandId));
    }),
  ];
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

/** After `seconds`, the booking waits for its confirmation no longer. */
const notMailed = (refusal: OptInMailRefusal | ConflictRefusal, seconds: number): Answer => {
  switch (refusal.kind) {
    case 'attemptEnded':
      return problem('conflict-with-state', 'The booking waits for no confirmation any more.');
    case 'notPossibleWhile':
      return problem(
        'conflict-with-state',
        `The booking is ${refusal.status}, so there is nothing to confirm by mail.`,
      );
    case 'tooManyMails':
      return tooMany('too-many-mails', { name: 'booking-opt-in-mails', attempts: MOST_OPT_IN_MAILS, seconds });
    default:
      return refused(refusal);
  }
};
