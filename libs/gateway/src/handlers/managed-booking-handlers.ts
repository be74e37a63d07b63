import type { BookingDocument } from '@bookonce/booking/views/booking-document';
import { meetingTypes } from '@bookonce/availability/views/availability-documents';
import { shownStatusOf } from '@bookonce/contracts/streams/booking';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { Result } from '@bookonce/kernel/result';
import {
  cancelPublicBooking,
  getCalendarFile,
  getPublicBooking,
  listRescheduleSlots,
  reschedulePublicBooking,
} from '../api/managed-booking-api.js';
import { windowOf } from '../api/shapes.js';
import type { GatewayOptions } from '../gateway-options.js';
import { invalid, json, notFound, problem, text, unavailable, type Answer } from '../http/answer.js';
import { tokenEndpoint, type Call, type Caller, type Endpoint } from '../http/endpoint.js';
import type { RecipientCalls } from '../http/recipient-calls.js';
import type { Limits } from '../http/limits.js';
import { consistencyOf } from '../http/views.js';
import { partsOf, publicBookingForm, publishedCalendarFile } from './booking-form.js';
import {
  asAttendee,
  cancelOne,
  isStanding,
  rescheduleOne,
  type Changed,
  type ChangeBookingDeps,
  type Changer,
} from './change-booking.js';
import type { TokenLookups } from './by-token.js';
import type { SlotFinder } from './slot-finder.js';

export interface ManagedBookingDeps extends ChangeBookingDeps {
  readonly slots: SlotFinder;
  readonly clock: Clock;
  readonly calls: RecipientCalls;
  readonly lookups: TokenLookups;
  readonly limits: Limits;
  readonly options: GatewayOptions;
}

type ManagedCall<Body> = Call<{ readonly manageToken: string }, unknown, Body>;

/** The operations of a caller who has a booking's manage token. */
export const managedBookingEndpoints = (deps: ManagedBookingDeps): readonly Endpoint[] => {
  const { readModels, slots, clock, calls, lookups, limits, options } = deps;

  const form = async (booking: BookingDocument): Promise<object> =>
    publicBookingForm(await partsOf(readModels, booking), options);

  const find = ({ params, client }: Caller<{ readonly manageToken: string }>) =>
    lookups.managed(params.manageToken, client);

  /** Once for each `Idempotency-Key` of this booking. */
  const change = async <Body>(
    { body, idempotencyKey: key }: ManagedCall<Body>,
    booking: BookingDocument,
    operation: Changer['operation'],
    route: 'cancel' | 'reschedule',
    make: (changer: Changer) => Promise<Result<Changed, Answer>>,
  ): Promise<Answer> => {
    const refused = await limits.take(['booking-changes', booking.id]);
    if (refused !== null) return refused;
    const run = async (commandId: string): Promise<Answer> => {
      const changed = await make(asAttendee(operation, booking, commandId));
      if (!changed.ok) return changed.error;
      return json(200, await form(changed.value.booking), consistencyOf(changed.value.position));
    };
    return calls.once({ subject: booking.id, route: `${route}Booking`, command: route, key, body }, run);
  };

  return [
    tokenEndpoint(getPublicBooking, find, async (_call, booking) => json(200, await form(booking))),

    tokenEndpoint(listRescheduleSlots, find, async ({ query }, booking) => {
      const window = windowOf(query, clock.now());
      if (!window.ok) return invalid(window.error);
      if (!isStanding(booking)) return problem('conflict-with-state', `The booking is ${shownStatusOf(booking)}.`);
      const type = await readModels.get(meetingTypes, booking.request.meetingTypeId);
      if (type === null) return unavailable();
      const { id, hostIds, time, request } = booking;
      const moving = { id, hostIds, ...time, slotOverrides: request.slotOverrides };
      const [found, bookable] = await Promise.all([
        slots.findForMove(type, moving, window.value),
        slots.span({ ...type, hostIds }, request.slotOverrides),
      ]);
      return json(200, { ...found, ...(bookable === null ? {} : { bookable }) });
    }),

    tokenEndpoint(reschedulePublicBooking, find, (call, booking) =>
      change(call, booking, reschedulePublicBooking, 'reschedule', (changer) =>
        rescheduleOne(deps, changer, call.body.start),
      ),
    ),

    tokenEndpoint(cancelPublicBooking, find, (call, booking) =>
      change(call, booking, cancelPublicBooking, 'cancel', (changer) => cancelOne(deps, changer, call.body.reason)),
    ),

    tokenEndpoint(getCalendarFile, find, async (_call, booking) => {
      if (!isInCalendars(booking)) return notFound();
      const file = publishedCalendarFile(await partsOf(readModels, booking), options);
      return text(200, 'text/calendar; charset=utf-8', file, {
        'content-disposition': 'attachment; filename="booking.ics"',
      });
    }),
  ];
};

/** A calendar shows what stands, and takes out what was cancelled. */
const isInCalendars = ({ status, wasConfirmed }: BookingDocument): boolean =>
  status === 'confirmed' || (status === 'cancelled' && wasConfirmed);
