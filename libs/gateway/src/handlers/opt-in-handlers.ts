import { confirmOptIn, mailOptInAgain, type OptInMailRefusal } from '@bookonce/contracts/commands/booking';
import type { BookingDocument } from '@bookonce/booking/views/booking-document';
import type { ConflictRefusal } from '@bookonce/contracts/replies';
import { endOfAttempt, shownStatusOf } from '@bookonce/contracts/streams/booking';
import { emailKey } from '@bookonce/contracts/values/people';
import { epochMsOf } from '@bookonce/kernel/json';
import type { Ids } from '@bookonce/kernel/ports/ids';
import { unreachable } from '@bookonce/kernel/result';
import { confirmOptInOperation, getOptIn, resendOptInMail } from '../api/opt-in-api.js';
import type { GatewayOptions } from '../gateway-options.js';
import { json, notFound, problem, type Answer } from '../http/answer.js';
import { publicEndpoint, type Endpoint } from '../http/endpoint.js';
import { sha256 } from '../http/hash.js';
import type { IdempotentCalls } from '../http/idempotency.js';
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
  readonly calls: IdempotentCalls;
  readonly lookups: TokenLookups;
  readonly limits: Limits;
  readonly ids: Pick<Ids, 'derive' | 'uuid'>;
  readonly options: GatewayOptions;
}

/** The operations of the reader of an opt-in mail, and of the attendee who waits for it. */
export const optInEndpoints = (deps: OptInDeps): readonly Endpoint[] => {
  const { readModels, commands, clock, calls, lookups, limits, ids, options } = deps;

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

  const resend = async (booking: BookingDocument, commandId: string): Promise<Answer> => {
    const { context } = asAttendee(resendOptInMail, booking, commandId);
    const reply = await commands.run(resendOptInMail, mailOptInAgain, { bookingId: booking.id }, context);
    return reply.ok ? json(202, {}, consistencyOf(reply.value.position)) : notMailed(reply.error, secondsLeft(booking));
  };

  const secondsLeft = ({ optInUntil }: BookingDocument): number =>
    optInUntil === undefined ? 1 : Math.max(1, Math.ceil((epochMsOf(optInUntil) - clock.now()) / 1_000));

  return [
    publicEndpoint(getOptIn, async ({ params, client }) => {
      const found = await lookups.toConfirm(params.optInToken, client);
      if (!found.ok) return found.error;
      const reason = endOfAttempt(found.value);
      return reason === null ? json(200, optInForm(await partsOf(readModels, found.value))) : endedAttempt(reason);
    }),

    publicEndpoint(confirmOptInOperation, async ({ params, idempotencyKey, client }) => {
      const refusal = await limits.take(['client-confirmations', client]);
      if (refusal !== null) return refusal;
      const found = await lookups.toConfirm(params.optInToken, client);
      if (!found.ok) return found.error;
      return once(found.value, 'confirmOptIn', idempotencyKey, (commandId) => confirm(found.value, commandId));
    }),

    publicEndpoint(resendOptInMail, async ({ params, idempotencyKey, client }) => {
      const found = await lookups.managed(params.manageToken, client);
      if (!found.ok) return found.error;
      const booking = found.value;
      const { linkId, attendee } = booking.request;
      const refusal = await limits.take(
        ['client-resends', client],
        ['link-resends', linkId],
        ['address-mails', sha256(emailKey(attendee.email))],
      );
      if (refusal !== null) return refusal;
      return once(booking, 'resendOptInMail', idempotencyKey, (commandId) => resend(booking, commandId));
    }),
  ];
};

/** How often the opt-in mail of a booking is sent again, as the booking service has it. */
const MAILED_AGAIN = 3;

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
      return tooMany('too-many-mails', { name: 'booking-opt-in-mails', attempts: MAILED_AGAIN, seconds });
    default:
      return refused(refusal);
  }
};
