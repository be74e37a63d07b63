import {
  REMEMBERED_MS,
  type ClaimedDelivery,
  type Deliveries,
  type Delivery,
  type UnsharedDeliveries,
} from '@bookonce/kernel/ports/deliveries';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Open, Opened } from './opened.js';

const delivery = (id: string, subject: string, kind = 'calendar'): Delivery => ({
  id,
  kind,
  subject,
  payload: { text: `ü ${id}` },
});

const idsOf = (claimed: readonly ClaimedDelivery[]): readonly string[] => claimed.map(({ id }) => id);

const only = (claimed: readonly ClaimedDelivery[]): ClaimedDelivery => {
  const [first] = claimed;
  if (first === undefined || claimed.length > 1) throw new Error(`${claimed.length} deliveries instead of one`);
  return first;
};

/** The contract of every {@link Deliveries} adapter. */
export const describeDeliveries = (name: string, open: Open<Deliveries>): void => {
  describe(`deliveries: ${name}`, () => {
    let opened: Opened<Deliveries>;
    let port: Deliveries;

    beforeEach(async () => {
      opened = await open();
      ({ port } = opened);
    });
    afterEach(() => opened.cleanUp?.());

    it('are claimed in order, with their payload, one of each subject', async () => {
      await port.add([delivery('a1', 'a'), delivery('a2', 'a'), delivery('b1', 'b')], 1_000);
      const claimed = await port.claim('calendar', 10, 1_000, 2_000);
      expect(claimed).toEqual([
        { ...delivery('a1', 'a'), claim: expect.any(Number), attempts: 0, addedAt: 1_000 },
        { ...delivery('b1', 'b'), claim: expect.any(Number), attempts: 0, addedAt: 1_000 },
      ]);
      expect(await port.claim('calendar', 10, 1_500, 2_500)).toEqual([]);
    });

    it('of a subject follow each other', async () => {
      await port.add([delivery('a1', 'a'), delivery('a2', 'a')], 0);
      expect(await port.settle(only(await port.claim('calendar', 10, 0, 100)), 50)).toBe(true);
      expect(idsOf(await port.claim('calendar', 10, 50, 150))).toEqual(['a2']);
      expect(await port.count()).toBe(1);
    });

    it('of one kind are not claimed by another', async () => {
      await port.add([delivery('a1', 'a', 'webhook')], 0);
      expect(await port.claim('calendar', 10, 0, 100)).toEqual([]);
      expect(await port.nextDueAt('calendar')).toBeNull();
      expect(idsOf(await port.claim('webhook', 10, 0, 100))).toEqual(['a1']);
    });

    it('of one subject are ordered within a kind only', async () => {
      await port.add([delivery('c', 'same', 'calendar'), delivery('w', 'same', 'webhook')], 0);
      expect(idsOf(await port.claim('webhook', 10, 0, 100))).toEqual(['w']);
    });

    it('that are put off hold up their own subject only', async () => {
      await port.add([delivery('a1', 'a'), delivery('a2', 'a'), delivery('b1', 'b')], 0);
      const [first] = await port.claim('calendar', 1, 0, 100);
      expect(first !== undefined && (await port.putOff(first, 5_000, 50))).toBe(true);
      expect(idsOf(await port.claim('calendar', 10, 50, 150))).toEqual(['b1']);
      expect(await port.claim('calendar', 10, 4_999, 5_099)).toMatchObject([{ id: 'b1' }]);
      expect(await port.claim('calendar', 10, 5_000, 5_050)).toMatchObject([{ id: 'a1', attempts: 1 }]);
    });

    it('are claimed again when the claim has run out, which is then void', async () => {
      await port.add([delivery('a1', 'a')], 0);
      const late = only(await port.claim('calendar', 10, 0, 100));
      const again = only(await port.claim('calendar', 10, 100, 200));
      expect(again.claim).toBeGreaterThan(late.claim);
      expect(await port.settle(late, 150)).toBe(false);
      expect(await port.putOff(late, 9_000, 150)).toBe(false);
      expect(await port.settle(again, 150)).toBe(true);
      expect(await port.count()).toBe(0);
    });

    it('are not settled by a claim that has run out, even if nobody else has claimed them', async () => {
      await port.add([delivery('a1', 'a')], 0);
      const late = only(await port.claim('calendar', 10, 0, 100));
      expect(await port.settle(late, 100)).toBe(false);
      expect(await port.count()).toBe(1);
    });

    it('are claimed by one of several instances', async () => {
      await port.add(
        Array.from({ length: 20 }, (_, index) => delivery(`d${index}`, `s${index}`)),
        0,
      );
      const claims = await Promise.all(Array.from({ length: 8 }, () => port.claim('calendar', 5, 0, 100)));
      const ids = claims.flatMap(idsOf);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids).toHaveLength(20);
    });

    it('ignore an id that waits, or that was settled not long ago', async () => {
      await port.add([delivery('a1', 'a')], 0);
      await port.add([delivery('a1', 'a'), delivery('a2', 'a')], 10);
      expect(await port.count()).toBe(2);
      await port.settle(only(await port.claim('calendar', 10, 10, 100)), 20);
      await port.add([delivery('a1', 'a')], REMEMBERED_MS);
      expect(await port.count()).toBe(1);
    });

    it('are dropped by subject', async () => {
      await port.add([delivery('a1', 'a'), delivery('a2', 'a'), delivery('b1', 'b')], 0);
      const [claimed] = await port.claim('calendar', 1, 0, 100);
      expect(await port.drop('calendar', 'a', 10)).toBe(2);
      expect(claimed !== undefined && (await port.settle(claimed, 20))).toBe(false);
      expect(await port.count()).toBe(1);
      await port.add([delivery('a1', 'a')], 30);
      expect(await port.count()).toBe(1);
    });

    it('tell when the next one can be claimed', async () => {
      expect(await port.nextDueAt('calendar')).toBeNull();
      await port.add([delivery('a1', 'a'), delivery('a2', 'a')], 1_000);
      expect(await port.nextDueAt('calendar')).toBe(1_000);
      const claimed = only(await port.claim('calendar', 10, 1_000, 1_500));
      expect(await port.nextDueAt('calendar')).toBe(1_500);
      await port.putOff(claimed, 9_000, 1_200);
      expect(await port.nextDueAt('calendar')).toBe(9_000);
    });

    it('outlive a restart, claims included', async () => {
      if (opened.reopen === undefined) return;
      await port.add([delivery('a1', 'a'), delivery('b1', 'b')], 0);
      const [first] = await port.claim('calendar', 1, 0, 100);
      const reopened = await opened.reopen();
      expect(idsOf(await reopened.claim('calendar', 10, 50, 150))).toEqual(['b1']);
      expect(first !== undefined && (await reopened.settle(first, 60))).toBe(true);
    });
  });
};

/** The contract of adapters that no other process shares, the one of {@link describeDeliveries} included. */
export const describeUnsharedDeliveries = (name: string, open: Open<UnsharedDeliveries>): void => {
  describeDeliveries(name, open);

  describe(`deliveries of one process: ${name}`, () => {
    let opened: Opened<UnsharedDeliveries>;

    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.cleanUp?.());

    /** Where a process that was killed left them. */
    const reopened = async (): Promise<UnsharedDeliveries> => (await opened.reopen?.()) ?? opened.port;

    it('are due at once when their claims are released, which are then void', async () => {
      const { port } = opened;
      await port.add([delivery('a1', 'a'), delivery('a2', 'a'), delivery('w1', 'w', 'webhook')], 0);
      const left = only(await port.claim('calendar', 10, 0, 100_000));
      await port.claim('webhook', 10, 0, 100_000);
      const next = await reopened();
      await next.releaseClaims(50);
      expect(await next.nextDueAt('calendar')).toBe(50);
      expect(await next.settle(left, 60)).toBe(false);
      expect(await next.putOff(left, 9_000, 60)).toBe(false);
      const again = only(await next.claim('calendar', 10, 60, 160));
      expect(again).toMatchObject({ ...delivery('a1', 'a'), attempts: 0, addedAt: 0 });
      expect(again.claim).toBeGreaterThan(left.claim);
      expect(idsOf(await next.claim('webhook', 10, 60, 160))).toEqual(['w1']);
    });

    it('stay put off, waiting, or settled when claims are released', async () => {
      const { port } = opened;
      await port.add([delivery('a1', 'a'), delivery('b1', 'b'), delivery('c1', 'c')], 1_000);
      const [first, second] = await port.claim('calendar', 2, 1_000, 2_000);
      if (first === undefined || second === undefined) throw new Error('both can be claimed');
      await port.putOff(first, 5_000, 1_000);
      await port.settle(second, 1_000);
      const next = await reopened();
      await next.releaseClaims(1_500);
      expect(idsOf(await next.claim('calendar', 10, 1_500, 2_500))).toEqual(['c1']);
      expect(idsOf(await next.claim('calendar', 10, 5_000, 6_000))).toEqual(['a1', 'c1']);
    });
  });
};
