import { NO_STREAM, StoreUnavailableError } from '@bookonce/kernel/ports/event-store';
import { describe, expect, it } from '@jest/globals';
import { batch, type TestedEventStore } from './tested-event-store.js';

/** A closed store stays closed. */
export const describeClosing = (tested: TestedEventStore): void => {
  describe('closing', () => {
    it('ends subscriptions without an error', async () => {
      const { subscription } = tested.follow();
      await tested.store.close();
      await expect(subscription.done).resolves.toBeUndefined();
    });

    it('rejects later calls', async () => {
      const { store } = tested;
      await store.append('link-a', NO_STREAM, batch('1'));
      await store.close();
      await expect(store.append('link-a', 0, batch('2'))).rejects.toThrow(StoreUnavailableError);
      await expect(store.readStream('link-a')).rejects.toThrow(StoreUnavailableError);
      await expect(store.readStream('link-a', { from: 5 })).rejects.toThrow(StoreUnavailableError);
      await expect(store.head()).rejects.toThrow(StoreUnavailableError);
      const { collector, subscription } = tested.follow();
      await expect(subscription.done).rejects.toThrow(StoreUnavailableError);
      expect(collector.events).toEqual([]);
      await subscription.close();
    });

    it('is idempotent', async () => {
      const { store } = tested;
      await Promise.all([store.close(), store.close()]);
      await store.close();
    });
  });
};
