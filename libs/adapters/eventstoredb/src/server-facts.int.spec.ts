import { ANY, EventStoreDBClient, jsonEvent, NO_STREAM, START, streamNameFilter } from '@eventstore/db-client';
import { describeOnServer } from '@bookonce/testing/servers/describe-on-server';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { EventStoreDbServer } from './fixtures/event-store-db-server.js';

const event = (id: string = randomUUID(), data: object = {}) => jsonEvent({ id, type: 'Happened', data: { ...data } });

/**
 * The server behaviour that the adapter relies on, checked with the client library against the real server and the one
 * in this process.
 */
const describeFacts = (name: string, urlOf: () => string): void => {
  describe(`${name}: what an EventStoreDB does`, () => {
    let client: EventStoreDBClient;
    let stream: string;
    beforeEach(() => {
      client = EventStoreDBClient.connectionString(urlOf());
      stream = `facts_${randomUUID().slice(0, 8)}-a`;
    });
    afterEach(() => client.dispose());

    const append = (events: ReturnType<typeof event>[], expectedRevision: bigint | 'any' | 'no_stream') =>
      client.appendToStream(stream, events, { expectedRevision });
    const read = async () => {
      const recorded = [];
      for await (const resolved of client.readStream(stream)) recorded.push(resolved.event);
      return recorded;
    };

    it('reports the actual revision of a conflict', async () => {
      await expect(append([event()], 3n)).rejects.toMatchObject({ actualVersion: 'no_stream' });
      await append([event(), event()], NO_STREAM);
      const conflict = { type: 'wrong-expected-version', streamName: stream, actualVersion: 1n };
      await expect(append([event()], NO_STREAM)).rejects.toMatchObject(conflict);
      await expect(append([event()], 7n)).rejects.toMatchObject(conflict);
    });

    it('lets one of many concurrent creators win', async () => {
      const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => append([event()], NO_STREAM)));
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    });

    it('answers repeated ids as the first time, and silently drops other data', async () => {
      const [one, two, three] = [randomUUID(), randomUUID(), randomUUID()];
      const first = await append([event(one), event(two)], NO_STREAM);
      await append([event(three)], 1n);
      expect(await append([event(one, { other: true }), event(two)], NO_STREAM)).toEqual(first);
      expect(await append([event(one), event(two)], ANY)).toEqual(first);
      expect((await append([event(one)], NO_STREAM)).nextExpectedRevision).toBe(0n);
      await expect(append([event(one), event(two), event(three), event()], NO_STREAM)).rejects.toThrow();
      await expect(append([event(two), event(one)], NO_STREAM)).rejects.toThrow();
      expect((await read()).map((recorded) => recorded?.data)).toEqual([{}, {}, {}]);
    });

    it('stores a repeated id at a later revision', async () => {
      const id = randomUUID();
      await append([event(id)], NO_STREAM);
      expect((await append([event(id)], 0n)).nextExpectedRevision).toBe(1n);
      expect(await read()).toHaveLength(2);
    });

    it('answers with the position of the last event', async () => {
      const { position } = await append([event(), event()], NO_STREAM);
      expect((await read()).at(-1)?.position).toEqual(position);
    });

    it('accepts at most 1 MiB in one append', async () => {
      const tooMuch = event(randomUUID(), { text: 'x'.repeat(1024 * 1024) });
      await expect(append([tooMuch], NO_STREAM)).rejects.toMatchObject({ type: 'maximum-append-size-exceeded' });
    });

    it('reports deleted streams as missing, and tombstoned ones as such', async () => {
      await expect(read()).rejects.toMatchObject({ type: 'stream-not-found' });
      await append([event()], NO_STREAM);
      await client.deleteStream(stream);
      await expect(read()).rejects.toMatchObject({ type: 'stream-not-found' });
      stream = `${stream}-for-good`;
      await append([event()], NO_STREAM);
      await client.tombstoneStream(stream);
      await expect(read()).rejects.toMatchObject({ type: 'stream-deleted' });
      await expect(append([event()], ANY)).rejects.toMatchObject({ type: 'stream-deleted' });
    });

    it('shows a stream within the limits of its metadata', async () => {
      for (let count = 0; count < 3; count += 1) await append([event(randomUUID(), { count })], ANY);
      await client.setStreamMetadata(stream, { maxCount: 2 });
      expect((await read()).map((recorded) => recorded?.revision)).toEqual([1n, 2n]);
      await client.setStreamMetadata(stream, { truncateBefore: 2 });
      expect((await read()).map((recorded) => recorded?.revision)).toEqual([2n]);
    });

    it('subscribes exactly after a position, and reports catching up', async () => {
      await append([event(), event()], NO_STREAM);
      const [first] = await read();
      const filter = streamNameFilter({ prefixes: [stream] });
      const subscription = client.subscribeToAll({ fromPosition: first?.position ?? START, filter });
      const seen: unknown[] = [];
      const caughtUp = new Promise<void>((resolve) => subscription.on('caughtUp', resolve));
      const third = new Promise<void>((resolve) => {
        subscription.on('data', (resolved) => {
          seen.push(resolved.event?.revision);
          if (seen.length === 2) resolve();
        });
      });
      await caughtUp;
      await append([event()], 1n);
      await third;
      expect(seen).toEqual([1n, 2n]);
      await subscription.unsubscribe();
    });
  });
};

let server: EventStoreDbServer;
beforeAll(async () => {
  server = await EventStoreDbServer.start({ prepareTimeoutMs: 300 });
});
afterAll(() => server.stop());

describeFacts('in this process', () => server.url);
await describeOnServer('eventstoredb', 'on a server', (url) => describeFacts('EventStoreDB', () => url));

describe('a duplicate of an append in flight', () => {
  it('is answered with a time-out', async () => {
    const client = EventStoreDBClient.connectionString(server.url);
    await client.appendToStream('facts_twin-a', event(), { expectedRevision: NO_STREAM });
    server.log.holdCommits();
    const twin = event();
    const [first, second] = [1, 2].map(() => client.appendToStream('facts_twin-a', twin, { expectedRevision: 0n }));
    setTimeout(() => server.log.releaseCommits(), 50);
    expect(await first).toMatchObject({ nextExpectedRevision: 1n });
    await expect(second).rejects.toMatchObject({ type: 'deadline-exceeded' });
    expect(await client.appendToStream('facts_twin-a', twin, { expectedRevision: 0n })).toEqual(await first);
    await client.dispose();
  });
});
