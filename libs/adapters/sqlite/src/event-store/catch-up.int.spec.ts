import { newEvent } from '@bookonce/testing/contracts/tested-event-store';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '@bookonce/testing/harness/temporary-folder';
import { openSqliteEventStore } from '../open-sqlite-event-store.js';

const PAGES = 10;
const PAGE = 20;

describe('catching up with a history on the disk', () => {
  it.each([
    ['all of it', undefined, PAGES],
    ['a category that is not in it', ['booking'], 0],
  ])('leaves everybody else a turn after each page: %s', async (_what, categories, deliveries) => {
    const folder = temporaryFolder();
    const open = () => openSqliteEventStore({ folder: folder.path, writer: 'inline' });
    const before = await open();
    await before.append(
      'link-a',
      -1,
      Array.from({ length: PAGES * PAGE }, (_, index) => newEvent(String(index))),
    );
    await before.close();

    const store = await open();
    let turns = 0;
    let running = setImmediate(function turn() {
      turns += 1;
      running = setImmediate(turn);
    });
    const turnsAtDelivery: number[] = [];
    const caughtUp = new Promise<void>((resolve) => {
      const handle = async (): Promise<void> => void turnsAtDelivery.push(turns);
      const options = { after: null, maxBatch: PAGE, ...(categories === undefined ? {} : { categories }) };
      store.subscribe(options, { handle, reached: () => resolve() });
    });
    await caughtUp;
    clearImmediate(running);
    expect(turns).toBeGreaterThanOrEqual(PAGES);
    expect(turnsAtDelivery).toHaveLength(deliveries);
    expect(new Set(turnsAtDelivery).size).toBe(deliveries);
    await store.close();
    folder.remove();
  });
});
