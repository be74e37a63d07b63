import type { Block } from '@bookonce/kernel/ports/letter';
import type { Mail } from '@bookonce/kernel/ports/mailer';
import { clashWarnings } from './clash-mails.js';
import { buttons, hint, quote, textBlock, type Opening } from './letter.js';
import { hadBegun, isNewLength, type MailedMeeting } from './mailed-meeting.js';
import { mailTo } from './meeting-mail.js';
import { attendeesWords, manageButton, meetingFacts, seeBooking } from './meeting-parts.js';
import { momentIn } from './meeting-time.js';
import { attendeeOf, hostsOf, namesIn, type Reader } from './reader.js';

/** The pages on which a host decides, each after one more click. */
export interface DecisionUrls {
  readonly approve: string;
  readonly decline: string;
}

/** Returns the mail that tells the attendee that the request was received, and what follows. */
export const requestReceivedMail = (meeting: MailedMeeting): Mail => {
  const reader = attendeeOf(meeting);
  const { requested, hello } = reader.texts;
  const names = namesIn(meeting);
  return mailTo(meeting, reader, {
    subject: requested.subject(names),
    heading: requested.heading,
    greeting: hello(names.attendee),
    blocks: [
      textBlock(requested.lead(names)),
      meetingFacts(meeting, reader),
      textBlock(requested.next(untilFor(meeting, reader))),
      manageButton(meeting, requested.manage),
    ],
  });
};

/** Returns a mail for each host with what is needed to decide. After a move it says what changed. */
export const approvalAskedMails = (meeting: MailedMeeting, urls: DecisionUrls): readonly Mail[] =>
  hostsOf(meeting).map((reader) => {
    const { asked } = reader.texts;
    const isAnew = (meeting.booking.approval?.round ?? 1) > 1;
    const { lead, ...words } = isAnew ? askedAnewWords(meeting, reader) : askedWords(meeting, reader);
    return mailTo(meeting, reader, {
      ...words,
      blocks: [
        textBlock(lead),
        meetingFacts(meeting, reader, isAnew ? meeting.movedFrom : null),
        ...clashWarnings(meeting, reader),
        ...attendeesWords(meeting, reader.texts),
        buttons(
          { label: asked.approve, url: urls.approve },
          { label: asked.decline, url: urls.decline },
          seeBooking(meeting, reader),
        ),
        hint(asked.hint(untilFor(meeting, reader))),
        ...(isAnew ? [hint(asked.movedHint)] : []),
      ],
    });
  });

const askedWords = (meeting: MailedMeeting, { texts: { asked } }: Reader): Opening => {
  const names = namesIn(meeting);
  return { subject: asked.subject(names), heading: asked.heading(names), lead: asked.lead(names) };
};

const askedAnewWords = (meeting: MailedMeeting, { texts: { asked } }: Reader): Opening => {
  const names = namesIn(meeting);
  return isNewLength(meeting)
    ? { subject: asked.changedSubject(names), heading: asked.changedHeading(names), lead: asked.changedLead(names) }
    : { subject: asked.movedSubject(names), heading: asked.movedHeading(names), lead: asked.movedLead(names) };
};

const untilFor = ({ booking }: MailedMeeting, reader: Reader): string | null =>
  booking.approval?.until === undefined ? null : momentIn(booking.approval.until, reader);

/** Nothing once the meeting was to begin: perhaps they met. */
const takesNoPlace = (meeting: MailedMeeting, { texts }: Reader): readonly Block[] =>
  hadBegun(meeting) ? [] : [textBlock(texts.takesNoPlace)];

/** A link to choose another time with. */
export interface FreshLink {
  readonly url: string;
  readonly expiresAt: string;
}

/** Returns the mail that tells the attendee that the host declined; null: without a fresh link. */
export const declinedMail = (meeting: MailedMeeting, link: FreshLink | null): Mail => {
  const reader = attendeeOf(meeting);
  const { declined, hello, labels, askForLink } = reader.texts;
  const names = namesIn(meeting);
  return mailTo(meeting, reader, {
    subject: declined.subject(names),
    heading: declined.heading,
    greeting: hello(names.attendee),
    blocks: [
      textBlock(declined.lead(names)),
      ...takesNoPlace(meeting, reader),
      meetingFacts(meeting, reader),
      ...quote(meeting.booking.endedReason, labels.reason),
      ...(link === null
        ? [textBlock(askForLink)]
        : [
            buttons({ label: declined.button, url: link.url }),
            hint(declined.linkHint(momentIn(link.expiresAt, reader))),
          ]),
    ],
  });
};

/** Returns the mails to both sides about a request that nobody answered in time. */
export const lapsedMails = (meeting: MailedMeeting): readonly Mail[] => {
  const attendee = attendeeOf(meeting);
  const names = namesIn(meeting);
  const { lapsed, hello, askForLink } = attendee.texts;
  return [
    mailTo(meeting, attendee, {
      subject: lapsed.subject(names),
      heading: lapsed.heading,
      greeting: hello(names.attendee),
      blocks: [
        textBlock(lapsed.lead(names)),
        ...takesNoPlace(meeting, attendee),
        meetingFacts(meeting, attendee),
        textBlock(askForLink),
      ],
    }),
    ...hostsOf(meeting).map((reader) => lapsedMailToHost(meeting, reader)),
  ];
};

const lapsedMailToHost = (meeting: MailedMeeting, reader: Reader): Mail => {
  const { lapsed, free } = reader.texts;
  const names = namesIn(meeting);
  return mailTo(meeting, reader, {
    subject: lapsed.hostSubject(names),
    heading: lapsed.hostHeading,
    blocks: [
      textBlock(lapsed.hostLead(names)),
      ...(hadBegun(meeting) ? [] : [textBlock(free)]),
      meetingFacts(meeting, reader),
      buttons(seeBooking(meeting, reader)),
      hint(lapsed.hostHint(names)),
    ],
  });
};
