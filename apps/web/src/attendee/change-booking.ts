import { api, ApiError, dataOf, type PublicBooking } from '../api/client.js';

/** What came of changing a booking. */
export type Change =
  | { readonly kind: 'changed'; readonly booking: PublicBooking }
  | { readonly kind: 'slotGone' | 'notPossible' | 'failed' };

const changeFrom = async (change: () => Promise<PublicBooking>): Promise<Change> => {
  try {
    return { kind: 'changed', booking: await change() };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.slug === 'slot-taken' || error.slug === 'slot-not-offered') return { kind: 'slotGone' };
    return { kind: error.problem?.status === 409 ? 'notPossible' : 'failed' };
  }
};

/** Moving to where it is already changes nothing, so a call may be repeated. */
export const moveBooking = (manageToken: string, start: string): Promise<Change> =>
  changeFrom(() =>
    dataOf(
      api.POST('/v1/public/bookings/{manageToken}/reschedule', { params: { path: { manageToken } }, body: { start } }),
    ),
  );

export const cancelBooking = (manageToken: string, reason: string): Promise<Change> =>
  changeFrom(() =>
    dataOf(
      api.POST('/v1/public/bookings/{manageToken}/cancel', {
        params: { path: { manageToken } },
        body: reason.trim() === '' ? {} : { reason: reason.trim() },
      }),
    ),
  );
