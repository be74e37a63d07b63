import { api, ApiError, dataOf, type PublicBooking } from '../api/client.js';
import type { bodyOf } from './details.js';
import { kept } from './kept.js';
import type { Messages } from '../messages/en.js';

interface Attempt {
  readonly key: string;
  readonly body: string;
}

/**
 * The `Idempotency-Key` of what is sent: the same for the same words, also after a reload or a second press, so that they
 * take effect once. Another body is another attempt; so is one that follows an answer that stands.
 */
export const attemptKeys = (name: string) => {
  const last = kept<Attempt>(`bookonce.attempt.${name}`);
  return {
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
