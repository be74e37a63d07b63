import type { BookingRequest } from '@bookonce/contracts/events/booking';
import type { VoidReason } from '@bookonce/contracts/values/reasons';

/** How far one booking attempt has come. `hostIds` are the hosts whose calendars hold its slot. */
export type BookingState =
  | { readonly status: 'none' }
  | { readonly status: 'requested'; readonly request: BookingRequest }
  | { readonly status: 'awaitingOptIn'; readonly request: BookingRequest; readonly hostIds: readonly string[] }
  | { readonly status: 'optedIn'; readonly request: BookingRequest; readonly hostIds: readonly string[] }
  | { readonly status: 'awaitingApproval'; readonly request: BookingRequest; readonly hostIds: readonly string[] }
  | { readonly status: 'confirmed'; readonly request: BookingRequest; readonly hostIds: readonly string[] }
  | { readonly status: 'declined'; readonly request: BookingRequest; readonly hostIds: readonly string[] }
  | { readonly status: 'cancelled'; readonly request: BookingRequest; readonly hostIds: readonly string[] }
  | { readonly status: 'rejected'; readonly request: BookingRequest; readonly reason: VoidReason };

export type BookingStatus = BookingState['status'];

/** The hosts whose calendars hold this booking's slot, as far as its own stream knows. */
export const holdersOf = (state: BookingState): readonly string[] => ('hostIds' in state ? state.hostIds : []);
