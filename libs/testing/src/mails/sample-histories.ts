import type { BookingEvent } from '@bookonce/contracts/events/booking';
import type { BusySource } from '@bookonce/contracts/events/calendar';
import type { ConnectedCalendarEvent } from '@bookonce/contracts/events/connected-calendar';
import type { LinkEvent } from '@bookonce/contracts/events/link';
import type { SessionEvent } from '@bookonce/contracts/events/session';
import type { Language } from '@bookonce/contracts/values/language';
import type { MailedEvent } from './mails-about.js';
import { sampleLink, sampleRequest } from './sample-meeting.js';

const { bookingId, hostIds, start, end } = sampleRequest;
const later = { start: '2026-03-31T12:00:00.000Z', end: '2026-03-31T12:30:00.000Z' };

const organizer = { name: 'Bookonce', email: 'book@book.example' };

const work: BusySource = { type: 'caldav', id: 'cal_1', name: 'Work' };

/** The steps of a booking, to put histories together. */
export const steps = {
  requested: { type: 'BookingRequested', data: sampleRequest },
  optInRequested: {
    type: 'OptInRequested',
    data: { bookingId, hostIds, until: '2026-03-20T10:30:00.000Z', optInTokenHash: 'opt-in hash' },
  },
  optInMailed: { type: 'OptInMailRequested', data: { bookingId, requestId: 'request-1' } },
  optInConfirmed: { type: 'OptInConfirmed', data: { bookingId } },
  rejected: { type: 'BookingRejected', data: { bookingId, reason: 'optInExpired' } },
  approvalAsked: {
    type: 'ApprovalRequested',
    data: { bookingId, hostIds, round: 1, until: '2026-03-23T10:00:00.000Z', approvalTokenHash: 'approval hash' },
  },
  approvalAskedAnew: {
    type: 'ApprovalRequested',
    data: { bookingId, hostIds, round: 2, until: '2026-03-23T10:00:00.000Z', approvalTokenHash: 'second hash' },
  },
  clashes: {
    type: 'ClashesRecorded',
    data: { bookingId, hostId: hostIds[0] ?? '', start, sources: [work], calendarRevision: 7, warnsHost: false },
  },
  clashesWarned: {
    type: 'ClashesRecorded',
    data: { bookingId, hostId: hostIds[0] ?? '', start, sources: [work], calendarRevision: 7, warnsHost: true },
  },
  clashesOver: {
    type: 'ClashesRecorded',
    data: { bookingId, hostId: hostIds[0] ?? '', start, sources: [], calendarRevision: 8, warnsHost: false },
  },
  confirmed: { type: 'BookingConfirmed', data: { bookingId, hostIds, organizer } },
  /** As earlier releases confirmed one. */
  confirmedBefore: { type: 'BookingConfirmed', data: { bookingId, hostIds } },
  approved: {
    type: 'BookingConfirmed',
    data: { bookingId, hostIds, organizer, message: 'I look forward to it.\nPlease bring the plans.' },
  },
  declined: {
    type: 'BookingDeclined',
    data: { bookingId, cause: 'host', reason: 'I am away that week.', sendFreshLink: false },
  },
  declinedWithLink: { type: 'BookingDeclined', data: { bookingId, cause: 'host', sendFreshLink: true } },
  freshLink: { type: 'FreshLinkIssued', data: { bookingId, linkId: 'lnk_2' } },
  lapsed: { type: 'BookingDeclined', data: { bookingId, cause: 'approvalExpired', sendFreshLink: false } },
  moveAsked: { type: 'RescheduleRequested', data: { bookingId, move: 1, by: 'attendee', ...later } },
  moved: { type: 'BookingRescheduled', data: { bookingId, ...later, fromStart: start, fromEnd: end } },
  longer: {
    type: 'BookingRescheduled',
    data: { bookingId, start, end: '2026-03-30T08:00:00.000Z', fromStart: start, fromEnd: end },
  },
  elsewhere: {
    type: 'LocationChanged',
    data: { bookingId, location: { type: 'inPerson', value: '1 Analytical Street, Room 42' } },
  },
  nowhere: { type: 'LocationChanged', data: { bookingId, location: null } },
  changesWait: {
    type: 'ChangeMailsScheduled',
    data: { bookingId, dueAt: '2026-03-20T10:01:00.000Z', to: ['attendee', 'host', 'guest'] },
  },
  requestChangesWait: {
    type: 'ChangeMailsScheduled',
    data: { bookingId, dueAt: '2026-03-20T10:01:00.000Z', to: ['attendee', 'host'] },
  },
  requestChangesMailed: {
    type: 'ChangeMailsRequested',
    data: { bookingId, at: '2026-03-20T10:01:00.000Z', to: ['attendee', 'host'] },
  },
  changesMailed: {
    type: 'ChangeMailsRequested',
    data: { bookingId, at: '2026-03-20T10:01:00.000Z', to: ['attendee', 'host', 'guest'] },
  },
  cancelledByAttendee: { type: 'BookingCancelled', data: { bookingId, by: 'attendee' } },
  cancelledByHost: { type: 'BookingCancelled', data: { bookingId, by: 'host', reason: 'I am ill.' } },
  reminded: {
    type: 'ReminderRequested',
    data: { bookingId, start, dueAt: '2026-03-29T07:00:00.000Z', to: 'both' },
  },
  manageLinkAsked: {
    type: 'ManageLinkRequested',
    data: { bookingId, requestId: 'request-2', at: '2026-03-20T11:00:00.000Z' },
  },
} as const satisfies Readonly<Record<string, BookingEvent>>;

const linkIssued: LinkEvent = { type: 'LinkIssued', data: sampleLink };
const linkInvited: LinkEvent = {
  type: 'LinkInvitationRequested',
  data: { linkId: 'lnk_1', invitationId: 's', mailedLinkId: 'lnk_1', message: 'Good to meet you.\nGrace' },
};
const linkReminded: LinkEvent = {
  type: 'LinkReminderRequested',
  data: { linkId: 'lnk_1', reminderId: 'r', mailedLinkId: 'lnk_1', message: 'Still keen to meet.\nGrace' },
};

const signIn: SessionEvent = {
  type: 'SignInLinkIssued',
  data: {
    ...{ sessionId: 'ses_1', workspaceId: 'wsp_1', email: 'grace@example.com', name: 'Grace' },
    ...{ tokenSeed: 'seed', delivery: 'mail', expiresAt: '2026-03-20T10:15:00.000Z' },
  },
};

const calendar = { calendarId: 'cal_1', hostId: 'hst_1' };
const failure = { ...calendar, reason: 'unauthorized' };
const failedAt = '2026-03-20T08:55:00.000Z';
/** The steps of a connected calendar. */
export const calendarSteps = {
  connected: {
    type: 'CalendarConnected',
    data: {
      ...calendar,
      kind: 'caldav',
      name: 'Nextcloud',
      ...{ readFrom: null, writeTo: null, allEventsBusy: false, whenUnreachable: 'lastKnown' },
    },
  },
  failed: { type: 'CalendarFailed', data: failure },
  reported: { type: 'CalendarFailureReported', data: { ...failure, failedAt } },
  works: { type: 'CalendarRecovered', data: { ...calendar, failedAt, wasReported: true } },
  disconnected: { type: 'CalendarDisconnected', data: calendar },
} as const satisfies { readonly [step: string]: ConnectedCalendarEvent };
const failing = [calendarSteps.connected, calendarSteps.failed, calendarSteps.reported] as const;

const { requested, approvalAsked, confirmed } = steps;
const waiting = [requested, approvalAsked] as const;
const booked = [requested, confirmed] as const;

/** Histories whose last event is mailed about: together, every mail there is. */
export const sampleHistories: Readonly<Record<string, readonly MailedEvent[]>> = {
  'opt-in': [requested, steps.optInRequested],
  'approval-asked': waiting,
  'approval-asked-clash': [requested, steps.clashes, approvalAsked],
  'approval-clash': [...waiting, steps.clashesWarned],
  'approval-asked-anew': [...waiting, steps.moveAsked, steps.moved, steps.approvalAskedAnew],
  'approval-asked-length': [...waiting, steps.moveAsked, steps.longer, steps.approvalAskedAnew],
  'request-moved': [...waiting, steps.moveAsked, steps.moved],
  'request-elsewhere': [...waiting, steps.elsewhere],
  approved: [...waiting, steps.approved],
  declined: [...waiting, steps.declined],
  'declined-with-link': [...waiting, steps.declinedWithLink, steps.freshLink],
  expired: [...waiting, steps.lapsed],
  'request-cancelled': [...waiting, steps.cancelledByAttendee],
  confirmed: booked,
  'confirmed-clash': [requested, steps.optInRequested, steps.clashes, steps.optInConfirmed, confirmed],
  moved: [...booked, steps.moveAsked, steps.moved],
  'new-length': [...booked, steps.moveAsked, steps.longer],
  'new-place': [...booked, steps.elsewhere],
  'no-place': [...booked, steps.nowhere],
  'several-changes': [...booked, steps.changesWait, steps.moved, steps.elsewhere, steps.changesMailed],
  'request-changed': [
    ...waiting,
    steps.requestChangesWait,
    steps.moved,
    steps.approvalAskedAnew,
    steps.elsewhere,
    steps.requestChangesMailed,
  ],
  'cancelled-by-attendee': [...booked, steps.cancelledByAttendee],
  'cancelled-by-host': [...booked, steps.cancelledByHost],
  reminder: [...booked, steps.reminded],
  'manage-link': [...booked, steps.manageLinkAsked],
  'manage-link-cancelled': [...booked, steps.cancelledByHost, steps.manageLinkAsked],
  'link-invitation': [linkIssued, linkInvited],
  'link-reminder': [linkIssued, linkReminded],
  'sign-in': [signIn],
  'calendar-failing': [...failing],
  'calendar-works': [...failing, calendarSteps.works],
};

/** The same history of an attendee who reads this language. */
export const inLanguage = <Event extends MailedEvent>(
  history: readonly Event[],
  language: Language,
): readonly Event[] =>
  history.map((event) => (event.type === 'BookingRequested' ? { ...event, data: { ...event.data, language } } : event));
