import { setTimeout as wait } from 'node:timers/promises';
import type { BookingAnswer, LinkAnswer, ListAnswer } from './api-shapes.js';
import { boundedParallel } from './bounded-parallel.js';
import { CrashMails, LAPSED } from './crash-mails.js';
import {
  acceptedBooking,
  asksForFreshLink,
  knownBooking,
  sendRequest,
  type CrashRequest,
  type Known,
  type Later,
} from './crash-requests.js';
import { checkOffered, LINKS_PER_ROUND, MODES, prepareHosts, type CrashHost, type Mode } from './crash-workspace.js';
import { eventually } from './eventually.js';
import type { SeededRandom } from './seeded-random.js';
import type { StandaloneApp } from './standalone-app.js';
import { endsOfBookings, StoredHistory, violationsIn } from './stored-history.js';
import { WorkspaceClient, type BookingOutcome, type Decision } from './workspace-client.js';

export interface CrashTally {
  answered: number;
  refused: number;
  /** Requests without an answer. */
  lost: number;
}

/** A request, as the client saw it. */
interface Try {
  readonly request: CrashRequest;
  readonly outcome: BookingOutcome | null;
}

const APPROVE: Decision = { decide: 'approve', message: 'See you there.' };
const DECLINE: Decision = { decide: 'decline', reason: 'I am away.' };
const DECLINE_WITH_LINK: Decision = { decide: 'decline', sendFreshLink: true };
const DECISIONS = [APPROVE, DECLINE, DECLINE_WITH_LINK];

const CONNECTIONS = 16;
/** At rest at once, but for an attempt that only its time limit ends (I6). */
const AT_REST = { withinMs: 130_000, everyMs: 100 };

/**
 * Books in all modes on many connections, confirms and decides on what waits since the round before, kills the product at
 * a random moment, and checks after the restart that every answer still holds: I1, I2, I6, I7, I8 and I21, as seen by
 * clients and in the stored history.
 */
export class CrashTrial {
  readonly #known: Known[] = [];
  readonly #history: StoredHistory;
  readonly #mails: CrashMails;
  #tries: readonly Try[] = [];
  /** Decisions of this round that were refused. */
  #refused: Extract<CrashRequest, { kind: 'decide' }>[] = [];
  /** Requests for the next round, about what waits by now. */
  #next: readonly Later[] = [];

  private constructor(
    private readonly app: StandaloneApp,
    private readonly random: SeededRandom,
    private readonly api: WorkspaceClient,
    private readonly hosts: readonly CrashHost[],
  ) {
    this.#history = new StoredHistory(app.dataDir);
    this.#mails = new CrashMails(app.dataDir);
  }

  static async prepare(app: StandaloneApp, random: SeededRandom, rounds: number): Promise<CrashTrial> {
    const api = await WorkspaceClient.of(app);
    return new CrashTrial(app, random, api, await prepareHosts(api, rounds));
  }

  /** The number of answered bookings by their status, such as `doubleOptIn confirmed`. */
  get statuses(): Readonly<Record<string, number>> {
    const groups = Map.groupBy(
      this.#known,
      ({ mode, status, freshLinkId }) => `${mode} ${status}${freshLinkId === null ? '' : ' with a fresh link'}`,
    );
    return Object.fromEntries([...groups].map(([status, known]) => [status, known.length]));
  }

  /** Starts this round's requests and kills the process while they run. */
  async bookAndKill(round: number): Promise<CrashTally> {
    const requests = this.#shuffled([...this.#bookings(round), ...this.#next]);
    const killAfterMs = this.random.between(5, 250);
    let dead = false;
    const sending = boundedParallel(requests, CONNECTIONS, async (request): Promise<Try | null> => {
      if (dead) return null;
      return { request, outcome: await sendRequest(this.api, request).catch(() => null) };
    });
    // A deliberate wait by the clock: the crash must come at a random moment.
    await Promise.race([wait(killAfterMs), sending]);
    dead = true;
    await this.app.kill();
    this.#tries = (await sending).filter((one) => one !== null);
    const answered = this.#tries.filter(({ outcome }) => outcome?.booking != null).length;
    const lost = this.#tries.filter(({ outcome }) => outcome === null).length;
    return { answered, lost, refused: this.#tries.length - answered - lost };
  }

  /** Checks that this round's answers still hold, and that interrupted requests have come to exactly one end. */
  async check(round: number): Promise<void> {
    const before = this.#known.length;
    const lost = this.#tries.filter(({ outcome }) => outcome === null);
    // Half of the clients retry with the same key, the others never return. Neither may leave anything half done.
    const retried = lost.filter(() => this.random.chance(0.5));
    const retries = await Promise.all(
      retried.map(async ({ request }) => ({ request, outcome: await sendRequest(this.api, request) })),
    );
    for (const { request, outcome } of [...this.#tries, ...retries]) {
      if (outcome !== null) await this.#checkAnswered(request, outcome);
    }
    await eventually(() => this.#audit(`round ${round}`, { mayWait: true }), AT_REST);
    this.#learnFromHistory();
    const added = this.#known.slice(before);
    const changed = new Set(this.#tries.flatMap(({ request }) => (request.kind === 'book' ? [] : [request.of])));
    await boundedParallel([...added, ...changed], 8, (known) => this.#checkKnown(known));
    this.#next = await this.#laterRequests(added);
  }

  /**
   * Moves a test clock to the ends of all waits, kills the product while its timers fire, and checks that everything that
   * waited has ended, and nothing earlier.
   */
  async endWaits(): Promise<void> {
    await this.app.restart({ testClock: new Date().toISOString() });
    for (const [status, field] of [
      ['awaitingOptIn', 'optInUntil'],
      ['awaitingApproval', 'approvalUntil'],
    ] as const) {
      const waiting = await this.#bookingsThatAre(status);
      const ends = waiting.map((booking) => booking[field] ?? 'never').toSorted();
      const [first, last] = [ends.at(0), ends.at(-1)];
      if (first === undefined || last === undefined) throw new Error(`nothing is ${status}`);
      await this.api.setClock(new Date(Date.parse(first) - 1_000).toISOString());
      const early = waiting.length - (await this.#bookingsThatAre(status)).length;
      if (early > 0) throw new Error(`${early} that were ${status} ended before ${first}`);

      const moving = this.api.setClock(last).catch(() => null);
      await Promise.race([wait(this.random.between(1, 100)), moving]);
      await this.app.kill();
      await this.app.restart({ testClock: last });
      await this.api.setClock(last);
      const forgotten = (await this.#bookingsThatAre(status)).map(({ id }) => id);
      if (forgotten.length > 0) throw new Error(`${forgotten.join()} are ${status} after ${last}`);
    }
    for (const known of this.#known) {
      if (known.status === 'awaitingOptIn') known.status = 'rejected';
      if (known.status === 'awaitingApproval') known.status = LAPSED;
    }
  }

  /** Checks all answered bookings and their mails at the end, and that every other slot is offered again. */
  async checkAll(): Promise<void> {
    await eventually(() => this.#audit('the end', { mayWait: false }), AT_REST);
    await boundedParallel(this.#known, 8, (known) => this.#checkKnown(known));
    const fresh = this.#known.flatMap(({ freshLinkId }) => freshLinkId ?? []);
    const links = await boundedParallel(fresh, 8, (id) => this.api.getLink(id));
    await this.#mails.check(this.#known, new Map(links.map((link) => [link.id, link])));
    for (const host of this.hosts) await checkOffered(this.api, host, this.#history.events);
  }

  close(): void {
    this.api.close();
  }

  /** Most links get one attempt; some get two rivals for two slots, some a rival of another link for the same slot. */
  #bookings(round: number): readonly CrashRequest[] {
    return this.hosts.flatMap((host, hostIndex) => {
      let place = round * MODES.reduce((sum, mode) => sum + LINKS_PER_ROUND[mode], 0);
      return MODES.flatMap((mode) =>
        host.links[mode].slice(round * LINKS_PER_ROUND[mode], (round + 1) * LINKS_PER_ROUND[mode]).flatMap((link) => {
          place += 1;
          const slotAt = (index: number): string => host.slots[index] ?? 'none';
          const start = slotAt(this.random.chance(0.1) ? (place - 1) * 2 : place * 2);
          const name = `guest-${hostIndex}-${place}`;
          const plan = bookingOf(mode, link, start, name);
          const rival = bookingOf(mode, link, slotAt(place * 2 + 1), `${name}-rival`);
          return this.random.chance(0.2) ? [plan, rival] : [plan];
        }),
      );
    });
  }

  /** Of what waits since this round, most is confirmed or decided in the next, some of it twice and differently. */
  async #laterRequests(added: readonly Known[]): Promise<readonly Later[]> {
    const waiting = added.filter(({ status }) => status === 'awaitingOptIn');
    const tokens = await this.#mails.optInTokens(waiting);
    const confirmations = waiting.map((of, index): Later => ({
      kind: 'confirm',
      key: `${of.bookingId}/confirm`,
      of,
      token: tokens[index] ?? 'none',
    }));
    const decisions = added
      .filter(({ status }) => status === 'awaitingApproval')
      .flatMap((of) => {
        const decided = this.random.chance(0.2) ? [APPROVE, DECLINE] : [this.random.pick(DECISIONS)];
        return [
          decided.map((decision, index): Later => ({ kind: 'decide', key: `${of.bookingId}/${index}`, of, decision })),
        ];
      });
    return [...confirmations.map((one) => [one]), ...decisions].filter(() => this.random.chance(0.8)).flat();
  }

  async #checkAnswered(request: CrashRequest, outcome: BookingOutcome): Promise<void> {
    const booking = acceptedBooking(request, outcome);
    if (request.kind === 'book') {
      if (booking === null) return this.#checkRefused(request);
      this.#known.push(knownBooking(request, booking));
      return;
    }
    const { of, key } = request;
    if (booking === null) {
      // The rival of a decision may not have been answered: history says which it was.
      if (request.kind === 'confirm') of.status = 'rejected';
      else this.#refused.push(request);
      return;
    }
    if (!of.status.startsWith('awaiting') && of.status !== booking.status) {
      throw new Error(`${key}: ${booking.status}, but another answer said ${of.status}`);
    }
    of.status = booking.status;
    if (!asksForFreshLink(request)) return;
    if (booking.freshLinkId === undefined) throw new Error(`${key}: declined without the fresh link`);
    of.freshLinkId = booking.freshLinkId;
  }

  /** A refused attempt must not have a booking after all (I8). Each link and start was requested with one key. */
  async #checkRefused({ link, start, key }: Extract<CrashRequest, { kind: 'book' }>): Promise<void> {
    const { bookingId } = await this.api.getLink(link.id);
    if (bookingId === undefined) return;
    const booking = await this.api.expect<BookingAnswer>(200, `/v1/bookings/${bookingId}`);
    if (booking.start === start) throw new Error(`${key} was refused, but its booking ${bookingId} stands`);
  }

  /** Notes what became of requests without an answer, and of attempts whose rival was confirmed. */
  #learnFromHistory(): void {
    const ends = endsOfBookings(this.#history.events);
    const unanswered = new Set(this.#tries.flatMap(({ request }) => (request.kind === 'book' ? [] : [request.of])));
    for (const known of this.#known) {
      const end = ends.get(known.bookingId);
      if (end === undefined || !known.status.startsWith('awaiting')) continue;
      // The judge of a rejection without a request is `checkKnown`: it happens only if a rival was confirmed.
      if (!unanswered.has(known) && end.status !== 'rejected') continue;
      known.status = end.status;
      known.freshLinkId = end.freshLinkId;
    }
    for (const { of, decision, key } of this.#refused) {
      const other = decision.decide === 'approve' ? 'declined' : 'confirmed';
      if (of.status !== other) throw new Error(`${key} was refused, but the booking is ${of.status}`);
    }
    this.#refused = [];
  }

  /** Checks what the clients see of a booking; views may lag for a moment after a restart. */
  async #checkKnown(known: Known): Promise<void> {
    const { link, start, bookingId, manageToken, status, freshLinkId } = known;
    await eventually(async () => {
      const kept = await this.api.visitor.send(`/v1/public/bookings/${manageToken}`);
      const booking = JSON.parse(kept.text) as BookingAnswer;
      const isSame = booking.id === bookingId && booking.start === start;
      if (!isSame || booking.status !== (status === LAPSED ? 'declined' : status)) {
        throw new Error(`${bookingId} was ${status}, but now: ${kept.status} ${kept.text}`);
      }
      const shown = await this.api.getLink(link.id);
      const isConsumed = shown.status === 'consumed';
      const isBookings = isConsumed && shown.bookingId === bookingId;
      const isRight = status === 'awaitingOptIn' ? !isConsumed : status === 'rejected' ? !isBookings : isBookings;
      if (!isRight) throw new Error(`${bookingId} is ${status}, but ${link.id} is ${shown.status}`);
      if (status === 'rejected' && booking.reason === 'linkConsumed' && !isConsumed) {
        throw new Error(`${bookingId} lost ${link.id} to nobody`);
      }
      if (freshLinkId === null) return;
      const fresh = await this.api.getLink(freshLinkId);
      if (fresh.replaces !== link.id || fresh.status !== 'active' || shown.replacedBy !== freshLinkId) {
        throw new Error(`${bookingId} was declined with ${freshLinkId}, but that is not in place of ${link.id}`);
      }
    });
  }

  async #bookingsThatAre(status: string): Promise<readonly BookingAnswer[]> {
    const bookings: BookingAnswer[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const from: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const page: ListAnswer<BookingAnswer> = await this.api.expect(
        200,
        `/v1/bookings?status=${status}&limit=100${from}`,
      );
      bookings.push(...page.items);
      cursor = page.nextCursor;
    }
    return bookings;
  }

  #audit(when: string, options: { readonly mayWait: boolean }): void {
    this.#history.catchUp();
    const violations = violationsIn(this.#history.events, options);
    if (violations.length > 0) throw new Error(`${when} violates invariants:\n${violations.join('\n')}`);
  }

  #shuffled<Item>(items: readonly Item[]): readonly Item[] {
    return items
      .map((item) => ({ item, at: this.random.next() }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ item }) => item);
  }
}

const bookingOf = (mode: Mode, link: LinkAnswer, start: string, name: string): CrashRequest => ({
  kind: 'book',
  key: name,
  mode,
  link,
  start,
  attendee: { name, email: `${name}@example.com` },
});
