import type { LinkTerms } from '@bookonce/contracts/commands/link';
import type { LinkOverrides } from '@bookonce/contracts/values/link-overrides';
import type { Assignment, Confirmation, MeetingTypeSettings, Reminder } from '@bookonce/contracts/values/meeting-type';
import { instantOf, type Instant } from '@bookonce/kernel/json';
import type { SeededRandom } from '../../harness/seeded-random.js';
import { createdIdFrom, linkIdFrom } from '../ports/simulated-ids.js';
import { RUN_STARTS_AT, type PlannedTimes } from './draw-times.js';
import { listOf } from './list-of.js';

export interface PlannedType {
  /** Key of the command that creates it. */
  readonly key: string;
  readonly meetingTypeId: string;
  readonly settings: MeetingTypeSettings;
}

export interface PlannedLink {
  /** Key of the command that issues it. */
  readonly key: string;
  readonly linkId: string;
  readonly type: PlannedType;
  readonly terms: LinkTerms & { readonly recipient: { readonly email: string } };
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

export const drawType = (
  random: SeededRandom,
  index: number,
  hostIds: readonly string[],
  times: PlannedTimes,
): PlannedType => {
  const assignment: Assignment =
    hostIds.length === 1 ? 'single' : random.pick(['single', 'roundRobin', 'roundRobin', 'collective'] as const);
  const confirmation: Confirmation = random.pick([
    'instant',
    'instant',
    'approval',
    'approval',
    'doubleOptIn',
    'doubleOptIn',
  ] as const);
  const key = `type/${index + 1}`;
  return {
    key,
    meetingTypeId: createdIdFrom('mtt', key),
    settings: {
      name: `type ${index + 1}`,
      hostIds: assignment === 'single' ? [random.pick(hostIds)] : [...hostIds],
      assignment,
      confirmation,
      durationMinutes: 30,
      slotIntervalMinutes: random.pick([15, 15, 30]),
      bufferBeforeMinutes: random.pick([0, 0, 10]),
      bufferAfterMinutes: random.pick([0, 0, 15]),
      minimumNoticeMinutes: 0,
      bookingWindow: { type: 'rolling', days: 60 },
      ...(random.chance(0.2) ? { maxPerDay: random.between(1, 2) } : {}),
      ...(random.chance(0.2) ? { location: { type: 'video', value: 'https://meet.example.com/{random}' } } : {}),
      questions: [],
      linkValidityDays: 30,
      approvalHours: random.pick([1, 72]),
      optInMinutes: random.pick([5, 30]),
      reminders: random.chance(0.5) ? drawReminders(random, times) : [],
      maxGuests: 2,
      unusedReminderDays: random.chance(0.2) ? random.pick([[1], [1, 2]]) : [],
    },
  };
};

/** Some are due soon after the run begins, each for one of the planned starts; some soon before the meeting. */
const drawReminders = (random: SeededRandom, { minutesUntilFirst }: PlannedTimes): Reminder[] => {
  const soon = listOf(random.between(1, 3), () => minutesUntilFirst + 15 * random.between(0, 4) - random.between(1, 4));
  const due = [...soon, minutesUntilFirst + 5, 10, 2].filter(() => random.chance(0.6));
  return [...new Set(due)].slice(0, 5).map((minutesBefore) => ({
    minutesBefore,
    to: random.pick(['attendee', 'host', 'both'] as const),
  }));
};

interface LinkSurroundings {
  readonly times: PlannedTimes;
  /** Share of the links that expire during the run. */
  readonly expiring: number;
}

export const drawLink = (
  random: SeededRandom,
  index: number,
  types: readonly PlannedType[],
  { times, expiring }: LinkSurroundings,
): PlannedLink => {
  const type = random.pick(types);
  const { hostIds } = type.settings;
  const key = `issue/${index + 1}`;
  const lifeMs = random.chance(expiring) ? random.between(1_000, MINUTE_MS) : 30 * DAY_MS;
  return {
    key,
    linkId: linkIdFrom(key),
    type,
    terms: {
      expiresAt: instantOf(RUN_STARTS_AT + lifeMs),
      recipient: { email: 'recipient@example.com' },
      ...(hostIds.length > 1 && random.chance(0.2) ? { hostId: random.pick(hostIds) } : {}),
      ...(random.chance(0.3) ? { overrides: drawOverrides(random, times) } : {}),
      ...(random.chance(0.15) ? { recipientOnly: true } : {}),
      ...(random.chance(0.1) ? { unusedReminderDays: [1, 2] } : {}),
    },
  };
};

const drawOverrides = (random: SeededRandom, times: PlannedTimes): LinkOverrides => ({
  ...(random.chance(0.4) ? { durationMinutes: random.pick([15, 45]) } : {}),
  ...(random.chance(0.2) ? { location: { type: 'phone' } } : {}),
  ...(random.chance(0.3) ? { confirmation: random.pick(['instant', 'approval', 'doubleOptIn'] as const) } : {}),
  ...(random.chance(0.2)
    ? { bookingWindow: { type: 'range', from: '2026-03-01', to: random.pick(['2026-03-03', '2026-03-05']) } }
    : {}),
  ...(random.chance(0.5) ? { slots: drawPickedSlots(random, times) } : {}),
});

/** One or two times, also off the grid of the meeting type. */
const drawPickedSlots = (random: SeededRandom, { start }: PlannedTimes): { start: Instant }[] =>
  [...new Set(listOf(random.between(1, 2), () => start(random.between(0, 5))))].map((picked) => ({ start: picked }));
