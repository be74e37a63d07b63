import { setTimeout as wait } from 'node:timers/promises';
import { startsOf, type LinkAnswer } from '../api-shapes.js';
import { boundedParallel } from '../bounded-parallel.js';
import { eventually } from '../eventually.js';
import type { HttpAnswer } from '../http-client.js';
import { violationsIn, type StoredRow } from '../stored-history.js';
import { midnightAfter, pathOf, type BookingOutcome, type WorkspaceClient } from '../workspace-client.js';

interface Plan {
  readonly link: LinkAnswer;
  readonly start: string;
  readonly key: string;
}

interface Try extends Plan {
  /** Null if no answer came. */
  readonly attempt: BookingOutcome | null;
}

export type Clients = readonly [WorkspaceClient, ...WorkspaceClient[]];

const LANES = 4;
/** Pause between the bookings of a lane: a steady load that does not saturate the machine. */
const PAUSE_MS = 30;
/** Pause after an attempt without a booking. */
const LONG_PAUSE_MS = 250;
const TO = midnightAfter(12);
const FROM = midnightAfter(2);
const SETTLED_WITHIN_MS = 30_000;

/** Books steadily during faults, each time with a new link, slot and key. */
export class SteadyBookings {
  readonly #tries: Try[] = [];
  #next = 0;
  #stopped = false;
  #lanes: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly clients: Clients,
    private readonly plans: readonly Plan[],
    private readonly pauseMs: number,
  ) {}

  static async prepare(clients: Clients, name: string, count: number, pauseMs = PAUSE_MS): Promise<SteadyBookings> {
    const [api] = clients;
    const type = await api.createMeetingType([await api.createHost()], { durationMinutes: 5 });
    const starts = startsOf(await api.slotsOfType(type, FROM, TO));
    // The faults of the last load may still slow commands down, which are then sent again with their key.
    const links = await eventually(() => api.createLinks(type, count, { headers: { 'idempotency-key': name } }), {
      withinMs: SETTLED_WITHIN_MS,
      everyMs: 500,
    });
    const plans = links.map((link, index) => ({ link, start: starts[index] ?? 'none', key: `${name}/${index}` }));
    return new SteadyBookings(clients, plans, pauseMs);
  }

  begin(): void {
    this.#lanes = Promise.all(Array.from({ length: LANES }, () => this.#lane()));
  }

  /** Bookings answered 201 so far. */
  get answered(): number {
    return this.#tries.filter(({ attempt }) => attempt?.status === 201).length;
  }

  /** Resolves after this many further 201 answers: the system works again. */
  async goesOn(count: number, withinMs: number): Promise<void> {
    const wanted = this.answered + count;
    const last = () => this.#tries.at(-1)?.attempt?.answer.text ?? 'no answer';
    await eventually(
      () => {
        if (this.answered < wanted) throw new Error(`${this.answered} of ${wanted} were answered; the last: ${last()}`);
      },
      { withinMs, everyMs: 50 },
    );
  }

  /** Begins no further attempts, and resolves when those underway are answered. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#lanes;
  }

  /** Ends the load. Attempts without a 201 are retried with the same key until the booking stands (I8). */
  async end(): Promise<readonly Booked[]> {
    await this.stop();
    return boundedParallel(this.#tries, LANES, async (one) => ({
      ...one,
      bookingId: one.attempt?.status === 201 ? idOf(one.attempt) : await this.#insist(one),
    }));
  }

  async #lane(): Promise<void> {
    while (!this.#stopped) {
      const plan = this.plans[this.#next];
      if (plan === undefined) throw new Error(`${this.plans.length} links are not enough`);
      const client = this.#client(this.#next);
      this.#next += 1;
      const attempt = await book(client, plan).catch(() => null);
      this.#tries.push({ ...plan, attempt });
      await wait(attempt?.status === 201 ? this.pauseMs : LONG_PAUSE_MS);
    }
  }

  #insist(plan: Plan): Promise<string> {
    return eventually(
      async () => {
        const client = this.#client(0);
        const attempt = await book(client, plan);
        // A stored 202 is repeated for this key, so look the booking up.
        const answer = attempt.status === 202 ? await look(client, attempt) : attempt.answer;
        if (!answer.text.includes('"status":"confirmed"')) throw new Error(`${plan.key}: ${answer.text}`);
        return idOf(attempt);
      },
      { withinMs: SETTLED_WITHIN_MS, everyMs: 200 },
    );
  }

  #client(index: number): WorkspaceClient {
    return this.clients[index % this.clients.length] ?? this.clients[0];
  }
}

export interface Booked extends Try {
  readonly bookingId: string;
}

const book = (client: WorkspaceClient, { link, start, key }: Plan): Promise<BookingOutcome> =>
  client.book(link, start, { headers: { 'idempotency-key': key }, ownConnection: true, timeoutMs: 10_000 });

const idOf = ({ booking }: BookingOutcome): string => booking?.id ?? 'none';

/** Returns contradictions in history: links not consumed exactly once by their booking, and violated invariants. */
export const faultsIn = (events: readonly StoredRow[], booked: readonly Booked[]): readonly string[] => {
  const consumedBy = Map.groupBy(
    events.filter(({ type }) => type === 'LinkConsumed'),
    ({ stream }) => stream,
  );
  const wrong = booked.flatMap(({ link, bookingId, key }) => {
    const ids = (consumedBy.get(`link-${link.id}`) ?? []).map(({ data }) => data['bookingId']);
    return ids.length === 1 && ids[0] === bookingId ? [] : [`${key}: ${bookingId}, consumed by ${ids.join()}`];
  });
  return [...wrong, ...violationsIn(events)];
};

const look = (client: WorkspaceClient, { booking }: BookingOutcome): Promise<HttpAnswer> =>
  client.visitor.send(`/v1/public/bookings${managePath(booking?.manageUrl ?? 'http://none')}`);

/** Returns contradictions that a client sees: links that are still open, missing bookings (I7, I9). */
export const faultsSeen = async (client: WorkspaceClient, booked: readonly Booked[]): Promise<readonly string[]> =>
  (
    await boundedParallel(booked, LANES, async ({ link, attempt, bookingId, key }) => {
      const view = await client.view(link);
      const shown = await client.host.send(`/v1/bookings/${bookingId}`);
      const manageUrl = attempt?.booking?.manageUrl;
      const kept = attempt === null || manageUrl === undefined ? shown : await look(client, attempt);
      const isRight = view.status === 410 && shown.status === 200 && kept.status === 200;
      return isRight ? [] : [`${key}: link ${view.status}, booking ${shown.status}, manage ${kept.status}`];
    })
  ).flat();

const managePath = (manageUrl: string): string => pathOf(manageUrl).replace(/^\/m/, '');
