import type { Checkpoints } from '@bookonce/kernel/ports/checkpoints';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Open, Opened } from './opened.js';

/** The contract of every {@link Checkpoints} adapter. */
export const describeCheckpoints = (name: string, open: Open<Checkpoints>): void => {
  describe(`checkpoints: ${name}`, () => {
    let opened: Opened<Checkpoints>;

    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.cleanUp?.());

    it('are kept per name; the latest wins', async () => {
      const { port } = opened;
      expect(await port.load('publisher')).toBeNull();
      await port.save('publisher', '001');
      await port.save('publisher', '002');
      expect(await port.load('publisher')).toBe('002');
      expect(await port.load('other')).toBeNull();
    });

    it('can be removed individually and set again', async () => {
      const { port } = opened;
      await port.forget('publisher');
      await port.save('publisher', '002');
      await port.save('other', '003');
      await port.forget('publisher');
      expect([await port.load('publisher'), await port.load('other')]).toEqual([null, '003']);
      await port.save('publisher', '001');
      expect(await port.load('publisher')).toBe('001');
    });

    it('hold the last event handled, if one was given', async () => {
      const { port } = opened;
      const event = {
        stream: 'link-a',
        revision: 3,
        id: '00000000-0000-8000-8000-000000000001',
        position: '002',
      } as const;
      expect(await port.handled('publisher')).toBeNull();
      await port.save('publisher', '003', event);
      expect([await port.load('publisher'), await port.handled('publisher')]).toEqual(['003', event]);
      expect(await port.handled('other')).toBeNull();
      await port.save('publisher', '004');
      expect(await port.handled('publisher')).toBeNull();
      await port.save('publisher', '005', event);
      await port.forget('publisher');
      expect([await port.load('publisher'), await port.handled('publisher')]).toEqual([null, null]);
    });

    it('outlive a restart', async () => {
      if (opened.reopen === undefined) return;
      await opened.port.save('publisher', '001');
      expect(await (await opened.reopen()).load('publisher')).toBe('001');
    });
  });
};
