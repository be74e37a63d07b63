import { invitationSubject } from '@bookonce/contracts/values/invitation-subject';
import type { Locale } from '@bookonce/contracts/values/language';
import type { Recipient } from '@bookonce/contracts/values/people';
import { zoneName } from '@bookonce/kernel/time-zones/zone-name';
import { messagesIn } from '../pages/language.js';

export interface ShareTexts {
  readonly email: { readonly subject: string; readonly body: string };
  readonly message: string;
}

/** The host who sends the texts. */
export interface TextSender {
  readonly locale: Locale;
  readonly timeZone: string;
}

interface SharedLink {
  readonly url: string;
  readonly meetingName: string | undefined;
  /** The names of those who invite. */
  readonly hosts: readonly string[];
  readonly recipient?: Recipient | undefined;
  readonly expiresAt: string;
}

/** Returns words for the host to paste, with the recipient's name and the link filled in. */
export const shareTexts = (
  { url, meetingName, hosts, recipient, expiresAt }: SharedLink,
  { locale, timeZone }: TextSender,
): ShareTexts => {
  const { share } = messagesIn(locale.language);
  const meeting = meetingName ?? share.someMeeting;
  const hello = share.hello(recipient?.name ?? '');
  const [until, zone] = [dayIn(locale, timeZone, expiresAt), zoneName(timeZone)];
  return {
    email: {
      subject: invitationSubject(locale.language, { meeting, hosts }),
      body: [hello, '', share.lead(meeting), '', url, '', share.limit(until, zone)].join('\n'),
    },
    message: share.message(hello, meeting, url, until, zone),
  };
};

/** The region whose dates are written if none is known. */
const REGIONS: Readonly<Record<Locale['language'], string>> = { en: 'GB', de: 'DE' };

/** `1 April 2026` */
const dayIn = ({ language, region = REGIONS[language] }: Locale, timeZone: string, instant: string): string => {
  const format = new Intl.DateTimeFormat(`${language}-${region}`, { timeZone, dateStyle: 'long' });
  return format.format(new Date(instant));
};
