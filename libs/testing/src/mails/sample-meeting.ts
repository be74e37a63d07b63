import type { BookonceEvent } from '@bookonce/contracts/event-catalogue';
import type { BookingRequest } from '@bookonce/contracts/events/booking';
import type { IssuedLink } from '@bookonce/contracts/events/link';
import type { MeetingTypeSettings } from '@bookonce/contracts/values/meeting-type';
import type { StoredEvent } from '@bookonce/kernel/ports/event-store';

/** A meeting with everything that a mail can show: two hosts, guests, answers, a note and a place of its own. */
export const sampleRequest: BookingRequest = {
  bookingId: 'bkg_1',
  linkId: 'lnk_1',
  meetingTypeId: 'mtt_1',
  assignment: 'collective',
  hostIds: ['hst_1', 'hst_2'],
  confirmation: 'approval',
  start: '2026-03-30T07:00:00.000Z',
  end: '2026-03-30T07:30:00.000Z',
  attendee: { name: 'Ada', email: 'ada@example.org', timeZone: 'Europe/Berlin' },
  answers: { topic: 'Looms & engines', news: true },
  note: 'On the phone, please.\nI am on a train.',
  guests: ['bea@example.org', 'cleo@example.org'],
  location: { type: 'video', value: 'https://meet.example/room' },
  manageTokenHash: 'manage hash',
};

const settings: MeetingTypeSettings = {
  name: 'Intro call',
  hostIds: ['hst_1', 'hst_2'],
  assignment: 'collective',
  confirmation: 'approval',
  durationMinutes: 30,
  slotIntervalMinutes: 30,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  minimumNoticeMinutes: 0,
  bookingWindow: { type: 'rolling', days: 60 },
  location: { type: 'phone' },
  questions: [
    { id: 'topic', label: 'What is it about?', type: 'text', required: true },
    { id: 'news', label: 'May we write to you?', type: 'checkbox', required: false },
  ],
  linkValidityDays: 30,
  approvalHours: 72,
  optInMinutes: 30,
  reminders: [],
  maxGuests: 5,
  unusedReminderDays: [],
};

/** A link like the one that the sample was booked with. */
export const sampleLink: IssuedLink = {
  linkId: 'lnk_1',
  meetingTypeId: 'mtt_1',
  hostId: 'hst_1',
  recipient: { name: 'Ada', email: 'ada@example.org' },
  metadata: {},
  issuedAt: '2026-03-01T10:00:00.000Z',
  expiresAt: '2026-04-30T22:00:00.000Z',
  sealedToken: 'sealed',
  prefill: false,
  recipientOnly: false,
  unusedReminderDays: [],
  mailed: false,
};

const one = (stream: StoredEvent['stream'], events: readonly BookonceEvent[]): readonly StoredEvent[] =>
  events.map(({ type, data }, revision) => ({
    ...{ id: `${stream}/${revision}`, stream, revision, position: `${revision}`, type, data },
    meta: {
      ...{ time: '2026-03-01T10:00:00.000Z', version: 1, workspaceId: 'wsp_1', by: 'api' },
      ...{ correlationId: 'c', causationId: 'c' },
    },
  }));

/** The streams of the hosts, the meeting type and the link that was issued after a decline. */
export const historyOfPeople: Readonly<Record<string, readonly StoredEvent[]>> = {
  'calendar-hst_1': one('calendar-hst_1', [
    { type: 'HostAdded', data: { hostId: 'hst_1', name: 'Grace', email: 'grace@example.com', role: 'owner' } },
    { type: 'ScheduleSet', data: { hostId: 'hst_1', schedule: { timeZone: 'America/New_York', weekly: [] } } },
  ]),
  'calendar-hst_2': one('calendar-hst_2', [
    { type: 'HostAdded', data: { hostId: 'hst_2', name: 'Alan', email: 'alan@example.com', role: 'owner' } },
  ]),
  'meetingType-mtt_1': one('meetingType-mtt_1', [
    { type: 'MeetingTypeCreated', data: { meetingTypeId: 'mtt_1', settings } },
  ]),
  'link-lnk_2': one('link-lnk_2', [
    { type: 'LinkIssued', data: { ...sampleLink, linkId: 'lnk_2', replaces: 'lnk_1' } },
  ]),
};
