import { bookings } from '@bookonce/booking/views/booking-document';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { getBooking, listBookings } from '../api/booking-api.js';
import type { GatewayOptions } from '../gateway-options.js';
import { json, notFound } from '../http/answer.js';
import { workspaceEndpoint, type Endpoint } from '../http/endpoint.js';
import { bookingForm, partsOf } from './booking-form.js';
import { findOwned, listOwned } from './owned.js';

export const bookingEndpoints = (readModels: ReadModels, options: GatewayOptions): readonly Endpoint[] => [
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
];
