import { setTimeout as wait } from 'node:timers/promises';
import type { BookingAnswer, LinkAnswer } from './api-shapes.js';
import { boundedParallel } from './bounded-parallel.js';
import { eventually } from './eventually.js';
import type { SeededRandom } from './seeded-random.js';
import type { StandaloneApp } from './standalone-app.js';
import { bookedStarts, StoredHistory, violationsIn } from './stored-history.js';
import { midnightAfter, tokenOf, WorkspaceClient, type BookingOutcome } from './workspace-client.js';

export interface CrashTally {
  answered: number;
  refused: number;
  /** Attempts without an answer. */
  lost: number;
}

/** One POST, as the client saw it. */
interface Try {
  readonly link: LinkAnswer;
  readonly start: string;
  readonly key: string;
  readonly attempt: BookingOutcome | null;
}

interface Known {
  readonly link: LinkAnswer;
  readonly start: string;
  readonly bookingId: string;
  readonly manageToken: string;
}

const LINKS_PER_ROUND = 40;
const CONNECTIONS = 16;
const HOSTS = 2;
const FROM = midnightAfter(2);
const TO = midnightAfter(22);

/**
 * Books on many connections, kills the product at a random moment, and checks after the restart that every answer still
 * holds: I1, I2, I6, I7 and I8, as seen by clients and in the stored history.
 */
export class CrashTrial {
  readonly #known: Known[] = [];
  readonly #history: StoredHistory;
  #tries: readonly Try[] = [];

  private constructor(
    private readonly app: StandaloneApp,
    private readonly random: SeededRandom,
    private readonly api: WorkspaceClient,
    private readonly hosts: readonly string[],
    private readonly types: readonly string[],
    private readonly slots: readonly (readonly string[])[],
    private readonly links: readonly (readonly LinkAnswer[])[],
  ) {
    this.#history = new StoredHistory(app.dataDir);
  }

  static async prepare(app: StandaloneApp, random: SeededRandom, rounds: number): Promise<CrashTrial> {
    const api = await WorkspaceClient.of(app);
    const hosts: string[] = [];
    const types: string[] = [];
    const slots: (readonly string[])[] = [];
    const links: (readonly LinkAnswer[])[] = [];
    for (let host = 0; host < HOSTS; host += 1) {
      const hostId = await api.createHost();
      const type = await api.createMeetingType([hostId], { durationMinutes: 5 });
      hosts.push(hostId);
      types.push(type);
      slots.push((await api.slotsOfType(type, FROM, TO)).map((slot) => slot.start));
      links.push(await api.createLinks(type, (rounds * LINKS_PER_ROUND) / HOSTS));
    }
    return new CrashTrial(app, random, api, hosts, types, slots, links);
  }

  /** Starts this round's bookings and kills the process while they run. */
  async bookAndKill(round: number): Promise<CrashTally> {
    const plans = this.#plans(round);
    const killAfterMs = this.random.between(5, 250);
    let dead = false;
    const booking = boundedParallel(plans, CONNECTIONS, async (plan): Promise<Try | null> => {
      if (dead) return null;
      const headers = { 'idempotency-key': plan.key };
      const attempt = await this.api.book(plan.link, plan.start, { headers }).catch(() => null);
      return { ...plan, attempt };
    });
    // A deliberate wait by the clock: the crash must come at a random moment.
    await Promise.race([wait(killAfterMs), booking]);
    dead = true;
    await this.app.kill();
    this.#tries = (await booking).filter((one) => one !== null);
    const answered = this.#tries.filter((one) => one.attempt?.status === 201).length;
    const lost = this.#tries.filter((one) => one.attempt === null).length;
    return { answered, lost, refused: this.#tries.length - answered - lost };
  }

  /** Checks that this round's answers still hold, and that interrupted attempts have come to exactly one end. */
  async check(round: number): Promise<void> {
    for (const one of this.#tries) if (one.attempt !== null) await this.#checkAnswered(one, one.attempt);
    const lost = this.#tries.filter((one) => one.attempt === null);
    // Half of the clients retry with the same key, the others never return. Neither may leave anything half done.
    const retried = lost.filter(() => this.random.chance(0.5));
    const answers = await Promise.all(
      retried.map((one) => this.api.book(one.link, one.start, { headers: { 'idempotency-key': one.key } })),
    );
    for (const [index, one] of retried.entries()) {
      const attempt = answers[index];
      if (attempt !== undefined) await this.#checkAnswered(one, attempt);
    }
    // At rest at once, but for an attempt that only its time limit ends (I6).
    await eventually(() => this.#audit(round), { withinMs: 130_000, everyMs: 100 });
  }

  /** Checks all answered bookings at the end, and that every other slot is offered again. */
  async checkAll(): Promise<void> {
    await boundedParallel(this.#known, 8, (known) => this.#checkKnown(known));
    for (const [host, type] of this.types.entries()) {
      const taken = bookedStarts(this.#history.events, this.hosts[host] ?? '');
      const expected = (this.slots[host] ?? []).filter((start) => !taken.has(start));
      const offered = (await this.api.slotsOfType(type, FROM, TO)).map((slot) => slot.start);
      if (offered.join() !== expected.join()) {
        throw new Error(`${expected.length} slots are free, but ${offered.length} are offered`);
      }
    }
  }

  close(): void {
    this.api.close();
  }

  /** Most links get one attempt; some get two rivals for two slots, some a rival of another link for the same slot. */
  #plans(round: number): readonly Omit<Try, 'attempt'>[] {
    const each = LINKS_PER_ROUND / HOSTS;
    return Array.from({ length: LINKS_PER_ROUND }, (_, index) => {
      const host = index % HOSTS;
      const place = round * each + Math.floor(index / HOSTS);
      const link = this.links[host]?.[place];
      const slots = this.slots[host] ?? [];
      if (link === undefined) throw new Error('not enough links');
      const own = slots[place * 2] ?? 'none';
      const start = this.random.chance(0.1) && place > 0 ? (slots[(place - 1) * 2] ?? own) : own;
      const plan = { link, start, key: `round-${round}/${index}` };
      const rival = { link, start: slots[place * 2 + 1] ?? 'none', key: `round-${round}/${index}/rival` };
      return this.random.chance(0.2) ? [plan, rival] : [plan];
    }).flat();
  }

  async #checkAnswered(one: Try, attempt: BookingOutcome): Promise<void> {
    const { status, booking, slug } = attempt;
    if (booking !== null && status === 201) {
      const known = {
        link: one.link,
        start: one.start,
        bookingId: booking.id,
        manageToken: tokenOf(booking.manageUrl),
      };
      this.#known.push(known);
      return this.#checkKnown(known);
    }
    const allowed = ['link-consumed', 'slot-taken', 'slot-not-offered'];
    if (slug === null || !allowed.includes(slug)) throw new Error(`${one.key}: ${status} ${attempt.answer.text}`);
    await this.#checkRefused(one);
  }

  /** A refused attempt must not have a booking after all (I8). Each link and start was requested with one key. */
  async #checkRefused({ link, start, key }: Try): Promise<void> {
    const { bookingId } = await this.api.getLink(link.id);
    if (bookingId === undefined) return;
    const booking = await this.api.expect<BookingAnswer>(200, `/v1/bookings/${bookingId}`);
    if (booking.start === start) throw new Error(`${key} was refused, but its booking ${bookingId} stands`);
  }

  async #checkKnown({ link, start, bookingId, manageToken }: Known): Promise<void> {
    const shown = await this.api.view(link);
    if (shown.status !== 410) throw new Error(`${link.id} is booked but shows ${shown.status}`);
    const kept = await this.api.visitor.send(`/v1/public/bookings/${manageToken}`);
    const booking = JSON.parse(kept.text) as { id: string; start: string; status: string };
    if (booking.id !== bookingId || booking.start !== start || booking.status !== 'confirmed') {
      throw new Error(`${bookingId} was answered 201, but now: ${kept.status} ${kept.text}`);
    }
  }

  #audit(round: number): void {
    this.#history.catchUp();
    const violations = violationsIn(this.#history.events);
    if (violations.length > 0) throw new Error(`round ${round} violates invariants:\n${violations.join('\n')}`);
  }
}
