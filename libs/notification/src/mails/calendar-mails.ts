import type { Locale } from '@bookonce/contracts/values/language';
import type { Mail } from '@bookonce/kernel/ports/mailer';
import type { HostContact } from '../views/notification-projector.js';
import { buttons, textBlock, written } from './letter.js';
import { momentIn } from './meeting-time.js';
import { textsIn } from './texts/texts.js';

/** A connected calendar that the host is mailed about. */
export interface MailedCalendar {
  /** Id of the event. The mail's effect id derives from it, so a replay repeats it (I14). */
  readonly eventId: string;
  readonly host: HostContact;
  readonly calendarName: string;
  /** Where the host sees to it. */
  readonly hostUrl: string;
  readonly failedAt: string;
  readonly locale: Locale;
}

/** The part of a failure that the host can do something about. */
export type CalendarFault = 'access' | 'address' | 'server';

/** Sorts the reason of `CalendarFailed`. Reasons of other releases count as the server's. */
export const faultOf = (reason: string): CalendarFault => {
  switch (reason) {
    case 'unauthorized':
    case 'accessLost':
      return 'access';
    case 'notFound':
    case 'notACalendar':
    case 'notAllowed':
    case 'noCollection':
      return 'address';
    default:
      return 'server';
  }
};

export interface CalendarFailing extends MailedCalendar {
  readonly fault: CalendarFault;
  /** Whether bookings are refused while it fails. */
  readonly refuses: boolean;
}

/** Returns the mail to a host whose calendar has failed for an hour. */
export const calendarFailingMail = (calendar: CalendarFailing): Mail => {
  const { eventId, host, calendarName, hostUrl, fault, refuses, locale } = calendar;
  const { hello, calendarFailing } = textsIn(locale.language);
  return {
    effectId: `${eventId}/host`,
    to: { name: host.name, email: host.email },
    ...written({
      language: locale.language,
      subject: calendarFailing.subject(calendarName),
      heading: calendarFailing.heading,
      greeting: hello(host.name),
      blocks: [
        textBlock(calendarFailing.lead(calendarName, sinceOf(calendar))),
        textBlock(refuses ? calendarFailing.refused : calendarFailing.lastKnown),
        textBlock(calendarFailing.advice[fault]),
        buttons({ label: calendarFailing.button, url: hostUrl }),
      ],
    }),
  };
};

/** Returns the mail to a host who was mailed that the calendar fails, and whose calendar works again. */
export const calendarWorksMail = (calendar: MailedCalendar): Mail => {
  const { eventId, host, calendarName, hostUrl, locale } = calendar;
  const { hello, calendarWorks } = textsIn(locale.language);
  return {
    effectId: `${eventId}/host`,
    to: { name: host.name, email: host.email },
    ...written({
      language: locale.language,
      subject: calendarWorks.subject(calendarName),
      heading: calendarWorks.heading,
      greeting: hello(host.name),
      blocks: [
        textBlock(calendarWorks.lead(calendarName, sinceOf(calendar))),
        buttons({ label: calendarWorks.button, url: hostUrl }),
      ],
    }),
  };
};

const sinceOf = ({ failedAt, host, locale }: MailedCalendar): string =>
  momentIn(failedAt, { ...locale, timeZone: host.timeZone ?? 'UTC' });
