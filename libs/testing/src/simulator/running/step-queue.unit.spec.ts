import { describe, expect, it } from '@jest/globals';
import { SeededRandom } from '../../harness/seeded-random.js';
import { Life } from './simulated-process.js';
import { StepQueue, Trace } from './step-queue.js';

const queueOf = (seed: number): StepQueue => new StepQueue(new SeededRandom(seed), 0, new Trace(null));

const runAll = async (queue: StepQueue): Promise<void> => {
  while (await queue.next(1_000_000));
};

const orderOf = async (seed: number): Promise<string> => {
  const queue = queueOf(seed);
  const order: string[] = [];
  for (const name of 'abcdefgh') queue.submit(name, () => order.push(name));
  await runAll(queue);
  return order.join('');
};

describe('the step queue', () => {
  it('runs each step once, in an order that the seed decides', async () => {
    const orders = await Promise.all([1, 2, 3, 1].map(orderOf));
    expect([...(orders[0] ?? '')].sort().join('')).toBe('abcdefgh');
    expect(orders[3]).toBe(orders[0]);
    expect(new Set(orders).size).toBe(3);
  });

  it('lets time pass to the next step that is due, but not past the horizon', async () => {
    const queue = queueOf(1);
    const ran: string[] = [];
    queue.submit('late', () => ran.push('late'), 5_000);
    queue.submit('later', () => ran.push('later'), 60_000);
    while (await queue.next(10_000));
    expect(ran).toEqual(['late']);
    expect(queue.now).toBeGreaterThanOrEqual(5_000);
    expect(queue.now).toBeLessThan(6_000);
  });

  it('skips a cancelled step without waiting for it', async () => {
    const queue = queueOf(1);
    const step = queue.submit('timeout', () => expect('not run').toBe('run'), 50_000);
    step.cancelled = true;
    await runAll(queue);
    expect(queue.now).toBe(0);
  });

  it('runs the steps that another step submitted before it reports that none is left', async () => {
    const queue = queueOf(1);
    const life = new Life('somebody', queue);
    const seen: number[] = [];
    const walk = async (): Promise<void> => {
      for (let step = 0; step < 5; step += 1) {
        await life.pause('walks');
        seen.push(step);
      }
    };
    void walk();
    await runAll(queue);
    expect(seen).toEqual([0, 1, 2, 3, 4]);
  });
});

describe('a process', () => {
  it('stops where it is when it dies, and gets no answer any more', async () => {
    const queue = queueOf(1);
    const life = new Life('somebody', queue);
    const seen: string[] = [];
    const walk = async (): Promise<void> => {
      seen.push('before');
      await life.pause('walks');
      seen.push('after');
    };
    void walk();
    life.onDeath(() => seen.push('died'));
    life.end();
    life
      .whileAlive(() => Promise.resolve())
      .then(
        () => seen.push('answered'),
        () => seen.push('failed'),
      );
    await runAll(queue);
    expect(seen).toEqual(['before', 'died']);
  });
});
