import type { BusySource } from '@bookonce/contracts/events/calendar';
import type { Interval } from '@bookonce/contracts/values/instant';
import type { MeetingTypeChanges } from '@bookonce/contracts/values/meeting-type';
import type { Instant } from '@bookonce/kernel/json';
import type { SeededRandom } from '../../harness/seeded-random.js';
import { drawCalendars, type PlannedCalendar } from '../calendars/draw-calendars.js';
import { createdIdFrom } from '../ports/simulated-ids.js';
import { drawAttempt, type PlannedAttempt } from './draw-attempt.js';
import { drawLink, drawType, type PlannedLink, type PlannedType } from './draw-link.js';
import { drawTimes, type PlannedTimes } from './draw-times.js';
import { listOf } from './list-of.js';

export type PlannedStep = { readonly afterMs: number } & (
  | { readonly kind: 'revoke' | 'visit' | 'regenerate' | 'remind'; readonly link: PlannedLink }
  | { readonly kind: 'setBusy'; readonly hostId: string; readonly start: Instant; readonly end: Instant }
  | { readonly kind: 'readCalendars'; readonly hostId: string; readonly readings: readonly CalendarReading[] }
  | { readonly kind: 'closeDay' | 'openDay'; readonly hostId: string; readonly date: string }
  | { readonly kind: 'changeType'; readonly type: PlannedType; readonly changes: MeetingTypeChanges }
);

/** All busy times of a connected calendar, as it was read; null: it is disconnected. */
export interface CalendarReading {
  readonly source: BusySource;
  readonly intervals: readonly Interval[] | null;
}

export interface Scenario {
  readonly instances: number;
  /** Whether the clocks are minutes apart from the start. */
  readonly clocksDiffer: boolean;
  /** Whether all processes are one, as in the embedded default: a crash ends them all. */
  readonly oneProcess: boolean;
  readonly hostIds: readonly string[];
  readonly types: readonly PlannedType[];
  readonly links: readonly PlannedLink[];
  readonly attempts: readonly PlannedAttempt[];
  readonly steps: readonly PlannedStep[];
  readonly calendars: readonly PlannedCalendar[];
  /** Number of steps with faults. */
  readonly troubledSteps: number;
  /** How long the run goes on after the faults, in ms: until most meetings are to come, or are over. */
  readonly restMs: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** The key of the command that creates the host at this place. */
export const hostKey = (index: number): string => `host/${index + 1}`;

/** Draws a small world in which people compete for few links and slots. */
export const drawScenario = (random: SeededRandom): Scenario => {
  const times = drawTimes(random);
  const hostIds = listOf(random.between(1, 3), (index) => createdIdFrom('hst', hostKey(index)));
  const types = listOf(random.between(1, 3), (index) => drawType(random, index, hostIds, times));
  const clocksDiffer = random.chance(0.3);
  const expiring = clocksDiffer ? 0.8 : 0.3;
  // All attend one link at the same time.
  const isCrowd = random.chance(0.15);
  const links = listOf(isCrowd ? 1 : random.between(1, 4), (index) =>
    drawLink(random, index, types, { times, expiring }),
  );
  const calendars = drawCalendars(random, hostIds, times);
  return {
    calendars,
    instances: random.between(clocksDiffer ? 2 : 1, 3),
    clocksDiffer,
    oneProcess: random.chance(0.4),
    hostIds,
    types,
    links,
    attempts: listOf(random.between(isCrowd ? 5 : 2, 8), (index) => {
      const attempt = drawAttempt(random, index, links, times);
      return isCrowd ? { ...attempt, afterMs: random.between(0, 20) } : attempt;
    }),
    steps: listOf(random.between(1, 6), () => drawStep(random, { hostIds, types, links }, times)),
    // Reading calendars takes steps as well.
    troubledSteps: random.between(150, 600) * (calendars.length === 0 ? 1 : 2),
    restMs: random.pick([6 * HOUR_MS, 80 * HOUR_MS]),
  };
};

const drawStep = (
  random: SeededRandom,
  { hostIds, types, links }: Pick<Scenario, 'hostIds' | 'types' | 'links'>,
  times: PlannedTimes,
): PlannedStep => {
  const afterMs = random.between(0, random.chance(0.7) ? 3_000 : 60_000);
  const kind = random.pick([
    'revoke',
    'regenerate',
    'regenerate',
    'remind',
    'visit',
    'visit',
    'setBusy',
    'readCalendars',
    'readCalendars',
    'closeDay',
    'openDay',
    'changeType',
  ] as const);
  switch (kind) {
    case 'revoke':
    case 'visit':
    case 'regenerate':
    case 'remind':
      return { kind, afterMs, link: random.pick(links) };
    case 'setBusy': {
      const [start, end] = [times.start(random.between(0, 3) * 2), times.start(random.between(4, 8))];
      return { kind, afterMs, hostId: random.pick(hostIds), start, end };
    }
    case 'readCalendars':
      return { kind, afterMs, hostId: random.pick(hostIds), readings: drawReadings(random, times) };
    case 'closeDay':
    case 'openDay':
      return { kind, afterMs, hostId: random.pick(hostIds), date: times.date };
    case 'changeType':
      return { kind, afterMs, ...drawChanges(random, types) };
  }
};

/** A few readings of two calendars, the first of which is disconnected in the end and read once more, too late. */
const drawReadings = (random: SeededRandom, times: PlannedTimes): readonly CalendarReading[] => {
  const calendars: readonly BusySource[] = [1, 2].map((number) => ({
    type: random.pick(['ics', 'caldav'] as const),
    id: `cal_${number}_${random.between(0, 1_000_000)}`,
    name: `Calendar ${number}`,
  }));
  const [first, ...others] = calendars;
  if (first === undefined) return [];
  const read = (source: BusySource): CalendarReading => ({
    source,
    intervals: listOf(random.between(0, 3), () => ({
      start: times.start(random.between(0, 4)),
      end: times.start(random.between(3, 8)),
    })),
  });
  const readings = listOf(random.between(1, 4), () => read(random.pick([first, ...others])));
  return [...readings, { source: first, intervals: null }, read(first)];
};

const drawChanges = (
  random: SeededRandom,
  types: readonly PlannedType[],
): { readonly type: PlannedType; readonly changes: MeetingTypeChanges } => {
  const type = random.pick(types);
  const { bufferAfterMinutes, durationMinutes } = type.settings;
  const changes = random.pick<MeetingTypeChanges>([
    { bufferAfterMinutes: bufferAfterMinutes + 5 },
    { durationMinutes: durationMinutes + 15 },
    { confirmation: random.pick(['instant', 'approval', 'doubleOptIn'] as const) },
    { approvalHours: 1, optInMinutes: 5 },
  ]);
  return { type, changes };
};
