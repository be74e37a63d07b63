import type { Mail } from '@bookonce/kernel/ports/mailer';
import { momentIn } from './meeting-time.js';

export interface LinkReminder {
  /** Id of the LinkReminderRequested event: the mail's effect id derives from it, so a replay repeats it (I14). */
  readonly eventId: string;
  readonly recipient: { readonly name?: string; readonly email: string };
  readonly meetingName: string;
  /** Whose calendar the link shows, where that is one person's. */
  readonly host?: { readonly name: string; readonly timeZone?: string };
  /** What the host wrote. */
  readonly message?: string;
  readonly linkUrl: string;
  readonly expiresAt: string;
  /** The link takes the place of one that has expired. */
  readonly isFresh: boolean;
}

export const reminderMail = (reminder: LinkReminder): Mail => {
  const { recipient, meetingName, host, message, linkUrl, expiresAt, isFresh } = reminder;
  const withHost = host === undefined ? '' : ` with ${host.name}`;
  return {
    effectId: `${reminder.eventId}/recipient`,
    to: { name: recipient.name ?? '', email: recipient.email },
    subject: `Reminder: choose a time for ${meetingName}${withHost}`,
    text: [
      recipient.name === undefined ? 'Hello,' : `Hello ${recipient.name},`,
      '',
      ...(message === undefined ? [] : [message, '']),
      `please choose a time that suits you for "${meetingName}"${withHost}:`,
      linkUrl,
      '',
      ...(isFresh ? ['This is a new link: the one that you had before has expired.'] : []),
      `It is yours alone and good for one booking, until ${momentIn(expiresAt, host?.timeZone)}.`,
      'If you have booked already, there is nothing left to do.',
    ].join('\n'),
  };
};
