import type { BusySource } from '@bookonce/contracts/events/calendar';
import type { StartedBooking } from '@bookonce/contracts/streams/booking';
import { isWaiting } from '@bookonce/contracts/streams/booking-clashes';
import { canonicalJson } from '@bookonce/kernel/canonical-json';
import { epochMsOf, type Instant } from '@bookonce/kernel/json';
import { ok } from '@bookonce/kernel/result';
import { nothing, type Decision } from './booking-decision.js';

/** The host's calendar has found that other sources than before say that the host is busy at this time. */
export interface RecordClashes {
  readonly type: 'recordClashes';
  readonly hostId: string;
  readonly start: Instant;
  readonly sources: readonly BusySource[];
  readonly calendarRevision: number;
}

/**
 * Records it for as long as the booking waits; its slot stays. A host who was asked to approve the booking is warned by
 * mail, once for each request (I24). Before that, the request itself will say it. Further sources are only shown.
 */
export const recordClashes = (
  { hostId, start, sources, calendarRevision }: RecordClashes,
  state: StartedBooking,
): Decision => {
  const { request, status, time, clashes } = state;
  const isAt = (at: { readonly start: Instant } | null): boolean =>
    at !== null && epochMsOf(at.start) === epochMsOf(start);
  const isNow = isAt(time);
  if (!isWaiting(state) || !(isNow || isAt(time.movingTo))) return nothing;
  const known = clashes?.byHost.find((one) => one.hostId === hostId);
  // An event of the calendar that is delivered again may be older than what is known.
  if (known !== undefined && known.calendarRevision >= calendarRevision) return nothing;
  const before = known !== undefined && isAt(known) ? known.sources : [];
  if (canonicalJson(before) === canonicalJson(sources)) return nothing;
  const isWarned = clashes?.warned.includes(hostId) === true;
  const warnsHost = status === 'awaitingApproval' && isNow && sources.length > 0 && !isWarned;
  return ok([
    {
      type: 'ClashesRecorded',
      data: { bookingId: request.bookingId, hostId, start, sources: [...sources], calendarRevision, warnsHost },
    },
  ]);
};
