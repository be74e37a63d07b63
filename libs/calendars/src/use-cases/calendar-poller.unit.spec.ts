import { MemoryCalendarPolls } from '@bookonce/adapter-memory/calendar-records';
import { type ClaimedPoll, NEVER_READ } from '@bookonce/kernel/ports/calendar-polls';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { describe, expect, it } from '@jest/globals';
import { SimulatedTime } from '../fixtures/simulated-time.js';
import { nextReadAt } from '../domain/poll-schedule.js';
import { CalendarPoller } from './calendar-poller.js';

const SECOND = 1_000;
const INTERVAL = 300 * SECOND;
const READ_MS = 200;

/** A poller, with reads that take 200 ms unless the spec says otherwise. */
const polling = (options: { readonly mostAtOnce?: number; readonly read?: (id: string) => Promise<void> } = {}) => {
  const time = new SimulatedTime();
  const polls = new MemoryCalendarPolls();
  const read: { readonly id: string; readonly at: number }[] = [];
  const errors: (string | null)[] = [];
  let inFlight = 0;
  let most = 0;
  const make = (connected: readonly string[] = [], hosts: readonly string[] = []) =>
    new CalendarPoller({
      reads: {
        claimDue: (limit) => polls.claimDue(limit, time.now(), time.now() + 120 * SECOND),
        run: async (claimed: ClaimedPoll) => {
          inFlight += 1;
          most = Math.max(most, inFlight);
          read.push({ id: claimed.calendarId, at: time.now() });
          try {
            await (options.read?.(claimed.calendarId) ?? time.wait(READ_MS));
          } finally {
            inFlight -= 1;
          }
          const dueAt = nextReadAt({ endedAt: time.now(), failures: 0 }, INTERVAL, 0.5);
          await polls.settle(claimed, NEVER_READ, dueAt, time.now());
        },
      },
      polls,
      readModels: {
        list: async ({ name }: { readonly name: string }) => {
          const ids = { connectedCalendars: connected, hostsWithHolidays: hosts }[name] ?? [];
          return { items: ids.map((id) => ({ id })), nextCursor: null };
        },
      } as unknown as Pick<ReadModels, 'list'>,
      scheduler: time,
      realClock: time,
      random: () => 0.5,
      intervalMs: INTERVAL,
      onError: (_error, id) => errors.push(id),
      ...options,
    });
  const ids = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `cal_${index}`);
  return { time, polls, read, errors, make, ids, most: () => most };
};

describe('the poller', () => {
  it('reads each calendar once in every interval', async () => {
    const { time, polls, read, make, ids } = polling();
    await polls.add(ids(3), 0);
    const poller = make();
    poller.start();
    await time.pass(3 * INTERVAL);
    await poller.stop();
    const readsOf = (id: string) => read.filter((one) => one.id === id).map(({ at }) => at);
    const [first = 0, second = 0, third = 0, ...more] = readsOf('cal_0');
    expect(more).toEqual([]);
    for (const pause of [second - first, third - second]) {
      expect(pause).toBeGreaterThanOrEqual(INTERVAL);
      expect(pause).toBeLessThan(1.1 * INTERVAL + READ_MS + SECOND);
    }
    expect(readsOf('cal_2')).toHaveLength(3);
  });

  it('reads many that are due at once without a pause, a bounded number at a time', async () => {
    const { time, polls, read, make, ids, most } = polling();
    await polls.add(ids(1_000), 0);
    const poller = make();
    poller.start();
    await time.pass((1_000 / 64) * READ_MS + SECOND);
    expect(new Set(read.map(({ id }) => id)).size).toBe(1_000);
    expect(most()).toBe(64);
    await poller.stop();
  });

  it('is not held up by calendars that never answer', async () => {
    const { time, polls, read, make } = polling({
      mostAtOnce: 4,
      read: async (id) => {
        if (id.startsWith('slow')) await time.wait(30 * SECOND);
      },
    });
    await polls.add(['slow_1', 'slow_2', 'slow_3'], 0);
    await polls.add(['cal_1', 'cal_2', 'cal_3', 'cal_4', 'cal_5'], 1);
    const poller = make();
    poller.start();
    await time.pass(3 * SECOND);
    expect(read.filter(({ id }) => id.startsWith('cal')).map(({ id }) => id)).toHaveLength(5);
    await Promise.all([poller.stop(), time.pass(30 * SECOND)]);
  });

  it('pauses when the product itself has lost something, and goes on', async () => {
    let isLost = true;
    const { time, polls, read, errors, make } = polling({
      read: async () => {
        if (isLost) throw new Error('no event store');
      },
    });
    await polls.add(['cal_1'], 0);
    const poller = make();
    poller.start();
    await time.pass(60 * SECOND);
    expect([errors, read.length]).toEqual([['cal_1'], 1]);
    isLost = false;
    // The lease of the lost read runs out first.
    await time.pass(70 * SECOND);
    expect([errors, read.length]).toEqual([['cal_1'], 2]);
    await poller.stop();
  });

  it('adds calendars and holidays whose polling state is lost', async () => {
    const { time, read, make, ids } = polling();
    const poller = make(ids(3), ['hst_1']);
    poller.start();
    await time.pass(INTERVAL);
    expect(read.map(({ id }) => id).sort()).toEqual([...ids(3), 'holidays-hst_1']);
    await poller.stop();
  });

  it('shares calendars with another instance', async () => {
    const { time, polls, read, make, ids } = polling();
    await polls.add(ids(200), 0);
    const pollers = [make(), make()];
    for (const poller of pollers) poller.start();
    await time.pass(10 * SECOND);
    expect(read).toHaveLength(200);
    await Promise.all(pollers.map((poller) => poller.stop()));
  });

  it('waits for the reads in flight when it stops, and begins no other', async () => {
    const { time, polls, read, make } = polling();
    await polls.add(['cal_1'], 0);
    const poller = make();
    poller.start();
    await time.pass(0);
    let hasStopped = false;
    const stopping = poller.stop().then(() => (hasStopped = true));
    await polls.add(['cal_2'], 0);
    await time.pass(READ_MS - 1);
    expect(hasStopped).toBe(false);
    await time.pass(1 + 10 * SECOND);
    await stopping;
    expect(read.map(({ id }) => id)).toEqual(['cal_1']);
  });
});
