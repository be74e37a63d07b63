import { meetingTypes } from '@bookonce/availability/views/availability-documents';
import { bookings } from '@bookonce/booking/views/booking-document';
import { shownStatusOf } from '@bookonce/contracts/streams/booking';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { Result } from '@bookonce/kernel/result';
import {
  cancelBookingOperation,
  getBooking,
  listBookings,
  listHostRescheduleSlots,
  rescheduleBookingOperation,
} from '../api/booking-api.js';
import {
  approveBookingOperation,
  changeBookingOperation,
  declineBookingOperation,
  recordNoShowOperation,
} from '../api/booking-decision-api.js';
import { windowOf } from '../api/shapes.js';
import type { GatewayOptions } from '../gateway-options.js';
import { invalid, json, notFound, problem, unavailable, type Answer } from '../http/answer.js';
import { workspaceEndpoint, type Endpoint, type WorkspaceCall } from '../http/endpoint.js';
import { consistencyOf } from '../http/views.js';
import { bookingForm, partsOf } from './booking-form.js';
import {
  asHost,
  cancelOne,
  changeOne,
  isStanding,
  recordNoShowOf,
  rescheduleOne,
  type Changed,
  type ChangeBookingDeps,
  type Changer,
} from './change-booking.js';
import type { CurrentDocuments } from './current-documents.js';
import { decideOne } from './decide-booking.js';
import { findOwned, findSeen, isSeen, listSeen } from './owned.js';
import type { SlotFinder } from './slot-finder.js';

export interface BookingDeps extends ChangeBookingDeps {
  readonly current: Pick<CurrentDocuments, 'booking'>;
  readonly slots: Pick<SlotFinder, 'findForHost'>;
  readonly clock: Clock;
}

type ChangeCall = Pick<
  WorkspaceCall<{ readonly id: string }, unknown, unknown>,
  'params' | 'workspaceId' | 'commandId' | 'actor' | 'onlyFor'
>;

export const bookingEndpoints = (deps: BookingDeps, options: GatewayOptions): readonly Endpoint[] => {
  const { readModels, current, slots, clock } = deps;

  const change = async (
    operation: Changer['operation'],
    { params: { id }, commandId, actor, ...viewer }: ChangeCall,
    make: (changer: Changer) => Promise<Result<Changed, Answer>>,
  ): Promise<Answer> => {
    const booking = await findSeen(readModels, bookings, id, viewer);
    if (booking === null) return notFound();
    const changed = await make(asHost(operation, booking, { commandId, actor }));
    if (!changed.ok) return changed.error;
    const parts = await partsOf(readModels, changed.value.booking);
    return json(200, bookingForm(parts, viewer, options), consistencyOf(changed.value.position));
  };

  return [
    workspaceEndpoint(listBookings, async ({ query, ...viewer }) => {
      const { linkId, hostId, status } = query;
      const page = await listSeen(readModels, bookings, viewer, query, { linkId, hostId, status });
      const parts = await Promise.all(page.items.map((booking) => partsOf(readModels, booking)));
      return json(200, { items: parts.map((one) => bookingForm(one, viewer, options)), nextCursor: page.nextCursor });
    }),

    workspaceEndpoint(getBooking, async ({ params, ...viewer }) => {
      const { workspaceId } = viewer;
      const read = await current.booking(findOwned(readModels, bookings, params.id, workspaceId), params.id);
      if (!read.ok) return read.error;
      const booking = read.value;
      if (booking?.workspaceId !== workspaceId || !isSeen(bookings, booking, viewer)) return notFound();
      return json(200, bookingForm(await partsOf(readModels, booking), viewer, options));
    }),

    workspaceEndpoint(cancelBookingOperation, (call) =>
      change(cancelBookingOperation, call, (changer) => cancelOne(deps, changer, call.body.reason)),
    ),

    workspaceEndpoint(listHostRescheduleSlots, async ({ params, query, ...viewer }) => {
      const window = windowOf(query, clock.now());
      if (!window.ok) return invalid(window.error);
      const booking = await findSeen(readModels, bookings, params.id, viewer);
      if (booking === null) return notFound();
      if (!isStanding(booking)) return problem('conflict-with-state', `The booking is ${shownStatusOf(booking)}.`);
      const type = await readModels.get(meetingTypes, booking.request.meetingTypeId);
      if (type === null) return unavailable();
      const { id, hostIds, time } = booking;
      return json(200, await slots.findForHost(type, { id, hostIds, ...time }, window.value));
    }),

    workspaceEndpoint(rescheduleBookingOperation, (call) =>
      change(rescheduleBookingOperation, call, (changer) => rescheduleOne(deps, changer, call.body.start)),
    ),

    workspaceEndpoint(approveBookingOperation, (call) =>
      change(approveBookingOperation, call, (changer) =>
        decideOne(deps, changer, { decision: 'approve', ...call.body }),
      ),
    ),

    workspaceEndpoint(declineBookingOperation, (call) =>
      change(declineBookingOperation, call, (changer) =>
        decideOne(deps, changer, { decision: 'decline', ...call.body }),
      ),
    ),

    workspaceEndpoint(changeBookingOperation, (call) =>
      change(changeBookingOperation, call, (changer) => changeOne(deps, changer, call.body)),
    ),

    workspaceEndpoint(recordNoShowOperation, (call) =>
      change(recordNoShowOperation, call, (changer) => recordNoShowOf(deps, changer, call.body.noShow)),
    ),
  ];
};
