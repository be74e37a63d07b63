import { describe, expect, it } from '@jest/globals';
import { LeasedRunner } from './leased-runner.js';
import type { LeaseHolder, Leases } from './ports/leases.js';

const settle = () => new Promise((resolve) => setImmediate(resolve));

/** A lease that the spec grants and takes away, and runners that end when the spec says so. */
const setUp = () => {
  const told: string[] = [];
  const ends: (() => void)[] = [];
  let held = false;
  let holder: LeaseHolder | null = null;
  const leases: Leases = {
    hold: (name, _ttlMs, asking) => {
      told.push(`ask for ${name}`);
      holder = asking;
      return {
        get isHeld() {
          return held;
        },
        stop: async () => void told.push('give back'),
      };
    },
  };
  const make = () => ({
    start: () => void told.push('start'),
    stop: () => {
      told.push('end');
      return new Promise<void>((resolve) => ends.push(resolve));
    },
  });
  const runner = new LeasedRunner({ leases, name: 'projection', ttlMs: 5_000, make });
  const grant = () => {
    held = true;
    holder?.onGranted();
    return settle();
  };
  const lose = () => {
    held = false;
    holder?.onLost();
    return settle();
  };
  const ended = () => {
    told.push('ended');
    ends.shift()?.();
    return settle();
  };
  return { runner, told, grant, lose, ended };
};

describe('LeasedRunner', () => {
  it('runs while it holds the lease, a new one each turn', async () => {
    const { runner, told, grant, lose, ended } = setUp();
    runner.start();
    await settle();
    expect(runner.isRunning).toBe(false);
    await grant();
    expect(runner.isRunning).toBe(true);
    await lose();
    await ended();
    expect(runner.isRunning).toBe(false);
    await grant();
    expect(told).toEqual(['ask for projection', 'start', 'end', 'ended', 'start']);
  });

  it('begins a turn when the last one has ended, and not at all where it is lost again by then', async () => {
    const { runner, told, grant, lose, ended } = setUp();
    runner.start();
    await grant();
    await lose();
    await grant();
    expect(told.slice(1)).toEqual(['start', 'end']);
    await ended();
    expect(told.slice(1)).toEqual(['start', 'end', 'ended', 'start']);
    await lose();
    await grant();
    await lose();
    await ended();
    expect(told.slice(5)).toEqual(['end', 'ended']);
  });

  it('gives the lease back when nothing is in hand any more', async () => {
    const { runner, told, grant, ended } = setUp();
    runner.start();
    await grant();
    const stopped = runner.stop();
    await settle();
    expect(told.slice(1)).toEqual(['start', 'end']);
    await ended();
    await stopped;
    expect(told.slice(1)).toEqual(['start', 'end', 'ended', 'give back']);
  });

  it('starts nothing that is granted while it stops', async () => {
    const { runner, told, grant } = setUp();
    runner.start();
    const stopped = runner.stop();
    await grant();
    await stopped;
    expect(told).toEqual(['ask for projection', 'give back']);
  });
});
