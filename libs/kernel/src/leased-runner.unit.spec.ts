import { describe, expect, it } from '@jest/globals';
import { LeasedRunner } from './leased-runner.js';
import type { LeaseHolder, Leases } from './ports/leases.js';

const settle = () => new Promise((resolve) => setImmediate(resolve));

/** A lease that the spec grants and revokes, and runners that end when the spec lets them. */
const setUp = () => {
  const log: string[] = [];
  const ends: (() => void)[] = [];
  let held = false;
  let holder: LeaseHolder | null = null;
  const leases: Leases = {
    hold: (name, _ttlMs, asking) => {
      log.push(`ask for ${name}`);
      holder = asking;
      return {
        get isHeld() {
          return held;
        },
        stop: async () => void log.push('give back'),
      };
    },
  };
  const make = () => ({
    start: () => void log.push('start'),
    stop: () => {
      log.push('end');
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
    log.push('ended');
    ends.shift()?.();
    return settle();
  };
  return { runner, log, grant, lose, ended };
};

describe('LeasedRunner', () => {
  it('runs while it holds the lease, with a new runner each turn', async () => {
    const { runner, log, grant, lose, ended } = setUp();
    runner.start();
    await settle();
    expect(runner.isRunning).toBe(false);
    await grant();
    expect(runner.isRunning).toBe(true);
    await lose();
    await ended();
    expect(runner.isRunning).toBe(false);
    await grant();
    expect(log).toEqual(['ask for projection', 'start', 'end', 'ended', 'start']);
  });

  it('begins a turn when the last one has ended, unless the lease is lost by then', async () => {
    const { runner, log, grant, lose, ended } = setUp();
    runner.start();
    await grant();
    await lose();
    await grant();
    expect(log.slice(1)).toEqual(['start', 'end']);
    await ended();
    expect(log.slice(1)).toEqual(['start', 'end', 'ended', 'start']);
    await lose();
    await grant();
    await lose();
    await ended();
    expect(log.slice(5)).toEqual(['end', 'ended']);
  });

  it('releases the lease when no work is in flight any more', async () => {
    const { runner, log, grant, ended } = setUp();
    runner.start();
    await grant();
    const stopped = runner.stop();
    await settle();
    expect(log.slice(1)).toEqual(['start', 'end']);
    await ended();
    await stopped;
    expect(log.slice(1)).toEqual(['start', 'end', 'ended', 'give back']);
  });

  it('starts no turn that is granted while it stops', async () => {
    const { runner, log, grant } = setUp();
    runner.start();
    const stopped = runner.stop();
    await grant();
    await stopped;
    expect(log).toEqual(['ask for projection', 'give back']);
  });
});
