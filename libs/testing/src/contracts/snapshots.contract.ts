import type { Snapshots } from '@bookonce/kernel/ports/snapshots';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Open, Opened } from './opened.js';

/** The contract of every {@link Snapshots} adapter. */
export const describeSnapshots = (name: string, open: Open<Snapshots>): void => {
  describe(`snapshots: ${name}`, () => {
    let opened: Opened<Snapshots>;

    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.cleanUp?.());

    it('are kept per stream; the newest wins', async () => {
      const { port } = opened;
      expect(await port.load('calendar-hst_1')).toBeNull();
      await port.save('calendar-hst_1', { revision: 500, version: 1, state: { slots: [1] } });
      await port.save('calendar-hst_1', { revision: 1000, version: 1, state: { slots: [1, 2] } });
      expect(await port.load('calendar-hst_1')).toEqual({ revision: 1000, version: 1, state: { slots: [1, 2] } });
      expect(await port.load('calendar-hst_2')).toBeNull();
    });

    it('do not change with the object they were taken of', async () => {
      const state = { slots: [1] };
      await opened.port.save('calendar-hst_1', { revision: 1, version: 1, state });
      state.slots.push(2);
      expect(await opened.port.load('calendar-hst_1')).toMatchObject({ state: { slots: [1] } });
    });

    it('outlive a restart', async () => {
      if (opened.reopen === undefined) return;
      await opened.port.save('calendar-hst_1', { revision: 1, version: 1, state: 'x' });
      expect(await (await opened.reopen()).load('calendar-hst_1')).toMatchObject({ revision: 1 });
    });
  });
};
