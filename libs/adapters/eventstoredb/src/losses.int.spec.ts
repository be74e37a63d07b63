import { Follower } from '@bookonce/kernel/follow';
import {
  NO_STREAM,
  StoreUnavailableError,
  type EventStore,
  type NewEvent,
  type Position,
  type StoredEvent,
  type StreamName,
} from '@bookonce/kernel/ports/event-store';
import { batch, newEvent } from '@bookonce/testing/contracts/tested-event-store';
import { eventually } from '@bookonce/testing/harness/eventually';
import { systemScheduler } from '@bookonce/platform/system-scheduler';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import { EventStoreDbServer } from './fixtures/event-store-db-server.js';
import { OwnNamespace } from './fixtures/own-namespace.js';

/** Retries until the outcome is known. */
const insist = async (store: EventStore, stream: StreamName, revision: number, events: readonly NewEvent[]) => {
  for (;;) {
    try {
      return await store.append(stream, revision, events);
    } catch (error) {
      if (!(error instanceof StoreUnavailableError)) throw error;
      await wait(20);
    }
  }
};

describe('a lost server', () => {
  let server: EventStoreDbServer;
  let namespace: OwnNamespace;
  let store: EventStore;
  beforeEach(async () => {
    server = await EventStoreDbServer.start({ prepareTimeoutMs: 200 });
    namespace = new OwnNamespace(server.url);
    store = (await namespace.open({ timeoutMs: 500 })).eventStore;
  });
  afterEach(async () => {
    await namespace.close();
    await server.stop();
  });

  it('loses and duplicates nothing for writers and followers when it comes back (I7, I11, I12)', async () => {
    const followed: StoredEvent[] = [];
    let checkpoint: Position | null = null;
    let losses = 0;
    const follower = new Follower({
      scheduler: systemScheduler,
      store,
      checkpoint: () => Promise.resolve(checkpoint),
      handler: () => ({
        handle: async (events) => {
          followed.push(...events);
          checkpoint = events.at(-1)?.position ?? checkpoint;
          await Promise.resolve();
        },
      }),
      onError: () => {
        losses += 1;
      },
    });
    follower.start();
    let appended = 0;
    const appending = Promise.all(
      Array.from({ length: 8 }, async (_, number) => {
        for (let revision = 0; revision < 40; revision += 1) {
          const outcome = await insist(store, `link-${number}`, revision - 1, batch(`${number}/${revision}`));
          expect(outcome).toMatchObject({ outcome: 'appended', revision });
          appended += 1;
        }
      }),
    );
    for (const share of [60, 130, 200]) {
      await eventually(() => expect(appended).toBeGreaterThan(share), { everyMs: 1 });
      await server.down();
      await server.up();
    }
    await appending;
    await eventually(() => expect(followed).toHaveLength(320));
    await follower.stop();
    expect(losses).toBeGreaterThan(0);
    expect(followed.map(({ position }) => position)).toEqual(followed.map(({ position }) => position).sort());
    for (let number = 0; number < 8; number += 1) {
      const own = followed.filter(({ stream }) => stream === `link-${number}`);
      expect(own.map(({ revision }) => revision)).toEqual(Array.from({ length: 40 }, (_, index) => index));
      expect(own).toEqual(await store.readStream(`link-${number}`));
    }
  });

  it('is reported with its address and without its password', async () => {
    await server.down();
    const url = server.url.replace('//', '//admin:secret@');
    const opening = new OwnNamespace(url).open();
    await expect(opening).rejects.toThrow(StoreUnavailableError);
    await expect(opening).rejects.toThrow(/^EventStoreDB at 127\.0\.0\.1:\d+: .*UNAVAILABLE/);
    await expect(opening).rejects.not.toThrow(/secret/);
  });

  it('is unavailable when it stops, while it is away, and while it starts', async () => {
    server.log.holdCommits();
    const cut = store.append('link-a', NO_STREAM, batch('1'));
    await eventually(() => expect(server.calls.judged).toBe(1));
    await server.down();
    await expect(cut).rejects.toThrow(StoreUnavailableError);
    await expect(store.append('link-a', NO_STREAM, batch('1'))).rejects.toThrow(StoreUnavailableError);
    await expect(store.head()).rejects.toThrow(StoreUnavailableError);
    server.log.releaseCommits();
    server.starting = true;
    await server.up();
    await expect(store.append('link-a', NO_STREAM, batch('1'))).rejects.toThrow(/Server Is Not Ready/);
    await expect(store.readStream('link-a')).rejects.toThrow(StoreUnavailableError);
    server.starting = false;
    expect(await store.append('link-a', NO_STREAM, batch('1'))).toMatchObject({ repeated: true });
  });

  it('ends subscriptions', async () => {
    const { promise: caughtUp, resolve } = Promise.withResolvers<unknown>();
    await store.append('link-a', NO_STREAM, batch('1'));
    const subscription = store.subscribe({ after: null }, { handle: () => Promise.resolve(), reached: resolve });
    await caughtUp;
    await server.down();
    await expect(subscription.done).rejects.toThrow(StoreUnavailableError);
    await server.up();
  });

  it('does not keep callers waiting beyond the time-out while frozen', async () => {
    await store.append('link-a', NO_STREAM, batch('1'));
    server.freeze();
    const began = performance.now();
    const late = store.append('link-a', 0, batch('2'));
    await Promise.all([
      expect(late).rejects.toThrow(StoreUnavailableError),
      expect(store.readStream('link-a')).rejects.toThrow('no answer within 500 ms'),
      expect(store.head()).rejects.toThrow('no answer within 500 ms'),
      expect(store.subscribe({ after: null }, { handle: () => Promise.resolve() }).done).rejects.toThrow(
        'no answer within 500 ms',
      ),
      expect(new OwnNamespace(server.url).open({ timeoutMs: 500 })).rejects.toThrow('no answer within 500 ms'),
    ]);
    expect(performance.now() - began).toBeLessThan(2_000);
    server.thaw();
    // It may have been stored; the same ids settle it either way.
    expect(await insist(store, 'link-a', 0, batch('2'))).toMatchObject({ outcome: 'appended', revision: 1 });
    expect(await store.readStream('link-a')).toHaveLength(2);
  });

  it('ends subscriptions when it freezes, as soon as the keep-alive is not answered', async () => {
    const url = `${server.url}&keepAliveInterval=100&keepAliveTimeout=100`;
    const { eventStore } = await namespace.open({ url, timeoutMs: 60_000 });
    await eventStore.append('link-a', NO_STREAM, batch('1'));
    const { promise: caughtUp, resolve } = Promise.withResolvers<unknown>();
    const subscription = eventStore.subscribe({ after: null }, { handle: () => Promise.resolve(), reached: resolve });
    await caughtUp;
    server.freeze();
    await expect(subscription.done).rejects.toThrow(StoreUnavailableError);
    server.thaw();
  });

  it('survives many reads of missing streams', async () => {
    // More than the resets that a server tolerates on one connection. How long they take is not the point.
    const { eventStore } = await namespace.open({ timeoutMs: 30_000 });
    for (let count = 0; count < 30; count += 1) {
      const found = await Promise.all(Array.from({ length: 50 }, () => eventStore.readStream('link-missing')));
      expect(found.flat()).toEqual([]);
    }
  });

  it('does not affect appends to another server', async () => {
    const other = await EventStoreDbServer.start();
    const elsewhere = new OwnNamespace(other.url);
    const { eventStore } = await elsewhere.open();
    await store.append('link-a', NO_STREAM, batch('1'));
    other.log.holdCommits();
    const appending = eventStore.append('link-a', NO_STREAM, batch('1'));
    await eventually(() => expect(other.calls.judged).toBe(1));
    await server.down();
    await expect(store.append('link-a', 0, batch('2'))).rejects.toThrow(StoreUnavailableError);
    other.log.releaseCommits();
    expect(await appending).toMatchObject({ outcome: 'appended', repeated: false });
    await elsewhere.close();
    await other.stop();
    await server.up();
  });

  it('does not answer a duplicate of an append in flight, and answers the next one as the first time', async () => {
    server.log.holdCommits();
    const twins = [1, 2].map(() => store.append('link-a', NO_STREAM, [newEvent('1')]));
    await eventually(() => expect(server.calls.judged).toBe(2));
    server.log.releaseCommits();
    const settled = await Promise.allSettled(twins);
    const [won, ...others] = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(won).toMatchObject({ outcome: 'appended', revision: 0, repeated: false });
    expect(others).toEqual([]);
    const lost = settled.flatMap((one): unknown[] => (one.status === 'rejected' ? [one.reason] : []));
    expect(lost).toEqual([expect.any(StoreUnavailableError)]);
    expect(await store.append('link-a', NO_STREAM, [newEvent('1')])).toEqual({ ...won, repeated: true });
    expect(await store.readStream('link-a')).toHaveLength(1);
  });
});
