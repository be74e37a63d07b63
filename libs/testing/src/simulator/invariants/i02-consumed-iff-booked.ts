import type { Invariant } from '../history.js';
import { attemptsIn, endOf, type Attempt, type BookingEnd } from './attempts.js';

/** I2: `LinkConsumed(link, booking)` exactly when that booking is, in the end, confirmed, awaiting approval, or was. */
export const consumedExactlyWhenBooked: Invariant = ({ events }) =>
  [...attemptsIn(events).values()].flatMap((attempt) => wrongWith(attempt, endOf(attempt)));

const wrongWith = (attempt: Attempt, end: BookingEnd): readonly string[] => {
  const { bookingId, request, consumed, own } = attempt;
  const first = consumed[0];
  if (!('hostIds' in end)) {
    return first === undefined ? [] : [`${first.stream} is consumed by ${bookingId}, which ended ${end.status}`];
  }
  if (first === undefined) return [`${bookingId} is ${end.status}, but its link was not consumed by it`];
  const wrong: string[] = [];
  if (first.data.linkId !== request?.linkId) wrong.push(`${bookingId} consumed ${first.data.linkId}, not its own link`);
  if (!sameHosts(first.data.hostIds, end.hostIds)) {
    wrong.push(`${bookingId} consumed its link with ${first.data.hostIds.join()} and is with ${end.hostIds.join()}`);
  }
  if (request?.assignment === 'collective' && !sameHosts(request.hostIds, end.hostIds)) {
    wrong.push(`${bookingId} is collective and is with ${end.hostIds.join()} only`);
  }
  const settled = own.find(({ type }) => type === 'ApprovalRequested' || type === 'BookingConfirmed');
  if (settled !== undefined && settled.position < first.position) {
    wrong.push(`${bookingId} had ${settled.type} before its link was consumed`);
  }
  if (request?.confirmation === 'doubleOptIn' && !isBefore(own, 'OptInConfirmed', first.position)) {
    wrong.push(`${bookingId} consumed its link before its attendee opted in`);
  }
  return wrong;
};

const isBefore = (own: Attempt['own'], type: string, position: string): boolean =>
  own.some((event) => event.type === type && event.position < position);

const sameHosts = (a: readonly string[], b: readonly string[]): boolean =>
  [...a].sort().join() === [...b].sort().join();
