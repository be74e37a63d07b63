import { MemoryReadModels } from '@bookonce/adapter-memory/read-models';
import { MemoryCheckpoints } from '@bookonce/adapter-memory/service-records';
import { FollowerLags } from '@bookonce/kernel/follower-lags';
import { epochMsOf } from '@bookonce/kernel/json';
import { NO_STREAM } from '@bookonce/kernel/ports/event-store';
import { defineView } from '@bookonce/kernel/ports/read-models';
import { ProjectionRunner } from '@bookonce/kernel/projection-runner';
import { Publisher } from '@bookonce/kernel/publisher';
import { systemScheduler } from '@bookonce/platform/system-scheduler';
import { describe, expect, it } from '@jest/globals';
import { eventually } from '../harness/eventually.js';
import { batch, newEvent, type TestedEventStore } from './tested-event-store.js';

/** The time of every event here. */
const EVENTS_MS = epochMsOf(newEvent('1').meta.time);
const scheduler = systemScheduler;

const onError = (error: unknown): never => {
  throw error;
};

/** Followers tell how far they are behind, on every store. */
export const describeFollowers = (tested: TestedEventStore): void => {
  describe('followers', () => {
    it('are behind while an event waits, and up to date after events of other categories, too', async () => {
      const { store } = tested;
      const held = Promise.withResolvers<void>();
      let isHeld = false;
      let nowMs = EVENTS_MS;
      const bus = { publish: () => (isHeld ? held.promise : Promise.resolve()) };
      const checkpoints = new MemoryCheckpoints();
      const followed = { store, scheduler, onError };
      const publisher = new Publisher({ ...followed, bus, checkpoints, categories: ['link'] });
      const projector = {
        kind: 'projector',
        view: defineView('spec', 1),
        categories: ['link'],
        documents: [],
      } as const;
      const view = new ProjectionRunner({ ...followed, projector, readModels: new MemoryReadModels() });
      const lags = new FollowerLags({
        store,
        scheduler,
        clock: { now: () => nowMs },
        views: () => [view.progress],
        publishers: () => [publisher.progress],
        subscribers: () => new Map(),
      });
      const seconds = async (): Promise<readonly number[]> => (await lags.read()).map((lag) => lag.seconds);
      publisher.start();
      view.start();

      await store.append('link-a', NO_STREAM, batch('1'));
      await store.append('booking-a', NO_STREAM, batch('2'));
      const positions = () => [view.progress.position, publisher.progress.position];
      await eventually(async () => expect(positions()).toEqual(await twice(store.head())));
      await eventually(async () => expect(await seconds()).toEqual([0, 0]));

      isHeld = true;
      nowMs += 90_000;
      await store.append('link-a', 0, batch('3'));
      await store.append('booking-a', 0, batch('4'));
      await eventually(async () => expect(await seconds()).toEqual([0, 90]));
      held.resolve();
      await eventually(async () => expect(await seconds()).toEqual([0, 0]));
      await Promise.all([publisher.stop(), view.stop()]);
    });
  });
};

const twice = async <Value>(value: Promise<Value>): Promise<readonly Value[]> => [await value, await value];
