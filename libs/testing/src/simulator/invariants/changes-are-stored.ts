import { recorded, type Recorded } from '@bookonce/contracts/event-catalogue';
import type { BookingEvent } from '@bookonce/contracts/events/booking';
import { emailKey } from '@bookonce/kernel/email-address';
import { epochMsOf } from '@bookonce/kernel/json';
import type { History } from '../history.js';
import { attemptsIn } from './attempts.js';

const MINUTE_MS = 60_000;

/** A new start or length that a client saw is stored. */
export const missingChanges = ({ events, observations }: History): readonly string[] => {
  const attempts = attemptsIn(events);
  return observations.flatMap((one) => {
    if (one.what !== 'rescheduled' && one.what !== 'lengthChanged') return [];
    const { bookingId } = one;
    const times = attempts.get(bookingId)?.own.flatMap(timeIn) ?? [];
    if (one.what === 'rescheduled') {
      const isStored = times.some(({ start }) => start === one.start);
      return isStored ? [] : [`the attendee of ${bookingId} saw it rescheduled to ${one.start}, but no event says so`];
    }
    const { durationMinutes } = one;
    const isStored = times.some(({ start, end }) => epochMsOf(end) - epochMsOf(start) === durationMinutes * MINUTE_MS);
    return isStored ? [] : [`the host of ${bookingId} made it ${durationMinutes} minutes long, but no event says so`];
  });
};

const timeIn = (event: Recorded<BookingEvent>): readonly { readonly start: string; readonly end: string }[] =>
  event.type === 'BookingRequested' || event.type === 'BookingRescheduled' ? [event.data] : [];

/** The button of an earlier round decides nothing, and nobody but another person is refused as not the recipient. */
export const wrongDecisions = ({ events, observations }: History): readonly string[] => {
  const attempts = attemptsIn(events);
  const recipients = recipientsIn(events);
  return observations.flatMap((one) => {
    if (one.what === 'notTheRecipient') {
      const recipient = recipients.get(one.linkId);
      const isSomebodyElse = recipient !== undefined && recipient !== emailKey(one.email);
      return isSomebodyElse ? [] : [`${one.email} was refused as not the recipient of ${one.linkId}`];
    }
    if (one.what !== 'decided') return [];
    const rounds = attempts.get(one.bookingId)?.own.flatMap(roundIn) ?? [];
    const latest = rounds.at(-1);
    return latest === one.round ? [] : [`a button of round ${one.round} decided ${one.bookingId} in round ${latest}`];
  });
};

const roundIn = (event: Recorded<BookingEvent>): readonly number[] =>
  event.type === 'ApprovalRequested' ? [event.data.round] : [];

/** The only address that may book, by link. */
const recipientsIn = (events: History['events']): ReadonlyMap<string, string> =>
  new Map(
    events.map(recorded).flatMap((event) => {
      if (event.type !== 'LinkIssued' || !event.data.recipientOnly) return [];
      return [[event.data.linkId, emailKey(event.data.recipient?.email ?? '')]];
    }),
  );
