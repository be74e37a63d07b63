import {
  type EventPlace,
  NO_STREAM,
  placeOf,
  type Position,
  type SubscriptionHandler,
} from '@bookonce/kernel/ports/event-store';
import { describe, expect, it } from '@jest/globals';
import { batch, namesOf, type TestedEventStore } from './tested-event-store.js';

/** Subscriptions deliver stored and new events once and in order (I12). */
export const describeSubscriptions = (tested: TestedEventStore): void => {
  describe('subscriptions', () => {
    it('deliver stored and new events once and in order (I12)', async () => {
      const { store } = tested;
      await store.append('link-a', NO_STREAM, batch('1', '2'));
      const { collector, subscription } = tested.follow();
      await collector.has(2);
      await store.append('link-b', NO_STREAM, batch('3'));
      await collector.has(3);
      expect(collector.names).toEqual(['1', '2', '3']);
      const positions = collector.events.map(({ position }) => position);
      expect([...positions].sort()).toEqual(positions);
      await subscription.close();
      await subscription.done;
    });

    it('deliver without gaps or repeats during concurrent writes', async () => {
      const { store } = tested;
      const { collector, subscription } = tested.follow({ maxBatch: 7 });
      await Promise.all(
        Array.from({ length: 20 }, async (_, stream) => {
          for (let revision = 0; revision < 20; revision += 1) {
            await store.append(`link-${stream}`, revision - 1, batch(`${stream}/${revision}`));
          }
        }),
      );
      await collector.has(400);
      expect(new Set(collector.names).size).toBe(400);
      for (let stream = 0; stream < 20; stream += 1) {
        const own = collector.events.filter((event) => event.stream === `link-${stream}`);
        expect(own.map(({ revision }) => revision)).toEqual(Array.from({ length: 20 }, (_, index) => index));
      }
      await subscription.close();
    });

    it('resume after a position, and filter by category', async () => {
      const { store } = tested;
      await store.append('link-a', NO_STREAM, batch('1', '2'));
      await store.append('booking-a', NO_STREAM, batch('3'));
      await store.append('link-a', 1, batch('4'));
      const all = tested.follow();
      await all.collector.has(4);
      for (const [index, { position }] of all.collector.events.entries()) {
        const { collector, subscription } = tested.follow({ after: position });
        await collector.has(3 - index);
        expect(collector.names).toEqual(all.collector.names.slice(index + 1));
        await subscription.close();
      }
      const links = tested.follow({ categories: ['link'] });
      await links.collector.has(3);
      expect(links.collector.names).toEqual(['1', '2', '4']);
    });

    it('report the end of history, also after events of other categories', async () => {
      const { store } = tested;
      await store.append('booking-a', NO_STREAM, batch('1'));
      const head = await store.head();
      const [at, last] = await new Promise<readonly [Position, EventPlace?]>((resolve) => {
        const reachedEnd: SubscriptionHandler['reached'] = (position, isEnd, place) =>
          void (isEnd && resolve(place === undefined ? [position] : [position, place]));
        store.subscribe(
          { after: null, categories: ['link'] },
          { handle: () => Promise.resolve(), reached: reachedEnd },
        );
      });
      expect(at).toBe(head);
      // A store may not know which event is there, but never names another one.
      const [event] = await store.readStream('booking-a');
      if (last !== undefined) expect(last).toEqual(event && placeOf(event));
    });

    it('deliver the next batch once the previous one is handled', async () => {
      const { store } = tested;
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
              if (namesOf(events)[0] === '3') resolve();
            },
          },
        );
      });
    });

    it("end with the handler's error", async () => {
      const { store } = tested;
      await store.append('link-a', NO_STREAM, batch('1'));
      const subscription = store.subscribe({ after: null }, { handle: () => Promise.reject(new Error('no')) });
      await expect(subscription.done).rejects.toThrow('no');
    });

    it('deliver nothing after they are closed', async () => {
      const { store } = tested;
      const { collector, subscription } = tested.follow();
      await subscription.close();
      await store.append('link-a', NO_STREAM, batch('1'));
      expect(collector.events).toEqual([]);
    });
  });
};
