import type { SeededRandom } from '../../harness/seeded-random.js';
import type { SimulatedProcess } from '../running/simulated-process.js';
import type { World } from './world.js';

const HOUR_MS = 60 * 60 * 1000;
const FAR_MS = 90_000;

/** Lets processes crash and clocks jump. Called between any two steps. */
export const makeTrouble = (world: World, oneProcess: boolean): void => {
  const { chaos, random } = world.deps;
  if (chaos.strikes('crash')) {
    if (oneProcess) for (const process of world.processes) crash(world, process, 500);
    else crash(world, random.pick(world.processes), random.between(50, random.chance(0.9) ? 3_000 : 90_000));
  }
  if (chaos.strikes('clockJump')) jump(world, random.pick(world.processes), random);
};

/** Sets each clock wrong by up to 90 s. */
export const setClocksApart = (world: World): void => {
  for (const process of world.processes) setClock(world, process, world.deps.random.between(-FAR_MS, FAR_MS));
};

const crash = ({ deps }: World, process: SimulatedProcess, downMs: number): void => {
  if (process.current === null) return;
  deps.trace.add(`${process.name} crashes`);
  process.crash();
  deps.steps.submit(`${process.name} starts again`, () => process.start(), downMs);
};

const jump = (world: World, process: SimulatedProcess, random: SeededRandom): void => {
  const farthest = random.chance(0.5) ? FAR_MS : 2 * HOUR_MS;
  setClock(world, process, random.between(-farthest, farthest));
};

const setClock = (world: World, process: SimulatedProcess, offsetMs: number): void => {
  process.clock.setOffset(offsetMs);
  world.clocksJumped = true;
  world.deps.trace.add(`the clock of ${process.name} is ${offsetMs} ms off`);
};

/** Stops all faults: every process runs, and every clock is right. */
export const endTrouble = (world: World): void => {
  world.deps.chaos.calm();
  world.calendars?.calm();
  for (const process of world.processes) {
    process.clock.setOffset(0);
    process.start();
  }
};
