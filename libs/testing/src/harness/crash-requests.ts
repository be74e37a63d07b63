import type { BookingAnswer, LinkAnswer } from './api-shapes.js';
import type { Mode } from './crash-workspace.js';
import { eventually } from './eventually.js';
import { jsonOf } from './http-client.js';
import { tokenOf, type BookingOutcome, type Decision, type WorkspaceClient } from './workspace-client.js';

export interface Attendee {
  readonly name: string;
  readonly email: string;
}

/** A booking that was answered, as its client knows it. */
export interface Known {
  readonly mode: Mode;
  readonly link: LinkAnswer;
  readonly start: string;
  readonly attendee: Attendee;
  readonly bookingId: string;
  readonly manageToken: string;
  /** As the newest answer said. */
  status: string;
  freshLinkId: string | null;
}

interface Booking {
  readonly kind: 'book';
  readonly key: string;
  readonly mode: Mode;
  readonly link: LinkAnswer;
  readonly start: string;
  readonly attendee: Attendee;
}

interface Confirmation {
  readonly kind: 'confirm';
  readonly key: string;
  readonly of: Known;
  readonly token: string;
}

interface DecisionOn {
  readonly kind: 'decide';
  readonly key: string;
  readonly of: Known;
  readonly decision: Decision;
}

/** One POST. Each has its own `Idempotency-Key`, under which it may be sent again. */
export type CrashRequest = Booking | Confirmation | DecisionOn;

/** A request that changes a booking that was answered before. */
export type Later = Exclude<CrashRequest, Booking>;

/** Rejects only if no answer came. A booking that takes longer than its answer is followed to its end, as by its page. */
export const sendRequest = async (api: WorkspaceClient, request: CrashRequest): Promise<BookingOutcome> => {
  const headers = { 'idempotency-key': request.key };
  switch (request.kind) {
    case 'book':
      return settled(
        api,
        await api.book(request.link, request.start, { headers, more: { attendee: request.attendee } }),
      );
    case 'confirm':
      return api.confirmOptIn(request.token, { headers });
    case 'decide':
      return api.decide(request.of.bookingId, request.decision, { headers });
  }
};

/** The answers to attempts that are refused, by the reason that a rejected booking gives. */
const REFUSED: Readonly<Record<string, readonly [status: number, slug: string]>> = {
  linkConsumed: [410, 'link-consumed'],
  slotTaken: [409, 'slot-taken'],
  slotNotOffered: [409, 'slot-not-offered'],
};

const settled = (api: WorkspaceClient, outcome: BookingOutcome): Promise<BookingOutcome> | BookingOutcome => {
  const { booking } = outcome;
  if (booking?.status !== 'pending') return outcome;
  return eventually(async () => {
    const answer = await api.visitor.send(`/v1/public/bookings/${tokenOf(booking.manageUrl)}`);
    const now = jsonOf<BookingAnswer>(answer);
    if (now.status === 'pending') throw new Error(`still pending: ${answer.text}`);
    const [status, slug] = REFUSED[now.reason ?? ''] ?? [now.status === 'confirmed' ? 201 : outcome.status, null];
    return { status, slug, answer, booking: slug === null ? now : null };
  });
};

const AFTER_BOOKING: Readonly<Record<Mode, string>> = {
  instant: '201 confirmed',
  approval: '202 awaitingApproval',
  doubleOptIn: '202 awaitingOptIn',
};

const REFUSALS: Readonly<Record<CrashRequest['kind'], readonly string[]>> = {
  book: ['410 link-consumed', '409 slot-taken', '409 slot-not-offered'],
  confirm: ['410 link-consumed'],
  decide: ['409 conflict-with-state'],
};

/** The status that the booking has once the request was accepted. */
const statusAfter = (request: CrashRequest): string => {
  switch (request.kind) {
    case 'book':
      return AFTER_BOOKING[request.mode].slice(4);
    case 'confirm':
      return 'confirmed';
    case 'decide':
      return request.decision.decide === 'approve' ? 'confirmed' : 'declined';
  }
};

/** Returns the booking of an accepted request, or null if it was refused. Throws on any other answer. */
export const acceptedBooking = (
  request: CrashRequest,
  { status, slug, booking, answer }: BookingOutcome,
): BookingAnswer | null => {
  const success = request.kind === 'book' ? AFTER_BOOKING[request.mode] : `200 ${statusAfter(request)}`;
  if (booking !== null && `${status} ${booking.status}` === success) return booking;
  if (slug !== null && REFUSALS[request.kind].includes(`${status} ${slug}`)) return null;
  throw new Error(`${request.key}: ${status} ${answer.text}`);
};

export const knownBooking = ({ mode, link, start, attendee }: Booking, booking: BookingAnswer): Known => ({
  mode,
  link,
  start,
  attendee,
  bookingId: booking.id,
  manageToken: tokenOf(booking.manageUrl),
  status: booking.status,
  freshLinkId: null,
});

/** Whether a decline promised the attendee a fresh link. */
export const asksForFreshLink = (request: Later): boolean =>
  request.kind === 'decide' && request.decision.decide === 'decline' && request.decision.sendFreshLink === true;
