import type { LinkEnd } from '@bookonce/contracts/commands/link';
import type { IssuedLink, LinkEvent } from '@bookonce/contracts/events/link';
import { evolveAttempts, type LinkAttempts, noAttempts } from '@bookonce/contracts/streams/link-attempts';
import type { VoidReason } from '@bookonce/contracts/values/reasons';
import { appended, emptyList, itemsOf, type PersistentList } from '@bookonce/kernel/persistent-list';
import { unreachable } from '@bookonce/kernel/result';

interface VoidedAttempt {
  readonly bookingId: string;
  readonly reason: VoidReason;
}

export interface LinkState {
  readonly status: 'none' | 'active' | LinkEnd;
  /** The link as issued, which a replacement inherits; null if it was never issued. */
  readonly issued: IssuedLink | null;
  readonly consumedBy: { readonly bookingId: string; readonly hostIds: readonly string[] } | null;
  readonly attempts: LinkAttempts;
  /** Attempts that can never consume this link any more. */
  readonly voided: PersistentList<VoidedAttempt>;
  /** Its successor; a link with any other end may have one, too. */
  readonly replacement: IssuedLink | null;
  /** Whether the recipient was mailed this link, or one in its place. */
  readonly isMailed: boolean;
  /** Ids of the mails that were requested or skipped, and of the commands that allowed attempts. */
  readonly done: PersistentList<string>;
}

/** A link that was issued. All commands but `issue` need one. */
export type KnownLink = LinkState & { readonly issued: IssuedLink };

export const noLink: LinkState = {
  status: 'none',
  issued: null,
  consumedBy: null,
  attempts: noAttempts,
  voided: emptyList,
  replacement: null,
  isMailed: false,
  done: emptyList,
};

export const evolveLink = (state: LinkState, event: LinkEvent): LinkState => {
  const attempts = evolveAttempts(state.attempts, event);
  switch (event.type) {
    case 'LinkIssued':
      return state.status === 'none'
        ? { ...state, status: 'active', issued: event.data, isMailed: event.data.mailed }
        : state;
    case 'LinkConsumed':
      return { ...state, status: 'consumed', consumedBy: event.data, attempts };
    case 'AttemptAdmitted':
      return { ...state, attempts };
    case 'AttemptVoided': {
      const { bookingId, reason } = event.data;
      return { ...state, attempts, voided: appended(state.voided, { bookingId, reason }) };
    }
    case 'AttemptsAllowed':
      return { ...state, attempts, done: appended(state.done, event.data.grantId) };
    case 'LinkExpired':
      return { ...state, status: 'expired' };
    case 'LinkRevoked':
      return event.data.replacement === undefined
        ? { ...state, status: 'revoked' }
        : { ...state, status: 'replaced', replacement: event.data.replacement };
    case 'LinkReissued':
      return { ...state, replacement: event.data.replacement };
    case 'LinkInvitationRequested':
      return { ...state, isMailed: true, done: appended(state.done, event.data.invitationId) };
    case 'LinkReminderRequested':
      return { ...state, isMailed: true, done: appended(state.done, event.data.reminderId) };
    case 'LinkReminderSkipped':
      return { ...state, done: appended(state.done, event.data.reminderId) };
    default:
      // History may hold types that this version does not know.
      return state;
  }
};

/** Whether the command with this id has requested or skipped its mail, or allowed its attempts. */
export const isDone = (state: LinkState, id: string): boolean => itemsOf(state.done).includes(id);

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

/** The link's verdict on an attempt, which never changes (I1, I3); null if it has not decided yet. */
export const verdictOn = (state: LinkState, bookingId: string): AttemptVerdict | null => {
  if (state.consumedBy?.bookingId === bookingId) return { verdict: 'consumed', hostIds: state.consumedBy.hostIds };
  const voided = itemsOf(state.voided).find((attempt) => attempt.bookingId === bookingId);
  return voided === undefined ? null : { verdict: 'voided', reason: voided.reason };
};
