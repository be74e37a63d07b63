import type { EventStore, NewEvent, StoredEvent, SubscribeOptions } from '@bookonce/kernel/ports/event-store';
import { NO_STREAM } from '@bookonce/kernel/ports/event-store';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Open, Opened } from './opened.js';

export const newEvent = (id: string): NewEvent => ({
  id,
  type: 'Happened',
  data: { id, nested: { list: [1, 'two', null] } },
  meta: {
    time: '2026-03-01T00:00:00.000Z',
    version: 1,
    workspaceId: 'wsp_1',
    correlationId: 'c',
    causationId: 'c',
    by: 'test',
  },
});

const batch = (...ids: readonly string[]): readonly NewEvent[] => ids.map(newEvent);

/** Collects what a subscription delivers, and tells when so many are there. */
class Collector {
  readonly events: StoredEvent[] = [];
  #waiting: { readonly count: number; readonly resolve: () => void }[] = [];

  readonly handle = (events: readonly StoredEvent[]): Promise<void> => {
    this.events.push(...events);
    for (const { count, resolve } of this.#waiting) if (this.events.length >= count) resolve();
    return Promise.resolve();
  };

  has(count: number): Promise<void> {
    if (this.events.length >= count) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push({ count, resolve }));
  }

  get ids(): readonly string[] {
    return this.events.map(({ id }) => id);
  }
}

/** What every adapter of {@link EventStore} promises. */
export const describeEventStore = (name: string, open: Open<EventStore>): void => {
  describe(`event store: ${name}`, () => {
    let opened: Opened<EventStore>;
    let store: EventStore;

    beforeEach(async () => {
      opened = await open();
      store = opened.port;
    });
    afterEach(async () => {
      await store.close();
      await opened.cleanUp?.();
    });

    const follow = (options: Partial<SubscribeOptions> = {}) => {
      const collector = new Collector();
      return { collector, subscription: store.subscribe({ after: null, ...options }, collector) };
    };

    it('has nothing at first', async () => {
      expect(await store.readStream('link-a')).toEqual([]);
      expect(await store.head()).toBeNull();
    });

    it('gives back what was appended, in order, with revisions without gaps (I11)', async () => {
      expect(await store.append('link-a', NO_STREAM, batch('1', '2'))).toMatchObject({
        outcome: 'appended',
        revision: 1,
        repeated: false,
      });
      await store.append('link-a', 1, batch('3'));
      const events = await store.readStream('link-a');
      expect(events.map(({ id, revision }) => [id, revision])).toEqual([
        ['1', 0],
        ['2', 1],
        ['3', 2],
      ]);
      expect(events[0]).toMatchObject({ ...newEvent('1'), stream: 'link-a' });
      expect(await store.head()).toBe(events[2]?.position);
    });

    it('reads forwards and backwards, from a revision, up to a limit', async () => {
      await store.append('link-a', NO_STREAM, batch('1', '2', '3', '4'));
      const idsOf = async (options: Parameters<EventStore['readStream']>[1]) =>
        (await store.readStream('link-a', options)).map(({ id }) => id);
      expect(await idsOf({ from: 2 })).toEqual(['3', '4']);
      expect(await idsOf({ from: 4 })).toEqual([]);
      expect(await idsOf({ limit: 2 })).toEqual(['1', '2']);
      expect(await idsOf({ direction: 'backwards', limit: 3 })).toEqual(['4', '3', '2']);
      expect(await idsOf({ direction: 'backwards', from: 1 })).toEqual(['2', '1']);
    });

    it('tells the actual revision of a conflict, and stores nothing of it', async () => {
      await store.append('link-a', NO_STREAM, batch('1'));
      expect(await store.append('link-a', NO_STREAM, batch('x'))).toEqual({ outcome: 'conflict', actualRevision: 0 });
      expect(await store.append('link-a', 5, batch('x'))).toEqual({ outcome: 'conflict', actualRevision: 0 });
      expect(await store.append('link-b', 0, batch('x'))).toEqual({ outcome: 'conflict', actualRevision: NO_STREAM });
      expect(await store.readStream('link-a')).toHaveLength(1);
    });

    it('lets one of many creators win, and one of many writers at a revision', async () => {
      for (const expected of [NO_STREAM, 0]) {
        const outcomes = await Promise.all(
          Array.from({ length: 50 }, (_, index) => store.append('link-a', expected, batch(`${expected}/${index}`))),
        );
        expect(outcomes.filter(({ outcome }) => outcome === 'appended')).toHaveLength(1);
      }
      expect(await store.readStream('link-a')).toHaveLength(2);
    });

    it('answers a batch that is there already as it did the first time', async () => {
      const first = await store.append('link-a', NO_STREAM, batch('1', '2'));
      await store.append('link-a', 1, batch('3'));
      expect(await store.append('link-a', NO_STREAM, batch('1', '2'))).toEqual({ ...first, repeated: true });
      expect(await store.append('link-a', NO_STREAM, batch('1'))).toMatchObject({ outcome: 'appended', revision: 0 });
      expect(await store.append('link-a', NO_STREAM, batch('1', '2', '3', '4'))).toMatchObject({ outcome: 'conflict' });
      expect(await store.append('link-a', NO_STREAM, batch('2', '1'))).toMatchObject({ outcome: 'conflict' });
      expect(await store.readStream('link-a')).toHaveLength(3);
    });

    it('answers appends that come together each by itself', async () => {
      await store.append('link-a', NO_STREAM, batch('1'));
      const outcomes = await Promise.all([
        store.append('link-b', NO_STREAM, batch('2')),
        store.append('link-a', NO_STREAM, batch('x')),
        store.append('link-a', 0, batch('3')),
        store.append('link-c', 7, batch('y')),
      ]);
      expect(outcomes.map(({ outcome }) => outcome)).toEqual(['appended', 'conflict', 'appended', 'conflict']);
    });

    it('delivers everything once and in order, what was there and what comes (I12)', async () => {
      await store.append('link-a', NO_STREAM, batch('1', '2'));
      const { collector, subscription } = follow();
      await collector.has(2);
      await store.append('link-b', NO_STREAM, batch('3'));
      await collector.has(3);
      expect(collector.ids).toEqual(['1', '2', '3']);
      const positions = collector.events.map(({ position }) => position);
      expect([...positions].sort()).toEqual(positions);
      await subscription.close();
      await subscription.done;
    });

    it('delivers without gaps or repeats while many write, in small batches', async () => {
      const { collector, subscription } = follow({ maxBatch: 7 });
      await Promise.all(
        Array.from({ length: 20 }, async (_, stream) => {
          for (let revision = 0; revision < 20; revision += 1) {
            await store.append(`link-${stream}`, revision - 1, batch(`${stream}/${revision}`));
          }
        }),
      );
      await collector.has(400);
      expect(new Set(collector.ids).size).toBe(400);
      for (let stream = 0; stream < 20; stream += 1) {
        const own = collector.events.filter((event) => event.stream === `link-${stream}`);
        expect(own.map(({ revision }) => revision)).toEqual(Array.from({ length: 20 }, (_, index) => index));
      }
      await subscription.close();
    });

    it('goes on exactly after a position, and keeps to the categories asked for', async () => {
      await store.append('link-a', NO_STREAM, batch('1', '2'));
      await store.append('booking-a', NO_STREAM, batch('3'));
      await store.append('link-a', 1, batch('4'));
      const all = follow();
      await all.collector.has(4);
      for (const [index, { position }] of all.collector.events.entries()) {
        const { collector, subscription } = follow({ after: position });
        await collector.has(3 - index);
        expect(collector.ids).toEqual(all.collector.ids.slice(index + 1));
        await subscription.close();
      }
      const links = follow({ categories: ['link'] });
      await links.collector.has(3);
      expect(links.collector.ids).toEqual(['1', '2', '4']);
    });

    it('tells that it has reached the end, past events of other categories too', async () => {
      await store.append('booking-a', NO_STREAM, batch('1'));
      const head = await store.head();
      const reached = await new Promise((resolve) => {
        store.subscribe({ after: null, categories: ['link'] }, { handle: () => Promise.resolve(), reached: resolve });
      });
      expect(reached).toBe(head);
    });

    it('delivers the next batch when the one before is handled', async () => {
      await store.append('link-a', NO_STREAM, batch('1', '2', '3'));
      let inHand = 0;
      await new Promise<void>((resolve) => {
        store.subscribe(
          { after: null, maxBatch: 1 },
          {
            handle: async (events) => {
              inHand += 1;
              expect(inHand).toBe(1);
              await Promise.resolve();
              inHand -= 1;
              if (events[0]?.id === '3') resolve();
            },
          },
        );
      });
    });

    it('ends with what the handler threw', async () => {
      await store.append('link-a', NO_STREAM, batch('1'));
      const subscription = store.subscribe({ after: null }, { handle: () => Promise.reject(new Error('no')) });
      await expect(subscription.done).rejects.toThrow('no');
    });

    it('delivers nothing after it was closed', async () => {
      const { collector, subscription } = follow();
      await subscription.close();
      await store.append('link-a', NO_STREAM, batch('1'));
      expect(collector.events).toEqual([]);
    });

    it('has everything again after a restart', async () => {
      if (opened.reopen === undefined) return;
      await store.append('link-a', NO_STREAM, batch('1', '2'));
      const head = await store.head();
      await store.close();
      store = await opened.reopen();
      expect(await store.head()).toBe(head);
      expect(await store.append('link-a', 0, batch('2'))).toMatchObject({ outcome: 'appended', repeated: true });
      expect(await store.append('link-a', 1, batch('3'))).toMatchObject({ outcome: 'appended', revision: 2 });
      const { collector } = follow();
      await collector.has(3);
      expect(collector.ids).toEqual(['1', '2', '3']);
    });
  });
};
