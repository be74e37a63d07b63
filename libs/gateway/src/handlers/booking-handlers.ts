import { bookings, type BookingDocument } from '@bookonce/booking/views/booking-document';
import type { Result } from '@bookonce/kernel/result';
import { cancelBookingOperation, getBooking, listBookings, rescheduleBookingOperation } from '../api/booking-api.js';
import {
  approveBookingOperation,
  changeBookingOperation,
  declineBookingOperation,
  recordNoShowOperation,
} from '../api/booking-decision-api.js';
import type { GatewayOptions } from '../gateway-options.js';
import { json, notFound, type Answer } from '../http/answer.js';
import { workspaceEndpoint, type Endpoint } from '../http/endpoint.js';
import { consistencyOf } from '../http/views.js';
import { bookingForm, partsOf } from './booking-form.js';
import {
  asHost,
  cancelOne,
  changeOne,
  recordNoShowOf,
  rescheduleOne,
  type Changed,
  type ChangeBookingDeps,
} from './change-booking.js';
import type { CurrentDocuments } from './current-documents.js';
import { decideOne } from './decide-booking.js';
import { findOwned, listOwned } from './owned.js';

export interface BookingDeps extends ChangeBookingDeps {
  readonly current: Pick<CurrentDocuments, 'booking'>;
}

export const bookingEndpoints = (deps: BookingDeps, options: GatewayOptions): readonly Endpoint[] => {
  const { readModels, current } = deps;

  const change = async (
    id: string,
    workspaceId: string,
    make: (booking: BookingDocument) => Promise<Result<Changed, Answer>>,
  ): Promise<Answer> => {
    const booking = await findOwned(readModels, bookings, id, workspaceId);
    if (booking === null) return notFound();
    const changed = await make(booking);
    if (!changed.ok) return changed.error;
    const parts = await partsOf(readModels, changed.value.booking);
    return json(200, bookingForm(parts, options), consistencyOf(changed.value.position));
  };

  return [
    workspaceEndpoint(listBookings, async ({ query, workspaceId }) => {
      const { linkId, hostId, status } = query;
      const page = await listOwned(readModels, bookings, workspaceId, query, { linkId, hostId, status });
      const parts = await Promise.all(page.items.map((booking) => partsOf(readModels, booking)));
      return json(200, { items: parts.map((one) => bookingForm(one, options)), nextCursor: page.nextCursor });
    }),

    workspaceEndpoint(getBooking, async ({ params, workspaceId }) => {
      const read = await current.booking(findOwned(readModels, bookings, params.id, workspaceId), params.id);
      if (!read.ok) return read.error;
      const booking = read.value;
      if (booking?.workspaceId !== workspaceId) return notFound();
      return json(200, bookingForm(await partsOf(readModels, booking), options));
    }),

    workspaceEndpoint(cancelBookingOperation, ({ params: { id }, body, workspaceId, commandId }) =>
      change(id, workspaceId, (booking) =>
        cancelOne(deps, asHost(cancelBookingOperation, booking, commandId), body.reason),
      ),
    ),

    workspaceEndpoint(rescheduleBookingOperation, ({ params: { id }, body, workspaceId, commandId }) =>
      change(id, workspaceId, (booking) =>
        rescheduleOne(deps, asHost(rescheduleBookingOperation, booking, commandId), body.start),
      ),
    ),

    workspaceEndpoint(approveBookingOperation, ({ params: { id }, body, workspaceId, commandId }) =>
      change(id, workspaceId, (booking) =>
        decideOne(deps, asHost(approveBookingOperation, booking, commandId), { decision: 'approve', ...body }),
      ),
    ),

    workspaceEndpoint(declineBookingOperation, ({ params: { id }, body, workspaceId, commandId }) =>
      change(id, workspaceId, (booking) =>
        decideOne(deps, asHost(declineBookingOperation, booking, commandId), { decision: 'decline', ...body }),
      ),
    ),

    workspaceEndpoint(changeBookingOperation, ({ params: { id }, body, workspaceId, commandId }) =>
      change(id, workspaceId, (booking) => changeOne(deps, asHost(changeBookingOperation, booking, commandId), body)),
    ),

    workspaceEndpoint(recordNoShowOperation, ({ params: { id }, body, workspaceId, commandId }) =>
      change(id, workspaceId, (booking) =>
        recordNoShowOf(deps, asHost(recordNoShowOperation, booking, commandId), body.noShow),
      ),
    ),
  ];
};
