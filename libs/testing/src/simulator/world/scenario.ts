import type { Assignment, Confirmation, MeetingTypeSettings } from '@bookonce/contracts/values/meeting-type';
import { instantOf, type Instant } from '@bookonce/kernel/json';
import type { SeededRandom } from '../../harness/seeded-random.js';
import { createdIdFrom, linkIdFrom } from '../ports/simulated-ids.js';

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
  /** The only host of this link, if the host chose one. */
  readonly hostId?: string;
  readonly expiresAt: Instant;
}

export interface PlannedAttempt {
  readonly name: string;
  readonly link: PlannedLink;
  readonly start: Instant;
  readonly afterMs: number;
  /** How many tabs send the same command concurrently. */
  readonly tabs: number;
  /** Whether the attendee confirms an opt-in. */
  readonly confirmsOptIn: boolean;
  readonly hostSays: 'approve' | 'decline' | 'both' | 'nothing';
  readonly cancels: boolean;
  /** Times to which the attendee reschedules the booking, all concurrently. */
  readonly reschedulesTo: readonly Instant[];
}

export type PlannedStep = { readonly afterMs: number } & (
  | { readonly kind: 'revoke' | 'visit' | 'regenerate' | 'remind'; readonly link: PlannedLink }
  | { readonly kind: 'setBusy'; readonly hostId: string; readonly start: Instant; readonly end: Instant }
  | { readonly kind: 'closeDay' | 'openDay'; readonly hostId: string }
  | { readonly kind: 'changeType'; readonly type: PlannedType }
);

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
  /** Number of steps with faults. */
  readonly troubledSteps: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** A Monday. */
export const RUN_STARTS_AT = Date.UTC(2026, 2, 2, 8);
const SLOTS_FROM = Date.UTC(2026, 2, 4, 9);

const list = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** The key of the command that creates the host at this place. */
export const hostKey = (index: number): string => `host/${index + 1}`;

/** Draws a small world in which people compete for few links and slots. */
export const drawScenario = (random: SeededRandom): Scenario => {
  const hostIds = list(random.between(1, 3), (index) => createdIdFrom('hst', hostKey(index)));
  const types = list(random.between(1, 3), (index) => drawType(random, index, hostIds));
  const clocksDiffer = random.chance(0.3);
  const links = list(random.between(1, 4), (index) => drawLink(random, index, types, clocksDiffer ? 0.8 : 0.3));
  return {
    instances: random.between(clocksDiffer ? 2 : 1, 3),
    clocksDiffer,
    oneProcess: random.chance(0.4),
    hostIds,
    types,
    links,
    attempts: list(random.between(2, 8), (index) => drawAttempt(random, index, links)),
    steps: list(random.between(1, 6), () => drawStep(random, hostIds, types, links)),
    troubledSteps: random.between(150, 600),
  };
};

const drawType = (random: SeededRandom, index: number, hostIds: readonly string[]): PlannedType => {
  const assignment: Assignment =
    hostIds.length === 1 ? 'single' : random.pick(['single', 'roundRobin', 'roundRobin', 'collective'] as const);
  const confirmation: Confirmation = random.pick(['instant', 'instant', 'approval', 'doubleOptIn'] as const);
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
      slotIntervalMinutes: random.pick([15, 30]),
      bufferBeforeMinutes: random.pick([0, 0, 10]),
      bufferAfterMinutes: random.pick([0, 0, 15]),
      minimumNoticeMinutes: 0,
      bookingWindow: { type: 'rolling', days: 60 },
      ...(random.chance(0.2) ? { maxPerDay: random.between(1, 2) } : {}),
      questions: [],
      linkValidityDays: 30,
      approvalHours: 72,
      optInMinutes: 30,
      reminders: [],
      maxGuests: 0,
      unusedReminderDays: [],
    },
  };
};

const drawLink = (
  random: SeededRandom,
  index: number,
  types: readonly PlannedType[],
  expiring: number,
): PlannedLink => {
  const type = random.pick(types);
  const { hostIds } = type.settings;
  const key = `issue/${index + 1}`;
  return {
    key,
    linkId: linkIdFrom(key),
    type,
    ...(hostIds.length > 1 && random.chance(0.2) ? { hostId: random.pick(hostIds) } : {}),
    expiresAt: instantOf(RUN_STARTS_AT + (random.chance(expiring) ? random.between(1_000, MINUTE_MS) : 30 * DAY_MS)),
  };
};

const drawAttempt = (random: SeededRandom, index: number, links: readonly PlannedLink[]): PlannedAttempt => {
  const known = random.pick(links);
  const startMs = SLOTS_FROM + random.between(0, 4) * 15 * MINUTE_MS + (random.chance(0.05) ? 7 * MINUTE_MS : 0);
  return {
    name: `bkg_${index + 1}`,
    link: random.chance(0.03) ? { ...known, linkId: 'lnk_unknown' } : known,
    start: instantOf(startMs),
    afterMs: random.chance(0.6) ? random.between(0, 100) : random.between(0, 40_000),
    tabs: random.chance(0.2) ? 2 : 1,
    confirmsOptIn: random.chance(0.7),
    hostSays: random.pick(['approve', 'decline', 'both', 'nothing'] as const),
    cancels: random.chance(0.2),
    reschedulesTo: list(random.chance(0.4) ? random.between(1, 3) : 0, () =>
      instantOf(SLOTS_FROM + random.between(0, 5) * 15 * MINUTE_MS),
    ),
  };
};

const drawStep = (
  random: SeededRandom,
  hostIds: readonly string[],
  types: readonly PlannedType[],
  links: readonly PlannedLink[],
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
      const startMs = SLOTS_FROM + random.between(0, 3) * 30 * MINUTE_MS;
      const end = instantOf(startMs + 30 * MINUTE_MS);
      return { kind, afterMs, hostId: random.pick(hostIds), start: instantOf(startMs), end };
    }
    case 'closeDay':
    case 'openDay':
      return { kind, afterMs, hostId: random.pick(hostIds) };
    case 'changeType':
      return { kind, afterMs, type: random.pick(types) };
  }
};
