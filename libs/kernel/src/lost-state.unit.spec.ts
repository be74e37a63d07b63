import { memoryPorts, type MemoryPorts } from '@bookonce/testing/memory-ports';
import { describe, expect, it } from '@jest/globals';
import { CommandHandler } from './command-handler.js';
import type { Decider } from './decider.js';
import { specEvent } from './fixtures/spec-events.js';
import { loadAggregate } from './load-aggregate.js';
import type { EventStore } from './ports/event-store.js';
import { ok } from './result.js';
import { StreamReader } from './stream-reader.js';

const ports = (): MemoryPorts => memoryPorts('2026-03-02T09:00:00.000Z');

interface Added {
  readonly type: 'Added';
  readonly data: { readonly amount: number };
}

/** Adds up; a command of 0 changes nothing and answers the sum. */
const sums: Decider<number, number, Added, never> = {
  initial: 0,
  evolve: (sum, { data }) => sum + data.amount,
  decide: (amount) => ok(amount === 0 ? [] : [{ type: 'Added', data: { amount } }]),
};

const storeWith = async (...amounts: readonly number[]): Promise<MemoryPorts['store']> => {
  const store = ports().store;
  for (const [index, amount] of amounts.entries()) {
    await store.append('sum-1', index - 1, [specEvent(`${index}: ${amount}`, { amount })]);
  }
  return store;
};

/** A store whose server is replaced by another one. */
const movable = (first: EventStore) => {
  let server = first;
  const store: EventStore = {
    append: (stream, revision, events) => server.append(stream, revision, events),
    readStream: (stream, options) => server.readStream(stream, options),
    head: () => server.head(),
    subscribe: (options, handler) => server.subscribe(options, handler),
    close: () => server.close(),
  };
  return { store, moveTo: (next: EventStore) => (server = next) };
};

/** Later states of a history that was 1 + 2 + 4. */
const restored: readonly [string, readonly number[]][] = [
  ['lost its last events', [1]],
  ['lost all events', []],
  ['has other events in their place', [1, 8, 16]],
  ['has other events and more of them', [1, 8, 16, 32]],
];
const sumOf = (amounts: readonly number[]): number => amounts.reduce((sum, amount) => sum + amount, 0);

describe('an aggregate whose stream has lost its tail', () => {
  it.each(restored)('is not loaded from a snapshot when the stream %s', async (_what, amounts) => {
    const snapshots = ports().snapshots;
    const [, , last] = (await storeWith(1, 2, 4)).events;
    const options = { snapshot: { store: snapshots, version: 1, every: 1 } };
    await snapshots.save('sum-1', { revision: 2, eventId: last?.id ?? '', version: 1, state: 7 });
    const loaded = await loadAggregate(await storeWith(...amounts), sums, 'sum-1', undefined, options);
    expect(loaded).toMatchObject({ state: sumOf(amounts), revision: amounts.length - 1 });
  });

  it('is not loaded from a snapshot of an earlier release beyond its end', async () => {
    const snapshots = ports().snapshots;
    await snapshots.save('sum-1', { revision: 2, version: 1, state: 7 });
    const options = { snapshot: { store: snapshots, version: 1, every: 1 } };
    expect(await loadAggregate(await storeWith(1), sums, 'sum-1', undefined, options)).toMatchObject({ state: 1 });
    expect(await loadAggregate(await storeWith(1, 2, 4), sums, 'sum-1', undefined, options)).toMatchObject({
      state: 7,
    });
  });

  it.each(restored)('is not answered from memory when the stream %s', async (_what, amounts) => {
    const { store, moveTo } = movable(await storeWith(1, 2, 4));
    const { ids } = ports();
    const handler = new CommandHandler({ category: 'sum', decider: sums, store, ids, versionOf: () => 1 });
    const reader = new StreamReader(store, {
      category: 'sum',
      initial: sums.initial,
      evolve: (sum: number, event) => sums.evolve(sum, event as unknown as Added),
    });
    const context = { commandId: 'c', correlationId: 'c', causationId: 'c', workspaceId: 'w', by: 'test' };
    const handle = async (amount: number) => handler.handle('1', amount, context, '2026-03-02T09:00:00.000Z');
    expect([await handle(0), await reader.read('1')]).toMatchObject([{ value: { state: 7 } }, 7]);
    moveTo(await storeWith(...amounts));
    const sum = sumOf(amounts);
    expect(await reader.read('1')).toBe(sum);
    expect(await handle(0)).toMatchObject({ value: { state: sum } });
    expect(await handle(64)).toMatchObject({ value: { state: sum + 64 } });
    expect(await reader.read('1')).toBe(sum + 64);
  });
});
