import type { Language } from '@bookonce/contracts/values/language';
import type { Mail } from '@bookonce/kernel/ports/mailer';
import { buttons, hint, quote, textBlock, written } from './letter.js';
import { momentIn } from './meeting-time.js';
import { textsIn } from './texts/texts.js';

export interface LinkReminder {
  /** Id of the LinkReminderRequested event. The mail's effect id derives from it, so a replay repeats it (I14). */
  readonly eventId: string;
  readonly recipient: { readonly name?: string; readonly email: string };
  readonly meetingName: string;
  /** Set if the link is for one host only. */
  readonly host?: { readonly name: string; readonly email: string; readonly timeZone?: string };
  /** The host's own words. */
  readonly message?: string;
  readonly linkUrl: string;
  readonly expiresAt: string;
  /** The link replaces one that has expired. */
  readonly isFresh: boolean;
  readonly language: Language;
}

/** Returns the mail that reminds a recipient to use a link. */
export const linkReminderMail = (reminder: LinkReminder): Mail => {
  const { recipient, meetingName, host, message, linkUrl, expiresAt, isFresh, language } = reminder;
  const { hello, linkReminder } = textsIn(language);
  const names = { meeting: meetingName, hosts: host === undefined ? [] : [host.name], attendee: recipient.name ?? '' };
  const until = momentIn(expiresAt, { language, timeZone: host?.timeZone ?? 'UTC' });
  return {
    effectId: `${reminder.eventId}/recipient`,
    to: { name: names.attendee, email: recipient.email },
    ...(host === undefined ? {} : { replyTo: [{ name: host.name, email: host.email }] }),
    ...written({
      language,
      subject: linkReminder.subject(names),
      heading: linkReminder.heading,
      greeting: hello(names.attendee),
      blocks: [
        textBlock(linkReminder.lead(names)),
        ...quote(message),
        ...(isFresh ? [textBlock(linkReminder.fresh)] : []),
        buttons({ label: linkReminder.button, url: linkUrl }),
        hint(linkReminder.hint(until)),
      ],
    }),
  };
};

export interface SignIn {
  /** Id of the SignInLinkIssued event. The mail's effect id derives from it, so a replay repeats it (I14). */
  readonly eventId: string;
  readonly name: string;
  readonly email: string;
  readonly workspaceName: string;
  readonly signInUrl: string;
  readonly language: Language;
}

/** Returns the mail with a sign-in link. */
export const signInMail = ({ eventId, name, email, workspaceName, signInUrl, language }: SignIn): Mail => {
  const { hello, signIn } = textsIn(language);
  return {
    effectId: `${eventId}/sign-in`,
    to: { name, email },
    isAwaited: true,
    ...written({
      language,
      subject: signIn.subject(workspaceName),
      heading: signIn.heading,
      greeting: hello(name),
      blocks: [
        textBlock(signIn.lead(workspaceName)),
        buttons({ label: signIn.button, url: signInUrl }),
        hint(signIn.hint),
      ],
    }),
  };
};
