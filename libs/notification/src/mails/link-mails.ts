import type { Language, Locale } from '@bookonce/contracts/values/language';
import type { Block } from '@bookonce/kernel/ports/letter';
import type { Mail } from '@bookonce/kernel/ports/mailer';
import { buttons, hint, quote, textBlock, written } from './letter.js';
import { momentIn } from './meeting-time.js';
import type { MailTexts } from './texts/en.js';
import { textsIn } from './texts/texts.js';

/** A mail that brings a recipient a link. */
export interface LinkMail {
  /** Id of the event that asked for it. The mail's effect id derives from it, so a replay repeats it (I14). */
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
  readonly locale: Locale;
}

/** Returns the mail by which a recipient is first sent a link. */
export const linkInvitationMail = (mail: LinkMail): Mail => {
  const { linkInvitation } = textsIn(mail.locale.language);
  return recipientMail(mail, linkInvitation, []);
};

/** Returns the mail that reminds a recipient to use a link. */
export const linkReminderMail = (mail: LinkMail): Mail => {
  const { linkReminder } = textsIn(mail.locale.language);
  return recipientMail(mail, linkReminder, mail.isFresh ? [textBlock(linkReminder.fresh)] : []);
};

const recipientMail = (
  { eventId, recipient, meetingName, host, message, linkUrl, expiresAt, locale }: LinkMail,
  words: MailTexts['linkInvitation'],
  remarks: readonly Block[],
): Mail => {
  const { hello } = textsIn(locale.language);
  const names = { meeting: meetingName, hosts: host === undefined ? [] : [host.name], attendee: recipient.name ?? '' };
  const until = momentIn(expiresAt, { ...locale, timeZone: host?.timeZone ?? 'UTC' });
  return {
    effectId: `${eventId}/recipient`,
    to: { name: names.attendee, email: recipient.email },
    ...(host === undefined ? {} : { replyTo: [{ name: host.name, email: host.email }] }),
    ...written({
      language: locale.language,
      subject: words.subject(names),
      heading: words.heading,
      greeting: hello(names.attendee),
      blocks: [
        textBlock(words.lead(names)),
        ...quote(message),
        ...remarks,
        buttons({ label: words.button, url: linkUrl }),
        hint(words.hint(until)),
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
