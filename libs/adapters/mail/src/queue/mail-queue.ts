import type { OutgoingMail } from '@bookonce/kernel/ports/mailer';

/** Where mails wait, over restarts. All of it throws when the disk fails. */
export interface MailQueue {
  /** Stores all of them or none; those of an effect that it has had before change nothing (I14). */
  add(mails: readonly OutgoingMail[]): void;
  /** Those that have waited longest, `limit` at the most, in their order. */
  next(limit: number): readonly OutgoingMail[];
  /** They need not be sent any more, nor ever again. */
  sent(mails: readonly OutgoingMail[]): void;
}
