import type { BookingRequest } from '@bookonce/contracts/events/booking';
import type { Mail } from '@bookonce/kernel/ports/mailer';
import type { HostContact } from '../views/notification-documents.js';
import { whenOf } from './meeting-time.js';

export interface ConfirmedMeeting {
  /** Id of the BookingConfirmed event: the mails' effect ids derive from it, so a replay repeats them (I14). */
  readonly eventId: string;
  readonly request: BookingRequest;
  readonly meetingName: string;
  readonly hosts: readonly HostContact[];
  readonly manageUrl: string;
}

/** One mail to the attendee and one to each host. */
export const confirmationMails = (meeting: ConfirmedMeeting): readonly Mail[] => [
  toAttendee(meeting),
  ...meeting.hosts.map((host) => toHost(meeting, host)),
];

const toAttendee = (meeting: ConfirmedMeeting): Mail => {
  const { attendee } = meeting.request;
  const hostNames = meeting.hosts.map((host) => host.name).join(', ');
  return {
    effectId: `${meeting.eventId}/attendee`,
    to: { name: attendee.name, email: attendee.email },
    subject: `Booked: ${meeting.meetingName} with ${hostNames}`,
    text: [
      `Hello ${attendee.name},`,
      '',
      `your meeting "${meeting.meetingName}" with ${hostNames} is booked for`,
      whenOf(meeting.request, attendee.timeZone ?? meeting.hosts[0]?.timeZone),
      '',
      `See your booking: ${meeting.manageUrl}`,
      '',
      'The link you booked with is used up. Keep this mail to find your booking again.',
    ].join('\n'),
  };
};

const toHost = (meeting: ConfirmedMeeting, host: HostContact): Mail => {
  const { attendee, note } = meeting.request;
  return {
    effectId: `${meeting.eventId}/host/${host.id}`,
    to: { name: host.name, email: host.email },
    subject: `${attendee.name} booked ${meeting.meetingName}`,
    text: [
      `${attendee.name} <${attendee.email}> booked "${meeting.meetingName}" for`,
      whenOf(meeting.request, host.timeZone ?? attendee.timeZone),
      ...(note === undefined ? [] : ['', `Note: ${note}`]),
    ].join('\n'),
  };
};
