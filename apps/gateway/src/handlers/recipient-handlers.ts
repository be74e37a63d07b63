import type { BookingDocument } from '@bookonce/booking/views/booking-document';
import { hosts, meetingTypes, type MeetingTypeDocument } from '@bookonce/availability/views/availability-documents';
import type { Clock } from '@bookonce/kernel/ports/clock';
import { canonicalJson } from '@bookonce/kernel/canonical-json';
import type { Ids } from '@bookonce/kernel/ports/ids';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { fail, ok, type Result } from '@bookonce/kernel/result';
import type { LinkDocument } from '@bookonce/link/views/link-document';
import {
  cancelPublicBooking,
  getCalendarFile,
  getPublicBooking,
  getPublicLink,
  listPublicSlots,
  placePublicBooking,
} from '../api/recipient-api.js';
import { windowOf } from '../api/window.js';
import type { GatewayOptions } from '../gateway-options.js';
import { invalid, json, notFound, problem, text, unavailable, type Answer } from '../http/answer.js';
import { publicEndpoint, type Endpoint } from '../http/endpoint.js';
import { sha256 } from '../http/hash.js';
import type { IdempotentCalls } from '../http/idempotency.js';
import { consistencyOf, type Views } from '../http/views.js';
import { hostsOfLink } from './booking-attempt.js';
import { partsOf, publicBookingForm } from './booking-form.js';
import { calendarFile } from './calendar-file.js';
import { cancelAsAttendee } from './cancel-booking.js';
import type { Commands } from './commands.js';
import { linkOfToken } from './link-of-token.js';
import { managedBooking } from './managed-booking.js';
import type { PlaceBooking } from './place-booking.js';
import { linkGone } from './refusals.js';
import type { SlotFinder } from './slot-finder.js';

export interface RecipientDeps {
  readonly readModels: ReadModels;
  readonly slots: SlotFinder;
  readonly clock: Clock;
  readonly placeBooking: PlaceBooking;
  readonly commands: Pick<Commands, 'send'>;
  readonly views: Views;
  readonly calls: IdempotentCalls;
  readonly ids: Pick<Ids, 'derive' | 'uuid'>;
  readonly options: GatewayOptions;
}

export interface OpenLink {
  readonly link: LinkDocument;
  readonly type: MeetingTypeDocument;
}

/** The link that a token opens, with its meeting type, or why it opens nothing. Reading changes nothing (I10). */
export const openLink = async (
  { readModels, options }: Pick<RecipientDeps, 'readModels' | 'options'>,
  token: string,
): Promise<Result<OpenLink, Answer>> => {
  const link = await linkOfToken(readModels, options.vault, token);
  if (link === null) return fail(problem('link-unknown'));
  if (link.status !== 'active') return fail(linkGone(link.status));
  const type = await readModels.get(meetingTypes, link.meetingTypeId);
  return type === null ? fail(unavailable()) : ok({ link, type });
};

export const recipientEndpoints = (deps: RecipientDeps): readonly Endpoint[] => {
  const { readModels, slots, clock, placeBooking, calls, ids, options } = deps;

  const cancel = async (booking: BookingDocument, reason: string | undefined, commandId: string): Promise<Answer> => {
    const cancelled = await cancelAsAttendee(deps, booking, reason, commandId);
    if (!cancelled.ok) return cancelled.error;
    const parts = await partsOf(readModels, cancelled.value.booking);
    return json(200, publicBookingForm(parts, options), consistencyOf(cancelled.value.position));
  };

  return [
    publicEndpoint(getPublicLink, async ({ params }) => {
      const opened = await openLink(deps, params.token);
      if (!opened.ok) return opened.error;
      const { link, type } = opened.value;
      const { name, durationMinutes, description, location, questions } = type;
      const found = await Promise.all(hostsOfLink(link, type).hostIds.map((id) => readModels.get(hosts, id)));
      return json(200, {
        status: link.status,
        expiresAt: link.expiresAt,
        meetingType: { name, durationMinutes, description, location, questions },
        hosts: found.flatMap((host) => (host === null ? [] : [{ name: host.name }])),
      });
    }),

    publicEndpoint(listPublicSlots, async ({ params, query }) => {
      const opened = await openLink(deps, params.token);
      if (!opened.ok) return opened.error;
      const window = windowOf(query, clock.now());
      if (!window.ok) return invalid(window.error);
      const { link, type } = opened.value;
      return json(200, { slots: await slots.find({ ...type, ...hostsOfLink(link, type) }, window.value) });
    }),

    publicEndpoint(placePublicBooking, ({ params, body, idempotencyKey }) =>
      placeBooking.place({ token: params.token, body, key: idempotencyKey }),
    ),

    publicEndpoint(getPublicBooking, async ({ params }) => {
      const booking = await managedBooking(deps, params.manageToken);
      if (booking === null) return notFound();
      return json(200, publicBookingForm(await partsOf(readModels, booking), options));
    }),

    publicEndpoint(cancelPublicBooking, async ({ params, body, idempotencyKey: key }) => {
      const booking = await managedBooking(deps, params.manageToken);
      if (booking === null) return notFound();
      if (key === null) return cancel(booking, body.reason, ids.uuid());
      const commandId = ids.derive(JSON.stringify(['cancel', booking.id, key]));
      const call = { owner: booking.id, route: 'cancelBooking', key, bodyHash: sha256(canonicalJson(body)) };
      return calls.run(call, () => cancel(booking, body.reason, commandId));
    }),

    publicEndpoint(getCalendarFile, async ({ params }) => {
      const booking = await managedBooking(deps, params.manageToken);
      if (booking === null || !isInCalendars(booking)) return notFound();
      const file = calendarFile(await partsOf(readModels, booking), options);
      return text(200, 'text/calendar; charset=utf-8', file, {
        'content-disposition': 'attachment; filename="booking.ics"',
      });
    }),
  ];
};

/** A calendar shows what stands, and takes out what was cancelled. */
const isInCalendars = ({ status }: BookingDocument): boolean => status === 'confirmed' || status === 'cancelled';
