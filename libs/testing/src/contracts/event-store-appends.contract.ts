import { NO_STREAM } from '@bookonce/kernel/ports/event-store';
import { describe, expect, it } from '@jest/globals';
import { batch, type TestedEventStore } from './tested-event-store.js';

/** Appends are atomic, checked against the expected revision, and idempotent. */
export const describeAppends = (tested: TestedEventStore): void => {
  describe('appends', () => {
    it('returns the revision and the position of the last event', async () => {
      const { store } = tested;
      const appended = await store.append('link-a', NO_STREAM, batch('1', '2'));
      expect(appended).toEqual({ outcome: 'appended', revision: 1, position: await store.head(), repeated: false });
    });

    it('returns the actual revision of a conflict, and stores nothing', async () => {
      const { store } = tested;
      await store.append('link-a', NO_STREAM, batch('1'));
      expect(await store.append('link-a', NO_STREAM, batch('x'))).toEqual({ outcome: 'conflict', actualRevision: 0 });
      expect(await store.append('link-a', 5, batch('x'))).toEqual({ outcome: 'conflict', actualRevision: 0 });
      expect(await store.append('link-b', 0, batch('x'))).toEqual({ outcome: 'conflict', actualRevision: NO_STREAM });
      const beyond = await store.append('link-a', 5_000_000_000, batch('x'));
      expect(beyond).toEqual({ outcome: 'conflict', actualRevision: 0 });
      expect(await store.readStream('link-a', { from: 5_000_000_000 })).toEqual([]);
      expect(await store.readStream('link-a')).toHaveLength(1);
    });

    it('lets one of many concurrent creators win, and one of many writers at a revision', async () => {
      const { store } = tested;
      for (const expected of [NO_STREAM, 0]) {
        const outcomes = await Promise.all(
          Array.from({ length: 50 }, (_, index) => store.append('link-a', expected, batch(`${expected}/${index}`))),
        );
        expect(outcomes.filter(({ outcome }) => outcome === 'appended')).toHaveLength(1);
      }
      expect(await store.readStream('link-a')).toHaveLength(2);
    });

    it('answers a repeated batch as the first time', async () => {
      const { store } = tested;
      const first = await store.append('link-a', NO_STREAM, batch('1', '2'));
      await store.append('link-a', 1, batch('3'));
      expect(await store.append('link-a', NO_STREAM, batch('1', '2'))).toEqual({ ...first, repeated: true });
      expect(await store.append('link-a', NO_STREAM, batch('1'))).toMatchObject({ outcome: 'appended', revision: 0 });
      expect(await store.append('link-a', NO_STREAM, batch('1', '2', '3', '4'))).toMatchObject({ outcome: 'conflict' });
      expect(await store.append('link-a', NO_STREAM, batch('2', '1'))).toMatchObject({ outcome: 'conflict' });
      expect(await store.readStream('link-a')).toHaveLength(3);
    });

    it('answers concurrent appends individually', async () => {
      const { store } = tested;
      await store.append('link-a', NO_STREAM, batch('1'));
      const outcomes = await Promise.all([
        store.append('link-b', NO_STREAM, batch('2')),
        store.append('link-a', NO_STREAM, batch('x')),
        store.append('link-a', 0, batch('3')),
        store.append('link-c', 7, batch('y')),
      ]);
      expect(outcomes.map(({ outcome }) => outcome)).toEqual(['appended', 'conflict', 'appended', 'conflict']);
    });
  });
};
