import { recorded } from '@bookonce/contracts/event-catalogue';
import type { VoidReason } from '@bookonce/contracts/values/reasons';
import type { History, Invariant } from '../history.js';
import { attemptsIn, statusOf, type AttemptStatus } from './attempts.js';
import { busyChangesAreStored } from './busy-changes.js';
import { missingChanges, wrongDecisions } from './changes-are-stored.js';

/** The events that a link's status stands for. */
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
export const linkEndsAreStoredFirst: Invariant = ({ events, observations }) => {
  const linkOf = new Map(
    events
      .map(recorded)
      .flatMap((event) => (event.type === 'BookingRequested' ? [[event.data.bookingId, event.data.linkId]] : [])),
  );
  const isFact = (linkId: string | undefined, status: string, stored: number): boolean =>
    events
      .slice(0, stored)
      .some(({ type, stream }) => stream === `link-${linkId ?? ''}` && facts[status]?.includes(type));
  return observations.flatMap((one) => {
    if (one.what === 'link' && one.status !== 'active' && !isFact(one.linkId, one.status, one.stored)) {
      return [`A visitor saw ${one.linkId} as ${one.status} before that was stored.`];
    }
    if (one.what !== 'booking' || one.reason === undefined) return [];
    const status = statusBehind[one.reason];
    if (status === undefined || isFact(linkOf.get(one.bookingId), status, one.stored)) return [];
    return [`The attendee of ${one.bookingId} got ${one.reason} before that was stored.`];
  });
};

/**
 * I7: nothing answered 201 or 202 is ever missing. The events are stored before the answer, and a confirmed booking stays
 * confirmed until the host or the attendee cancels it. I8: no client sees a failure of a booking that stands.
 */
export const nothingAnsweredIsMissing: Invariant = (history) => [
  ...missingBookings(history),
  ...missingChanges(history),
  ...wrongDecisions(history),
  ...missingLinks(history),
  ...busyChangesAreStored(history),
];

const missingBookings = ({ events, observations }: History): readonly string[] => {
  const attempts = attemptsIn(events);
  return observations.flatMap((one) => {
    if (one.what !== 'booking') return [];
    const { bookingId, status, stored } = one;
    const attempt = attempts.get(bookingId);
    const seen = `the attendee of ${bookingId} saw ${status}`;
    if (attempt === undefined || attempt.own.length === 0) return [`${seen}, but there is no such booking`];
    const now = statusOf(attempt);
    if (status === 'pending') return now === 'pending' ? [`${seen}, and the attempt never ended`] : [];
    const fact = factBehind[status];
    const isStored = attempt.own.some(
      ({ type, position }) => type === fact && position <= (events[stored - 1]?.position ?? ''),
    );
    if (!isStored) return [`${seen} before that was stored`];
    return statusesAfter[status].includes(now) ? [] : [`${seen}, but the booking is ${now}`];
  });
};

/** The statuses that a booking can have in the end, by the one that a client saw. */
const statusesAfter: { readonly [Status in Exclude<AttemptStatus, 'none' | 'pending'>]: readonly AttemptStatus[] } = {
  awaitingOptIn: ['rejected', 'awaitingApproval', 'confirmed', 'declined', 'cancelled'],
  awaitingApproval: ['awaitingApproval', 'confirmed', 'declined', 'cancelled'],
  confirmed: ['confirmed', 'cancelled'],
  declined: ['declined'],
  cancelled: ['cancelled'],
  rejected: ['rejected'],
};

const factBehind = {
  awaitingOptIn: 'OptInRequested',
  awaitingApproval: 'ApprovalRequested',
  confirmed: 'BookingConfirmed',
  declined: 'BookingDeclined',
  cancelled: 'BookingCancelled',
  rejected: 'BookingRejected',
} as const;

/** A link that a client saw, or that replaces another one, is issued. */
const missingLinks = ({ events, observations }: History): readonly string[] => {
  const issued = new Set(events.filter(({ type }) => type === 'LinkIssued').map(({ stream }) => stream));
  const promised = [
    ...observations.flatMap((one) => (one.what === 'linkIssued' ? [one.linkId] : [])),
    ...events.map(recorded).flatMap((event) => {
      if (event.type === 'LinkReissued') return [event.data.replacement.linkId];
      return event.type === 'LinkRevoked' && event.data.replacement !== undefined
        ? [event.data.replacement.linkId]
        : [];
    }),
  ];
  return promised.filter((linkId) => !issued.has(`link-${linkId}`)).map((linkId) => `${linkId} was never issued`);
};
