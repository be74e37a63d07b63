import type { BookingRequest } from '@bookonce/contracts/events/booking';
import type { Mail } from '@bookonce/kernel/ports/mailer';
import type { HostContact } from '../views/notification-documents.js';
import { whenOf } from './meeting-time.js';

export interface CancelledMeeting {
  /** Id of the BookingCancelled event: the mails' effect ids derive from it, so a replay repeats them (I14). */
  readonly eventId: string;
  readonly request: BookingRequest;
  readonly meetingName: string;
  readonly hosts: readonly HostContact[];
  readonly by: 'attendee' | 'host';
  readonly reason?: string;
}

/** One mail to the attendee and one to each host, whoever cancelled: it is also the receipt. */
export const cancellationMails = (meeting: CancelledMeeting): readonly Mail[] => [
  toAttendee(meeting),
  ...meeting.hosts.map((host) => toHost(meeting, host)),
];

const toAttendee = (meeting: CancelledMeeting): Mail => {
  const { attendee } = meeting.request;
  const hostNames = meeting.hosts.map((host) => host.name).join(', ');
  return {
    effectId: `${meeting.eventId}/attendee`,
    to: { name: attendee.name, email: attendee.email },
    subject: `Cancelled: ${meeting.meetingName} with ${hostNames}`,
    text: [
      `Hello ${attendee.name},`,
      '',
      meeting.by === 'attendee'
        ? `you have cancelled "${meeting.meetingName}" with ${hostNames}, which was booked for`
        : `"${meeting.meetingName}" with ${hostNames} will not take place. It was booked for`,
      whenOf(meeting.request, attendee.timeZone ?? meeting.hosts[0]?.timeZone),
      ...reasonOf(meeting),
      '',
      'To meet at another time, ask for a new link: the one you booked with is used up.',
    ].join('\n'),
  };
};

const toHost = (meeting: CancelledMeeting, host: HostContact): Mail => {
  const { attendee } = meeting.request;
  return {
    effectId: `${meeting.eventId}/host/${host.id}`,
    to: { name: host.name, email: host.email },
    subject: `Cancelled: ${meeting.meetingName} with ${attendee.name}`,
    text: [
      `"${meeting.meetingName}" with ${attendee.name} <${attendee.email}> was cancelled by ${
        meeting.by === 'host' ? 'the host' : 'the attendee'
      }. It was booked for`,
      whenOf(meeting.request, host.timeZone ?? attendee.timeZone),
      ...reasonOf(meeting),
      '',
      'The time is free again.',
    ].join('\n'),
  };
};

const reasonOf = ({ reason }: CancelledMeeting): readonly string[] =>
  reason === undefined ? [] : ['', `Reason: ${reason}`];
