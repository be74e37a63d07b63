import type { LastUses } from '@bookonce/kernel/ports/last-uses';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Open, Opened } from './opened.js';

const EARLY = '2026-03-02T08:00:00.000Z';
const LATE = '2026-03-02T08:01:00.000Z';

/** The contract of every {@link LastUses} adapter. */
export const describeLastUses = (name: string, open: Open<LastUses>): void => {
  describe(`last uses: ${name}`, () => {
    let opened: Opened<LastUses>;

    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.cleanUp?.());

    it('are known only for keys that were used', async () => {
      const { port } = opened;
      expect(await port.of([])).toEqual(new Map());
      await port.note('a', EARLY);
      await port.note('b', LATE);
      expect(await port.of(['a', 'b', 'c'])).toEqual(
        new Map([
          ['a', EARLY],
          ['b', LATE],
        ]),
      );
    });

    it('keep the latest use, in any order of arrival', async () => {
      const { port } = opened;
      await port.note('a', LATE);
      await port.note('a', EARLY);
      expect(await port.of(['a'])).toEqual(new Map([['a', LATE]]));
    });

    it('outlive a restart', async () => {
      if (opened.reopen === undefined) return;
      await opened.port.note('a', EARLY);
      expect(await (await opened.reopen()).of(['a'])).toEqual(new Map([['a', EARLY]]));
    });
  });
};
