import type { Lease, Leases } from '@bookonce/kernel/ports/leases';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import { eventually } from '../harness/eventually.js';
import type { Open, Opened } from './opened.js';

/** Short enough to outlast it several times in a test. */
const TTL_MS = 1_000;

export interface LeasesAbilities {
  /** Lets one at a time hold it; left out by what serves one process that is alone. */
  readonly exclusive: boolean;
}

/** What every adapter of {@link Leases} promises. */
export const describeLeases = (name: string, open: Open<Leases>, { exclusive }: LeasesAbilities): void => {
  describe(`leases: ${name}`, () => {
    let opened: Opened<Leases>;
    let held: Lease[];

    beforeEach(async () => {
      held = [];
      opened = await open();
    });
    afterEach(async () => {
      await Promise.all(held.map((lease) => lease.stop()));
      await opened.cleanUp?.();
    });

    /** A holder that writes down what it is told. */
    const hold = (lease: string) => {
      const told: string[] = [];
      const one = opened.port.hold(lease, TTL_MS, {
        onGranted: () => told.push('granted'),
        onLost: () => told.push('lost'),
      });
      held.push(one);
      const toBeGranted = () => eventually(() => expect(told).toEqual(['granted']));
      return { told, toBeGranted, lease: one };
    };

    it('are granted to who asks, who is told', async () => {
      const { toBeGranted, lease, told } = hold('a');
      expect(told).toEqual([]);
      await toBeGranted();
      expect(lease.isHeld).toBe(true);
    });

    it('end when they are stopped, and nobody is told any more', async () => {
      const { toBeGranted, lease, told } = hold('a');
      await toBeGranted();
      await lease.stop();
      await lease.stop();
      expect(lease.isHeld).toBe(false);
      const other = hold('a');
      await other.lease.stop();
      await hold('a').toBeGranted();
      expect(told).toEqual(['granted']);
      expect(other.told).toEqual([]);
    });

    it('are one for each name', async () => {
      await Promise.all([hold('a').toBeGranted(), hold('b').toBeGranted()]);
    });

    if (exclusive) {
      it('are renewed for as long as they are held, so that nobody else gets them', async () => {
        const first = hold('a');
        await first.toBeGranted();
        const second = hold('a');
        // Time has to pass to show what does not happen in it.
        await wait(3 * TTL_MS);
        expect(first.told).toEqual(['granted']);
        expect(first.lease.isHeld).toBe(true);
        expect(second.told).toEqual([]);
        expect(second.lease.isHeld).toBe(false);
      });

      it('go to who waits when they are given back', async () => {
        const first = hold('a');
        await first.toBeGranted();
        const second = hold('a');
        await first.lease.stop();
        await second.toBeGranted();
        expect(second.lease.isHeld).toBe(true);
      });

      it('go to one of many who ask at once', async () => {
        const all = Array.from({ length: 10 }, () => hold('a'));
        await eventually(() => expect(all.filter(({ lease }) => lease.isHeld)).toHaveLength(1));
        await wait(TTL_MS);
        expect(all.filter(({ told }) => told.length > 0)).toHaveLength(1);
      });
    }
  });
};
