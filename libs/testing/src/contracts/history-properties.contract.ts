import type { HistoryProperties } from '@bookonce/kernel/ports/history-properties';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Open, Opened } from './opened.js';

/** The contract of every {@link HistoryProperties} adapter. */
export const describeHistoryProperties = (name: string, open: Open<HistoryProperties>): void => {
  describe(`properties of a history: ${name}`, () => {
    let opened: Opened<HistoryProperties>;

    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.cleanUp?.());

    it('are set once, each by itself', async () => {
      const { port } = opened;
      expect(await port.get('one')).toBeNull();
      expect(await port.setOnce('one', 'first')).toBe('first');
      expect(await port.setOnce('one', 'second')).toBe('first');
      expect([await port.get('one'), await port.get('other')]).toEqual(['first', null]);
    });

    it('have one value for all who set them at once', async () => {
      const values = Array.from({ length: 8 }, (_, index) => `value ${index}`);
      const stored = await Promise.all(values.map((value) => opened.port.setOnce('one', value)));
      expect(new Set(stored).size).toBe(1);
      expect(values).toContain(stored[0]);
      expect(await opened.port.get('one')).toBe(stored[0]);
    });

    it('can be replaced, and removed and set again', async () => {
      const { port } = opened;
      await port.replace('one', 'first');
      await port.replace('one', 'second');
      expect(await port.setOnce('one', 'third')).toBe('second');
      await port.remove('one');
      await port.remove('other');
      expect(await port.get('one')).toBeNull();
      expect(await port.setOnce('one', 'third')).toBe('third');
    });

    it('outlive a restart', async () => {
      if (opened.reopen === undefined) return;
      await opened.port.setOnce('one', 'first');
      expect(await (await opened.reopen()).get('one')).toBe('first');
    });
  });
};
