import { InvalidAppendError, NO_STREAM, type EventStore, type StoredEvent } from '@bookonce/kernel/ports/event-store';
import { batch, namesOf, newEvent } from '@bookonce/testing/contracts/tested-event-store';
import { eventually } from '@bookonce/testing/harness/eventually';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EventStoreDBClient } from '@eventstore/db-client';
import { StreamDeletedError } from './failures.js';
import { EventStoreDbServer } from './fixtures/event-store-db-server.js';
import { OwnNamespace } from './fixtures/own-namespace.js';
import { openEventStoreDb, type EventStoreDb } from './open-event-store-db.js';

const fresh = (name: string, count: number) =>
  Array.from({ length: count }, (_, index) => newEvent(`${name}/${index}`));

describe('history in EventStoreDB', () => {
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

  it('refuses an id that is no UUID before the server, or the client, sees it', async () => {
    const before = server.calls.append;
    const wrong = [newEvent('1'), { ...newEvent('2'), id: 'evt_2' }];
    await expect(store.append('link-a', NO_STREAM, wrong)).rejects.toThrow(InvalidAppendError);
    expect(server.calls.append).toBe(before);
  });

  it('tells who appended first, whoever asks', async () => {
    const other = (await namespace.open()).eventStore;
    const first = await store.append('link-a', NO_STREAM, batch('1', '2'));
    expect(await other.append('link-a', NO_STREAM, batch('1', '2'))).toEqual({ ...first, repeated: true });
    expect(await other.append('link-b', NO_STREAM, batch('3'))).toMatchObject({ repeated: false });
  });

  it('takes what is just within the limit, without a word of who wrote it', async () => {
    const around =
      JSON.stringify({ text: '' }).length + JSON.stringify(newEvent('1').meta).length + 2 * 'Happened'.length;
    const full = { ...newEvent('1'), data: { text: 'x'.repeat(1024 * 1024 - around) } };
    expect(await store.append('link-a', NO_STREAM, [full])).toMatchObject({ outcome: 'appended', repeated: false });
    const [read] = await store.readStream('link-a');
    expect(read?.meta).toEqual(full.meta);
  });

  it('says clearly that a stream was tombstoned, and takes a deleted one for none', async () => {
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

  it('is history alone: what is kept beside it is not followed, nor what others have there', async () => {
    const neighbour = new OwnNamespace(server.url);
    await (await neighbour.open()).eventStore.append('link-a', NO_STREAM, batch('theirs'));
    const { position } = await store.append('link-a', NO_STREAM, batch('1')).then((outcome) => {
      if (outcome.outcome === 'conflict') throw new Error('a new stream');
      return outcome;
    });
    await opened.checkpoints.save('publisher', position);
    await opened.snapshots.save('link-a', { revision: 0, version: 1, state: {} });
    await (await neighbour.open()).eventStore.append('link-a', 0, batch('theirs too'));
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

  it('is followed to the end by who is slower than the server waits for (I12)', async () => {
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

  it('tells how far it has looked past a long run of what was not asked for', async () => {
    const told: string[] = [];
    await store.append('link-a', NO_STREAM, batch('1'));
    const subscription = store.subscribe(
      { after: null, categories: ['link'] },
      { handle: () => Promise.resolve(), reached: (position) => void told.push(position) },
    );
    const head = await store.head();
    await eventually(() => expect(told).toEqual([head]));
    for (let number = 0; number < 12; number += 1)
      await store.append(`booking-${number}`, NO_STREAM, fresh(`b${number}`, 100));
    await eventually(() => expect(told.length).toBeGreaterThan(1));
    const last = told.at(-1) ?? '';
    expect(last > (head ?? '')).toBe(true);
    await subscription.close();
    // Exactly from there, whatever is asked for.
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

  it('is opened by the URLs of its next name, and not by one that hides conflicts', async () => {
    await (await openEventStoreDb({ url: server.url.replace('esdb:', 'kurrentdb:') })).close();
    await expect(openEventStoreDb({ url: `${server.url}&throwOnAppendFailure=false` })).rejects.toThrow(
      'hides conflicts',
    );
    await expect(openEventStoreDb({ url: server.url, namespace: 'My-Own' })).rejects.toThrow('no namespace');
  });
});
