import type { LinkEnd, LinkRefusal } from '@bookonce/contracts/commands/link';
import type { IssuedLink, LinkEvent } from '@bookonce/contracts/events/link';
import type { VoidReason } from '@bookonce/contracts/values/reasons';
import type { Decider } from '@bookonce/kernel/decider';
import type { Instant } from '@bookonce/kernel/json';
import { fail, ok, type Result, unreachable } from '@bookonce/kernel/result';
import { type LinkIdentity, replacementOf } from './new-link.js';

interface Reminder {
  /** Names the caller's command, so that a repeated command sends no second mail. */
  readonly reminderId: string;
  readonly message?: string;
  /** The ids of the link that replaces this one if it has expired. */
  readonly identity: LinkIdentity;
  readonly now: Instant;
}

/**
 * The only judge of which booking may use a link. Every attempt that may hold a slot ends on this stream exactly
 * once (I3): as `LinkConsumed` or as `AttemptVoided`, whichever is appended first.
 */
export type LinkCommand =
  | { readonly type: 'issue'; readonly link: IssuedLink }
  | { readonly type: 'replace'; readonly identity: LinkIdentity; readonly now: Instant }
  | { readonly type: 'revoke'; readonly reason?: string }
  | ({ readonly type: 'remind' } & Reminder)
  | { readonly type: 'expire'; readonly now: Instant }
  | { readonly type: 'consume'; readonly bookingId: string; readonly hostIds: readonly string[]; readonly now: Instant }
  | { readonly type: 'voidAttempt'; readonly bookingId: string; readonly reason: VoidReason };

type Decision = Result<readonly LinkEvent[], LinkRefusal>;

const nothing: Decision = ok([]);
const unknown: Decision = fail({ kind: 'linkUnknown' });

const evolve = (state: LinkState, event: LinkEvent): LinkState => {
  switch (event.type) {
    case 'LinkIssued':
      return state.status === 'none' ? { ...state, status: 'active', issued: event.data } : state;
    case 'LinkConsumed':
      return { ...state, status: 'consumed', consumedBy: event.data };
    case 'AttemptVoided':
      return { ...state, voided: { ...state.voided, [event.data.bookingId]: event.data.reason } };
    case 'LinkExpired':
      return { ...state, status: 'expired' };
    case 'LinkRevoked':
      return event.data.replacement === undefined
        ? { ...state, status: 'revoked' }
        : { ...state, status: 'replaced', replacement: event.data.replacement };
    case 'LinkReissued':
      return { ...state, replacement: event.data.replacement };
    case 'LinkReminderRequested':
      return { ...state, reminders: [...state.reminders, event.data.reminderId] };
    default:
      // History may hold types that this version does not know.
      return state;
  }
};

const decide = (command: LinkCommand, state: LinkState): Decision => {
  if (command.type === 'issue') return issue(command.link, state);
  if (!isKnown(state)) return unknown;
  switch (command.type) {
    case 'replace':
      return replace(command.identity, command.now, state);
    case 'revoke':
      return revoke(command.reason, state);
    case 'remind':
      return remind(command, state);
    case 'expire':
      return expire(command.now, state);
    case 'consume':
      return consume(command.bookingId, command.hostIds, command.now, state);
    case 'voidAttempt':
      return voidAttempt(command.bookingId, command.reason, state);
    default:
      return unreachable(command);
  }
};

const isKnown = (state: LinkState): state is KnownLink => state.issued !== null;

/** Issues the link. Its id derives from the caller's command, so if it exists, the command was repeated. */
const issue = (link: IssuedLink, state: LinkState): Decision =>
  state.status === 'none' ? ok([{ type: 'LinkIssued', data: link }]) : nothing;

const replace = (identity: LinkIdentity, now: Instant, state: KnownLink): Decision => {
  if (state.replacement?.linkId === identity.linkId) return nothing;
  if (state.replacement !== null) return fail({ kind: 'linkEnded', end: 'replaced' });
  const { linkId } = state.issued;
  const replacement = replacementOf(state.issued, identity, now);
  switch (state.status) {
    case 'active':
      return ok([{ type: 'LinkRevoked', data: { linkId, replacement } }]);
    case 'expired':
    case 'revoked':
      return ok([{ type: 'LinkReissued', data: { linkId, replacement } }]);
    case 'consumed':
    case 'replaced':
      return fail({ kind: 'linkEnded', end: state.status });
    case 'none':
      return unknown;
    default:
      return unreachable(state.status);
  }
};

const revoke = (reason: string | undefined, state: KnownLink): Decision => {
  const end = endOf(state);
  if (end === 'revoked') return nothing;
  if (end !== null) return fail({ kind: 'linkEnded', end });
  return ok([
    { type: 'LinkRevoked', data: { linkId: state.issued.linkId, ...(reason === undefined ? {} : { reason }) } },
  ]);
};

/** Requests a mail with a link that works: this one, or a fresh one if this one has expired. */
const remind = (reminder: Reminder, state: KnownLink): Decision => {
  const { reminderId, message, identity, now } = reminder;
  const { linkId, recipient, expiresAt } = state.issued;
  if (state.reminders.includes(reminderId)) return nothing;
  if (state.replacement !== null) return fail({ kind: 'linkEnded', end: 'replaced' });
  if (state.status !== 'active' && state.status !== 'expired') {
    return state.status === 'none' ? unknown : fail({ kind: 'linkEnded', end: state.status });
  }
  if (recipient?.email === undefined) return fail({ kind: 'noAddress' });
  const requested = (mailedLinkId: string): LinkEvent => ({
    type: 'LinkReminderRequested',
    data: { linkId, reminderId, mailedLinkId, ...(message === undefined ? {} : { message }) },
  });
  const isOver = state.status === 'expired' || expiresAt <= now;
  if (!isOver) return ok([requested(linkId)]);
  const replacement = replacementOf(state.issued, identity, now);
  return ok([
    // The expiry is stored before the caller learns of it (I4).
    ...(state.status === 'active' ? [{ type: 'LinkExpired', data: { linkId } } as const] : []),
    { type: 'LinkReissued', data: { linkId, replacement } },
    requested(replacement.linkId),
  ]);
};

/** Expires the link; a no-op if the timer fires early (I20). */
const expire = (now: Instant, state: KnownLink): Decision =>
  state.status === 'active' && state.issued.expiresAt <= now
    ? ok([{ type: 'LinkExpired', data: { linkId: state.issued.linkId } }])
    : nothing;

const consume = (bookingId: string, hostIds: readonly string[], now: Instant, state: KnownLink): Decision => {
  if (isDecided(bookingId, state)) return nothing;
  const { linkId, expiresAt } = state.issued;
  const ended = endReason(state);
  if (ended !== null) return ok([{ type: 'AttemptVoided', data: { linkId, bookingId, reason: ended } }]);
  if (expiresAt <= now) {
    // "Expired" is never decided by comparing clocks alone: it is stored before the caller learns of it (I4).
    return ok([
      { type: 'LinkExpired', data: { linkId } },
      { type: 'AttemptVoided', data: { linkId, bookingId, reason: 'linkExpired' } },
    ]);
  }
  return ok([{ type: 'LinkConsumed', data: { linkId, bookingId, hostIds: [...hostIds] } }]);
};

const voidAttempt = (bookingId: string, given: VoidReason, state: KnownLink): Decision => {
  if (isDecided(bookingId, state)) return nothing;
  // The end of the link tells the attendee more than a taken slot.
  const reason = endReason(state) ?? given;
  return ok([{ type: 'AttemptVoided', data: { linkId: state.issued.linkId, bookingId, reason } }]);
};

/** Returns whether the attempt has its verdict, which never changes (I1, I3). */
const isDecided = (bookingId: string, state: LinkState): boolean =>
  state.consumedBy?.bookingId === bookingId || Object.hasOwn(state.voided, bookingId);

export const link: Decider<LinkCommand, LinkState, LinkEvent, LinkRefusal> = {
  initial: {
    status: 'none',
    issued: null,
    consumedBy: null,
    voided: {},
    replacement: null,
    reminders: [],
  },
  evolve,
  decide,
};

export interface LinkState {
  readonly status: 'none' | 'active' | LinkEnd;
  /** The link as issued, which a replacement inherits; null if it was never issued. */
  readonly issued: IssuedLink | null;
  readonly consumedBy: { readonly bookingId: string; readonly hostIds: readonly string[] } | null;
  /** Attempts that can never consume this link any more, by booking id. */
  readonly voided: { readonly [bookingId: string]: VoidReason };
  /** Its successor; an expired or revoked link may have one, too. */
  readonly replacement: IssuedLink | null;
  /** Ids of the reminders that were requested. */
  readonly reminders: readonly string[];
}

/** A link that was issued. All commands but `issue` need one. */
export type KnownLink = LinkState & { readonly issued: IssuedLink };

/** The end this link met; null while it is active (or was never issued). */
export const endOf = (state: LinkState): LinkEnd | null => {
  switch (state.status) {
    case 'consumed':
    case 'expired':
    case 'replaced':
    case 'revoked':
      return state.status;
    case 'none':
    case 'active':
      return null;
    default:
      return unreachable(state.status);
  }
};

const reasons = {
  consumed: 'linkConsumed',
  expired: 'linkExpired',
  replaced: 'linkReplaced',
  revoked: 'linkRevoked',
} as const satisfies Record<LinkEnd, VoidReason>;

/** Why this link refuses every further attempt; null while it is active. */
export const endReason = (state: LinkState): VoidReason | null => {
  const end = endOf(state);
  return end === null ? null : reasons[end];
};

export type AttemptVerdict =
  | { readonly verdict: 'consumed'; readonly hostIds: readonly string[] }
  | { readonly verdict: 'voided'; readonly reason: VoidReason };

/** The link's verdict on an attempt; null if it has not decided yet. */
export const verdictOn = (state: LinkState, bookingId: string): AttemptVerdict | null => {
  if (state.consumedBy?.bookingId === bookingId) return { verdict: 'consumed', hostIds: state.consumedBy.hostIds };
  const reason = state.voided[bookingId];
  return reason === undefined ? null : { verdict: 'voided', reason };
};
