import type { BookingAnswer, LinkAnswer, ListAnswer } from './answers.js';
import type { Api } from './api.js';
import { inParallel } from './in-parallel.js';

export type Confirmation = 'instant' | 'approval' | 'doubleOptIn';

const HOST = { name: 'Proof host', email: 'host@prove.invalid' };
const DURATION_MINUTES = 5;
const ROUND_THE_CLOCK = {
  timeZone: 'UTC',
  weekly: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '00:00', to: '24:00' }],
};
const DAY_MS = 24 * 60 * 60 * 1000;
/** A slot is asked for in windows of this many days, as one answer holds 5,000 slots at most. */
const WINDOW_DAYS = 10;
const WINDOWS = 4;
const MOST_IN_BATCH = 1_000;
const AT_ONCE = 8;
const OVER = new Set(['cancelled', 'declined', 'rejected']);

/**
 * The host, the meeting types and the links of a proof. Hosts and types cannot be deleted, so a later proof finds and uses
 * those of an earlier one.
 */
export class ProofWorkspace {
  readonly #types = new Map<Confirmation, Promise<string>>();
  readonly #linkIds: string[] = [];
  #hostId: Promise<string> | null = null;
  #unusedStarts: Promise<string[]> | null = null;

  constructor(private readonly api: Api) {}

  /** Makes active links whose bookings are confirmed in this way. */
  async makeLinks(confirmation: Confirmation, count: number): Promise<readonly LinkAnswer[]> {
    const meetingTypeId = await this.#typeFor(confirmation);
    const links: LinkAnswer[] = [];
    while (links.length < count) {
      const wishes = Array.from({ length: Math.min(count - links.length, MOST_IN_BATCH) }, () => ({
        expiresInDays: 1,
        note: 'Made by npm run prove',
      }));
      const body = { meetingTypeId, links: wishes };
      const { items } = await this.api.expect<ListAnswer<LinkAnswer>>(201, '/v1/links/batch', { body });
      links.push(...items);
      this.willRevoke(items.map(({ id }) => id));
    }
    return links;
  }

  /** Revokes these links as well in the end. */
  willRevoke(linkIds: readonly string[]): void {
    this.#linkIds.push(...linkIds);
  }

  /** Returns starts that are free and that no other race of this proof uses. */
  async takeStarts(count: number): Promise<readonly string[]> {
    this.#unusedStarts ??= this.offeredStarts().then((starts) => [...starts]);
    const unused = await this.#unusedStarts;
    const taken = unused.splice(0, count);
    if (taken.length < count)
      throw new Error(`the proof's host has too few free slots left: ${taken.length} of ${count}`);
    return taken;
  }

  /** Returns all starts that the proof's host is free at. */
  async offeredStarts(): Promise<ReadonlySet<string>> {
    const id = await this.#typeFor('instant');
    const from = Math.ceil(Date.now() / DAY_MS) * DAY_MS + DAY_MS;
    const starts: string[] = [];
    for (let window = 0; window < WINDOWS; window += 1) {
      const bounds = [window, window + 1].map((index) => new Date(from + index * WINDOW_DAYS * DAY_MS).toISOString());
      const query = `from=${bounds[0]}&to=${bounds[1]}`;
      const { slots } = await this.api.expect<{ readonly slots: readonly { readonly start: string }[] }>(
        200,
        `/v1/meeting-types/${id}/slots?${query}`,
      );
      starts.push(...slots.map(({ start }) => start));
    }
    return new Set(starts);
  }

  #typeFor(confirmation: Confirmation): Promise<string> {
    const known = this.#types.get(confirmation) ?? this.#findOrMakeType(confirmation);
    this.#types.set(confirmation, known);
    return known;
  }

  async #findOrMakeType(confirmation: Confirmation): Promise<string> {
    this.#hostId ??= this.#findOrMakeHost();
    const hostId = await this.#hostId;
    const name = `Proof meeting, ${confirmation}`;
    const types = await this.#all<{ readonly id: string; readonly name: string; readonly hostIds: readonly string[] }>(
      '/v1/meeting-types',
    );
    const existing = types.find((type) => type.name === name && type.hostIds.includes(hostId));
    const settings = { name, durationMinutes: DURATION_MINUTES, hostIds: [hostId], assignment: 'single', confirmation };
    return existing?.id ?? this.#make('/v1/meeting-types', settings);
  }

  /** Cancels all bookings that were made with its links, and revokes the links. */
  async cleanUp(): Promise<{ readonly cancelled: number; readonly revoked: number }> {
    const ended = await inParallel(this.#linkIds, AT_ONCE, async (linkId) => {
      const bookings = await this.#all<BookingAnswer>(`/v1/bookings?linkId=${linkId}`);
      const standing = bookings.filter(({ status }) => !OVER.has(status));
      for (const { id } of standing) {
        const { status } = await this.api.asHost(`/v1/bookings/${id}/cancel`, { body: { reason: 'Made by a proof' } });
        if (status !== 200 && status !== 409) throw new Error(`booking ${id} was not cancelled: ${status}`);
      }
      const { status } = await this.api.asHost(`/v1/links/${linkId}/revoke`, { body: { reason: 'Made by a proof' } });
      if (status !== 200 && status !== 409) throw new Error(`link ${linkId} was not revoked: ${status}`);
      return { cancelled: standing.length, revoked: status === 200 ? 1 : 0 };
    });
    return ended.reduce(
      (sum, one) => ({
        cancelled: sum.cancelled + one.cancelled,
        revoked: sum.revoked + one.revoked,
      }),
      { cancelled: 0, revoked: 0 },
    );
  }

  async #findOrMakeHost(): Promise<string> {
    const hosts = await this.#all<{ readonly id: string; readonly email: string }>('/v1/hosts');
    const existing = hosts.find(({ email }) => email === HOST.email);
    return existing?.id ?? this.#make('/v1/hosts', { ...HOST, schedule: ROUND_THE_CLOCK });
  }

  async #make(path: string, body: object): Promise<string> {
    return (await this.api.expect<{ readonly id: string }>(201, path, { body })).id;
  }

  async #all<Item>(path: string): Promise<readonly Item[]> {
    const items: Item[] = [];
    let cursor: string | null = null;
    do {
      const more: string = cursor === null ? '' : `&cursor=${cursor}`;
      const query: string = `${path.includes('?') ? '&' : '?'}limit=200${more}`;
      const page: ListAnswer<Item> = await this.api.expect<ListAnswer<Item>>(200, `${path}${query}`);
      items.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return items;
  }
}
