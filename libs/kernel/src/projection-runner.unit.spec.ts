import { memoryPorts } from '@bookonce/testing/memory-ports';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { specEvent } from './fixtures/spec-events.js';
import { colours, sums, sumsProjector, sumsView } from './fixtures/sums-projector.js';
import type { EventStore, StoredEvent, SubscribeOptions, SubscriptionHandler } from './ports/event-store.js';
import { CheckpointMovedError } from './ports/read-models.js';
import { ProjectionRunner, type ProjectionRunnerOptions } from './projection-runner.js';

/** Longer than the pause after a first loss. */
const RETRY_MS = 50;
const settle = () => jest.advanceTimersByTimeAsync(0);

const setUp = (options: Partial<Pick<ProjectionRunnerOptions, 'projector' | 'maxBatch' | 'checkEveryMs'>> = {}) => {
  const { store, readModels, scheduler } = memoryPorts('2026-03-02T09:00:00.000Z');
  let stored = 0;
  const pay = async (...amounts: readonly number[]) => {
    for (const amount of amounts) {
      await store.append('till-1', stored - 1, [specEvent(`event-${stored}`, { amount, colour: 'red' })]);
      stored += 1;
    }
  };
  /** Decides which events the subscription passes on. */
  const passes = jest.fn((_event: StoredEvent) => true);
  const lossy = {
    head: () => store.head(),
    readStream: (...read: Parameters<EventStore['readStream']>) => store.readStream(...read),
    subscribe: (how: SubscribeOptions, handler: SubscriptionHandler) =>
      store.subscribe(how, { ...handler, handle: (events) => handler.handle(events.filter((one) => passes(one))) }),
  } as EventStore;
  const commit = jest.spyOn(readModels, 'commit');
  const errors: unknown[] = [];
  const runner = new ProjectionRunner({
    projector: sumsProjector,
    store: lossy,
    readModels,
    scheduler,
    onError: (error) => errors.push(error),
    ...options,
  });
  const shown = async () => ({
    sum: (await readModels.get(sums, 'till-1'))?.total ?? null,
    all: (await readModels.get(colours, 'all'))?.total ?? null,
    checkpoint: await readModels.checkpoint(sumsView),
  });
  const positionOf = (index: number) => store.events[index]?.position ?? null;
  return { store, readModels, scheduler, commit, runner, pay, passes, errors, shown, positionOf };
};

const away = new Error('the read models are away');

describe('ProjectionRunner', () => {
  beforeEach(() => void jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick', 'setImmediate'] }));
  afterEach(() => void jest.useRealTimers());

  it('keeps documents and checkpoint up with the store, other categories looked past', async () => {
    const { store, runner, pay, shown, positionOf } = setUp();
    await pay(1, 2);
    runner.start();
    await settle();
    expect(await shown()).toEqual({ sum: 3, all: 3, checkpoint: positionOf(1) });
    await store.append('other-1', -1, [specEvent('other', { amount: 100, colour: 'red' })]);
    await settle();
    expect(await shown()).toEqual({ sum: 3, all: 3, checkpoint: positionOf(2) });
    await runner.stop();
  });

  it('leaves nothing half done by a commit that fails, and goes on after it', async () => {
    const { runner, commit, pay, shown, positionOf } = setUp();
    await pay(1);
    runner.start();
    await settle();
    commit.mockRejectedValueOnce(away);
    await pay(2, 4);
    await settle();
    expect(await shown()).toEqual({ sum: 1, all: 1, checkpoint: positionOf(0) });
    await jest.advanceTimersByTimeAsync(RETRY_MS);
    // Each amount once: what the lost commit had folded is forgotten.
    expect(await shown()).toEqual({ sum: 7, all: 7, checkpoint: positionOf(2) });
    await pay(8);
    await settle();
    expect(await shown()).toEqual({ sum: 15, all: 15, checkpoint: positionOf(3) });
    await runner.stop();
  });

  it('does no event twice when a commit was stored and its answer lost', async () => {
    const { readModels, runner, commit, pay, shown, positionOf } = setUp();
    const store = readModels.commit.bind(readModels);
    commit.mockImplementationOnce(async (...written) => {
      commit.mockRestore();
      await store(...written);
      throw away;
    });
    await pay(1, 2);
    runner.start();
    await jest.advanceTimersByTimeAsync(RETRY_MS);
    await pay(4);
    await settle();
    expect(await shown()).toEqual({ sum: 7, all: 7, checkpoint: positionOf(2) });
    await runner.stop();
  });

  it('commits nothing of a batch in which a projection fails', async () => {
    const [first, ...others] = sumsProjector.documents;
    if (first === undefined) throw new Error('the projector has no documents');
    const broken = {
      ...first,
      evolve: (...given: Parameters<typeof first.evolve>) => {
        if (given[1].revision === 1) throw new TypeError('a bug');
        return first.evolve(...given);
      },
    };
    const { runner, pay, shown, errors } = setUp({ projector: { ...sumsProjector, documents: [...others, broken] } });
    await pay(1, 2);
    runner.start();
    await settle();
    expect(await shown()).toEqual({ sum: null, all: null, checkpoint: null });
    expect(errors).toEqual([new TypeError('a bug')]);
    await runner.stop();
  });

  it.each([
    ['in one batch', 100],
    ['between two batches', 1],
  ])('refuses a gap in the revisions of a stream %s (I11), and goes on when it is closed', async (_where, maxBatch) => {
    const { runner, pay, passes, shown, errors, positionOf } = setUp({ maxBatch });
    passes.mockImplementation(({ revision }) => revision !== 1);
    await pay(1, 2, 4);
    runner.start();
    await settle();
    expect(errors).toEqual([new Error('sums@1: till-1 went from revision 0 to 2')]);
    // Nothing after the gap is shown, nor does a checkpoint lie beyond it.
    const before = await shown();
    expect(before.sum).toBe(maxBatch === 1 ? 1 : null);
    expect(before.checkpoint).toBe(maxBatch === 1 ? positionOf(0) : null);
    passes.mockImplementation(() => true);
    await jest.advanceTimersByTimeAsync(RETRY_MS);
    expect(await shown()).toEqual({ sum: 7, all: 7, checkpoint: positionOf(2) });
    await runner.stop();
  });

  it('begins again from history, what it remembered forgotten, when what it committed was wiped (I16)', async () => {
    const { readModels, runner, errors, pay, shown, positionOf } = setUp();
    await pay(1, 2);
    runner.start();
    await settle();
    await readModels.remove(sumsView);
    await pay(4);
    await settle();
    expect(errors).toEqual([new CheckpointMovedError(sumsView)]);
    expect(await shown()).toEqual({ sum: null, all: null, checkpoint: null });
    await jest.advanceTimersByTimeAsync(RETRY_MS);
    expect(await shown()).toEqual({ sum: 7, all: 7, checkpoint: positionOf(2) });
    await runner.stop();
  });

  it('notices that it was wiped without an event to commit, where it is to look', async () => {
    const { readModels, runner, pay, shown, positionOf } = setUp({ checkEveryMs: 1_000 });
    await pay(1, 2);
    runner.start();
    await settle();
    await jest.advanceTimersByTimeAsync(5_000);
    await readModels.remove(sumsView);
    await jest.advanceTimersByTimeAsync(1_000 + RETRY_MS);
    expect(await shown()).toEqual({ sum: 3, all: 3, checkpoint: positionOf(1) });
    await runner.stop();
    expect(jest.getTimerCount()).toBe(0);
  });

  it('counts each event once where two of them run', async () => {
    const { store, readModels, scheduler, runner, pay, shown, positionOf } = setUp();
    const other = new ProjectionRunner({
      projector: sumsProjector,
      store,
      readModels,
      scheduler,
      onError: () => undefined,
    });
    runner.start();
    other.start();
    for (const amount of [1, 2, 4, 8]) {
      await pay(amount);
      await jest.advanceTimersByTimeAsync(RETRY_MS);
    }
    await jest.advanceTimersByTimeAsync(5_000);
    expect(await shown()).toEqual({ sum: 15, all: 15, checkpoint: positionOf(3) });
    await runner.stop();
    await other.stop();
  });

  it('says where it stands and what holds it up', async () => {
    const { runner, commit, pay, positionOf } = setUp();
    expect(runner.status).toEqual({ name: 'sums@1', position: null, lastError: null });
    await pay(1);
    runner.start();
    await settle();
    expect(runner.status).toEqual({ name: 'sums@1', position: positionOf(0), lastError: null });
    commit.mockRejectedValueOnce(away);
    await pay(2);
    await settle();
    expect(runner.status).toEqual({ name: 'sums@1', position: positionOf(0), lastError: away });
    await jest.advanceTimersByTimeAsync(RETRY_MS);
    expect(runner.status).toEqual({ name: 'sums@1', position: positionOf(1), lastError: null });
    await runner.stop();
  });
});
