import type { BookingAnswer, LinkAnswer, SlotAnswer } from './api-shapes.js';
import { boundedParallel } from './bounded-parallel.js';
import { eventually, type Patience } from './eventually.js';
import { openHolds, type StoredRow } from './stored-history.js';
import { midnightAfter, type BookingOutcome, type WorkspaceClient } from './workspace-client.js';

export interface StampedeOptions {
  /** Clients of one workspace, possibly of several gateways; attempts are distributed among them. */
  readonly clients: readonly [WorkspaceClient, ...WorkspaceClient[]];
  /** Returns all of history. */
  readonly events: () => Promise<readonly StoredRow[]> | readonly StoredRow[];
  readonly links: number;
  /** Attempts on each link, each for a different slot. */
  readonly postsPerLink: number;
  /** How long the slots of losing attempts may stay held after the last answer. */
  readonly patience?: Patience;
}

export interface StampedeResult {
  /** The number of each answer, such as `410 link-consumed`. */
  readonly answers: Readonly<Record<string, number>>;
  /** Violations: links without exactly one winner and one consumption, slots still held or not offered. */
  readonly faults: readonly string[];
}

interface Target {
  readonly link: LinkAnswer;
  readonly starts: readonly string[];
}

interface Team {
  readonly type: string;
  readonly slots: readonly string[];
  readonly targets: readonly Target[];
}

const HOSTS = 4;
/** Links that are attacked at the same time; each of their POSTs has its own connection. */
const LINKS_AT_ONCE = 8;
const FROM = midnightAfter(2);
const TO = midnightAfter(12);

export const startsOf = (slots: readonly SlotAnswer[]): readonly string[] => slots.map((slot) => slot.start);

export const tally = (attempts: readonly BookingOutcome[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const { status, slug } of attempts) {
    const word = slug === null ? String(status) : `${status} ${slug}`;
    counts[word] = (counts[word] ?? 0) + 1;
  }
  return counts;
};

/** Sends many concurrent attempts to each of many links, and reports violations of I1, I2 and I6. */
export const runStampede = async (options: StampedeOptions): Promise<StampedeResult> => {
  const { clients, links, postsPerLink, events } = options;
  const [api] = clients;
  const teams = await boundedParallel(Array.from({ length: HOSTS }), HOSTS, (_, index) =>
    prepareTeam(api, index, links / HOSTS, postsPerLink),
  );
  const targets = Array.from({ length: links / HOSTS }, (_, place) =>
    teams.flatMap((team) => team.targets[place] ?? []),
  ).flat();
  const answers = await boundedParallel(targets, LINKS_AT_ONCE, ({ link, starts }) =>
    Promise.all(
      starts.map((start, index) => {
        const client = clients[index % clients.length] ?? api;
        return client.book(link, start, { ownConnection: true, email: `guest${index}@example.com` });
      }),
    ),
  );
  const held = await eventually(async () => {
    const open = openHolds(await events());
    if (open.length > 0) throw new Error(`still held: ${open.join(', ')}`);
    return open;
  }, options.patience).catch((error: unknown) => [String(error)]);
  const history = await events();
  const faults = targets.flatMap((target, index) => faultsOf(target, answers[index] ?? [], history));
  const booked = answers.flat().flatMap(({ status, booking }) => (status === 201 && booking !== null ? [booking] : []));
  const notOffered = await boundedParallel(teams, 1, (team) => wronglyOffered(api, team, booked));
  return { answers: tally(answers.flat()), faults: [...held, ...faults, ...notOffered.flat()] };
};

const prepareTeam = async (api: WorkspaceClient, index: number, links: number, postsPerLink: number): Promise<Team> => {
  const host = await api.createHost({ name: `Host ${index}`, email: `host${index}@example.com` });
  const type = await api.createMeetingType([host], { durationMinutes: 5 });
  const slots = startsOf(await api.slotsOfType(type, FROM, TO));
  if (slots.length < links * postsPerLink) throw new Error('not enough slots');
  const made = await api.createLinks(type, links);
  const targets = made.map((link, place) => ({
    link,
    starts: slots.slice(place * postsPerLink, (place + 1) * postsPerLink),
  }));
  return { type, slots, targets };
};

const faultsOf = (
  { link }: Target,
  attempts: readonly BookingOutcome[],
  history: readonly StoredRow[],
): readonly string[] => {
  const winners = attempts.flatMap(({ status, booking }) => (status === 201 ? [booking?.id] : []));
  const consumed = history
    .filter(({ type, stream }) => type === 'LinkConsumed' && stream === `link-${link.id}`)
    .map(({ data }) => data['bookingId']);
  const isRight = winners.length === 1 && consumed.length === 1 && winners[0] === consumed[0];
  return isRight ? [] : [`${link.id}: answered 201 to ${winners.join()}, consumed by ${consumed.join()}`];
};

const wronglyOffered = async (
  api: WorkspaceClient,
  { type, slots }: Team,
  bookings: readonly BookingAnswer[],
): Promise<readonly string[]> => {
  const booked = new Set(bookings.filter(({ meetingTypeId }) => meetingTypeId === type).map(({ start }) => start));
  const offered = startsOf(await api.slotsOfType(type, FROM, TO));
  const free = slots.filter((start) => !booked.has(start));
  return offered.join() === free.join()
    ? []
    : [`${type}: ${free.length} slots are free, ${offered.length} are offered`];
};
