import type { Lease, Leases } from '@bookonce/kernel/ports/leases';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import { eventually } from '../harness/eventually.js';
import type { Open, Opened } from './opened.js';

/** Short enough for a test to wait for several expiries. */
const TTL_MS = 1_000;

export interface LeasesAbilities {
  /** True if only one holder at a time is guaranteed; omitted for adapters that serve a single process. */
  readonly exclusive: boolean;
}

/** The contract of every {@link Leases} adapter. */
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

    /** A holder that records its notifications. */
    const hold = (lease: string) => {
      const notifications: string[] = [];
      const one = opened.port.hold(lease, TTL_MS, {
        onGranted: () => notifications.push('granted'),
        onLost: () => notifications.push('lost'),
      });
      held.push(one);
      const toBeGranted = () => eventually(() => expect(notifications).toEqual(['granted']));
      return { notifications, toBeGranted, lease: one };
    };

    it('are granted, and notify the holder', async () => {
      const { toBeGranted, lease, notifications } = hold('a');
      expect(notifications).toEqual([]);
      await toBeGranted();
      expect(lease.isHeld).toBe(true);
    });

    it('end when stopped, without further notifications', async () => {
      const { toBeGranted, lease, notifications } = hold('a');
      await toBeGranted();
      await lease.stop();
      await lease.stop();
      expect(lease.isHeld).toBe(false);
      const other = hold('a');
      await other.lease.stop();
      await hold('a').toBeGranted();
      expect(notifications).toEqual(['granted']);
      expect(other.notifications).toEqual([]);
    });

    it('are independent per name', async () => {
      await Promise.all([hold('a').toBeGranted(), hold('b').toBeGranted()]);
    });

    if (exclusive) {
      it('are renewed while held, so that no other holder gets them', async () => {
        const first = hold('a');
        await first.toBeGranted();
        const second = hold('a');
        // Only time shows that something does not happen.
        await wait(3 * TTL_MS);
        expect(first.notifications).toEqual(['granted']);
        expect(first.lease.isHeld).toBe(true);
        expect(second.notifications).toEqual([]);
        expect(second.lease.isHeld).toBe(false);
      });

      it('pass to a waiting holder when released', async () => {
        const first = hold('a');
        await first.toBeGranted();
        const second = hold('a');
        await first.lease.stop();
        await second.toBeGranted();
        expect(second.lease.isHeld).toBe(true);
      });

      it('are granted to one of many concurrent holders', async () => {
        const all = Array.from({ length: 10 }, () => hold('a'));
        await eventually(() => expect(all.filter(({ lease }) => lease.isHeld)).toHaveLength(1));
        await wait(TTL_MS);
        expect(all.filter(({ notifications }) => notifications.length > 0)).toHaveLength(1);
      });
    }
  });
};
