import type { BusySource } from '@bookonce/contracts/events/calendar';
import { clashesAtItsTime } from '@bookonce/contracts/streams/booking-clashes';
import type { Block } from '@bookonce/kernel/ports/letter';
import type { Mail } from '@bookonce/kernel/ports/mailer';
import { unreachable } from '@bookonce/kernel/result';
import type { DecisionUrls } from './approval-mails.js';
import { buttons, hint, textBlock } from './letter.js';
import type { MailedMeeting } from './mailed-meeting.js';
import { mailTo } from './meeting-mail.js';
import { meetingFacts, seeBooking } from './meeting-parts.js';
import { hostsOf, namesIn, type Reader } from './reader.js';
import type { MailTexts } from './texts/en.js';

/** Warns a host of what is in the way of a booking that waits, or waited until now: of each source, and of each host. */
export const clashWarnings = (meeting: MailedMeeting, reader: Reader): readonly Block[] =>
  clashesAtItsTime(meeting.booking).flatMap(({ hostId, sources }) => {
    const host = meeting.hosts.find(({ id }) => id === hostId);
    if (host === undefined) return [];
    const { clash } = reader.texts;
    return sources.map((source) =>
      textBlock(hostId === reader.hostId ? ownClash(source, clash) : clash.ofOther(host.name, labelOf(source, clash))),
    );
  });

/** Returns the mail to a host who was asked to approve a booking, and has something else at that time since. */
export const clashMails = (meeting: MailedMeeting, hostId: string, urls: DecisionUrls): readonly Mail[] =>
  hostsOf(meeting)
    .filter((reader) => reader.hostId === hostId)
    .map((reader) => {
      const { clash, asked } = reader.texts;
      const names = namesIn(meeting);
      return mailTo(meeting, reader, {
        subject: clash.subject(names),
        heading: clash.heading,
        blocks: [
          textBlock(clash.lead(names)),
          ...clashWarnings(meeting, reader),
          meetingFacts(meeting, reader),
          buttons(
            { label: asked.approve, url: urls.approve },
            { label: asked.decline, url: urls.decline },
            seeBooking(meeting, reader),
          ),
          hint(clash.hint(names)),
        ],
      });
    });

const ownClash = ({ type, name }: BusySource, clash: MailTexts['clash']): string => {
  switch (type) {
    case 'ics':
    case 'caldav':
      return clash.ownCalendar(name);
    case 'put':
      return clash.ownTimes;
    case 'holidays':
      return clash.ownHoliday(name);
    default:
      return unreachable(type);
  }
};

const labelOf = ({ type, name }: BusySource, { labels }: MailTexts['clash']): string => {
  switch (type) {
    case 'ics':
    case 'caldav':
      return labels.calendar(name);
    case 'put':
      return labels.put;
    case 'holidays':
      return labels.holidays(name);
    default:
      return unreachable(type);
  }
};
