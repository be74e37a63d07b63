import { invitationSubject } from '@bookonce/contracts/values/invitation-subject';
import { hostsMeetingTitle } from '@bookonce/contracts/values/meeting-title';
import type { Names } from './names.js';

const list = new Intl.ListFormat('en');
const listed = (names: readonly string[]): string => list.format(names.filter((name) => name !== ''));
const withHosts = ({ meeting, hosts }: Names): string =>
  hosts.length === 0 ? meeting : `${meeting} with ${listed(hosts)}`;
const withAttendee = (names: Names): string => hostsMeetingTitle('en', names);
const inMinutes = (minutes: number): string => (minutes === 1 ? '1 minute' : `${minutes} minutes`);
const quoted = ({ meeting, hosts }: Names): string =>
  hosts.length === 0 ? `“${meeting}”` : `“${meeting}” with ${listed(hosts)}`;

/** The texts of all mails in English. */
export const en = {
  hello: (name: string) => (name === '' ? 'Hello,' : `Hello ${name},`),
  attendeesMeeting: withHosts,
  hostsMeeting: withAttendee,
  guestsMeeting: ({ meeting, hosts, attendee }: Names) => `${meeting} with ${listed([attendee, ...hosts])}`,
  labels: {
    when: 'When',
    before: 'Before',
    where: 'Where',
    withWhom: 'With',
    guests: 'Guests',
    note: 'Note',
    reason: 'Reason',
    message: 'Message',
  },
  yes: 'yes',
  no: 'no',
  manage: 'See, reschedule or cancel your booking',
  seeBooking: 'See the booking',
  manageInCalendar: (url: string) => `See or change your booking: ${url}`,
  askForLink: 'To book another time, ask for a new link. Yours has been used.',
  takesNoPlace: 'The meeting will not take place.',
  free: 'The time is free again.',

  optIn: {
    subject: (names: Names) => `Please confirm: ${withHosts(names)}`,
    heading: 'Confirm your booking',
    lead: (names: Names) => `This e-mail address was used to book ${quoted(names)}. Please confirm that it was you.`,
    button: 'Confirm booking',
    hint: (until: string) =>
      `The time is held for you until ${until}. Nothing is booked until you confirm. If it was not you, ignore this e-mail.`,
  },
  requested: {
    subject: (names: Names) => `Request received: ${withHosts(names)}`,
    heading: 'We have received your request',
    lead: (names: Names) => `We have received your request for ${quoted(names)}. The meeting is not booked yet.`,
    next: (until: string | null) =>
      until === null
        ? 'We will e-mail you as soon as it is approved or declined. Until then, the time is held for you.'
        : `We will e-mail you as soon as it is approved or declined, by ${until} at the latest. Until then, the time is held for you.`,
    manage: 'See, reschedule or cancel your request',
  },
  asked: {
    subject: (names: Names) => `Please answer: ${withAttendee(names)}`,
    movedSubject: (names: Names) => `New time, please answer: ${withAttendee(names)}`,
    heading: ({ attendee }: Names) => `${attendee} has requested a meeting`,
    movedHeading: ({ attendee }: Names) => `${attendee} has requested another time`,
    changedSubject: (names: Names) => `New length, please answer: ${withAttendee(names)}`,
    changedHeading: ({ attendee }: Names) => `${attendee}’s request has changed`,
    lead: ({ meeting, attendee }: Names) => `${attendee} would like to book “${meeting}”. Do you approve?`,
    movedLead: ({ meeting }: Names) =>
      `The request for “${meeting}” is now for another time, so we are asking you again. Do you approve?`,
    changedLead: ({ meeting }: Names) =>
      `The request for “${meeting}” now has another length, so we are asking you again. Do you approve?`,
    approve: 'Approve',
    decline: 'Decline',
    hint: (until: string | null) =>
      `“Approve” and “Decline” ask you again before anything happens.${until === null ? '' : ` If you do not answer by ${until}, the request is declined.`}`,
    movedHint: 'The buttons in earlier e-mails no longer work.',
  },
  clash: {
    subject: (names: Names) => `You are busy: ${withAttendee(names)}`,
    heading: 'You are busy at this time',
    lead: ({ meeting, attendee }: Names) =>
      `You have not answered ${attendee}’s request for “${meeting}” yet. Since then, something else has come up at the same time.`,
    ownCalendar: (calendar: string) => `Your calendar “${calendar}” shows you as busy at this time.`,
    ownTimes: 'This time was set as busy through the API.',
    ownHoliday: (name: string) => `You have a public holiday that day (${name}).`,
    ofOther: (host: string, source: string) => `${host} is busy at this time (${source}).`,
    labels: {
      calendar: (name: string) => `calendar “${name}”`,
      put: 'set through the API',
      holidays: (name: string) => `holidays: ${name}`,
    },
    booked:
      'The time had been reserved before, so the meeting is booked. If you cannot make it, reschedule or cancel it.',
    hint: ({ attendee }: Names) =>
      `The time stays reserved for ${attendee} until you answer. “Approve” and “Decline” ask you again before anything happens.`,
  },
  booked: {
    subject: (names: Names) => `Booked: ${withHosts(names)}`,
    heading: 'Your meeting is booked',
    lead: (names: Names) => `Your meeting ${quoted(names)} is booked.`,
    approvedLead: (names: Names) => `Your request was approved. Your meeting ${quoted(names)} is booked.`,
    hint: 'Your booking link has been used. Keep this e-mail: it leads back to your booking.',
    hostSubject: ({ meeting, attendee }: Names) => `${attendee} booked ${meeting}`,
    hostHeading: 'New booking',
    hostLead: ({ meeting, attendee }: Names) => `${attendee} booked “${meeting}”.`,
    approvedHostSubject: (names: Names) => `Confirmed: ${withAttendee(names)}`,
    approvedHostHeading: 'The meeting is confirmed',
    approvedHostLead: ({ meeting, attendee }: Names) =>
      `${attendee}’s request for “${meeting}” was approved. The meeting is booked.`,
    behalfHostSubject: (names: Names) => `Booked: ${withAttendee(names)}`,
    behalfHostLead: ({ meeting, attendee }: Names) => `“${meeting}” was booked for ${attendee}.`,
  },
  invited: {
    subject: (names: Names) => `Invitation: ${withHosts(names)}`,
    heading: 'You are invited',
    lead: (names: Names) => `${names.attendee} invites you to ${quoted(names)}.`,
    hint: (attendee: string) =>
      `Only ${attendee} can reschedule or cancel. If the time does not suit you, let them know.`,
  },
  moved: {
    heading: 'The meeting was rescheduled',
    lead: (names: Names) => `Your meeting ${quoted(names)} was rescheduled.`,
    guestLead: (names: Names) => `${quoted(names)} was rescheduled.`,
    hostLead: ({ meeting, attendee }: Names) => `“${meeting}” with ${attendee} was rescheduled.`,
    hostHint: 'The previous time is free again.',
    prefix: 'Rescheduled: ',
    askedHeading: 'Your request was rescheduled',
    askedLead: (names: Names) =>
      `Your request for ${quoted(names)} was rescheduled. It is not booked yet: we are asking the host again.`,
  },
  lengthChanged: {
    prefix: 'New length: ',
    heading: 'The meeting has a new length',
    lead: (names: Names, minutes: number) => `Your meeting ${quoted(names)} is now ${inMinutes(minutes)} long.`,
    guestLead: (names: Names, minutes: number) => `${quoted(names)} is now ${inMinutes(minutes)} long.`,
    hostLead: ({ meeting, attendee }: Names, minutes: number) =>
      `“${meeting}” with ${attendee} is now ${inMinutes(minutes)} long.`,
    askedLead: (names: Names, minutes: number) =>
      `Your request for ${quoted(names)} is now for ${inMinutes(minutes)}. It is not booked yet: we are asking the host again.`,
  },
  placeChanged: {
    prefix: 'New place: ',
    heading: 'The place has changed',
    lead: (names: Names) => `Your meeting ${quoted(names)} has a new place.`,
    guestLead: (names: Names) => `${quoted(names)} has a new place.`,
    hostLead: ({ meeting, attendee }: Names) => `“${meeting}” with ${attendee} has a new place.`,
    openLead: ({ meeting }: Names) => `It has not been decided yet where “${meeting}” will take place.`,
    askedLead: (names: Names) => `The place of your request for ${quoted(names)} has changed. It is not booked yet.`,
  },
  severalChanges: {
    prefix: 'Changed: ',
    heading: 'The meeting has changed',
    lead: (names: Names) => `Your meeting ${quoted(names)} has changed several times. These are the details now.`,
    guestLead: (names: Names) => `${quoted(names)} has changed several times. These are the details now.`,
    hostLead: ({ meeting, attendee }: Names) =>
      `“${meeting}” with ${attendee} has changed several times. These are the details now.`,
    askedLead: (names: Names) =>
      `Your request for ${quoted(names)} has changed several times. It is not booked yet: we are asking the host again.`,
  },
  cancelled: {
    prefix: 'Cancelled: ',
    heading: 'The meeting is cancelled',
    byAttendee: (names: Names) => `You cancelled ${quoted(names)}.`,
    byHost: (names: Names) => `${quoted(names)} was cancelled.`,
    guestLead: (names: Names) => `${quoted(names)}, which ${names.attendee} invited you to, was cancelled.`,
    hostByAttendee: ({ meeting, attendee }: Names) => `${attendee} cancelled “${meeting}”.`,
    hostByHost: ({ meeting, attendee }: Names) => `“${meeting}” with ${attendee} was cancelled by the host.`,
  },
  requestCancelled: {
    prefix: 'Request cancelled: ',
    heading: 'The request was cancelled',
    lead: (names: Names) => `You cancelled your request for ${quoted(names)}.`,
    hostLead: ({ meeting, attendee }: Names) =>
      `${attendee} cancelled the request for “${meeting}”. You do not need to answer it any more.`,
  },
  declined: {
    subject: (names: Names) => `Declined: ${withHosts(names)}`,
    heading: 'Your request was declined',
    lead: (names: Names) => `Your request for ${quoted(names)} was declined.`,
    button: 'Choose another time',
    linkHint: (until: string) => `This new link is just for you. It books one meeting and works until ${until}.`,
  },
  lapsed: {
    subject: (names: Names) => `Not confirmed: ${withHosts(names)}`,
    heading: 'Your request was not answered',
    lead: (names: Names) => `Nobody answered your request for ${quoted(names)} in time.`,
    hostSubject: (names: Names) => `Request expired: ${withAttendee(names)}`,
    hostHeading: 'A request has expired',
    hostLead: ({ meeting, attendee }: Names) =>
      `Nobody answered ${attendee}’s request for “${meeting}” in time, so it was declined.`,
    hostHint: ({ attendee }: Names) => `If you would still like to meet, send ${attendee} a new link.`,
  },
  reminder: {
    prefix: 'Reminder: ',
    heading: 'Your meeting is coming up',
    lead: (names: Names) => `This is a reminder of your meeting ${quoted(names)}.`,
    hostLead: ({ meeting, attendee }: Names) => `This is a reminder of “${meeting}” with ${attendee}.`,
  },
  manageLink: {
    subject: (names: Names) => `Your booking: ${withHosts(names)}`,
    heading: 'Your booking',
    lead: (names: Names) => `Here is the link to your booking of ${quoted(names)}.`,
    button: 'Open your booking',
    states: {
      awaitingApproval: 'It is not confirmed yet.',
      declined: 'It was declined.',
      cancelled: 'It was cancelled.',
    },
    hint: 'If you did not ask for this e-mail, ignore it. It was sent only to you.',
  },
  linkInvitation: {
    subject: (names: Names) => invitationSubject('en', names),
    heading: 'Choose a time',
    lead: (names: Names) => `Please choose a time for ${quoted(names)}.`,
    button: 'Choose a time',
    hint: (until: string) => `This link is just for you. It books one meeting and works until ${until}.`,
  },
  linkReminder: {
    subject: (names: Names) => `Reminder: choose a time for ${withHosts(names)}`,
    heading: 'Choose a time',
    lead: (names: Names) => `Please choose a time for ${quoted(names)}.`,
    button: 'Choose a time',
    fresh: 'This is a new link, because your last one has expired.',
    hint: (until: string) =>
      `This link is just for you. It books one meeting and works until ${until}. If you have already booked, there is nothing left to do.`,
  },
  calendarFailing: {
    subject: (calendar: string) => `Your calendar “${calendar}” cannot be read`,
    heading: 'A calendar cannot be read',
    lead: (calendar: string, since: string) =>
      `We have not been able to read your connected calendar “${calendar}” since ${since}.`,
    lastKnown: 'Until it works again, we go by the busy times that we read last. Newer entries do not count.',
    refused: 'Until it works again, nobody can book a time with you, as you chose for this calendar.',
    advice: {
      access: 'Its server refuses the user name and password. Enter them again; many providers need an app password.',
      address: 'There is no calendar at its address any more. Copy the address from your calendar again.',
      server: 'Its server does not answer as expected. If the calendar opens elsewhere, check its address here.',
    },
    button: 'Check the calendar',
  },
  calendarWorks: {
    subject: (calendar: string) => `Your calendar “${calendar}” works again`,
    heading: 'The calendar works again',
    lead: (calendar: string, since: string) =>
      `Your connected calendar “${calendar}”, which could not be read since ${since}, works again. Its entries count as before.`,
    button: 'Show the calendar',
  },
  signIn: {
    subject: (workspace: string) => `Sign in to ${workspace}`,
    heading: 'Sign in',
    lead: (workspace: string) => `Here is your link to sign in to the console of “${workspace}”.`,
    button: 'Sign in',
    hint: 'It works once, within 15 minutes. If you did not ask for it, ignore this e-mail: nobody can sign in without it.',
  },
};

export type MailTexts = typeof en;
