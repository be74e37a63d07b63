import { recorded } from '@bookonce/contracts/event-catalogue';
import type { History, Invariant } from '../history.js';
import { attemptsIn, isBooking, statusOf } from './attempts.js';

/**
 * I7: nothing answered 201 or 202 is ever missing afterwards: it is stored when it is answered, and what was answered as
 * booked stays booked until somebody ends it. Nobody whose booking stands was told that it failed (I8).
 */
export const nothingAnsweredIsMissing: Invariant = (history) => [
  ...missingBookings(history),
  ...missingMoves(history),
  ...missingLinks(history),
];

const missingBookings = ({ events, told }: History): readonly string[] => {
  const attempts = attemptsIn(events);
  return told.flatMap((one) => {
    if (one.what !== 'booking') return [];
    const { bookingId, status, stored } = one;
    const attempt = attempts.get(bookingId);
    const said = `the attendee of ${bookingId} was told ${status}`;
    if (attempt === undefined || attempt.own.length === 0) return [`${said}, and there is no such booking`];
    const now = statusOf(attempt);
    if (status === 'pending') return now === 'pending' ? [`${said}, and it is still`] : [];
    const fact = factBehind[status];
    const isStored = attempt.own.some(
      ({ type, position }) => type === fact && position <= (events[stored - 1]?.position ?? ''),
    );
    if (!isStored) return [`${said} before it was stored`];
    if (status === 'rejected') return isBooking(now) ? [`${said}, but it is ${now}`] : [];
    if (status === 'confirmed' && !['confirmed', 'cancelled'].includes(now)) return [`${said}, but it is ${now}`];
    return [];
  });
};

const factBehind = {
  awaitingOptIn: 'OptInRequested',
  awaitingApproval: 'ApprovalRequested',
  confirmed: 'BookingConfirmed',
  declined: 'BookingDeclined',
  cancelled: 'BookingCancelled',
  rejected: 'BookingRejected',
} as const;

/** Whoever is told that the booking is from a start, was or is right. */
const missingMoves = ({ events, told }: History): readonly string[] => {
  const attempts = attemptsIn(events);
  return told.flatMap((one) => {
    if (one.what !== 'moved') return [];
    const attempt = attempts.get(one.bookingId);
    const isSo = attempt?.own.some(
      ({ type, data }) => (type === 'BookingRequested' || type === 'BookingRescheduled') && data.start === one.start,
    );
    return isSo === true
      ? []
      : [`the attendee of ${one.bookingId} was told that it moved to ${one.start}, and it did not`];
  });
};

/** A link answered as made, and one that another was replaced by. */
const missingLinks = ({ events, told }: History): readonly string[] => {
  const issued = new Set(events.filter(({ type }) => type === 'LinkIssued').map(({ stream }) => stream));
  const promised = [
    ...told.flatMap((one) => (one.what === 'linkMade' ? [one.linkId] : [])),
    ...events.map(recorded).flatMap((event) => {
      if (event.type === 'LinkReissued') return [event.data.replacement.linkId];
      return event.type === 'LinkRevoked' && event.data.replacement !== undefined
        ? [event.data.replacement.linkId]
        : [];
    }),
  ];
  return promised.filter((linkId) => !issued.has(`link-${linkId}`)).map((linkId) => `${linkId} was never issued`);
};
