import { describe, expect, it } from '@jest/globals';
import type { FakeEvent } from '../fixtures/fake-servers.js';
import { FEED, HOST, INTERVAL, TestCalendars } from '../fixtures/test-calendars.js';

const at = (hour: number, day = 3): string =>
  `2026-03-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00.000Z`;
const event = (hour: number, day = 3): FakeEvent => ({
  uid: `${day}-${hour}`,
  start: at(hour, day),
  end: at(hour + 1, day),
});
const MINUTE = 60_000;

const connected = async (hostIds: readonly string[] = [HOST]) => {
  const calendars = new TestCalendars();
  calendars.servers.set(FEED, [event(9), event(9, 20)]);
  for (const hostId of hostIds) {
    await calendars.addHost(hostId);
    await calendars.connect({ hostId });
  }
  calendars.servers.calls.length = 0;
  const age = (ms: number): void => calendars.ports.clock.set(calendars.ports.clock.now() + ms);
  const freshen = (day = 3) =>
    calendars.fresh.freshen(calendars.message({ hostIds: [...hostIds], start: at(10, day), end: at(11, day) }));
  /** Freshens while simulated time passes. */
  const freshenWithin = async (ms: number) => {
    const freshening = freshen();
    await calendars.time.pass(ms);
    return freshening;
  };
  const refuse = async (hostId: string): Promise<void> => {
    const [first] = await calendars.list(undefined, hostId);
    const payload = { hostId, calendarId: first?.id ?? '', whenUnreachable: 'refuse' as const };
    await calendars.service.change(calendars.message(payload));
    calendars.servers.calls.length = 0;
  };
  return { calendars, age, freshen, freshenWithin, refuse };
};

const unreadable = (...hostIds: readonly string[]) => ({
  ok: true,
  value: { unreadableHostIds: hostIds, position: null },
});

describe('calendars at booking time', () => {
  it('are not read if they were within the last minute', async () => {
    const { calendars, age, freshen } = await connected();
    age(MINUTE);
    expect(await freshen()).toEqual(unreadable());
    expect(calendars.servers.calls).toEqual([]);
  });

  it('are fresh for a minute after a read', async () => {
    const { calendars, age, freshen } = await connected();
    const areFresh = () =>
      calendars.fresh.checkFreshness(calendars.message({ hostIds: [HOST], start: at(10), end: at(11) }));
    age(MINUTE);
    expect(await areFresh()).toMatchObject({ value: { areFresh: true } });
    age(1);
    expect(await areFresh()).toMatchObject({ value: { areFresh: false } });
    expect(calendars.servers.calls).toEqual([]);
    await freshen();
    expect(await areFresh()).toMatchObject({ value: { areFresh: true } });
  });

  it('are read if they are older, for three days around the slot, and as a whole by the next poll', async () => {
    const { calendars, age, freshen } = await connected();
    age(MINUTE + 1);
    calendars.servers.set(FEED, [event(10), event(9, 21)]);
    expect(await freshen()).toEqual(unreadable());
    expect(calendars.busySources.changes.at(-1)).toMatchObject({
      intervals: [{ start: at(10) }],
      within: { start: at(0, 2), end: at(0, 5) },
    });
    expect(await calendars.poll(0)).toBe(1);
    expect(calendars.busySources.starts).toEqual([at(10), at(9, 21)]);
  });

  it('that have not changed are not computed', async () => {
    const { calendars, age, freshen } = await connected();
    age(MINUTE + 1);
    await freshen();
    await freshen();
    expect(calendars.servers.calls).toEqual(['read']);
    expect(calendars.busySources.changes).toHaveLength(1);
  });

  it('are read again for a slot of another day', async () => {
    const { calendars, age, freshen } = await connected();
    const isFreshOn = (day: number) =>
      calendars.fresh.checkFreshness(calendars.message({ hostIds: [HOST], start: at(10, day), end: at(11, day) }));
    age(MINUTE + 1);
    calendars.servers.set(FEED, [event(10), event(10, 20)]);
    await freshen();
    expect(await isFreshOn(3)).toMatchObject({ value: { areFresh: true } });
    expect(await isFreshOn(20)).toMatchObject({ value: { areFresh: false } });
    await freshen(20);
    expect(calendars.busySources.starts).toContain(at(10, 20));
    expect(await calendars.poll(0)).toBe(1);
    expect(await isFreshOn(3)).toMatchObject({ value: { areFresh: true } });
  });

  it('are read for each day that somebody wants at the same time', async () => {
    const { calendars, age, freshen } = await connected();
    age(MINUTE + 1);
    calendars.servers.set(FEED, [event(10), event(10, 20)]);
    const freshening = Promise.all([freshen(), freshen(20)]);
    await calendars.time.pass(200);
    expect(await freshening).toEqual([unreadable(), unreadable()]);
    const { changes } = calendars.busySources;
    expect(changes.slice(-2)).toMatchObject([
      { intervals: [{ start: at(10) }] },
      { intervals: [{ start: at(10, 20) }] },
    ]);
  });

  it('of a server that fails are not read again for another day', async () => {
    const { calendars, age, freshen } = await connected();
    age(MINUTE + 1);
    calendars.servers.failure = { kind: 'unreachable', reason: 'no such server' };
    const freshening = Promise.all([freshen(), freshen(20)]);
    await calendars.time.pass(200);
    await freshening;
    expect(calendars.servers.calls).toEqual(['read']);
  });

  it('are not fresh for longer because a clock was ahead', async () => {
    const { calendars, freshen } = await connected();
    const [first] = await calendars.list();
    const claimed = await calendars.reads.claim(first?.id ?? '');
    if (claimed === null) throw new Error('the calendar is claimed already');
    const lastReadAt = calendars.ports.clock.now() + 60 * MINUTE;
    await calendars.polls.settle(claimed, { ...claimed.state, lastReadAt }, 0, 0);
    await freshen();
    expect(calendars.servers.calls).toEqual(['read']);
  });

  it('share one read, however many want to book', async () => {
    const { calendars, age, freshen } = await connected();
    age(MINUTE + 1);
    await Promise.all([freshen(), freshen(), freshen()]);
    expect(calendars.servers.calls).toEqual(['read']);
  });

  it('wait for a poll that is in flight', async () => {
    const { calendars, age, freshenWithin } = await connected();
    age(MINUTE + 1);
    const answering = Promise.withResolvers<void>();
    calendars.servers.answering = answering.promise;
    const polling = calendars.poll(INTERVAL);
    await new Promise(setImmediate);
    const freshening = freshenWithin(1_000);
    answering.resolve();
    await polling;
    expect(await freshening).toEqual(unreadable());
    expect(calendars.servers.calls).toEqual(['read']);
  });

  it('that never answer hold up a booking for 1.5 s, and the last known times count', async () => {
    const { calendars, age, freshenWithin } = await connected();
    age(MINUTE + 1);
    calendars.servers.answering = new Promise(() => undefined);
    expect(await freshenWithin(1_500)).toEqual(unreadable());
    expect(calendars.time.now()).toBe(1_500);
  });

  it('that cannot be read and have to be are named', async () => {
    const { calendars, age, freshen, refuse } = await connected(['hst_1', 'hst_2']);
    await refuse('hst_2');
    age(MINUTE + 1);
    calendars.servers.failure = { kind: 'unreachable', reason: 'no such server' };
    expect(await freshen()).toEqual(unreadable('hst_2'));
    expect(calendars.eventTypes).not.toContain('CalendarFailed');
  });

  it('rest for ten seconds after a failure', async () => {
    const { calendars, age, freshen, refuse } = await connected();
    await refuse(HOST);
    age(MINUTE + 1);
    calendars.servers.failure = { kind: 'unreachable', reason: 'no such server' };
    await freshen();
    calendars.servers.failure = null;
    await calendars.time.pass(9_999);
    expect(await freshen()).toEqual(unreadable(HOST));
    expect(calendars.servers.calls).toEqual(['read']);
    await calendars.time.pass(1);
    expect(await freshen()).toEqual(unreadable());
  });

  it('do not end a booking if the product has lost something', async () => {
    const { calendars, age, freshen } = await connected();
    age(MINUTE + 1);
    calendars.servers.set(FEED, [event(14)]);
    calendars.busySources.fails = new Error('no reply');
    expect(await freshen()).toEqual(unreadable());
    expect(calendars.errors).toEqual([calendars.busySources.fails]);
  });

  it('of hosts without any cost nothing', async () => {
    const { calendars } = await connected();
    const message = calendars.message({ hostIds: ['hst_2'], start: at(10), end: at(11) });
    expect(await calendars.fresh.freshen(message)).toEqual(unreadable());
  });
});
