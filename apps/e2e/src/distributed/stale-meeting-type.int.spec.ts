import { openSqliteEventStore } from '@bookonce/adapter-sqlite/open-sqlite-event-store';
import type { EventStore } from '@bookonce/kernel/ports/event-store';
import { temporaryFolder } from '@bookonce/testing/harness/temporary-folder';
import { midnightAfter, tokenOf } from '@bookonce/testing/harness/workspace-client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WholeProduct } from './fixtures/whole-product.js';

interface Booking {
  readonly id: string;
  readonly status: string;
}

interface Slots {
  readonly slots: readonly { readonly start: string }[];
}

describe('two gateways, one with stale views', () => {
  const folder = temporaryFolder();
  let store: EventStore;
  let current: WholeProduct;
  let stale: WholeProduct;
  let apiKey: string;
  let meetingTypeId: string;
  let starts: string[];
  /** Tokens of links that both gateways know. */
  let tokens: string[];

  beforeAll(async () => {
    store = await openSqliteEventStore({ folder: folder.path, writer: 'inline' });
    current = await WholeProduct.start(store);
    ({ apiKey } = await current.createWorkspace());
    const { body: types } = await current.call<{ items: readonly { id: string; name: string }[] }>(
      'GET',
      '/v1/meeting-types',
      { apiKey },
    );
    meetingTypeId = types.items.find(({ name }) => name === 'Introduction')?.id ?? 'none';
    const links = Array.from({ length: 8 }, () => ({}));
    const { body: made } = await current.call<{ items: readonly { url: string }[] }>('POST', '/v1/links/batch', {
      apiKey,
      body: { meetingTypeId, links },
    });
    tokens = made.items.map(({ url }) => tokenOf(url));
    stale = await WholeProduct.start(store);
    await stale.holdViewsBack();
    const window = `from=${midnightAfter(3)}&to=${midnightAfter(10)}`;
    const { body } = await stale.call<Slots>('GET', `/v1/public/links/${tokens[0] ?? ''}/slots?${window}`);
    starts = body.slots.map(({ start }) => start);
  });

  afterAll(async () => {
    await current?.close();
    await stale?.close();
    await store?.close();
    folder.remove();
  });

  const switchTo = async (confirmation: 'instant' | 'approval') => {
    const changed = await current.call('PATCH', `/v1/meeting-types/${meetingTypeId}`, {
      apiKey,
      body: { confirmation },
    });
    expect(changed.status).toBe(200);
  };

  const book = (gateway: WholeProduct) => {
    const [token, start] = [tokens.shift(), starts.shift()];
    const attendee = { name: 'Ada', email: 'ada@example.org' };
    return gateway.call<Booking>('POST', `/v1/public/links/${token ?? ''}/bookings`, { body: { start, attendee } });
  };

  const eventsOf = async ({ body: { id } }: { readonly body: Booking }): Promise<readonly string[]> =>
    (await store.readStream(`booking-${id}`)).map(({ type }) => type);

  it('asks for approval at either once the switch to it is answered', async () => {
    expect((await book(stale)).status).toBe(201);
    await switchTo('approval');
    const { body: shown } = await stale.call<{ confirmation: string }>('GET', `/v1/meeting-types/${meetingTypeId}`, {
      apiKey,
    });
    expect(shown.confirmation).toBe('instant');
    for (const booked of await Promise.all([book(stale), book(stale), book(current)])) {
      expect([booked.status, booked.body.status]).toEqual([202, 'awaitingApproval']);
      expect(await eventsOf(booked)).toEqual(['BookingRequested', 'ApprovalRequested']);
    }
  });

  it('books instantly at either once the switch back is answered', async () => {
    await switchTo('instant');
    for (const booked of await Promise.all([book(stale), book(current)])) {
      expect([booked.status, booked.body.status]).toEqual([201, 'confirmed']);
    }
  });
});
