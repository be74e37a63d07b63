import { InvalidAppendError, NO_STREAM, type EventStore, type StoredEvent } from '@bookonce/kernel/ports/event-store';
import { batch, namesOf, newEvent } from '@bookonce/testing/contracts/tested-event-store';
import { eventually } from '@bookonce/testing/harness/eventually';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EventStoreDBClient } from '@eventstore/db-client';
import { StreamDeletedError } from './failures.js';
import { EventStoreDbServer } from './fixtures/event-store-db-server.js';
import { CATEGORIES, OwnNamespace } from './fixtures/own-namespace.js';
import { openEventStoreDb, type EventStoreDb } from './open-event-store-db.js';

const fresh = (name: string, count: number) =>
  Array.from({ length: count }, (_, index) => newEvent(`${name}/${index}`));

describe('the event store on EventStoreDB', () => {
  let server: EventStoreDbServer;
  let namespace: OwnNamespace;
  let opened: EventStoreDb;
  let store: EventStore;
  beforeAll(async () => {
    server = await EventStoreDbServer.start();
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    namespace = new OwnNamespace(server.url);
    opened = await namespace.open();
    store = opened.eventStore;
  });
  afterEach(() => namespace.close());

  it('rejects an id that is not a UUID before the client sees it', async () => {
    const before = server.calls.append;
    const wrong = [newEvent('1'), { ...newEvent('2'), id: 'evt_2' }];
    await expect(store.append('link-a', NO_STREAM, wrong)).rejects.toThrow(InvalidAppendError);
    expect(server.calls.append).toBe(before);
  });

  it('reports which call appended first', async () => {
    const other = (await namespace.open()).eventStore;
    const first = await store.append('link-a', NO_STREAM, batch('1', '2'));
    expect(await other.append('link-a', NO_STREAM, batch('1', '2'))).toEqual({ ...first, repeated: true });
    expect(await other.append('link-b', NO_STREAM, batch('3'))).toMatchObject({ repeated: false });
  });

  it('accepts a batch just within the size limit, without a signature', async () => {
    const around =
      JSON.stringify({ text: '' }).length + JSON.stringify(newEvent('1').meta).length + 2 * 'Happened'.length;
    const full = { ...newEvent('1'), data: { text: 'x'.repeat(1024 * 1024 - around) } };
    expect(await store.append('link-a', NO_STREAM, [full])).toMatchObject({ outcome: 'appended', repeated: false });
    const [read] = await store.readStream('link-a');
    expect(read?.meta).toEqual(full.meta);
  });

  it('reports a tombstoned stream, and treats a deleted one as missing', async () => {
    const client = EventStoreDBClient.connectionString(server.url);
    for (const stream of ['link-a', 'link-b'] as const) await store.append(stream, NO_STREAM, batch(stream));
    await client.deleteStream(`${namespace.name}.link-a`);
    await client.tombstoneStream(`${namespace.name}.link-b`);
    await client.dispose();
    expect(await store.readStream('link-a')).toEqual([]);
    await expect(store.readStream('link-b')).rejects.toThrow(StreamDeletedError);
    await expect(store.append('link-b', 0, batch('1'))).rejects.toThrow(StreamDeletedError);
    const seen: StoredEvent[] = [];
    await new Promise((reached) => {
      store.subscribe({ after: null }, { handle: async (events) => void seen.push(...events), reached });
    });
    expect(namesOf(seen)).toEqual(['link-a', 'link-b']);
  });

  it('follows only this history, without other data and installations', async () => {
    const neighbour = new OwnNamespace(server.url);
    await (await neighbour.open()).eventStore.append('link-a', NO_STREAM, batch('theirs'));
    const { position } = await store.append('link-a', NO_STREAM, batch('1')).then((outcome) => {
      if (outcome.outcome === 'conflict') throw new Error('a new stream');
      return outcome;
    });
    await opened.checkpoints.save('publisher', position);
    await opened.snapshots.save('link-a', { revision: 0, version: 1, state: {} });
    await (await neighbour.open()).eventStore.append('link-a', 0, batch('another installation'));
    expect(await store.head()).toBe(position);
    for (const options of [{}, { categories: ['link'] }]) {
      const seen: StoredEvent[] = [];
      const reached = await new Promise((resolve) => {
        const handle = async (events: readonly StoredEvent[]): Promise<void> => void seen.push(...events);
        store.subscribe({ after: null, ...options }, { handle, reached: resolve });
      });
      expect([namesOf(seen), reached]).toEqual([['1'], position]);
    }
    await neighbour.close();
  });

  it('is followed to the end by a subscriber that is too slow for the server (I12)', async () => {
    await store.append('link-a', NO_STREAM, batch('first'));
    const before = server.calls.subscribe;
    const seen: StoredEvent[] = [];
    const held = Promise.withResolvers<void>();
    const handle = async (events: readonly StoredEvent[]): Promise<void> => {
      seen.push(...events);
      await held.promise;
    };
    const subscription = store.subscribe({ after: null, maxBatch: 50 }, { handle });
    await eventually(() => expect(seen).toHaveLength(1));
    const large = { text: 'x'.repeat(2_000) };
    for (let number = 0; number < 10; number += 1) {
      const events = fresh(String(number), 100).map((event) => ({ ...event, data: { ...event.data, ...large } }));
      await store.append(`link-${number}`, NO_STREAM, events);
    }
    held.resolve();
    await eventually(() => expect(seen).toHaveLength(1_001));
    expect(server.calls.subscribe).toBeGreaterThan(before + 1);
    const all = (
      await Promise.all(Array.from({ length: 10 }, (_, number) => store.readStream(`link-${number}`)))
    ).flat();
    expect(seen.slice(1)).toEqual(all);
    await subscription.close();
  });

  it('reports its progress past a long run of filtered events', async () => {
    const reached: string[] = [];
    await store.append('link-a', NO_STREAM, batch('1'));
    const subscription = store.subscribe(
      { after: null, categories: ['link'] },
      { handle: () => Promise.resolve(), reached: (position) => void reached.push(position) },
    );
    const head = await store.head();
    await eventually(() => expect(reached).toEqual([head]));
    for (let number = 0; number < 12; number += 1)
      await store.append(`booking-${number}`, NO_STREAM, fresh(`b${number}`, 100));
    await eventually(() => expect(reached.length).toBeGreaterThan(1));
    const last = reached.at(-1) ?? '';
    expect(last > (head ?? '')).toBe(true);
    await subscription.close();
    // Resumes exactly after that position, with any filter.
    const after = store.subscribe({ after: last }, { handle: async (events) => void seen.push(...events) });
    const seen: StoredEvent[] = [];
    const all = (
      await Promise.all(Array.from({ length: 12 }, (_, number) => store.readStream(`booking-${number}`)))
    ).flat();
    const rest = all.filter(({ position }) => position > last);
    await eventually(() => expect(seen).toEqual(rest));
    expect(rest.length).toBeLessThan(all.length);
    await after.close();
  });

  it('accepts KurrentDB URLs, and rejects one that hides conflicts', async () => {
    await (await openEventStoreDb({ url: server.url.replace('esdb:', 'kurrentdb:'), categories: CATEGORIES })).close();
    await expect(
      openEventStoreDb({ url: `${server.url}&throwOnAppendFailure=false`, categories: CATEGORIES }),
    ).rejects.toThrow('hides conflicts');
    await expect(openEventStoreDb({ url: server.url, namespace: 'My-Own', categories: CATEGORIES })).rejects.toThrow(
      'no namespace',
    );
  });
});
