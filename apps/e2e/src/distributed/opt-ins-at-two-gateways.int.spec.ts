import { openSqliteEventStore } from '@bookonce/adapter-sqlite/open-sqlite-event-store';
import {
  evolveAttempts,
  MOST_PENDING_ATTEMPTS,
  noAttempts,
  waitingAttempts,
} from '@bookonce/contracts/streams/link-attempts';
import type { LinkEvent } from '@bookonce/contracts/events/link';
import type { EventStore } from '@bookonce/kernel/ports/event-store';
import { slugOf, type BookingAnswer, type LinkAnswer, type ProblemAnswer } from '@bookonce/testing/harness/api-shapes';
import { temporaryFolder } from '@bookonce/testing/harness/temporary-folder';
import { midnightAfter, tokenOf } from '@bookonce/testing/harness/workspace-client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WholeProduct } from './fixtures/whole-product.js';

const LINKS = 3;
const TRIES = 8;

interface Slots {
  readonly slots: readonly { readonly start: string }[];
}

describe('double opt-in at two gateways', () => {
  const folder = temporaryFolder();
  let store: EventStore;
  let gateways: readonly WholeProduct[];
  let links: readonly LinkAnswer[];
  let starts: string[];
  let people = 0;

  const gatewayOf = (index: number): WholeProduct => {
    const gateway = gateways[index % gateways.length];
    if (gateway === undefined) throw new Error('no gateway');
    return gateway;
  };

  beforeAll(async () => {
    store = await openSqliteEventStore({ folder: folder.path, writer: 'inline' });
    const first = await WholeProduct.start(store);
    const { apiKey } = await first.createWorkspace();
    const { body: types } = await first.call<{ items: readonly { id: string }[] }>('GET', '/v1/meeting-types', {
      apiKey,
    });
    const meetingTypeId = types.items[0]?.id ?? 'none';
    await first.call('PATCH', `/v1/meeting-types/${meetingTypeId}`, {
      apiKey,
      body: { confirmation: 'doubleOptIn' },
    });
    const { body: made } = await first.call<{ items: readonly LinkAnswer[] }>('POST', '/v1/links/batch', {
      apiKey,
      body: { meetingTypeId, links: Array.from({ length: LINKS }, () => ({})) },
    });
    links = made.items;
    gateways = [first, await WholeProduct.start(store)];
    const window = `from=${midnightAfter(3)}&to=${midnightAfter(24)}`;
    const { body } = await first.call<Slots>('GET', `/v1/public/links/${tokenOf(links[0]?.url ?? '')}/slots?${window}`);
    starts = body.slots.map(({ start }) => start);
  });

  afterAll(async () => {
    for (const gateway of gateways ?? []) await gateway.close();
    await store?.close();
    folder.remove();
  });

  /** Tries a link many times at once, at the gateways in turn, each time as somebody else and for a slot of its own. */
  const attempts = (link: LinkAnswer, tries: number) =>
    Promise.all(
      Array.from({ length: tries }, (_, index) => {
        people += 1;
        const attendee = { name: 'Kim', email: `kim${people}@example.org` };
        const body = { start: starts.shift(), attendee };
        return gatewayOf(index).call<BookingAnswer & ProblemAnswer>(
          'POST',
          `/v1/public/links/${tokenOf(link.url)}/bookings`,
          { body },
        );
      }),
    );

  /** The most attempts that ever waited, by the link's stream. */
  const mostWaiting = async ({ id }: LinkAnswer): Promise<number> => {
    let state = noAttempts;
    let most = 0;
    for (const event of await store.readStream(`link-${id}`)) {
      state = evolveAttempts(state, event as unknown as LinkEvent);
      most = Math.max(most, waitingAttempts(state).length);
    }
    return most;
  };

  it('lets three attempts wait on each link, and one more for each that is cancelled', async () => {
    const answers = await Promise.all(links.map((link) => attempts(link, TRIES)));
    for (const [index, link] of links.entries()) {
      const ofLink = answers[index] ?? [];
      const waiting = ofLink.filter(({ status }) => status === 202);
      expect(waiting.map(({ body }) => body.status)).toEqual(Array(MOST_PENDING_ATTEMPTS).fill('awaitingOptIn'));
      for (const { status, body } of ofLink.filter((answer) => !waiting.includes(answer))) {
        expect([status, slugOf(body)]).toEqual([409, 'too-many-pending']);
      }
      const [given] = waiting;
      const manage = `/v1/public/bookings/${tokenOf(given?.body.manageUrl ?? '')}/cancel`;
      expect((await gatewayOf(index).call('POST', manage, { body: {} })).status).toBe(200);
      const again = await attempts(link, TRIES);
      expect(again.filter(({ status }) => status === 202)).toHaveLength(1);
      expect(await mostWaiting(link)).toBe(MOST_PENDING_ATTEMPTS);
    }
  });
});
