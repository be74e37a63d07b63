import { describe, expect, it } from '@jest/globals';
import { specEvent } from './fixtures/spec-events.js';
import { loadAggregate, PAGE_EVENTS } from './load-aggregate.js';
import { DamagedEventError, type ReadOptions, type StoredEvent } from './ports/event-store.js';
import { readWholeStream } from './read-whole-stream.js';

/** A stream of that many events, and the reads of it. */
const streamOf = (length: number, isThere: (revision: number) => boolean = () => true) => {
  const event = specEvent('a');
  const events = Array.from({ length }, (_, revision): StoredEvent => ({
    ...event,
    stream: 'till-1',
    revision,
    position: String(revision),
  })).filter(({ revision }) => isThere(revision));
  const reads: (ReadOptions | undefined)[] = [];
  const readStream = async (_stream: string, options?: ReadOptions): Promise<readonly StoredEvent[]> => {
    reads.push(options);
    const { from = 0, limit = Infinity } = options ?? {};
    return events.filter(({ revision }) => revision >= from).slice(0, limit);
  };
  return { store: { readStream }, reads };
};

const count = { initial: 0, evolve: (sum: number) => sum + 1 };

describe('loading an aggregate', () => {
  it.each([0, 1, 3, PAGE_EVENTS - 1])('reads once for %d events', async (length) => {
    const { store, reads } = streamOf(length);
    expect(await loadAggregate(store, count, 'till-1', undefined, {})).toMatchObject({ state: length });
    expect(reads).toEqual([{ from: 0, limit: PAGE_EVENTS }]);
  });

  it('reads a long stream in pages, from what is known', async () => {
    const { store, reads } = streamOf(2 * PAGE_EVENTS + 5);
    const known = { state: 3, revision: 2, position: '2', id: null };
    const loaded = await loadAggregate(store, count, 'till-1', known, {});
    expect(loaded).toMatchObject({
      state: 2 * PAGE_EVENTS + 5,
      revision: 2 * PAGE_EVENTS + 4,
      position: String(2 * PAGE_EVENTS + 4),
    });
    expect(reads.map((options) => options?.from)).toEqual([2, PAGE_EVENTS + 2, 2 * PAGE_EVENTS + 2]);
    expect(await readWholeStream(store, 'till-1')).toHaveLength(2 * PAGE_EVENTS + 5);
  });

  it.each([0, 1, PAGE_EVENTS])('refuses a stream without revision %d (I11)', async (missing) => {
    const { store } = streamOf(PAGE_EVENTS + 5, (revision) => revision !== missing);
    await expect(loadAggregate(store, count, 'till-1', undefined, {})).rejects.toThrow(DamagedEventError);
  });
});
