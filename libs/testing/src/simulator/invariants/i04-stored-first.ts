import { recorded } from '@bookonce/contracts/event-catalogue';
import type { VoidReason } from '@bookonce/contracts/values/reasons';
import type { Invariant } from '../history.js';

/** The events that make a link's status a fact. */
const facts: { readonly [status: string]: readonly string[] } = {
  consumed: ['LinkConsumed'],
  expired: ['LinkExpired'],
  replaced: ['LinkRevoked', 'LinkReissued'],
  revoked: ['LinkRevoked'],
};
const statusBehind: { readonly [Reason in VoidReason]?: string } = {
  linkConsumed: 'consumed',
  linkExpired: 'expired',
  linkReplaced: 'replaced',
  linkRevoked: 'revoked',
};

/** I4: no client sees the end of a link before its event is stored. */
export const linkEndsAreStoredFirst: Invariant = ({ events, told }) => {
  const linkOf = new Map(
    events
      .map(recorded)
      .flatMap((event) => (event.type === 'BookingRequested' ? [[event.data.bookingId, event.data.linkId]] : [])),
  );
  const isFact = (linkId: string | undefined, status: string, stored: number): boolean =>
    events
      .slice(0, stored)
      .some(({ type, stream }) => stream === `link-${linkId ?? ''}` && facts[status]?.includes(type));
  return told.flatMap((one) => {
    if (one.what === 'link' && one.status !== 'active' && !isFact(one.linkId, one.status, one.stored)) {
      return [`A visitor saw ${one.linkId} as ${one.status} before that was stored.`];
    }
    if (one.what !== 'booking' || one.reason === undefined) return [];
    const status = statusBehind[one.reason];
    if (status === undefined || isFact(linkOf.get(one.bookingId), status, one.stored)) return [];
    return [`The attendee of ${one.bookingId} got ${one.reason} before that was stored.`];
  });
};
