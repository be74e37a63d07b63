import { memoryPorts } from '@bookonce/testing/memory-ports';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ATTEMPT_MS, DeliveryRunner, LONGEST_TRY_MS, type DeliveryOutcome } from './delivery-runner.js';
import type { ClaimedDelivery } from './ports/deliveries.js';

const MADE: DeliveryOutcome = { kind: 'made' };
const FAILED: DeliveryOutcome = { kind: 'failed', reason: 'away' };
const FOREVER = new Promise<DeliveryOutcome>(() => undefined);

const settle = () => jest.advanceTimersByTimeAsync(0);
const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

/** Deliveries in memory, and runners of them that note what they made. */
const bench = () => {
  const { deliveries, scheduler } = memoryPorts('2026-03-02T09:00:00.000Z');
  const clock = { now: () => Date.now() };
  const deliver = jest.fn((_one: ClaimedDelivery): Promise<DeliveryOutcome> => Promise.resolve(MADE));
  const onGivenUp = jest.fn((_one: ClaimedDelivery, _reason: string): void => undefined);
  const onError = jest.fn();
  const open = () =>
    new DeliveryRunner({ deliveries, kind: 'calendar', clock, scheduler, deliver, onGivenUp, onError });
  const add = (...ids: readonly string[]) =>
    deliveries.add(
      // The letter is the subject: a1 and a2 go to a.
      ids.map((id) => ({ id, kind: 'calendar', subject: id.slice(0, 1), payload: {} })),
      Date.now(),
    );
  const tried = () => deliver.mock.calls.map(([{ id }]) => id);
  return { deliveries, deliver, onGivenUp, onError, open, add, tried };
};

describe('DeliveryRunner', () => {
  beforeEach(() => void jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick', 'setImmediate'] }));
  afterEach(() => void jest.useRealTimers());

  it('makes what waits, those of one subject in order', async () => {
    const { add, open, tried, deliveries } = bench();
    await add('a1', 'a2', 'b1', 'a3');
    open().start();
    await settle();
    expect(tried().filter((id) => id.startsWith('a'))).toEqual(['a1', 'a2', 'a3']);
    expect(tried()).toContain('b1');
    expect(await deliveries.count()).toBe(0);
  });

  it('makes what is added later: at once after a poke, and soon if another instance added it', async () => {
    const { add, open, tried } = bench();
    const runner = open();
    runner.start();
    await settle();
    await add('a1');
    runner.poke();
    await settle();
    expect(tried()).toEqual(['a1']);
    await add('b1');
    await pass(5_000);
    expect(tried()).toEqual(['a1', 'b1']);
  });

  it('tries again after longer and longer pauses, and does not hold up other subjects', async () => {
    const { add, open, deliver, tried } = bench();
    deliver.mockImplementation(({ subject }) => Promise.resolve(subject === 'a' ? FAILED : MADE));
    await add('a1', 'a2', 'b1');
    open().start();
    await settle();
    expect(tried()).toEqual(['a1', 'b1']);
    await pass(5_000);
    expect(tried()).toEqual(['a1', 'b1', 'a1']);
    await pass(5_000);
    expect(tried()).toHaveLength(3);
    await pass(5_000);
    expect(tried()).toEqual(['a1', 'b1', 'a1', 'a1']);
  });

  it('waits as long as the receiver asks, an hour at most', async () => {
    const { add, open, deliver, tried } = bench();
    deliver.mockResolvedValue({ kind: 'failed', reason: 'busy', retryAfterMs: 600_000 });
    await add('a1');
    open().start();
    await pass(599_000);
    expect(tried()).toHaveLength(1);
    deliver.mockResolvedValue({ kind: 'failed', reason: 'busy', retryAfterMs: LONGEST_TRY_MS });
    await pass(1_000);
    expect(tried()).toHaveLength(2);
    await pass(3_600_000);
    expect(tried()).toHaveLength(3);
  });

  it('gives up after a day, and what is refused at once', async () => {
    const { add, open, deliver, onGivenUp, deliveries } = bench();
    deliver.mockImplementation(({ id }) =>
      Promise.resolve(id === 'a1' ? { kind: 'refused', reason: 'read only' } : FAILED),
    );
    await add('a1', 'b1');
    open().start();
    await settle();
    expect(onGivenUp.mock.calls).toEqual([[expect.objectContaining({ id: 'a1' }), 'read only']]);
    await pass(LONGEST_TRY_MS - 3_600_000);
    expect(await deliveries.count()).toBe(1);
    await pass(2 * 3_600_000);
    expect(onGivenUp).toHaveBeenLastCalledWith(expect.objectContaining({ id: 'b1' }), 'away');
    expect(await deliveries.count()).toBe(0);
  });

  it('counts a rejection, and silence, as a failed attempt', async () => {
    const { add, open, deliver, onError, deliveries } = bench();
    deliver.mockRejectedValueOnce(new Error('a bug')).mockReturnValueOnce(FOREVER);
    await add('a1');
    open().start();
    await settle();
    expect(onError).toHaveBeenCalledWith(new Error('a bug'), expect.objectContaining({ id: 'a1' }));
    await pass(5_000 + ATTEMPT_MS);
    expect(await deliveries.claim('calendar', 1, Date.now() + 3_600_000, Infinity)).toMatchObject([{ attempts: 2 }]);
  });

  it('goes on when the deliveries can be reached again', async () => {
    const { add, open, tried, onError, deliveries } = bench();
    const claim = jest.spyOn(deliveries, 'claim').mockRejectedValueOnce(new Error('away'));
    await add('a1');
    open().start();
    await pass(5_000);
    expect(claim.mock.calls.length).toBeGreaterThan(1);
    expect(onError).toHaveBeenCalledWith(new Error('away'), null);
    expect(tried()).toEqual(['a1']);
  });

  it('is made by one of two instances, and again if the first one died', async () => {
    const { add, open, deliver, tried, deliveries } = bench();
    deliver.mockReturnValueOnce(FOREVER);
    await add('a1');
    const dead = open();
    dead.start();
    await settle();
    open().start();
    await pass(ATTEMPT_MS - 1);
    expect(tried()).toEqual(['a1']);
    void dead.stop();
    await pass(ATTEMPT_MS + 10_000);
    expect(tried()).toEqual(['a1', 'a1']);
    expect(await deliveries.count()).toBe(0);
  });

  it('stops after the attempts in flight, and claims no more', async () => {
    const { add, open, deliver, tried, deliveries } = bench();
    const { promise, resolve } = Promise.withResolvers<DeliveryOutcome>();
    deliver.mockReturnValue(promise);
    await add('a1', 'a2');
    const runner = open();
    runner.start();
    await settle();
    let stopped = false;
    void runner.stop().then(() => (stopped = true));
    await settle();
    expect(stopped).toBe(false);
    resolve(MADE);
    await settle();
    expect(stopped).toBe(true);
    expect(tried()).toEqual(['a1']);
    expect(await deliveries.count()).toBe(1);
  });
});
