import { api, ApiError, dataOf, type PublicBooking } from '../api/client.js';
import type { toBookingRequest } from './details.js';
import { sessionValue } from './session-value.js';
import { type CalendarAway, calendarAwayFrom } from '../slots/calendar-away.js';
import type { Messages } from '../messages/en.js';

interface KeyedRequest {
  readonly key: string;
  readonly body: string;
}

/**
 * Makes the `Idempotency-Key` of a booking attempt. The same body keeps its key across reloads and repeated presses, so
 * that it takes effect once. A different body gets a new key, and so does an attempt after a final answer.
 */
export const attemptKeys = (name: string) => {
  const last = sessionValue<KeyedRequest>(`bookonce.attempt.${name}`);
  return {
    /** Returns the same key for the same body, until there is an answer. */
    keyFor: (body: unknown): string => {
      const text = JSON.stringify(body);
      const before = last.read();
      if (before?.body === text) return before.key;
      const key = crypto.randomUUID();
      last.write({ key, body: text });
      return key;
    },
    answered: last.forget,
  };
};

/** The outcome of a booking attempt. */
export type BookingOutcome =
  | { readonly kind: 'booked'; readonly booking: PublicBooking }
  /** The link is used, expired, replaced, revoked or unknown. */
  | { readonly kind: 'ended' }
  | { readonly kind: 'slotGone' }
  /** The link is for another address. */
  | { readonly kind: 'notTheRecipient' }
  | { readonly kind: 'wrong'; readonly errors: Readonly<Record<string, string>> }
  | CalendarAway
  | { readonly kind: 'failed'; readonly notice: string };

const ENDS = new Set(['link-consumed', 'link-expired', 'link-replaced', 'link-revoked', 'link-unknown']);

/** Books the slot. Until there is a final answer, repeating the same body is the same attempt (I8). */
export const placeBooking = async (
  token: string,
  body: ReturnType<typeof toBookingRequest>,
  keys: ReturnType<typeof attemptKeys>,
  messages: Messages,
): Promise<BookingOutcome> => {
  try {
    const booking = await dataOf(
      api.POST('/v1/public/links/{token}/bookings', {
        params: { path: { token } },
        headers: { 'Idempotency-Key': keys.keyFor(body) },
        body,
      }),
    );
    // An attempt that comes to nothing later may be made again with the same body.
    keys.answered();
    return { kind: 'booked', booking };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const status = error.problem?.status ?? 503;
    if (status < 500 && status !== 429) keys.answered();
    if (ENDS.has(error.slug)) return { kind: 'ended' };
    if (error.slug === 'slot-taken' || error.slug === 'slot-not-offered') return { kind: 'slotGone' };
    if (error.slug === 'not-the-recipient') return { kind: 'notTheRecipient' };
    if (error.slug === 'validation-failed') return { kind: 'wrong', errors: errorsOf(error, messages) };
    return calendarAwayFrom(error) ?? { kind: 'failed', notice: noticeOf(error, messages) };
  }
};

const noticeOf = ({ slug, problem }: ApiError, messages: Messages): string => {
  if (slug === 'too-many-pending') return messages.tooManyPending;
  if (slug === 'too-many-attempts') return messages.tooManyAttempts;
  return problem?.status === 429 ? messages.tooMany : messages.tryAgain;
};

const errorsOf = ({ problem }: ApiError, messages: Messages): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (problem?.errors ?? []).map(({ path }) => [
      path,
      path === 'attendee.email' || path.startsWith('guests.') ? messages.emailWrong : messages.refused,
    ]),
  );
