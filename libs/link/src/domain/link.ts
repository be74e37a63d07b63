import type { LinkRefusal } from '@bookonce/contracts/commands/link';
import type { IssuedLink, LinkEvent } from '@bookonce/contracts/events/link';
import type { VoidReason } from '@bookonce/contracts/values/reasons';
import type { Decider } from '@bookonce/kernel/decider';
import type { Instant } from '@bookonce/kernel/json';
import { fail, ok, unreachable, type Result } from '@bookonce/kernel/result';
import { endOf, endReason, type LinkState } from './link-state.js';
import { remind, type Reminder } from './remind.js';

/**
 * The only judge of who may book with a link. Every attempt that may hold a slot ends on this stream exactly
 * once (I3): as `LinkConsumed` or as `AttemptVoided`, whichever is appended first.
 */
export type LinkCommand =
  | { readonly type: 'issue'; readonly link: IssuedLink }
  | { readonly type: 'replace'; readonly replacement: IssuedLink }
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
      return state.status === 'none' ? { ...state, status: 'active', ...identityOf(event.data) } : state;
    case 'LinkConsumed':
      return { ...state, status: 'consumed', consumedBy: event.data };
    case 'AttemptVoided':
      return { ...state, voided: { ...state.voided, [event.data.bookingId]: event.data.reason } };
    case 'LinkExpired':
      return { ...state, status: 'expired' };
    case 'LinkRevoked':
      return event.data.replacement === undefined
        ? { ...state, status: 'revoked' }
        : { ...state, status: 'replaced', replacedBy: event.data.replacement.linkId };
    case 'LinkReissued':
      return { ...state, replacedBy: event.data.replacement.linkId };
    case 'LinkReminderRequested':
      return { ...state, reminders: [...state.reminders, event.data.reminderId] };
    default:
      // History may hold types that this version does not know.
      return state;
  }
};

const identityOf = (link: IssuedLink): Pick<LinkState, 'linkId' | 'expiresAt' | 'hasAddress'> => ({
  linkId: link.linkId,
  expiresAt: link.expiresAt,
  hasAddress: link.recipient?.email !== undefined,
});

const decide = (command: LinkCommand, state: LinkState): Decision => {
  if (command.type === 'issue') return issue(command.link, state);
  if (state.status === 'none') return unknown;
  switch (command.type) {
    case 'replace':
      return replace(command.replacement, state);
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

/** The id derives from the caller's command, so a link that is there already is the same command again. */
const issue = (link: IssuedLink, state: LinkState): Decision =>
  state.status === 'none' ? ok([{ type: 'LinkIssued', data: link }]) : nothing;

const replace = (replacement: IssuedLink, state: LinkState): Decision => {
  const { linkId, replacedBy } = state;
  if (replacedBy === replacement.linkId) return nothing;
  if (replacedBy !== null) return fail({ kind: 'linkEnded', end: 'replaced' });
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

const revoke = (reason: string | undefined, state: LinkState): Decision => {
  const end = endOf(state);
  if (end === 'revoked') return nothing;
  if (end !== null) return fail({ kind: 'linkEnded', end });
  return ok([{ type: 'LinkRevoked', data: { linkId: state.linkId, ...(reason === undefined ? {} : { reason }) } }]);
};

/** A timer that fires early (I20) finds nothing to do. */
const expire = (now: Instant, state: LinkState): Decision =>
  state.status === 'active' && state.expiresAt <= now
    ? ok([{ type: 'LinkExpired', data: { linkId: state.linkId } }])
    : nothing;

const consume = (bookingId: string, hostIds: readonly string[], now: Instant, state: LinkState): Decision => {
  if (isDecided(bookingId, state)) return nothing;
  const { linkId } = state;
  const ended = endReason(state);
  if (ended !== null) return ok([{ type: 'AttemptVoided', data: { linkId, bookingId, reason: ended } }]);
  if (state.expiresAt <= now) {
    // "Expired" is never decided by comparing clocks alone: it becomes a fact before anybody is told (I4).
    return ok([
      { type: 'LinkExpired', data: { linkId } },
      { type: 'AttemptVoided', data: { linkId, bookingId, reason: 'linkExpired' } },
    ]);
  }
  return ok([{ type: 'LinkConsumed', data: { linkId, bookingId, hostIds: [...hostIds] } }]);
};

const voidAttempt = (bookingId: string, given: VoidReason, state: LinkState): Decision => {
  if (isDecided(bookingId, state)) return nothing;
  // What ended the link is more use to the attendee than that the slot was gone as well.
  const reason = endReason(state) ?? given;
  return ok([{ type: 'AttemptVoided', data: { linkId: state.linkId, bookingId, reason } }]);
};

/** Decided once, decided for good (I1, I3). */
const isDecided = (bookingId: string, state: LinkState): boolean =>
  state.consumedBy?.bookingId === bookingId || Object.hasOwn(state.voided, bookingId);

export const link: Decider<LinkCommand, LinkState, LinkEvent, LinkRefusal> = {
  initial: {
    status: 'none',
    linkId: '',
    expiresAt: '',
    hasAddress: false,
    consumedBy: null,
    voided: {},
    replacedBy: null,
    reminders: [],
  },
  evolve,
  decide,
};
