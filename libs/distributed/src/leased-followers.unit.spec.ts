import type { Leases } from '@bookonce/kernel/ports/leases';
import { defineView, ReadModelsUnavailableError } from '@bookonce/kernel/ports/read-models';
import { memoryPorts } from '@bookonce/testing/memory-ports';
import { eventually } from '@bookonce/testing/harness/eventually';
import { describe, expect, it } from '@jest/globals';
import { LeasedFollowers } from './leased-followers.js';

const [previous, own, other] = [defineView('booking', 1), defineView('booking', 2), defineView('bookingLinks', 1)];

/** An instance whose views the spec fills. Requested and released leases are recorded. */
const setUp = () => {
  const { readModels } = memoryPorts('2026-03-02T08:00:00.000Z');
  const log: string[] = [];
  const failures: unknown[] = [];
  const state = { isLost: false, checks: 0 };
  const leases: Leases = {
    hold: (name) => {
      log.push(`requests ${name}`);
      return { isHeld: false, stop: async () => void log.push(`releases ${name}`) };
    },
  };
  const followers = new LeasedFollowers({
    service: 'booking',
    leases,
    views: [own, other],
    readModels: {
      isFilled: async (view) => {
        state.checks += 1;
        if (state.isLost) throw new ReadModelsUnavailableError('Redis is away');
        return readModels.isFilled(view);
      },
    },
    // Waits for a turn of the event loop instead of real time.
    scheduler: { wait: () => new Promise((resolve) => setImmediate(resolve)) },
    make: () => {
      throw new Error('the lease is never granted');
    },
    prepare: async () => undefined,
    onFailure: (error) => void failures.push(error),
  });
  const checkedAgain = (): Promise<void> => {
    const { checks } = state;
    return eventually(() => expect(state.checks).toBeGreaterThan(checks + 4));
  };
  return { followers, readModels, log, failures, state, checkedAgain };
};

describe('LeasedFollowers', () => {
  it("requests the lease only once all views of this release's versions are filled", async () => {
    const { followers, readModels, log, checkedAgain } = setUp();
    await readModels.markFilled(previous);
    followers.start();
    await checkedAgain();
    await readModels.markFilled(own);
    await checkedAgain();
    expect(log).toEqual([]);
    await readModels.markFilled(other);
    await eventually(() => expect(log).toEqual(['requests booking']));
    await followers.stop();
    expect(log).toEqual(['requests booking', 'releases booking']);
  });

  it('stops while views are being filled, and requests no lease afterwards', async () => {
    const { followers, readModels, log, checkedAgain } = setUp();
    followers.start();
    await checkedAgain();
    await followers.stop();
    await readModels.markFilled(own);
    await readModels.markFilled(other);
    await new Promise(setImmediate);
    expect(log).toEqual([]);
  });

  it('reports that storage is unavailable and tries again', async () => {
    const { followers, readModels, log, failures, state } = setUp();
    await readModels.markFilled(own);
    await readModels.markFilled(other);
    state.isLost = true;
    followers.start();
    await eventually(() => expect(failures.length).toBeGreaterThan(1));
    state.isLost = false;
    await eventually(() => expect(log).toEqual(['requests booking']));
    await followers.stop();
  });
});
