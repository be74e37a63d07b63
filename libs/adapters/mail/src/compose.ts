import type { Mail } from '@bookonce/kernel/ports/mailer';
import MailComposer from 'nodemailer/lib/mail-composer';
import { messageOf, type Sender } from './message.js';

/** A mail as it goes over the wire. */
export const compose = (mail: Mail, from: Sender): Promise<Buffer> =>
  new MailComposer({ ...messageOf(mail, from), newline: 'windows' }).compile().build();
