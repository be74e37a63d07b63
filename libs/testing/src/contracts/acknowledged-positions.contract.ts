import type { AcknowledgedPositions } from '@bookonce/kernel/ports/acknowledged-positions';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Open, Opened } from './opened.js';

/** The contract of every {@link AcknowledgedPositions} adapter. */
export const describeAcknowledgedPositions = (name: string, open: Open<AcknowledgedPositions>): void => {
  describe(`acknowledged positions: ${name}`, () => {
    let opened: Opened<AcknowledgedPositions>;

    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.cleanUp?.());

    it('are known only for views that an acknowledged write changes', async () => {
      const { port } = opened;
      expect(await port.of([])).toEqual([]);
      await port.raise([], '7');
      await port.raise(['link', 'booking'], '5');
      expect(await port.of(['booking', 'workspace', 'link'])).toEqual(['5', null, '5']);
    });

    it('only ever rise, in any order of arrival', async () => {
      const { port } = opened;
      await port.raise(['link'], '5');
      await port.raise(['link', 'booking'], '3');
      expect(await port.of(['link', 'booking'])).toEqual(['5', '3']);
      await Promise.all(['6', '9', '7'].map((position) => port.raise(['link'], position)));
      expect(await port.of(['link'])).toEqual(['9']);
    });

    it('are forgotten for views that are filled from a history without the writes', async () => {
      const { port } = opened;
      await port.raise(['link', 'booking'], '5');
      await port.forget([]);
      await port.forget(['link', 'workspace']);
      expect(await port.of(['link', 'booking'])).toEqual([null, '5']);
      await port.raise(['link'], '3');
      expect(await port.of(['link'])).toEqual(['3']);
    });
  });
};
