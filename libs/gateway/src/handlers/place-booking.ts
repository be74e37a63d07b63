import { meetingTypes } from '@bookonce/availability/views/availability-documents';
import { bookForRecipient, placeBooking } from '@bookonce/contracts/commands/booking';
import type { PayloadOf } from '@bookonce/contracts/define-command';
import type { StartedBooking } from '@bookonce/contracts/streams/booking';
import { emailKey } from '@bookonce/kernel/email-address';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { fail, type Result } from '@bookonce/kernel/result';
import { links, type LinkDocument } from '@bookonce/link/views/link-document';
import type { z } from 'zod';
import type { newBookingSchema } from '../api/booking-api.js';
import { bookForRecipientOperation } from '../api/booking-decision-api.js';
import { placePublicBooking } from '../api/recipient-api.js';
import type { GatewayOptions } from '../gateway-options.js';
import { json, notFound, type Answer } from '../http/answer.js';
import { tokenEndpoint, workspaceEndpoint, type Caller, type Endpoint } from '../http/endpoint.js';
import { sha256 } from '../http/hash.js';
import { settlesSomething } from '../http/idempotency.js';
import type { RecipientCalls } from '../http/recipient-calls.js';
import type { Counted, Limits } from '../http/limits.js';
import { consistencyOf } from '../http/views.js';
import { namedLocale } from '../pages/language.js';
import { refusedAttempt, rejectedAttempt } from './attempt-refusals.js';
import { settledBooking, type OutcomeDeps } from './await-outcome.js';
import { bookingForm, partsOf, publicBookingForm } from './booking-form.js';
import { linkEnded, linkGone, type TokenLookups } from './by-token.js';
import { apiContext } from './commands.js';
import type { CurrentDocuments } from './current-documents.js';
import { findSeen } from './owned.js';
import { askedBy } from './owners-only.js';

export interface PlaceBookingDeps extends OutcomeDeps {
  readonly current: Pick<CurrentDocuments, 'noteEnd'>;
  readonly calls: RecipientCalls;
  readonly lookups: TokenLookups;
  readonly limits: Limits;
  readonly options: GatewayOptions;
}

type NewBooking = z.output<typeof newBookingSchema>;
interface Attempted {
  readonly answer: Answer;
  /** The status of the booking; null if the attempt was refused. */
  readonly status: StartedBooking['status'] | null;
}
type Spoken = Pick<PayloadOf<typeof placeBooking>, 'language' | 'region'>;

/** Books with a link: sends one command, waits for its outcome, and renders the booking. */
export const placeBookingEndpoint = (deps: PlaceBookingDeps): Endpoint => {
  const { readModels, commands, current, calls, lookups, limits, options } = deps;

  const attempt = async (link: LinkDocument, body: NewBooking & Spoken, commandId: string): Promise<Attempted> => {
    const { id: linkId, workspaceId } = link;
    const context = { commandId, correlationId: commandId, causationId: commandId, workspaceId, by: 'attendee' };
    const reply = await commands.send(placePublicBooking, placeBooking, { linkId, ...body }, context);
    if (!reply.ok) {
      if (reply.error.kind === 'linkEnded') current.noteEnd(linkId, reply.error.end);
      return { answer: refusedAttempt(reply.error), status: null };
    }
    const { booking, position } = await settledBooking(deps, placePublicBooking, { workspaceId, ...reply.value });
    if (booking.status === 'rejected') return { answer: rejectedAttempt(booking.reason), status: null };
    if (isConsuming(booking.status)) current.noteEnd(linkId, 'consumed');
    // The views show the outcome by now or are known to be late, so a caller who reads "booked" or "used" sees a dead link
    // from then on (I9).
    const form = publicBookingForm(await partsOf(readModels, booking), options);
    const answer = json(STATUS[booking.status], form, consistencyOf(position));
    return { answer, status: booking.status };
  };

  /**
   * Counts the opt-in mail, which goes out only if the link admits the attempt. Many attempts at once, on many links, must
   * not pass the limits of their client and address together: each is counted beforehand, and given back if no mail goes
   * out. An attempt without a known outcome may still be mailed, so it stays counted. A link admits three at a time by
   * itself.
   */
  const attemptWithMail = async (
    {
      link,
      mayMail,
      client,
    }: { readonly link: LinkDocument; readonly mayMail: boolean; readonly client: string | null },
    body: NewBooking & Spoken,
    commandId: string,
  ): Promise<Answer> => {
    const ofLink: Counted = ['link-opt-in-mails', link.id];
    const ofPerson = mailsOf(body, client);
    const tooMany = mayMail ? ((await limits.look(ofLink)) ?? (await limits.reserve(...ofPerson))) : null;
    if (tooMany !== null) return tooMany;
    const { answer, status } = await attempt(link, body, commandId);
    if (status === 'awaitingOptIn') await limits.take(ofLink, ...(mayMail ? [] : ofPerson));
    else if (mayMail && status !== 'requested') await limits.giveBack(...ofPerson);
    return answer;
  };

  /** A dead link says so before any limit, and before the body is looked at. */
  const find = async (caller: Caller<{ readonly token: string }>): Promise<Result<LinkDocument, Answer>> => {
    const found = await lookups.link(caller.params.token, caller.client);
    if (!found.ok) return found;
    const { status } = found.value;
    // It may have been consumed by this very call, whose booking the service then finds again (I8).
    return status === 'active' || caller.idempotencyKey !== null ? found : fail(linkGone(status));
  };

  return tokenEndpoint(
    placePublicBooking,
    find,
    async ({ body, idempotencyKey: key, acceptLanguage, client }, link) => {
      const wish = { ...body, ...namedLocale(acceptLanguage) };
      const isDead = link.status !== 'active';
      const [tooMany, mayMail] = isDead
        ? [null, false]
        : await Promise.all([
            limits.take(['client-attempts', client], ['link-attempts', link.id]),
            sendsOptInMail(readModels, link),
          ]);
      if (tooMany !== null) return tooMany;
      const call = { subject: link.id, route: 'placeBooking', command: 'book', key, body };
      // Nothing limits the attempts on a dead link, so its 410 is not stored. It never changes (I4).
      const keeps = (answer: Answer): boolean => settlesSomething(answer) && !(isDead && answer.status === 410);
      return calls.once(call, (commandId) => attemptWithMail({ link, mayMail, client }, wish, commandId), keeps);
    },
  );
};

/** Whether a booking with this outcome has used its link. */
const isConsuming = (status: StartedBooking['status']): boolean =>
  status === 'confirmed' || status === 'awaitingApproval' || status === 'declined';

const mailsOf = ({ attendee }: NewBooking, client: string | null): readonly Counted[] => [
  ['client-opt-in-mails', client],
  ['address-mails', sha256(emailKey(attendee.email))],
];

/** Whether an attempt on the link sends an opt-in mail, as far as the views know. */
const sendsOptInMail = async (readModels: ReadModels, link: LinkDocument): Promise<boolean> => {
  if (link.recipientOnly) return true;
  const confirmation = link.overrides?.confirmation;
  if (confirmation !== undefined) return confirmation === 'doubleOptIn';
  return (await readModels.get(meetingTypes, link.meetingTypeId))?.confirmation === 'doubleOptIn';
};

/** Books on behalf of a link's recipient, as its host. */
export const bookForRecipientEndpoint = (deps: OutcomeDeps, options: GatewayOptions): Endpoint =>
  workspaceEndpoint(
    bookForRecipientOperation,
    async ({ params: { id }, body, workspaceId, commandId, actor, onlyFor }) => {
      const { readModels, commands } = deps;
      const viewer = { workspaceId, onlyFor };
      const link = await findSeen(readModels, links, id, viewer);
      if (link === null) return notFound();
      const context = apiContext({ commandId, workspaceId, actor });
      const payload = { linkId: id, ...body, ...askedBy(onlyFor) };
      const reply = await commands.send(bookForRecipientOperation, bookForRecipient, payload, context);
      if (!reply.ok) return refusedAttempt(reply.error, linkEnded);
      const placed = { workspaceId, ...reply.value };
      const { booking, position } = await settledBooking(deps, bookForRecipientOperation, placed);
      if (booking.status === 'rejected') return rejectedAttempt(booking.reason, linkEnded);
      const form = bookingForm(await partsOf(readModels, booking), viewer, options);
      return json(STATUS[booking.status], form, consistencyOf(position));
    },
  );

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
