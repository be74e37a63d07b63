import { describe, expect, it } from '@jest/globals';
import { rememberBeginnings } from './remember-beginnings.js';
import {
  NO_STREAM,
  type AppendOutcome,
  type EventStore,
  type NewEvent,
  type ReadOptions,
} from './ports/event-store.js';

const event = (id: string): NewEvent => ({
  id,
  type: 'Said',
  data: { text: id },
  meta: {
    time: '2026-03-01T00:00:00.000Z',
    version: 1,
    workspaceId: 'wsp_1',
    correlationId: 'c',
    causationId: 'c',
    by: 'api',
  },
});

/** Answers every append as told, and counts the reads that reach it. */
const storeAnswering = (outcome: AppendOutcome) => {
  const reads: (ReadOptions | undefined)[] = [];
  const store: Pick<EventStore, 'append' | 'readStream'> = {
    append: async () => outcome,
    readStream: async (_stream, options) => {
      reads.push(options);
      return [];
    },
  };
  return { store: rememberBeginnings(store as EventStore), reads };
};

const appended = { outcome: 'appended', revision: 0, position: '7', repeated: false } as const;

describe('a store that remembers beginnings', () => {
  it('tells how a stream began that was made through it, without a read', async () => {
    const { store, reads } = storeAnswering(appended);
    await store.append('note-1', NO_STREAM, [event('a')]);
    expect(await store.readStream('note-1', { limit: 1 })).toEqual([
      { ...event('a'), stream: 'note-1', revision: 0, position: '7' },
    ]);
    expect(reads).toEqual([]);
  });

  it('tells what was stored, whatever its caller does with it afterwards', async () => {
    const { store } = storeAnswering(appended);
    const data = { text: 'a' };
    await store.append('note-1', NO_STREAM, [{ ...event('a'), data }]);
    data.text = 'b';
    expect(await store.readStream('note-1', { limit: 1 })).toMatchObject([{ data: { text: 'a' } }]);
  });

  it.each<[string, ReadOptions | undefined]>([
    ['all of it', undefined],
    ['more than the first', { limit: 2 }],
    ['a later part', { from: 1, limit: 1 }],
    ['the newest', { direction: 'backwards', limit: 1 }],
  ])('asks the store for %s', async (_what, options) => {
    const { store, reads } = storeAnswering(appended);
    await store.append('note-1', NO_STREAM, [event('a')]);
    await store.readStream('note-1', options);
    expect(reads).toHaveLength(1);
  });

  it.each<[string, AppendOutcome, number, readonly NewEvent[]]>([
    ['was refused', { outcome: 'conflict', actualRevision: 3 }, NO_STREAM, [event('a')]],
    ['had been there before', { ...appended, repeated: true }, NO_STREAM, [event('a')]],
    ['came later', { ...appended, revision: 1 }, 0, [event('a')]],
    ['came with others', { ...appended, revision: 1 }, NO_STREAM, [event('a'), event('b')]],
  ])('remembers nothing that %s', async (_what, outcome, expected, events) => {
    const { store, reads } = storeAnswering(outcome);
    await store.append('note-1', expected, events);
    await store.readStream('note-1', { limit: 1 });
    expect(reads).toHaveLength(1);
  });
});
