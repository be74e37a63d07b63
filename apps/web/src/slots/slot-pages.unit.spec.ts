import { describe, expect, it } from '@jest/globals';
import { everySlot, firstSlot, type LoadSlots } from './slot-pages.js';

const slotAt = (hour: string) => ({ start: `2026-03-02T${hour}:00:00.000Z`, end: `2026-03-02T${hour}:30:00.000Z` });
const NINE = slotAt('09');
const TEN = slotAt('10');
const WINDOW = { from: '2026-03-02T00:00:00.000Z', to: '2026-03-03T00:00:00.000Z' };

/** Answers with two slots, the first page empty, one page for each of these `next`. */
const paged = () => {
  const asked: string[] = [];
  const load: LoadSlots = async ({ from, to }) => {
    asked.push(`${from} ${to}`);
    if (from === WINDOW.from) return { slots: [], next: NINE.start };
    return from === NINE.start ? { slots: [NINE], next: TEN.start } : { slots: [TEN] };
  };
  return { asked, load };
};

describe('pages of slots', () => {
  it('are followed to the last one', async () => {
    const { asked, load } = paged();
    expect(await everySlot(load, WINDOW)).toEqual([NINE, TEN]);
    expect(asked).toEqual([WINDOW.from, NINE.start, TEN.start].map((from) => `${from} ${WINDOW.to}`));
  });

  it('are followed to the first slot only, if that is all that is wanted', async () => {
    const { asked, load } = paged();
    expect(await firstSlot(load, WINDOW)).toEqual(NINE);
    expect(asked).toHaveLength(2);
    expect(await firstSlot(async () => ({ slots: [] }), WINDOW)).toBeNull();
  });
});
