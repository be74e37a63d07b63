import type { LinkEnd } from '@bookonce/contracts/commands/link';
import type { IssuedLink, LinkEvent } from '@bookonce/contracts/events/link';
import type { VoidReason } from '@bookonce/contracts/values/reasons';
import { unreachable } from '@bookonce/kernel/result';
import { noVoidedAttempts, voidReasonOf, type VoidedAttempts, withVoided } from './voided-attempts.js';

export interface LinkState {
  readonly status: 'none' | 'active' | LinkEnd;
  /** The link as issued, which a replacement inherits; null if it was never issued. */
  readonly issued: IssuedLink | null;
  readonly consumedBy: { readonly bookingId: string; readonly hostIds: readonly string[] } | null;
  /** Attempts that were admitted and wait for their confirmation by mail, by booking id. */
  readonly admitted: readonly string[];
  /** Attempts that can never consume this link any more. */
  readonly voided: VoidedAttempts;
  /** Its successor; a link with any other end may have one, too. */
  readonly replacement: IssuedLink | null;
  /** Ids of the reminders that were requested. */
  readonly reminders: readonly string[];
}

/** A link that was issued. All commands but `issue` need one. */
export type KnownLink = LinkState & { readonly issued: IssuedLink };

export const noLink: LinkState = {
  status: 'none',
  issued: null,
  consumedBy: null,
  admitted: [],
  voided: noVoidedAttempts,
  replacement: null,
  reminders: [],
};

export const evolveLink = (state: LinkState, event: LinkEvent): LinkState => {
  switch (event.type) {
    case 'LinkIssued':
      return state.status === 'none' ? { ...state, status: 'active', issued: event.data } : state;
    case 'LinkConsumed': {
      const admitted = without(state.admitted, event.data.bookingId);
      return { ...state, status: 'consumed', consumedBy: event.data, admitted };
    }
    case 'AttemptAdmitted':
      return { ...state, admitted: [...state.admitted, event.data.bookingId] };
    case 'AttemptVoided': {
      const { bookingId, reason } = event.data;
      const admitted = without(state.admitted, bookingId);
      return { ...state, admitted, voided: withVoided(state.voided, bookingId, reason) };
    }
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

const without = (bookingIds: readonly string[], bookingId: string): readonly string[] =>
  bookingIds.length === 0 ? bookingIds : bookingIds.filter((id) => id !== bookingId);

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
  const reason = voidReasonOf(state.voided, bookingId);
  return reason === null ? null : { verdict: 'voided', reason };
};
