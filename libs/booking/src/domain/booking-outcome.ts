import type { BookingOutcome } from '@bookonce/contracts/commands/booking';
import { unreachable } from '@bookonce/kernel/result';
import type { BookingState } from '@bookonce/contracts/streams/booking';

/** What whoever asked for a booking is told, once there is something to tell; null while the process goes on. */
export const outcomeIn = (state: BookingState, position: string | null): BookingOutcome | null => {
  switch (state.status) {
    case 'none':
    case 'requested':
    case 'optedIn':
      return null;
    case 'rejected':
      return { status: 'rejected', reason: state.reason, position };
    case 'awaitingOptIn':
    case 'awaitingApproval':
      return { status: state.status, hostIds: state.hostIds, position };
    case 'confirmed':
    case 'declined':
    case 'cancelled':
      // It stood; what became of it since is in the booking itself.
      return { status: 'confirmed', hostIds: state.hostIds, position };
    default:
      return unreachable(state);
  }
};
