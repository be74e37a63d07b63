import type { OutgoingMail } from '@bookonce/kernel/ports/mailer';

/** Messages to the thread that sends mails. */
export type ToMailThread =
  | { readonly kind: 'take'; readonly batch: number; readonly mails: readonly OutgoingMail[] }
  | { readonly kind: 'stop' };

/** Messages from it. */
export type FromMailThread =
  | { readonly kind: 'ready' }
  /** All mails of the batch are stored, or none if there is a failure. */
  | { readonly kind: 'taken'; readonly batch: number; readonly failure: string | null }
  /** Null for `retryInMs`: the mail was given up. */
  | { readonly kind: 'not-sent'; readonly reason: string; readonly retryInMs: number | null };
