import type { LinkRefusal, NewLinkRefusal } from '@bookonce/contracts/commands/link';
import type { IssuedLink, LinkEvent } from '@bookonce/contracts/events/link';
import { ATTEMPTS_ALLOWED, waitingAttempts } from '@bookonce/contracts/streams/link-attempts';
import { type Decider, fold } from '@bookonce/kernel/decider';
import { emailKey } from '@bookonce/kernel/email-address';
import type { Instant } from '@bookonce/kernel/json';
import { fail, ok, type Result, unreachable } from '@bookonce/kernel/result';
import { type AttemptCommand, judgeAttempt } from './judge-attempt.js';
import { endOf, endReason, evolveLink, isDone, type KnownLink, type LinkState, noLink } from './link-state.js';
import { type LinkIdentity, replacementOf } from './new-link.js';
import { dueUnusedReminder } from './unused-reminders.js';

interface LinkMail {
  /** Names the caller's command, so that a repeated command sends no second mail. */
  readonly mailId: string;
  readonly message?: string;
  /** The ids of the link that replaces this one if it has expired. */
  readonly identity: LinkIdentity;
  /** Why no link can be made in its place; null if one can. */
  readonly refusal: NewLinkRefusal | null;
  readonly now: Instant;
}

type Replacing = Pick<LinkMail, 'identity' | 'refusal' | 'now'>;

type UnusedReminderCommand = Replacing & {
  /** Whether the link's own token can be opened. */
  readonly isMailable: boolean;
};

/**
 * The only judge of which booking may use a link. Every attempt that may hold a slot ends on this stream exactly
 * once (I3): as `LinkConsumed` or as `AttemptVoided`, whichever is appended first.
 */
export type LinkCommand =
  | { readonly type: 'issue'; readonly link: IssuedLink }
  | ({ readonly type: 'replace' } & Replacing)
  /** Issues a link like this one, for the attendee whose booking consumed this one and was declined. */
  | {
      readonly type: 'issueFresh';
      readonly bookingId: string;
      /** The attendee's address, which is mailed the fresh link; undefined if unknown. */
      readonly mailedTo?: string;
      readonly identity: LinkIdentity;
      readonly now: Instant;
    }
  | { readonly type: 'revoke'; readonly reason?: string }
  /** Mails the recipient for the first time; if that was done before, reminds. */
  | ({ readonly type: 'send' } & LinkMail)
  | ({ readonly type: 'remind' } & LinkMail)
  /** Requests the reminder of an unused link that is due. */
  | ({ readonly type: 'remindUnused' } & UnusedReminderCommand)
  | { readonly type: 'expire'; readonly now: Instant }
  /** `grantId` names the caller's command, so that a repeated command allows no more. */
  | { readonly type: 'allowAttempts'; readonly grantId: string }
  | AttemptCommand;

type Decision = Result<readonly LinkEvent[], LinkRefusal>;

const nothing: Decision = ok([]);
const unknown: Decision = fail({ kind: 'linkUnknown' });

const decide = (command: LinkCommand, state: LinkState): Decision => {
  if (command.type === 'issue') return issue(command.link, state);
  if (!isKnown(state)) return unknown;
  const decision = decideOnKnown(command, state);
  return decision.ok ? ok([...decision.value, ...voidWaiting(decision.value, state)]) : decision;
};

/**
 * Voids the attempts that wait for their confirmation by mail when the link ends, in the same append. Their slots are then
 * released, also that of an attempt which no view shows as waiting yet (I6).
 */
const voidWaiting = (events: readonly LinkEvent[], state: KnownLink): readonly LinkEvent[] => {
  if (state.attempts.waiting.length === 0 || endReason(state) !== null) return [];
  const after = fold({ evolve: evolveLink }, state, events);
  const reason = endReason(after);
  if (reason === null) return [];
  const { linkId } = state.issued;
  return waitingAttempts(after.attempts).map((bookingId) => ({
    type: 'AttemptVoided',
    data: { linkId, bookingId, reason },
  }));
};

const decideOnKnown = (command: Exclude<LinkCommand, { type: 'issue' }>, state: KnownLink): Decision => {
  switch (command.type) {
    case 'replace':
      return replace(command, state);
    case 'issueFresh':
      return issueFresh(command, state);
    case 'revoke':
      return revoke(command.reason, state);
    case 'send':
      return mail(command, state.isMailed ? 'reminder' : 'invitation', state);
    case 'remind':
      return mail(command, 'reminder', state);
    case 'remindUnused':
      return remindUnused(command, state);
    case 'expire':
      return expire(command.now, state);
    case 'allowAttempts':
      return allowAttempts(command.grantId, state);
    case 'admit':
    case 'consume':
    case 'voidAttempt':
      return ok(judgeAttempt(command, state));
    default:
      return unreachable(command);
  }
};

const isKnown = (state: LinkState): state is KnownLink => state.issued !== null;

/** Issues the link. Its id derives from the caller's command, so if it exists, the command was repeated. */
const issue = (link: IssuedLink, state: LinkState): Decision =>
  state.status === 'none' ? ok([{ type: 'LinkIssued', data: link }]) : nothing;

/** Replaces a link; of an archived type only one that still works: the invitation gets another address. */
const replace = ({ identity, refusal, now }: Replacing, state: KnownLink): Decision => {
  if (state.status === 'consumed') return fail({ kind: 'linkEnded', end: 'consumed' });
  if (state.replacement?.linkId === identity.linkId) return nothing;
  if (state.replacement !== null) return fail({ kind: 'linkEnded', end: 'replaced' });
  const { linkId } = state.issued;
  if (refusal !== null && isRefused(refusal, state, now)) return fail(refusal);
  const replacement = replacementOf(state.issued, identity, now);
  switch (state.status) {
    case 'active':
      return ok([{ type: 'LinkRevoked', data: { linkId, replacement } }]);
    case 'expired':
    case 'revoked':
      return ok([{ type: 'LinkReissued', data: { linkId, replacement } }]);
    case 'replaced':
      return fail({ kind: 'linkEnded', end: 'replaced' });
    case 'none':
      return unknown;
    default:
      return unreachable(state.status);
  }
};

/**
 * The link stays consumed (I4). A repeat finds the link that was made first. The fresh link is mailed to the attendee, who
 * need not be its recipient, so it sends the recipient no reminders.
 */
const issueFresh = (
  { bookingId, mailedTo, identity, now }: Extract<LinkCommand, { type: 'issueFresh' }>,
  state: KnownLink,
): Decision => {
  if (state.consumedBy?.bookingId !== bookingId) return unknown;
  if (state.replacement !== null) return nothing;
  const { recipient } = state.issued;
  const mailed =
    mailedTo !== undefined && recipient?.email !== undefined && emailKey(mailedTo) === emailKey(recipient.email);
  const replacement = { ...replacementOf(state.issued, identity, now), unusedReminderDays: [], mailed };
  return ok([{ type: 'LinkReissued', data: { linkId: state.issued.linkId, replacement } }]);
};

const revoke = (reason: string | undefined, state: KnownLink): Decision => {
  const end = endOf(state);
  if (end === 'revoked') return nothing;
  if (end !== null) return fail({ kind: 'linkEnded', end });
  return ok([
    { type: 'LinkRevoked', data: { linkId: state.issued.linkId, ...(reason === undefined ? {} : { reason }) } },
  ]);
};

/**
 * Whether what refuses a new link keeps this one from being replaced or mailed. An archived type keeps its links as long as
 * they work. A link whose hosts are deactivated cannot be booked, and a plain host who may make no such link may not pass on
 * this one either: whether it has expired does not matter to them.
 */
const isRefused = ({ kind }: NewLinkRefusal, state: KnownLink, now: Instant): boolean =>
  kind !== 'meetingTypeArchived' || isOver(state, now);

const isOver = ({ status, issued }: KnownLink, now: Instant): boolean => status !== 'active' || issued.expiresAt <= now;

/** Requests a mail with a link that works: this one, or a fresh one if this one has expired. */
const mail = (requested: LinkMail, kind: 'invitation' | 'reminder', state: KnownLink): Decision => {
  const { mailId, identity, refusal, now } = requested;
  const { linkId, recipient } = state.issued;
  if (isDone(state, mailId)) return nothing;
  if (state.status === 'consumed') return fail({ kind: 'linkEnded', end: 'consumed' });
  if (state.replacement !== null) return fail({ kind: 'linkEnded', end: 'replaced' });
  if (state.status !== 'active' && state.status !== 'expired') {
    return state.status === 'none' ? unknown : fail({ kind: 'linkEnded', end: state.status });
  }
  if (recipient?.email === undefined) return fail({ kind: 'noAddress' });
  if (refusal !== null && isRefused(refusal, state, now)) return fail(refusal);
  if (!isOver(state, now)) return ok([mailRequested(requested, kind, linkId, linkId)]);
  const fresh = { ...replacementOf(state.issued, identity, now), mailed: true };
  // The recipient was reminded with the new link, so it sends no reminders of its own.
  const replacement = kind === 'invitation' ? fresh : { ...fresh, unusedReminderDays: [] };
  return ok([
    // The expiry is stored before the caller learns of it (I4).
    ...expiryOf(state),
    { type: 'LinkReissued', data: { linkId, replacement } },
    mailRequested(requested, kind, linkId, replacement.linkId),
  ]);
};

/** The expiry of a link whose time has come; nothing if it is stored. */
const expiryOf = ({ status, issued: { linkId } }: KnownLink): readonly LinkEvent[] =>
  status === 'active' ? [{ type: 'LinkExpired', data: { linkId } }] : [];

const mailRequested = (
  { mailId, message }: LinkMail,
  kind: 'invitation' | 'reminder',
  linkId: string,
  mailedLinkId: string,
): LinkEvent => {
  const data = { linkId, mailedLinkId, ...(message === undefined ? {} : { message }) };
  return kind === 'invitation'
    ? { type: 'LinkInvitationRequested', data: { ...data, invitationId: mailId } }
    : { type: 'LinkReminderRequested', data: { ...data, reminderId: mailId } };
};

/**
 * Nothing is due if the timer fires early (I20). Of several missed reminders, only the latest is sent. A link that cannot be
 * mailed or booked is passed over, which its history says; once it has expired, a fresh one can be mailed, if its type takes
 * new links.
 */
const remindUnused = ({ identity, refusal, now, isMailable }: UnusedReminderCommand, state: KnownLink): Decision => {
  const due = dueUnusedReminder(state.issued, now);
  if (due === null) return nothing;
  const { reminderId } = due;
  const decision = mail({ mailId: reminderId, identity, refusal, now }, 'reminder', state);
  const { linkId } = state.issued;
  const skipped = (reason: SkipReason): LinkEvent => ({
    type: 'LinkReminderSkipped',
    data: { linkId, reminderId, reason },
  });
  if (!decision.ok) {
    const { kind } = decision.error;
    return kind === 'meetingTypeArchived' || kind === 'hostsDeactivated'
      ? ok([...(isOver(state, now) ? expiryOf(state) : []), skipped(kind)])
      : decision;
  }
  const mailsThisLink = decision.value.some((event) => isReminderOf(event, linkId));
  return isMailable || !mailsThisLink ? decision : ok([skipped('secretLost')]);
};

type SkipReason = Extract<LinkEvent, { type: 'LinkReminderSkipped' }>['data']['reason'];

const isReminderOf = (event: LinkEvent, linkId: string): boolean =>
  event.type === 'LinkReminderRequested' && event.data.mailedLinkId === linkId;

/** Expires the link; a no-op if the timer fires early (I20). */
const expire = (now: Instant, state: KnownLink): Decision =>
  state.status === 'active' && state.issued.expiresAt <= now
    ? ok([{ type: 'LinkExpired', data: { linkId: state.issued.linkId } }])
    : nothing;

/** Counts from the attempts there are, so that the host's word helps a link that took more before there was a limit. */
const allowAttempts = (grantId: string, state: KnownLink): Decision => {
  if (isDone(state, grantId)) return nothing;
  const end = endOf(state);
  if (end !== null) return fail({ kind: 'linkEnded', end });
  const allowed = Math.max(state.attempts.allowed, state.attempts.stored) + ATTEMPTS_ALLOWED;
  return ok([{ type: 'AttemptsAllowed', data: { linkId: state.issued.linkId, grantId, allowed } }]);
};

export const link: Decider<LinkCommand, LinkState, LinkEvent, LinkRefusal> = {
  initial: noLink,
  evolve: evolveLink,
  decide,
};
