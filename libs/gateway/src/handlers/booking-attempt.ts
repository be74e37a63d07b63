import type { BookingRequest } from '@bookonce/contracts/events/booking';
import type { MeetingTypeDocument } from '@bookonce/availability/views/availability-documents';
import type { BookingDocument } from '@bookonce/booking/views/booking-document';
import { evolveBooking, noBooking, type StartedBooking } from '@bookonce/contracts/streams/booking';
import { epochMsOf, instantOf } from '@bookonce/kernel/json';
import type { LinkDocument } from '@bookonce/link/views/link-document';
import type { z } from 'zod';
import type { newBookingSchema } from '../api/booking-api.js';
import type { GatewayOptions } from '../gateway-options.js';
import { canonicalJson } from '@bookonce/kernel/canonical-json';

export type NewBooking = z.output<typeof newBookingSchema>;

/** Which hosts a link's slots are of, and how they share them. A host chosen for the link takes it alone. */
export const hostsOfLink = (
  link: Pick<LinkDocument, 'hostId'>,
  type: Pick<MeetingTypeDocument, 'hostIds' | 'assignment'>,
): Pick<BookingRequest, 'hostIds' | 'assignment'> =>
  link.hostId === undefined
    ? { hostIds: type.hostIds, assignment: type.assignment }
    : { hostIds: [link.hostId], assignment: 'single' };

export const bookingRequest = (
  bookingId: string,
  link: LinkDocument,
  type: MeetingTypeDocument,
  body: NewBooking,
  vault: Pick<GatewayOptions['vault'], 'manageTokenFor' | 'manageTokenHashOf'>,
): BookingRequest => ({
  bookingId,
  linkId: link.id,
  meetingTypeId: type.id,
  ...hostsOfLink(link, type),
  confirmation: type.confirmation,
  start: body.start,
  end: instantOf(epochMsOf(body.start) + type.durationMinutes * 60_000),
  attendee: body.attendee,
  answers: body.answers ?? {},
  ...(body.note === undefined ? {} : { note: body.note }),
  manageTokenHash: vault.manageTokenHashOf(vault.manageTokenFor(bookingId)),
});

/** Whether a booking was made by this very request, wherever it has moved since (I8). */
export const isSameRequest = ({ request }: BookingDocument, body: NewBooking): boolean =>
  canonicalJson([request.start, request.attendee, request.answers, request.note]) ===
  canonicalJson([body.start, body.attendee, body.answers ?? {}, body.note]);

/** What the views will show of it, for when they are late. */
export const expectedDocument = (request: BookingRequest, workspaceId: string, nowMs: number): BookingDocument => {
  const at = instantOf(nowMs);
  const booking = evolveBooking(noBooking, { type: 'BookingRequested', data: request }) as StartedBooking;
  return { ...booking, id: request.bookingId, workspaceId, createdAt: at, updatedAt: at };
};
