import { recorded } from '@bookonce/contracts/event-catalogue';
import type { VoidReason } from '@bookonce/contracts/values/reasons';
import type { History, Invariant } from '../history.js';

/**
 * I4: consumed, expired and revoked are final: nothing else ends a link that has ended, or consumes it. An end is
 * told only after it is stored. A booking's own ends are final as well, so that nothing reopens a link by them.
 */
export const endsAreFinal: Invariant = (history) => [
  ...linksThatEndedTwice(history),
  ...bookingsThatWentOn(history),
  ...toldTooEarly(history),
];

const linkEnds = new Set(['LinkConsumed', 'LinkExpired', 'LinkRevoked', 'LinkReissued']);
const bookingEnds = new Set(['BookingRejected', 'BookingDeclined', 'BookingCancelled']);
/** Says something of a booking and changes nothing of it. */
const changesNothing = new Set(['ManageLinkRequested']);

const linksThatEndedTwice = ({ events }: History): readonly string[] => {
  const ends = new Map<string, string>();
  return events.flatMap(({ type, stream, position }) => {
    if (!linkEnds.has(type)) return [];
    const before = ends.get(stream);
    ends.set(stream, type);
    if (type === 'LinkReissued') return before === undefined ? [`${stream} was replaced while it was active`] : [];
    return before === undefined ? [] : [`${stream} has ${type} at ${position} after ${before}`];
  });
};

const bookingsThatWentOn = ({ events }: History): readonly string[] => {
  const ends = new Map<string, string>();
  return events.flatMap(({ type, stream, position }) => {
    if (!stream.startsWith('booking-') || changesNothing.has(type)) return [];
    const before = ends.get(stream);
    if (bookingEnds.has(type)) ends.set(stream, type);
    return before === undefined ? [] : [`${stream} has ${type} at ${position} after ${before}`];
  });
};

/** Which event makes a link's status, or a reason to reject, a fact. */
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

const toldTooEarly = ({ events, told }: History): readonly string[] => {
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
      return [`somebody was told that ${one.linkId} is ${one.status} before that was stored`];
    }
    if (one.what !== 'booking' || one.reason === undefined) return [];
    const status = statusBehind[one.reason];
    if (status === undefined || isFact(linkOf.get(one.bookingId), status, one.stored)) return [];
    return [`the attendee of ${one.bookingId} was told ${one.reason} before that was stored`];
  });
};
