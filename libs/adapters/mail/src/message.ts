import type { Mail } from '@bookonce/kernel/ports/mailer';
import type { SendMailOptions } from 'nodemailer';
import MailComposer from 'nodemailer/lib/mail-composer';
import { hash } from 'node:crypto';

export interface Sender {
  readonly name: string;
  readonly address: string;
}

/** Names an effect wherever its own id would be too long or say too much. */
export const effectName = (effectId: string): string => hash('sha256', effectId).slice(0, 32);

/** A mail as the composer takes it. The message id follows from the effect: a mail program shows a repeat once. */
export const messageOf = (mail: Mail, from: Sender): SendMailOptions => ({
  from,
  to: { name: mail.to.name, address: mail.to.email },
  subject: mail.subject,
  // As on the wire: the composer counts a line from the last CRLF, and would cut the links of a text without any.
  text: mail.text.replaceAll('\n', '\r\n'),
  messageId: `<${effectName(mail.effectId)}@bookonce>`,
  ...(mail.html === undefined ? {} : { html: mail.html }),
  // Both as another form of the text, which mail programs act on, and as a file, for those that do not.
  ...(mail.calendar === undefined ? {} : { icalEvent: { ...mail.calendar, filename: 'booking.ics' } }),
});

/** A mail as it goes over the wire. */
export const compose = (mail: Mail, from: Sender): Promise<Buffer> =>
  new MailComposer({ ...messageOf(mail, from), newline: 'windows' }).compile().build();
