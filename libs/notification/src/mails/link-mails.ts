import type { Mail } from '@bookonce/kernel/ports/mailer';
import { momentIn } from './meeting-time.js';

export interface LinkReminder {
  /** Id of the LinkReminderRequested event. The mail's effect id derives from it, so a replay repeats it (I14). */
  readonly eventId: string;
  readonly recipient: { readonly name?: string; readonly email: string };
  readonly meetingName: string;
  /** Set if the link is for one host only. */
  readonly host?: { readonly name: string; readonly timeZone?: string };
  /** The host's own words. */
  readonly message?: string;
  readonly linkUrl: string;
  readonly expiresAt: string;
  /** The link replaces one that has expired. */
  readonly isFresh: boolean;
}

/** Returns the mail that reminds a recipient to use a link. */
export const linkReminderMail = (reminder: LinkReminder): Mail => {
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
      `please choose a time for "${meetingName}"${withHost}:`,
      linkUrl,
      '',
      ...(isFresh ? ['This is a new link, because your last one has expired.'] : []),
      `It is for you alone and good for one booking, until ${momentIn(expiresAt, host?.timeZone)}.`,
      'If you have already booked, there is nothing left to do.',
    ].join('\n'),
  };
};

export interface SignIn {
  /** Id of the SignInLinkIssued event. The mail's effect id derives from it, so a replay repeats it (I14). */
  readonly eventId: string;
  readonly name: string;
  readonly email: string;
  readonly workspaceName: string;
  readonly signInUrl: string;
}

/** Returns the mail with a sign-in link. */
export const signInMail = ({ eventId, name, email, workspaceName, signInUrl }: SignIn): Mail => ({
  effectId: `${eventId}/sign-in`,
  to: { name, email },
  subject: `Sign in to ${workspaceName}`,
  text: [
    `Hello ${name},`,
    '',
    `here is your link to sign in to the console of "${workspaceName}":`,
    signInUrl,
    '',
    'It works once, for 15 minutes. If you did not ask for it, ignore this mail: nobody can sign in without it.',
  ].join('\n'),
});
