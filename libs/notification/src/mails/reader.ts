import type { MailRole } from '@bookonce/contracts/events/booking';
import type { Language } from '@bookonce/contracts/values/language';
import { meetingGuests } from '@bookonce/contracts/values/meeting-guests';
import { withoutUndefined } from '@bookonce/kernel/json';
import type { HostContact } from '../views/notification-projector.js';
import type { MailedMeeting } from './mailed-meeting.js';
import { textsIn } from './texts/texts.js';
import type { MailTexts } from './texts/en.js';
import type { Names } from './texts/names.js';

/** Somebody who is mailed about a meeting. */
export interface Reader {
  readonly role: MailRole;
  /** Only of a host. */
  readonly hostId?: string;
  /** Tells the mails about one event apart. */
  readonly effect: string;
  readonly to: { readonly name: string; readonly email: string };
  readonly language: Language;
  /** Dates are written as there. */
  readonly region?: string | undefined;
  readonly timeZone: string;
  readonly texts: MailTexts;
}

export const attendeeOf = ({ booking, hosts, language }: MailedMeeting): Reader => {
  const { attendee, language: named = language, region } = booking.request;
  const { name, email, timeZone = hosts[0]?.timeZone ?? 'UTC' } = attendee;
  return {
    role: 'attendee',
    effect: 'attendee',
    to: { name, email },
    language: named,
    timeZone,
    texts: textsIn(named),
    ...withoutUndefined({ region }),
  };
};

export const hostsOf = (meeting: MailedMeeting): readonly Reader[] =>
  meeting.hosts.map((host) => hostReader(host, meeting));

const hostReader = (
  { id, name, email, timeZone, locale }: HostContact,
  { booking, language }: MailedMeeting,
): Reader => ({
  role: 'host',
  hostId: id,
  effect: `host/${id}`,
  to: { name, email },
  ...(locale ?? { language }),
  timeZone: timeZone ?? booking.request.attendee.timeZone ?? 'UTC',
  texts: textsIn(locale?.language ?? language),
});

/**
 * The guests, in the attendee's language and zone. Somebody who is the attendee or a host, or is named twice, gets one
 * mail. A guest's effect is named by the place in the list, since an address must be in no effect id.
 */
export const guestsOf = (meeting: MailedMeeting): readonly Reader[] => {
  const { booking, hosts } = meeting;
  const { to: _to, ...attendees } = attendeeOf(meeting);
  const { attendee, guests } = booking.request;
  return meetingGuests(guests, [attendee, ...hosts]).map(({ email, index }): Reader => {
    return { ...attendees, role: 'guest', effect: `guest/${index}`, to: { name: '', email } };
  });
};

/** Whom a reply reaches: each side the other one. Guests turn to the attendee, who invited them. */
export const repliesOf = ({ role }: Pick<Reader, 'role'>, { booking, hosts }: MailedMeeting): Reader['to'][] => {
  const people = role === 'attendee' ? hosts : [booking.request.attendee];
  return people.map(({ name, email }) => ({ name, email }));
};

export const namesIn = ({ meetingName, hosts, booking }: MailedMeeting): Names => ({
  meeting: meetingName,
  hosts: hosts.map(({ name }) => name),
  attendee: booking.request.attendee.name,
});
