import { DamagedEventError, NO_STREAM, type SubscriptionHandler } from '@bookonce/kernel/ports/event-store';
import { describe, expect, it } from '@jest/globals';
import type { Change, EventPart } from './opened.js';
import { batch, namesOf, newEvent, type TestedEventStore } from './tested-event-store.js';

const otherLastDigit: Change = (text) => (text.endsWith('0') ? `${text.slice(0, -1)}1` : `${text.slice(0, -1)}0`);

/** One letter or digit of each part. */
const changes: readonly (readonly [EventPart, Change])[] = [
  ['id', otherLastDigit],
  ['type', (text) => text.replace('Happened', 'Happens')],
  ['data', (text) => text.replace('two', 'twp')],
  ['meta', (text) => text.replace('wsp_1', 'wsp_2')],
];

/** Two streams; the second event of the first one is damaged. */
const setUp = async (tested: TestedEventStore, part: EventPart = 'type', change?: Change): Promise<void> => {
  await tested.store.append('link-a', NO_STREAM, batch('a0', 'a1'));
  await tested.store.append('link-b', NO_STREAM, batch('b0'));
  await tested.store.append('link-a', 1, batch('a2'));
  await tested.damage('link-a', 1, part, change ?? ((text) => text.replace('Happened', 'Happens')));
};

/** Records what a subscription hands on, in its order. */
const recording = () => {
  const met: unknown[] = [];
  const { promise: atEnd, resolve } = Promise.withResolvers<undefined>();
  const handler: SubscriptionHandler = {
    handle: async (events) => void met.push(...namesOf(events)),
    damaged: ({ stream, revision }) => void met.push({ stream, revision }),
    reached: (_position, isEnd) => {
      if (isEnd) resolve(undefined);
    },
  };
  return { met, atEnd, handler };
};

/** Damaged events are never handed on as if they were sound. */
export const describeDamage = (tested: TestedEventStore): void => {
  describe('a damaged event', () => {
    it.each(changes)('whose %s has changed is refused to readers', async (part, change) => {
      if (!tested.isDamageable) return;
      await setUp(tested, part, change);
      const { store } = tested;
      const refused = await store.readStream('link-a').catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(DamagedEventError);
      expect(refused).toMatchObject({ stream: 'link-a', revision: 1 });
      await expect(store.readStream('link-a', { direction: 'backwards' })).rejects.toThrow(DamagedEventError);
      await expect(store.readStream('link-a', { from: 1, limit: 1 })).rejects.toThrow(DamagedEventError);
    });

    it('does not concern reads that leave it out', async () => {
      if (!tested.isDamageable) return;
      await setUp(tested);
      const { store } = tested;
      expect(namesOf(await store.readStream('link-a', { limit: 1 }))).toEqual(['a0']);
      expect(namesOf(await store.readStream('link-a', { from: 2 }))).toEqual(['a2']);
      expect(namesOf(await store.readStream('link-b'))).toEqual(['b0']);
      expect(await store.append('link-b', 0, [newEvent('b1')])).toMatchObject({ outcome: 'appended', revision: 1 });
    });

    it('is reported to a subscription at its place, and the others follow', async () => {
      if (!tested.isDamageable) return;
      await setUp(tested);
      const { met, atEnd, handler } = recording();
      const subscription = tested.store.subscribe({ after: null }, handler);
      await atEnd;
      expect(met).toEqual(['a0', { stream: 'link-a', revision: 1 }, 'b0', 'a2']);
      await subscription.close();
    });

    it('is not reported to a subscription of other categories', async () => {
      if (!tested.isDamageable) return;
      await setUp(tested);
      await tested.store.append('booking-c', NO_STREAM, batch('c0'));
      const { met, atEnd, handler } = recording();
      const subscription = tested.store.subscribe({ after: null, categories: ['booking'] }, handler);
      await atEnd;
      expect(met).toEqual(['c0']);
      await subscription.close();
    });

    it('ends a subscription that does not take it', async () => {
      if (!tested.isDamageable) return;
      await setUp(tested);
      const { collector, subscription } = tested.follow();
      await expect(subscription.done).rejects.toThrow(DamagedEventError);
      expect(collector.names).toEqual(['a0']);
    });
  });
};
