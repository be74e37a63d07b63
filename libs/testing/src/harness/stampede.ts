import { boundedParallel } from './bounded-parallel.js';
import { eventually, type Patience } from './eventually.js';
import { LINKS_AT_ONCE, prepareTeams, targetsOf, wronglyOffered, type Target } from './stampede-teams.js';
import { consumersOf, openHolds, type StoredRow } from './stored-history.js';
import type { BookingOutcome, WorkspaceClient } from './workspace-client.js';

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
  /** How long an attempt that is answered 503 is sent again with its key (I8). Without it, 503 is an answer like any other. */
  readonly insists?: Patience;
}

export interface StampedeResult {
  /** The number of each answer, such as `410 link-consumed`. */
  readonly answers: Readonly<Record<string, number>>;
  /** Violations: links without exactly one winner and one consumption, slots still held or not offered. */
  readonly faults: readonly string[];
}

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
  const { clients, links, postsPerLink, events, insists } = options;
  const [api] = clients;
  const teams = await prepareTeams(api, { links, startsPerLink: postsPerLink });
  const targets = targetsOf(teams);
  const answers = await boundedParallel(targets, LINKS_AT_ONCE, ({ link, starts }) =>
    Promise.all(
      starts.map((start, index) => {
        const client = clients[index % clients.length] ?? api;
        const attempt = { ownConnection: true, email: `guest${index}@example.com` };
        if (insists === undefined) return client.book(link, start, attempt);
        const headers = { 'idempotency-key': `stampede/${link.id}/${index}` };
        return eventually(() => bookAnswered(client, link, start, { ...attempt, headers }), insists);
      }),
    ),
  );
  const held = await slotsStillHeld(events, options.patience);
  const history = await events();
  const faults = targets.flatMap((target, index) => faultsOf(target, answers[index] ?? [], history));
  const booked = answers.flat().flatMap(({ status, booking }) => (status === 201 && booking !== null ? [booking] : []));
  const notOffered = await wronglyOffered(api, teams, booked);
  return { answers: tally(answers.flat()), faults: [...held, ...faults, ...notOffered] };
};

const bookAnswered = async (
  client: WorkspaceClient,
  ...attempt: Parameters<WorkspaceClient['book']>
): Promise<BookingOutcome> => {
  const outcome = await client.book(...attempt);
  if (outcome.status === 503) throw new Error(`no answer: ${outcome.answer.text}`);
  return outcome;
};

/** Waits until no slot is held. Returns those that still are when the time is up, in words. */
export const slotsStillHeld = (events: StampedeOptions['events'], patience?: Patience): Promise<readonly string[]> =>
  eventually(async (): Promise<readonly string[]> => {
    const open = openHolds(await events());
    if (open.length > 0) throw new Error(`still held: ${open.join(', ')}`);
    return open;
  }, patience).catch((error: unknown) => [String(error)]);

const faultsOf = (
  { link }: Target,
  attempts: readonly BookingOutcome[],
  history: readonly StoredRow[],
): readonly string[] => {
  const winners = attempts.flatMap(({ status, booking }) => (status === 201 ? [booking?.id] : []));
  const consumed = consumersOf(history, link.id);
  const isRight = winners.length === 1 && consumed.length === 1 && winners[0] === consumed[0];
  return isRight ? [] : [`${link.id}: answered 201 to ${winners.join()}, consumed by ${consumed.join()}`];
};
