import { schedulerContract } from '../../contracts/scheduler.contract.js';
import { SeededRandom } from '../../harness/seeded-random.js';
import { expect, it } from '@jest/globals';
import { Life } from './simulated-process.js';
import { StepQueue, Trace } from './step-queue.js';
import { SimulatedScheduler } from './simulated-time.js';

const open = (seed = 1) => {
  const steps = new StepQueue(new SeededRandom(seed), 0, new Trace(null));
  const life = new Life('somebody', steps);
  const pass = async (ms: number): Promise<void> => {
    const end = steps.now + ms;
    let isOver = false;
    steps.submit('the time is over', () => (isOver = true), ms);
    while (!isOver) await steps.next(end);
    await steps.settled();
  };
  return { scheduler: new SimulatedScheduler(life), life, pass };
};

schedulerContract(open, 100);

it('calls nothing after the crash of its process', async () => {
  const { scheduler, life, pass } = open();
  const calls: string[] = [];
  scheduler.deadline(1_000, () => calls.push('deadline'));
  scheduler.repeat(1_000, () => calls.push('repeat'));
  void scheduler.wait(1_000).then(() => calls.push('wait'));
  life.end();
  await pass(10_000);
  expect(calls).toEqual([]);
});
