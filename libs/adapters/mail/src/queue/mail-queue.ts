import type { OutgoingMail } from '@bookonce/kernel/ports/mailer';

/** Mails that wait to be sent. They survive a restart. Every method throws if the disk fails. */
export interface MailQueue {
  /** Stores all of them or none. Ignores effects that it has seen before (I14). */
  add(mails: readonly OutgoingMail[]): void;
  /** Returns up to `limit` mails, longest waiting first, without those whose effect ids are in `except`. */
  next(limit: number, except: readonly string[]): readonly OutgoingMail[];
  /** Records that they were sent: they are never returned by `next` again. */
  sent(mails: readonly OutgoingMail[]): void;
  /** Records that this one will never be sent. */
  giveUp(mail: OutgoingMail): void;
}
