import { withoutUndefined } from '@bookonce/kernel/json';
import type { Mail, MailedCalendar } from '@bookonce/kernel/ports/mailer';
import { calendarFileOf } from '@bookonce/platform/calendar-file';
import { htmlOfMail } from '@bookonce/platform/letter-html';
import type { SendMailOptions } from 'nodemailer';
import MailComposer from 'nodemailer/lib/mail-composer';
import { hash } from 'node:crypto';

export interface Sender {
  readonly name: string;
  readonly address: string;
}

/** Returns a short name for an effect that reveals nothing about it. */
export const effectName = (effectId: string): string => hash('sha256', effectId).slice(0, 32);

/** Returns the composer's input. The message id derives from the effect, so mail programs hide duplicates. */
export const messageOf = (mail: Mail, from: Sender): SendMailOptions => ({
  from,
  to: { name: mail.to.name, address: mail.to.email },
  ...(mail.replyTo === undefined ? {} : { replyTo: mail.replyTo.map(({ name, email }) => ({ name, address: email })) }),
  subject: mail.subject,
  // CRLF, as the composer measures lines by it and would break links in a text without any.
  text: mail.text.replaceAll('\n', '\r\n'),
  // RFC 3834: out-of-office programs and lists must not answer it.
  headers: { 'Auto-Submitted': 'auto-generated' },
  messageId: `<${effectName(mail.effectId)}@bookonce>`,
  ...withoutUndefined({ html: htmlOfMail(mail) }),
  // Added both as an alternative, which mail programs act on, and as an attachment for all others.
  ...(mail.calendar === undefined ? {} : { icalEvent: icalEventOf(mail.calendar) }),
});

const icalEventOf = (calendar: MailedCalendar): SendMailOptions['icalEvent'] => ({
  method: calendar.method,
  content: calendarFileOf(calendar),
  filename: 'booking.ics',
});

/** Composes a mail in wire format. */
export const compose = (mail: Mail, from: Sender): Promise<Buffer> =>
  new MailComposer({ ...messageOf(mail, from), newline: 'windows' }).compile().build();
