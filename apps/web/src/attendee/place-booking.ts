import { api, ApiError, dataOf, type PublicBooking } from '../api/client.js';
import type { Messages } from '../messages/en.js';
import type { attemptKeys } from './attempt-key.js';
import type { bodyOf } from './details.js';

/** What came of sending the form. */
export type Placed =
  | { readonly kind: 'booked'; readonly booking: PublicBooking }
  /** The link has met its end: its page says which. */
  | { readonly kind: 'ended' }
  | { readonly kind: 'slotGone' }
  | { readonly kind: 'wrong'; readonly errors: Readonly<Record<string, string>> }
  | { readonly kind: 'failed'; readonly notice: string };

const ENDS = new Set(['link-consumed', 'link-expired', 'link-replaced', 'link-revoked', 'link-unknown']);

/** Asks for the booking. As long as nothing has answered for good, the same words are the same attempt (I8). */
export const placeBooking = async (
  token: string,
  body: ReturnType<typeof bodyOf>,
  keys: ReturnType<typeof attemptKeys>,
  messages: Messages,
): Promise<Placed> => {
  try {
    const booking = await dataOf(
      api.POST('/v1/public/links/{token}/bookings', {
        params: { path: { token } },
        headers: { 'Idempotency-Key': keys.keyFor(body) },
        body,
      }),
    );
    return { kind: 'booked', booking };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const status = error.problem?.status ?? 503;
    if (status < 500 && status !== 429) keys.answered();
    if (ENDS.has(error.slug)) return { kind: 'ended' };
    if (error.slug === 'slot-taken' || error.slug === 'slot-not-offered') return { kind: 'slotGone' };
    if (error.slug === 'validation-failed') return { kind: 'wrong', errors: errorsOf(error, messages) };
    return { kind: 'failed', notice: status === 429 ? messages.tooMany : messages.tryAgain };
  }
};

const errorsOf = ({ problem }: ApiError, messages: Messages): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (problem?.errors ?? []).map(({ path, message }) => [
      path,
      path === 'attendee.email' ? messages.emailWrong : message,
    ]),
  );
