import {
  InvalidAppendError,
  type NewEvent,
  NO_STREAM,
  StoreUnavailableError,
} from '@bookonce/kernel/ports/event-store';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { describeAppends } from './event-store-appends.contract.js';
import { describeReads } from './event-store-reads.contract.js';
import { describeSubscriptions } from './event-store-subscriptions.contract.js';
import { describeFollowers } from './event-store-followers.contract.js';
import { describeDamage } from './event-store-damage.contract.js';
import type { OpenedEventStore } from './opened.js';
import { batch, newEvent, TestedEventStore } from './tested-event-store.js';

const withText = (name: string, text: string): NewEvent => ({ ...newEvent(name), data: { text } });
const withId = (id: string): NewEvent => ({ ...newEvent('1'), id });

/** More than half of the size limit of one append. */
const LARGE = 'x'.repeat(600 * 1024);

/** Requests that only a bug can cause throw, in every store alike, and are not worth a retry. */
const describeRefusals = (tested: TestedEventStore): void => {
  describe('refuses', () => {
    it.each<[string, number, readonly NewEvent[]]>([
      ['a revision below "no stream"', -2, batch('1')],
      ['half a revision', 0.5, batch('1')],
      ['a revision that is not a number', NaN, batch('1')],
      ['an empty batch', NO_STREAM, []],
      ['an id that is not a UUID', NO_STREAM, [newEvent('1'), withId('evt_1')]],
      ['a UUID that is not in canonical form', NO_STREAM, [withId('AAAAAAAA-0000-8000-8000-000000000001')]],
      ['too many bytes in one append', NO_STREAM, [withText('1', LARGE), withText('2', LARGE)]],
      ['too many bytes in few characters', NO_STREAM, [withText('1', LARGE.replaceAll('x', 'é'))]],
    ])('%s', async (_what, revision, events) => {
      const { store } = tested;
      await expect(store.append('link-a', revision, events)).rejects.toThrow(InvalidAppendError);
      expect(await store.head()).toBeNull();
      expect(await store.append('link-a', NO_STREAM, batch('1'))).toMatchObject({ revision: 0, repeated: false });
    });

    it('nothing if each append is within the limit', async () => {
      const { store } = tested;
      expect(await store.append('link-a', NO_STREAM, [withText('1', LARGE)])).toMatchObject({ revision: 0 });
      expect(await store.append('link-a', 0, [withText('2', LARGE)])).toMatchObject({ revision: 1 });
    });
  });
};

/** A closed store stays closed. */
const describeClosing = (tested: TestedEventStore): void => {
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

/** The contract of every `EventStore` adapter. */
export const describeEventStore = (name: string, open: () => Promise<OpenedEventStore> | OpenedEventStore): void => {
  describe(`event store: ${name}`, () => {
    const tested = new TestedEventStore(open);
    beforeEach(() => tested.open());
    afterEach(() => tested.close());

    describeAppends(tested);
    describeRefusals(tested);
    describeReads(tested);
    describeSubscriptions(tested);
    describeFollowers(tested);
    describeDamage(tested);
    describeClosing(tested);
  });
};
