import { epochMsOf, type Instant } from '@bookonce/kernel/json';
import type { BookingEvent } from '../events/booking.js';
import type { BusySource } from '../events/calendar.js';

/** The sources by which one host is busy at the time of the meeting from `start`. */
export interface HostClashes {
  readonly hostId: string;
  readonly start: Instant;
  /** None: the host is not busy any more. */
  readonly sources: readonly BusySource[];
  /** The event of the host's calendar that says so. */
  readonly calendarRevision: number;
}

/** The clashes that were recorded while a booking waits. */
export interface Clashes {
  readonly byHost: readonly HostClashes[];
  /** Hosts who know of a clash from the mail that asks them to approve it, or from one of its own. */
  readonly warned: readonly string[];
}

const noClashes: Clashes = { byHost: [], warned: [] };

/** The facts of a booking that its clashes depend on. */
export interface ClashingBooking {
  readonly status: string;
  readonly time: { readonly start: Instant };
  readonly clashes?: Clashes;
}

/** Returns who is busy at the present time of the meeting, and by which sources. */
export const clashesAtItsTime = ({ clashes = noClashes, time }: ClashingBooking): readonly HostClashes[] =>
  clashes.byHost.filter(({ start, sources }) => sources.length > 0 && epochMsOf(start) === epochMsOf(time.start));

/** The same while somebody has yet to confirm or approve the booking. Later clashes are not followed, so there are none. */
export const clashesWhileWaiting = (booking: ClashingBooking): readonly HostClashes[] =>
  isWaiting(booking) ? clashesAtItsTime(booking) : [];

/** Whether somebody has yet to confirm or approve the booking, which holds its slots meanwhile. */
export const isWaiting = ({ status }: Pick<ClashingBooking, 'status'>): boolean =>
  status === 'requested' || status === 'awaitingOptIn' || status === 'optedIn' || status === 'awaitingApproval';

/** Total. `booking` is the state right after the event, but for its clashes. */
export const evolveClashes = (
  clashes: Clashes | undefined,
  event: BookingEvent,
  booking: ClashingBooking,
): Clashes | undefined => {
  switch (event.type) {
    case 'ClashesRecorded': {
      const { hostId, start, sources, calendarRevision, warnsHost } = event.data;
      const { byHost, warned } = clashes ?? noClashes;
      return {
        byHost: [...byHost.filter((one) => one.hostId !== hostId), { hostId, start, sources, calendarRevision }],
        warned: warnsHost ? [...warned, hostId] : warned,
      };
    }
    case 'BookingRescheduled': {
      if (clashes === undefined) return clashes;
      const { start } = event.data;
      const byHost = clashes.byHost.filter((one) => epochMsOf(one.start) === epochMsOf(start));
      return { byHost, warned: [] };
    }
    case 'ApprovalRequested':
      return clashes && { ...clashes, warned: clashesAtItsTime({ ...booking, clashes }).map(({ hostId }) => hostId) };
    default:
      return clashes;
  }
};
