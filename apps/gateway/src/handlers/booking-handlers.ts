import { bookings } from '@bookonce/booking/views/booking-document';
import { cancelBookingOperation, getBooking, listBookings } from '../api/booking-api.js';
import type { GatewayOptions } from '../gateway-options.js';
import { json, notFound } from '../http/answer.js';
import { workspaceEndpoint, type Endpoint } from '../http/endpoint.js';
import { consistencyOf } from '../http/views.js';
import { bookingForm, partsOf } from './booking-form.js';
import { cancelOne, type CancelBookingDeps } from './cancel-booking.js';
import { apiContext } from './commands.js';
import { findOwned, listOwned } from './owned.js';

export const bookingEndpoints = (deps: CancelBookingDeps, options: GatewayOptions): readonly Endpoint[] => {
  const { readModels } = deps;
  return [
    workspaceEndpoint(listBookings, async ({ query, workspaceId }) => {
      const { linkId, hostId, status } = query;
      const page = await listOwned(readModels, bookings, workspaceId, query, { linkId, hostId, status });
      const parts = await Promise.all(page.items.map((booking) => partsOf(readModels, booking)));
      return json(200, { items: parts.map((one) => bookingForm(one, options)), nextCursor: page.nextCursor });
    }),

    workspaceEndpoint(getBooking, async ({ params, workspaceId }) => {
      const booking = await findOwned(readModels, bookings, params.id, workspaceId);
      return booking === null ? notFound() : json(200, bookingForm(await partsOf(readModels, booking), options));
    }),

    workspaceEndpoint(cancelBookingOperation, async ({ params: { id }, body, workspaceId, commandId }) => {
      const booking = await findOwned(readModels, bookings, id, workspaceId);
      if (booking === null) return notFound();
      const context = apiContext({ commandId, workspaceId }, id);
      const cancelled = await cancelOne(deps, { booking, by: 'host', reason: body.reason, context });
      if (!cancelled.ok) return cancelled.error;
      const parts = await partsOf(readModels, cancelled.value.booking);
      return json(200, bookingForm(parts, options), consistencyOf(cancelled.value.position));
    }),
  ];
};
