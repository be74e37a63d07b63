import { bookings } from '@bookonce/booking/views/booking-document';
import { SeededRandom } from '../harness/seeded-random.js';
import { connectCalendars, ownCalendar } from './calendars/calendar-owner.js';
import { attend } from './actors/attendee.js';
import { intervene, prepare } from './actors/host.js';
import { observeBooking } from './actors/observe-booking.js';
import type { History, ViewRecord } from './history.js';
import { violationsIn, type InvariantName } from './invariants/invariants.js';
import { Chaos, drawProfile } from './running/chaos.js';
import { StepQueue, Trace } from './running/step-queue.js';
import { compareViews } from './world/compare-views.js';
import { realParts, type Parts } from './world/parts.js';
import { RUN_STARTS_AT } from './world/draw-times.js';
import { drawScenario, type Scenario } from './world/scenario.js';
import { endTrouble, makeTrouble, setClocksApart } from './world/trouble.js';
import { World } from './world/world.js';

export interface Violation {
  readonly invariant: InvariantName | 'rest';
  readonly what: string;
}

export interface Run {
  readonly seed: number;
  readonly violations: readonly Violation[];
  /** Digest of the trace: the same seed gives the same digest. */
  readonly digest: string;
  readonly steps: number;
  readonly history: History;
}

export interface SimulateOptions {
  readonly parts?: Parts;
  /** Called with each line of the trace. */
  readonly trace?: (line: string) => void;
  /** Ends the rest at this time, in epoch ms, instead of when the seed says; later if something has just changed. */
  readonly restsUntil?: number;
}

const MINUTE_MS = 60_000;
/** By then the last late message has arrived; see Chaos.delay. */
const LONGEST_LATENESS_MS = 200_000;
/** Longer than any attempt takes, even if a clock that was hours off set its timers. */
const LONGEST_CALM_MS = 6 * 60 * MINUTE_MS;
const MOST_STEPS = 20_000;
/** Once nothing was stored for this long, every view has seen the last event. */
const QUIET_MS = MINUTE_MS;
/** Two reads of each calendar: the first may find changes that have to be known for the second. */
const CALENDARS_CURRENT_WITHIN_MS = 13 * MINUTE_MS;
/** People act during the rest as well; the last of them is done after so many quiet times. */
const MOST_QUIET_TIMES = 60;
/** Share of the runs in which views are also compared before the end. */
const MIDWAY_COMPARISONS = 0.2;

/** Runs the whole product in a small world full of faults. The result depends on the seed and the options alone. */
export const simulate = async (
  seed: number,
  { parts = realParts, trace: write, restsUntil }: SimulateOptions = {},
): Promise<Run> => {
  const random = new SeededRandom(seed);
  const trace = new Trace(write ?? null);
  const steps = new StepQueue(random, RUN_STARTS_AT, trace);
  const chaos = new Chaos(random);
  const scenario = drawScenario(random);
  const world = new World({
    random,
    steps,
    chaos,
    trace,
    parts,
    instances: scenario.instances,
    calendars: scenario.calendars,
  });
  world.start();
  const broken = (error: unknown): void => {
    world.failures.push(`a client met a bug: ${error instanceof Error ? (error.stack ?? '') : String(error)}`);
  };

  let prepared = false;
  const preparing = prepare(world, scenario).then(() => world.calendars && connectCalendars(world, world.calendars));
  preparing.then(() => (prepared = true), broken);
  await runUntil(world, LONGEST_CALM_MS, () => prepared);

  chaos.begin(drawProfile(random));
  if (scenario.clocksDiffer) setClocksApart(world);
  for (const attempt of scenario.attempts) attend(world, attempt).catch(broken);
  scenario.steps.forEach((step, index) => void intervene(world, step, index).catch(broken));
  for (const plan of scenario.calendars) {
    if (world.calendars !== null) ownCalendar(world, world.calendars, plan).catch(broken);
  }
  await runTroubled(world, scenario);
  const midway = random.chance(MIDWAY_COMPARISONS) ? await compareMidway(world) : [];

  endTrouble(world);
  const calmAt = steps.now + LONGEST_LATENESS_MS;
  trace.add('faults stop');
  await workCalendars(world);
  const restedAt = await rest(world, restsUntil === undefined ? scenario.restMs : restsUntil - steps.now);
  const endedAt = world.calendars === null ? restedAt : await finishCalendars(world, restedAt);
  await observeFinalStates(world);

  const history = await historyOf(world, midway, { calmAt, endedAt });
  const violations = violationsOf(history);
  for (const { invariant, what } of violations) trace.add(`${invariant} is violated: ${what}`);
  for (const event of history.events) trace.add(JSON.stringify(event));
  return { seed, violations, digest: trace.digest, steps: steps.count, history };
};

const runUntil = async (world: World, atMostMs: number, done: () => boolean): Promise<void> => {
  const { steps } = world.deps;
  const horizon = steps.now + atMostMs;
  const last = steps.count + MOST_STEPS;
  while (!done() && (await steps.next(horizon))) {
    if (steps.count < last) continue;
    world.failures.push(`the run is not at rest after ${MOST_STEPS} steps`);
    return;
  }
};

/**
 * Lets so much time pass, and then as much as the last change needs to reach everything that follows it. Returns the
 * time at the end.
 */
const rest = async (world: World, atLeastMs: number): Promise<number> => {
  const { steps } = world.deps;
  let endsAt = steps.now + atLeastMs;
  await runUntil(world, atLeastMs, () => false);
  for (let times = 0; times < MOST_QUIET_TIMES && lastStoredAt(world) > endsAt - QUIET_MS; times += 1) {
    endsAt += QUIET_MS;
    await runUntil(world, endsAt - steps.now, () => false);
  }
  return endsAt;
};

/** Lets the calendar service work for so long that it has read every calendar, and written to it. */
const workCalendars = async (world: World): Promise<void> => {
  if (world.calendars === null) return;
  world.letCalendarsWork(true);
  await runUntil(world, CALENDARS_CURRENT_WITHIN_MS, () => false);
  world.letCalendarsWork(false);
};

/** Until it is at rest after its last changes, from then on. Returns the time at the end. */
const finishCalendars = async (world: World, from: number): Promise<number> => {
  const { steps } = world.deps;
  let isThen = false;
  steps.submit('the calendar service goes on', () => (isThen = true), from - steps.now);
  await runUntil(world, from - steps.now + QUIET_MS, () => isThen);
  await workCalendars(world);
  return rest(world, QUIET_MS);
};

const lastStoredAt = ({ memory, storedAt }: World): number =>
  storedAt.get(memory.events.at(-1)?.position ?? '') ?? Number.NEGATIVE_INFINITY;

const runTroubled = async (world: World, { oneProcess, troubledSteps }: Scenario): Promise<void> => {
  const { steps } = world.deps;
  const last = steps.count + troubledSteps;
  while (steps.count < last && (await steps.next(steps.now + LONGEST_CALM_MS))) makeTrouble(world, oneProcess);
};

const compareMidway = async (world: World): Promise<readonly ViewRecord[]> => {
  await world.deps.steps.settled();
  return compareViews(world);
};

/** Looks up every booking once more, including those whose attendees never got a reply. */
const observeFinalStates = async (world: World): Promise<void> => {
  for await (const { doc } of world.views.scan(bookings)) observeBooking(world, doc);
};

const historyOf = async (
  world: World,
  midway: readonly ViewRecord[],
  times: { readonly calmAt: number; readonly endedAt: number },
): Promise<History> => ({
  events: world.memory.events,
  observations: world.observations,
  mails: world.mails,
  subscribers: world.subscribers.map(({ subscriber, types }) => ({
    subscriber,
    types,
    handled: world.handled.get(subscriber) ?? new Set(),
  })),
  views: [...midway.map((view) => ({ ...view, missing: 0 })), ...(await compareViews(world))],
  calendars: (await world.calendars?.records()) ?? [],
  freshened: world.calendars?.freshened ?? [],
  failures: world.failures,
  timing: { storedAt: world.storedAt, ...times },
  clocksJumped: world.clocksJumped,
});

export const violationsOf = (history: History): readonly Violation[] => [
  ...history.failures.map((what) => ({ invariant: 'rest' as const, what })),
  ...violationsIn(history),
];
