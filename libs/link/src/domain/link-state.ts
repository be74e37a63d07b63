import type { LinkEnd } from '@bookonce/contracts/commands/link';
import type { IssuedLink } from '@bookonce/contracts/events/link';
import type { VoidReason } from '@bookonce/contracts/values/reasons';
import { unreachable } from '@bookonce/kernel/result';

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

/** A link that was issued: the only kind that can be asked for anything. */
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

/** What this link decided about an attempt; null where it has not decided yet. */
export const verdictOn = (state: LinkState, bookingId: string): AttemptVerdict | null => {
  if (state.consumedBy?.bookingId === bookingId) return { verdict: 'consumed', hostIds: state.consumedBy.hostIds };
  const reason = state.voided[bookingId];
  return reason === undefined ? null : { verdict: 'voided', reason };
};
