import {
  type CalendarPolls,
  type ClaimedPoll,
  NEVER_READ,
  type PollState,
  type UnsharedCalendarPolls,
} from '@bookonce/kernel/ports/calendar-polls';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Open, Opened } from './opened.js';

const READ: PollState = {
  ...NEVER_READ,
  lastReadAt: 1_000,
  memo: { etag: '"ü"', tokens: ['a', null] },
  basis: 'basis',
  busyCount: 3,
  addresses: ['ada@example.com'],
  collections: [{ href: 'https://cloud.example.com/ada/', name: 'Ada', isWritable: false }],
};

const idsOf = (claimed: readonly ClaimedPoll[]): readonly string[] => claimed.map(({ calendarId }) => calendarId);

/** The contract of every {@link CalendarPolls} adapter. */
export const describeCalendarPolls = (name: string, open: Open<CalendarPolls>): void => {
  describe(`calendar polls: ${name}`, () => {
    let opened: Opened<CalendarPolls>;
    let port: CalendarPolls;

    beforeEach(async () => {
      opened = await open();
      ({ port } = opened);
    });
    afterEach(() => opened.cleanUp?.());

    const claimed = async (calendarId: string, now: number, until: number): Promise<ClaimedPoll> => {
      const claim = await port.claim(calendarId, now, until);
      if (claim === null) throw new Error(`${calendarId} cannot be claimed`);
      return claim;
    };

    it('are claimed when they are due, longest due first', async () => {
      await port.add(['b'], 200);
      await port.add(['a'], 300);
      await port.add(['c'], 100);
      expect(await port.claimDue(10, 99, 1_000)).toEqual([]);
      expect(idsOf(await port.claimDue(2, 300, 1_000))).toEqual(['c', 'b']);
      expect(await port.claimDue(2, 300, 1_000)).toEqual([
        { calendarId: 'a', lease: expect.any(Number), state: NEVER_READ },
      ]);
      expect(await port.claimDue(2, 300, 1_000)).toEqual([]);
    });

    it('are added once', async () => {
      await port.add(['a'], 0);
      await port.settle(await claimed('a', 0, 100), READ, 5_000, 50);
      await port.add(['a', 'b', 'b'], 0);
      await port.add([], 0);
      expect(idsOf(await port.claimDue(10, 50, 100))).toEqual(['b']);
      expect(await port.states(['a'])).toEqual(new Map([['a', READ]]));
    });

    it('keep how the last read went', async () => {
      await port.add(['a', 'b'], 0);
      expect(await port.settle(await claimed('a', 0, 100), READ, 5_000, 50)).toBe(true);
      expect(await port.states(['a', 'b', 'c'])).toEqual(
        new Map([
          ['a', READ],
          ['b', NEVER_READ],
        ]),
      );
      expect(await port.states([])).toEqual(new Map());
      expect(idsOf(await port.claimDue(10, 4_999, 9_000))).toEqual(['b']);
      expect(await port.claimDue(10, 5_000, 9_000)).toMatchObject([{ calendarId: 'a', state: READ }]);
    });

    it('show the last read, whatever they have shown before', async () => {
      await port.add(['a'], 0);
      expect(await port.states(['a'])).toEqual(new Map([['a', NEVER_READ]]));
      await port.settle(await claimed('a', 0, 100), READ, 0, 50);
      expect(await port.states(['a'])).toEqual(new Map([['a', READ]]));
      const failed = { ...READ, failures: 1, error: { kind: 'timeout', text: 'No answer.', at: 2_000 } };
      const late = await claimed('a', 60, 100);
      await port.settle(late, failed, 0, 100);
      expect(await port.states(['a'])).toEqual(new Map([['a', READ]]));
      await port.settle(await claimed('a', 100, 200), failed, 0, 150);
      expect(await port.states(['a'])).toEqual(new Map([['a', failed]]));
      await port.forget('a');
      expect(await port.states(['a'])).toEqual(new Map());
    });

    it('are claimed one by one, due or not, unless somebody reads them', async () => {
      await port.add(['a'], 9_000);
      expect(await port.claim('unknown', 0, 100)).toBeNull();
      const first = await claimed('a', 0, 100);
      expect(await port.claim('a', 99, 200)).toBeNull();
      expect(await port.claimDue(10, 99, 200)).toEqual([]);
      await port.settle(first, READ, 9_000, 50);
      expect(await port.claim('a', 50, 200)).toMatchObject({ state: READ });
    });

    it('are claimed again when the lease has run out, which is then void', async () => {
      await port.add(['a'], 0);
      const late = await claimed('a', 0, 100);
      expect(await port.settle(late, READ, 5_000, 100)).toBe(false);
      const again = await claimed('a', 100, 200);
      expect(again.lease).toBeGreaterThan(late.lease);
      expect(await port.settle(late, READ, 5_000, 150)).toBe(false);
      expect(await port.states(['a'])).toEqual(new Map([['a', NEVER_READ]]));
      expect(await port.settle(again, READ, 5_000, 150)).toBe(true);
    });

    it('are claimed by one of several instances', async () => {
      await port.add(
        Array.from({ length: 20 }, (_, index) => `cal_${index}`),
        0,
      );
      const claims = await Promise.all(Array.from({ length: 8 }, () => port.claimDue(5, 0, 100)));
      const ids = claims.flatMap(idsOf);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids).toHaveLength(20);
    });

    it('can be hastened, also while they are read', async () => {
      await port.add(['a', 'b'], 9_000);
      await port.hasten(['a', 'unknown'], 1_000);
      await port.hasten([], 1_000);
      await port.hasten(['a'], 5_000);
      const [reading] = await port.claimDue(10, 1_000, 3_000);
      expect(reading).toMatchObject({ calendarId: 'a' });
      await port.hasten(['a'], 1_500);
      expect(reading !== undefined && (await port.settle(reading, READ, 9_000, 2_000))).toBe(true);
      const [again] = await port.claimDue(10, 2_000, 3_000);
      expect(again).toMatchObject({ calendarId: 'a' });
      expect(again !== undefined && (await port.settle(again, READ, 9_000, 2_500))).toBe(true);
      expect(await port.claimDue(10, 8_999, 9_999)).toEqual([]);
    });

    it('are forgotten, however often that is asked for', async () => {
      await port.add(['a', 'b'], 0);
      const reading = await claimed('a', 0, 100);
      await port.forget('a');
      await port.forget('a');
      expect(await port.settle(reading, READ, 0, 50)).toBe(false);
      expect(await port.states(['a', 'b'])).toEqual(new Map([['b', NEVER_READ]]));
      expect(await port.claim('a', 50, 100)).toBeNull();
    });

    it('outlive a restart, leases included', async () => {
      if (opened.reopen === undefined) return;
      await port.add(['a', 'b'], 0);
      await port.settle(await claimed('a', 0, 100), READ, 50, 10);
      await claimed('b', 0, 100);
      expect(idsOf(await (await opened.reopen()).claimDue(10, 60, 100))).toEqual(['a']);
    });
  });
};

/** The contract of adapters that no other process shares, the one of {@link describeCalendarPolls} included. */
export const describeUnsharedCalendarPolls = (name: string, open: Open<UnsharedCalendarPolls>): void => {
  describeCalendarPolls(name, open);

  describe(`calendar polls of one process: ${name}`, () => {
    let opened: Opened<UnsharedCalendarPolls>;

    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.cleanUp?.());

    /** Where a process that was killed left them. */
    const reopened = async (): Promise<UnsharedCalendarPolls> => (await opened.reopen?.()) ?? opened.port;

    it('are due at once when their leases are released, which are then void', async () => {
      const { port } = opened;
      await port.add(['due'], 10);
      await port.add(['asked for'], 9_000);
      const [left] = await port.claimDue(10, 20, 100_000);
      await port.claim('asked for', 20, 100_000);
      if (left === undefined) throw new Error('it can be claimed');
      const next = await reopened();
      await next.releaseLeases(50);
      expect(await next.settle(left, READ, 5_000, 60)).toBe(false);
      const again = await next.claimDue(10, 60, 160);
      expect(idsOf(again)).toEqual(['due', 'asked for']);
      expect(again[0]?.lease).toBeGreaterThan(left.lease);
    });

    it('that nobody reads stay as they are when leases are released', async () => {
      const { port } = opened;
      await port.add(['read', 'waiting'], 0);
      const reading = await port.claim('read', 0, 100);
      if (reading === null) throw new Error('it can be claimed');
      await port.settle(reading, READ, 5_000, 10);
      await port.hasten(['waiting'], 0);
      const next = await reopened();
      await next.releaseLeases(50);
      expect(idsOf(await next.claimDue(10, 4_999, 9_000))).toEqual(['waiting']);
      expect(await next.states(['read'])).toEqual(new Map([['read', READ]]));
    });
  });
};
