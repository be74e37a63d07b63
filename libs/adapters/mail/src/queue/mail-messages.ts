import type { OutgoingMail } from '@bookonce/kernel/ports/mailer';

/** What the thread that sends mails is told. */
export type ToMailThread =
  | { readonly kind: 'take'; readonly batch: number; readonly mails: readonly OutgoingMail[] }
  | { readonly kind: 'stop' };

/** What it tells. */
export type FromMailThread =
  | { readonly kind: 'ready' }
  /** The mails of the batch are safe, or none of them is. */
  | { readonly kind: 'taken'; readonly batch: number; readonly failure: string | null }
  | { readonly kind: 'not-sent'; readonly reason: string; readonly retryInMs: number };
