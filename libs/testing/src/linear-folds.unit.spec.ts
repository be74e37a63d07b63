import { calendar } from '@bookonce/availability/domain/calendar';
import { meetingType } from '@bookonce/availability/domain/meeting-type';
import { booking } from '@bookonce/booking/domain/booking';
import { connectedCalendar, DEFAULT_SETTINGS } from '@bookonce/calendars/domain/connected-calendar';
import { hostHolidays } from '@bookonce/calendars/domain/host-holidays';
import { type BookonceEvent, eventCatalogue } from '@bookonce/contracts/event-catalogue';
import { linkStream } from '@bookonce/contracts/streams/link';
import { workspaceMembersStream } from '@bookonce/contracts/streams/workspace-members';
import { meetingTypeStream } from '@bookonce/contracts/streams/meeting-type';
import { meetingTypeDefaults } from '@bookonce/contracts/values/meeting-type';
import { PUT_SOURCE } from '@bookonce/contracts/values/busy-source';
import type { DomainEvent } from '@bookonce/kernel/decider';
import { fold } from '@bookonce/kernel/decider';
import { instantOf } from '@bookonce/kernel/json';
import { link } from '@bookonce/link/domain/link';
import { session } from '@bookonce/workspace/domain/session';
import { workspace } from '@bookonce/workspace/domain/workspace';
import { describe, expect, it } from '@jest/globals';

const FEW = 10_000;
const TIMES = 10;
/** Ten times the events take at most this many times as long. */
const MOST_TIMES = 15;
/** A fold that is not linear takes seconds. */
const SLACK_MS = 20;
const ROUNDS = 10;
const HOUR_MS = 3_600_000;

interface Fold {
  readonly initial: unknown;
  readonly evolve: (state: never, event: never) => unknown;
}

type EventAt = (index: number) => BookonceEvent;

const linkId = 'lnk_1';
const issued: BookonceEvent = {
  type: 'LinkIssued',
  data: {
    linkId,
    meetingTypeId: 'mtt_1',
    metadata: {},
    issuedAt: instantOf(0),
    expiresAt: instantOf(HOUR_MS),
    sealedToken: 'x',
    prefill: false,
    recipientOnly: false,
    unusedReminderDays: [],
    mailed: false,
  },
};

const admitted: EventAt = (index) => ({ type: 'AttemptAdmitted', data: { linkId, bookingId: `bkg_${index}` } });
const voided: EventAt = (index) => ({
  type: 'AttemptVoided',
  data: { linkId, bookingId: `bkg_${index}`, reason: 'slotTaken' },
});

const inLink: { readonly [what: string]: EventAt } = {
  'attempts that are voided': voided,
  'attempts that wait': admitted,
  'attempts that wait and are voided': (index) => (index % 2 === 0 ? admitted(index) : voided(index - 1)),
  reminders: (index) => ({
    type: 'LinkReminderRequested',
    data: { linkId, reminderId: `reminder ${index}`, mailedLinkId: linkId },
  }),
  grants: (index) => ({ type: 'AttemptsAllowed', data: { linkId, grantId: `grant ${index}`, allowed: index } }),
};

const hostId = 'hst_1';
const slotOf = (index: number) => ({
  hostId,
  bookingId: `bkg_${index}`,
  start: instantOf(index * HOUR_MS),
  end: instantOf((index + 1) * HOUR_MS),
});
const buffers = { bufferBeforeMinutes: 0, bufferAfterMinutes: 0 };
const held = (index: number): BookonceEvent => ({
  type: 'SlotHeld',
  data: { ...slotOf(index), ...buffers, linkId, meetingTypeId: 'mtt_1' },
});

/** The event as it is stored half an hour before its slot. */
const timed = (index: number, event: BookonceEvent): BookonceEvent =>
  Object.assign(event, { meta: { time: instantOf((index - 0.5) * HOUR_MS) } });

const BUSY_INTERVALS = 5_000;
const intervalOf = (index: number) => ({ start: slotOf(index).start, end: slotOf(index).end });

const inCalendar: { readonly [what: string]: EventAt } = {
  'slots that are held': held,
  'slots that are held and booked': (index) =>
    timed(index, index % 2 === 0 ? held(index) : { type: 'SlotBooked', data: slotOf(index - 1) }),
  'slots that are held and released': (index) =>
    timed(index, index % 2 === 0 ? held(index) : { type: 'SlotReleased', data: slotOf(index - 1) }),
  'moves of one booking': (index) => ({
    type: 'SlotMoved',
    data: {
      ...slotOf(index + 1),
      ...buffers,
      bookingId: 'bkg_1',
      move: index + 1,
      fromStart: slotOf(index).start,
      fromEnd: slotOf(index).end,
      meetingTypeId: 'mtt_1',
      state: 'booked',
    },
  }),
  'busy times that are replaced': (index) => ({
    type: 'BusySet',
    data: { hostId, source: PUT_SOURCE, added: [intervalOf(index)], removed: 'all' },
  }),
  'busy times of a calendar with thousands': (index) => ({
    type: 'BusySet',
    data: {
      hostId,
      source: { type: 'ics', id: 'cal_1', name: 'Work' },
      added: [intervalOf(index)],
      removed: index < BUSY_INTERVALS ? [] : [intervalOf(index - BUSY_INTERVALS)],
    },
  }),
};

const bookingId = 'bkg_1';
const requested: BookonceEvent = {
  type: 'BookingRequested',
  data: {
    bookingId,
    linkId,
    meetingTypeId: 'mtt_1',
    assignment: 'single',
    hostIds: [hostId],
    confirmation: 'doubleOptIn',
    start: slotOf(1).start,
    end: slotOf(1).end,
    attendee: { name: 'Ada', email: 'ada@example.com' },
    answers: {},
    location: null,
    manageTokenHash: 'x',
  },
};

const inBooking: { readonly [what: string]: EventAt } = {
  'opt-in mails': (index) => ({ type: 'OptInMailRequested', data: { bookingId, requestId: `request ${index}` } }),
  'manage links': (index) => ({
    type: 'ManageLinkRequested',
    data: { bookingId, requestId: `request ${index}`, at: instantOf(index) },
  }),
  reminders: (index) => {
    const reminder = { dueAt: instantOf(index), to: 'both' } as const;
    const { start } = slotOf(1);
    return index % 2 === 0
      ? { type: 'RemindersScheduled', data: { bookingId, start, reminders: [reminder] } }
      : { type: 'ReminderRequested', data: { bookingId, start, ...reminder } };
  },
  moves: (index) => ({
    type: 'RescheduleRequested',
    data: { bookingId, move: index, start: slotOf(index).start, end: slotOf(index).end, by: 'host' },
  }),
};

const settings = {
  ...meetingTypeDefaults,
  name: 'Introduction',
  hostIds: [hostId],
  assignment: 'single',
  confirmation: 'instant',
  durationMinutes: 30,
  slotIntervalMinutes: 30,
} as never;

const inMeetingType: { readonly [what: string]: EventAt } = {
  changes: () => ({ type: 'MeetingTypeChanged', data: { meetingTypeId: 'mtt_1', settings } }),
};

const inWorkspace: { readonly [what: string]: EventAt } = {
  'API keys': (index) => ({
    type: index % 2 === 0 ? 'ApiKeyCreated' : 'ApiKeyRevoked',
    data: { workspaceId: 'wsp_1', apiKeyId: `key_${index - (index % 2)}`, name: 'key', keyHash: 'x' },
  }),
  'hosts who leave and come back': (index) => ({
    type: index % 2 === 0 ? 'MemberDeactivated' : 'MemberReactivated',
    data: { workspaceId: 'wsp_1', hostId },
  }),
};

const inSession: { readonly [what: string]: EventAt } = {
  'beginnings and ends': (index) => {
    const person = { sessionId: 'ses_1', workspaceId: 'wsp_1', email: 'ada@example.com', name: 'Ada' };
    return index % 2 === 0
      ? { type: 'SessionStarted', data: { ...person, tokenHash: 'x', expiresAt: instantOf(index) } }
      : { type: 'SessionEnded', data: { sessionId: 'ses_1', workspaceId: 'wsp_1', tokenHash: 'x' } };
  },
};

const calendarSettings = { ...DEFAULT_SETTINGS, name: 'Work' };
const connectedTo = { calendarId: 'cal_1', hostId };

const inConnectedCalendar: { readonly [what: string]: EventAt } = {
  changes: (index) => ({
    type: 'CalendarChanged',
    data: { ...connectedTo, ...calendarSettings, name: `Work ${index}`, accessReplaced: false },
  }),
  'failures and recoveries': (index) =>
    index % 2 === 0
      ? { type: 'CalendarFailed', data: { ...connectedTo, reason: 'timedOut' } }
      : { type: 'CalendarRecovered', data: { ...connectedTo, failedAt: instantOf(0), wasReported: false } },
};

const inHolidays: { readonly [what: string]: EventAt } = {
  'days that are switched off and on': (index) => ({
    type: 'HolidaysChosen',
    data: { hostId, country: 'DE', region: null, off: index % 2 === 0 ? [] : ['2027-12-25'] },
  }),
};

interface Stream {
  readonly category: string;
  readonly folds: readonly Fold[];
  readonly first: readonly BookonceEvent[];
  readonly kinds: { readonly [what: string]: EventAt };
}

const streams: readonly Stream[] = [
  { category: 'link', folds: [link, linkStream], first: [issued], kinds: inLink },
  {
    category: 'calendar',
    folds: [calendar],
    first: [{ type: 'HostAdded', data: { hostId, name: 'Ada', email: 'ada@example.com', role: 'owner' } }],
    kinds: inCalendar,
  },
  { category: 'meetingType', folds: [meetingType, meetingTypeStream], first: [], kinds: inMeetingType },
  { category: 'booking', folds: [booking], first: [requested], kinds: inBooking },
  { category: 'workspace', folds: [workspace, workspaceMembersStream], first: [], kinds: inWorkspace },
  { category: 'session', folds: [session], first: [], kinds: inSession },
  {
    category: 'connectedCalendar',
    folds: [connectedCalendar],
    first: [{ type: 'CalendarConnected', data: { ...connectedTo, kind: 'ics', ...calendarSettings } }],
    kinds: inConnectedCalendar,
  },
  { category: 'holidays', folds: [hostHolidays], first: [], kinds: inHolidays },
];

/** Streams that no decision folds: each of their facts stands alone. */
const neverFolded = ['mail'];

const stored = (event: BookonceEvent): DomainEvent =>
  Object.assign({ meta: { time: instantOf(0), workspaceId: 'wsp_1' }, position: '1' }, event);

const msToFold = ({ initial, evolve }: Fold, events: readonly DomainEvent[], times = 1): number => {
  const started = performance.now();
  for (let time = 0; time < times; time += 1) {
    fold({ evolve: evolve as (state: unknown, event: DomainEvent) => unknown }, initial, events);
  }
  return performance.now() - started;
};

const cases = streams.flatMap(({ category, folds, first, kinds }) =>
  Object.entries(kinds).flatMap(([what, eventAt]) =>
    folds.map((oneFold, index) => ({ name: `${category}: ${what} (${index + 1})`, oneFold, first, eventAt })),
  ),
);

describe('a stream of ten times as many events', () => {
  it('is tested for each kind of stream', () => {
    expect([...streams.map(({ category }) => category), ...neverFolded].sort()).toEqual(
      Object.keys(eventCatalogue).sort(),
    );
  });

  // The short one ten times, so that both take as long. The best of several rounds: other work on the machine makes a
  // round slow, and nothing makes it fast.
  it.each(cases)('is folded in ten times the time: $name', ({ oneFold, first, eventAt }) => {
    const all = [...first, ...Array.from({ length: TIMES * FEW }, (_, index) => eventAt(index))].map(stored);
    const few = all.slice(0, FEW);
    let [short, long] = [Infinity, Infinity];
    const most = (): number => (MOST_TIMES / TIMES) * short + SLACK_MS;
    for (let round = 0; round < ROUNDS && (round === 0 || long > most()); round += 1) {
      short = Math.min(short, msToFold(oneFold, few, TIMES));
      long = Math.min(long, msToFold(oneFold, all));
    }
    expect(long).toBeLessThanOrEqual(most());
  });
});
