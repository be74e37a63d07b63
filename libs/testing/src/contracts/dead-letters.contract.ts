import type { DeadLetter, DeadLetters } from '@bookonce/kernel/ports/dead-letters';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Open, Opened } from './opened.js';

const letter = (id: string, at: string): DeadLetter => ({
  id: `notification/${id}`,
  subscriber: 'notification',
  eventId: id,
  eventType: 'BookingConfirmed',
  stream: 'booking-bkg_1',
  revision: 4,
  reason: 'no such host',
  tries: 5,
  at,
});

/** The contract of every {@link DeadLetters} adapter. */
export const describeDeadLetters = (name: string, open: Open<DeadLetters>): void => {
  describe(`dead letters: ${name}`, () => {
    let opened: Opened<DeadLetters>;

    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.cleanUp?.());

    it('are kept, oldest first, until they are removed', async () => {
      const { port } = opened;
      await port.add(letter('b', '2026-03-02T00:00:00.000Z'));
      await port.add(letter('a', '2026-03-01T00:00:00.000Z'));
      expect((await port.list(10)).map(({ eventId }) => eventId)).toEqual(['a', 'b']);
      expect(await port.list(1)).toEqual([letter('a', '2026-03-01T00:00:00.000Z')]);
      expect(await port.count()).toBe(2);
      await port.remove('notification/a');
      expect(await port.count()).toBe(1);
    });

    it('are listed in pages, and found by id', async () => {
      const { port } = opened;
      const [second, first] = ['2026-03-02T00:00:00.000Z', '2026-03-01T00:00:00.000Z'];
      const letters = [letter('a', first), letter('b', first), letter('c', first), letter('a-2', second)];
      for (const one of letters.toReversed()) await port.add(one);
      const page = await port.list(2);
      expect(page).toEqual(letters.slice(0, 2));
      expect(await port.list(10, page[1])).toEqual(letters.slice(2));
      await port.remove('notification/b');
      expect(await port.list(1, page[1])).toEqual([letters[2]]);
      expect(await port.list(10, letters[3])).toEqual([]);
      expect(await port.find('notification/c')).toEqual(letters[2]);
      expect(await port.find('notification/b')).toBeNull();
    });

    it('of the same failure are merged', async () => {
      const { port } = opened;
      await port.add(letter('a', '2026-03-01T00:00:00.000Z'));
      await port.add({ ...letter('a', '2026-03-02T00:00:00.000Z'), tries: 9 });
      expect(await port.list(10)).toMatchObject([{ eventId: 'a', tries: 9 }]);
    });

    it('outlive a restart', async () => {
      if (opened.reopen === undefined) return;
      await opened.port.add(letter('a', '2026-03-01T00:00:00.000Z'));
      expect(await (await opened.reopen()).count()).toBe(1);
    });
  });
};
