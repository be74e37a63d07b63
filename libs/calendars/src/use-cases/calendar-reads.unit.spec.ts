import { calendarUidOf } from '@bookonce/contracts/values/calendar-uid';
import { describe, expect, it } from '@jest/globals';
import type { FakeEvent } from '../fixtures/fake-servers.js';
import { FEED, HOST, INTERVAL, TestCalendars } from '../fixtures/test-calendars.js';

const at = (hour: number): string => `2026-03-03T${String(hour).padStart(2, '0')}:00:00.000Z`;
const event = (hour: number, uid = `event-${hour}`): FakeEvent => ({ uid, start: at(hour), end: at(hour + 1) });
const HOUR = 60 * 60_000;

const connected = async () => {
  const calendars = new TestCalendars();
  await calendars.addHost();
  calendars.servers.set(FEED, [event(9)]);
  const id = await calendars.connect();
  calendars.servers.calls.length = 0;
  /** Reads it now, as the host asks for. */
  const read = async () => calendars.service.read(calendars.message({ hostId: HOST, calendarId: id }));
  return { calendars, id, read };
};

describe('reading a calendar', () => {
  it('comes after the interval, and sends only what has changed', async () => {
    const { calendars } = await connected();
    expect(await calendars.poll(INTERVAL - 1)).toBe(0);
    expect(await calendars.poll(1)).toBe(1);
    expect(calendars.servers.calls).toEqual(['read']);
    expect(calendars.busySources.changes).toHaveLength(1);
    calendars.servers.set(FEED, [event(9), event(11)]);
    await calendars.poll();
    expect(calendars.busySources.starts).toEqual([at(9), at(11)]);
    expect((await calendars.list())[0]?.busyCount).toBe(2);
  });

  it('sends busy times again that the availability service did not take', async () => {
    const { calendars } = await connected();
    calendars.servers.set(FEED, [event(12)]);
    calendars.busySources.fails = new Error('no reply');
    await expect(calendars.poll()).rejects.toThrow('no reply');
    calendars.busySources.fails = null;
    expect(await calendars.poll()).toBe(1);
    expect(calendars.busySources.starts).toEqual([at(12)]);
  });

  it('computes anew when other busy times were stored since', async () => {
    const { calendars, id } = await connected();
    const source = { type: 'ics' as const, id, name: 'Work' };
    await calendars.store(HOST, { type: 'BusySet', data: { hostId: HOST, source, added: [], removed: [] } });
    await calendars.list();
    await calendars.poll();
    expect(calendars.busySources.changes).toHaveLength(2);
    expect(calendars.busySources.starts).toEqual([at(9)]);
    await calendars.poll();
    expect(calendars.busySources.changes).toHaveLength(2);
  });

  it('computes anew when the zone of the host changes', async () => {
    const { calendars } = await connected();
    const schedule = { timeZone: 'Asia/Tokyo', weekly: [] };
    await calendars.store(HOST, { type: 'ScheduleSet', data: { hostId: HOST, schedule } });
    await calendars.follow.onHost({ ...calendars.ports.store.events.at(-1) } as never);
    expect(await calendars.poll(0)).toBe(1);
    expect(calendars.servers.calls).toEqual(['read all']);
    expect(calendars.busySources.changes).toHaveLength(2);
  });

  it('computes anew every day, because the horizon moves', async () => {
    const { calendars } = await connected();
    calendars.servers.set(FEED, [{ uid: 'far', start: '2027-04-07T08:00:00.000Z', end: '2027-04-07T09:00:00.000Z' }]);
    await calendars.poll();
    expect(calendars.busySources.starts).toEqual([]);
    calendars.ports.clock.set(Date.parse('2026-03-03T00:00:00Z'));
    await calendars.poll();
    expect(calendars.busySources.starts).toEqual(['2027-04-07T08:00:00.000Z']);
  });

  it('does not count bookings of the host at their booked time', async () => {
    const { calendars, read } = await connected();
    const slot = { hostId: HOST, bookingId: 'bkg_1', start: at(9), end: at(10) };
    const buffers = { bufferBeforeMinutes: 0, bufferAfterMinutes: 0 };
    calendars.servers.set(FEED, [event(9, calendarUidOf('bkg_1')), event(14)]);
    await calendars.store(HOST, {
      type: 'SlotHeld',
      data: { ...slot, ...buffers, linkId: 'lnk_1', meetingTypeId: 'mtt_1' },
    });
    await read();
    expect(calendars.busySources.starts).toEqual([at(14)]);
    // The event stays where it was, and the booking does not: now it is the host's own.
    const moved = { ...slot, start: at(10), end: at(11), move: 1, fromStart: at(9), fromEnd: at(10) };
    await calendars.store(HOST, {
      type: 'SlotMoved',
      data: { ...moved, ...buffers, meetingTypeId: 'mtt_1', state: 'booked' },
    });
    await read();
    expect(calendars.busySources.starts).toEqual([at(9), at(14)]);
  });
});

describe('a calendar that fails', () => {
  it('says so from the first failure on, and keeps the times last read', async () => {
    const { calendars, read } = await connected();
    calendars.servers.failure = { kind: 'timedOut', reason: 'the server did not answer in time' };
    expect(await read()).toMatchObject({
      ok: true,
      value: {
        calendar: {
          state: 'failing',
          error: 'The server did not answer in time. Check the address. If it is right, try again later.',
          errorKind: 'timedOut',
          failingSince: '2026-03-02T08:00:00.000Z',
          lastReadAt: '2026-03-02T08:00:00.000Z',
          busyCount: 1,
        },
      },
    });
    expect(calendars.busySources.starts).toEqual([at(9)]);
    calendars.ports.clock.set(Date.parse('2026-03-02T09:00:00Z'));
    expect(await read()).toMatchObject({ value: { calendar: { failingSince: '2026-03-02T08:00:00.000Z' } } });
    calendars.servers.failure = null;
    expect(await read()).toMatchObject({ value: { calendar: { state: 'ok' } } });
    expect(calendars.eventTypes).toEqual(['CalendarConnected', 'CalendarFailed', 'CalendarRecovered']);
  });

  it("says the status of its server's answer", async () => {
    const { calendars, read } = await connected();
    calendars.servers.failure = { kind: 'unreachable', status: 502, reason: 'the server answers with the error 502' };
    expect(await read()).toMatchObject({ value: { calendar: { errorKind: 'unreachable', errorStatus: 502 } } });
    expect(await calendars.list()).toMatchObject([{ errorStatus: 502 }]);
    calendars.servers.failure = { kind: 'timedOut', reason: 'the server did not answer in time' };
    const reply = await read();
    expect(reply.ok && 'errorStatus' in reply.value.calendar).toBe(false);
  });

  it('is read less and less often, and is reported after an hour, once', async () => {
    const { calendars, read } = await connected();
    calendars.servers.failure = { kind: 'unreachable', reason: 'no such server' };
    let reads = 0;
    for (let minutes = 0; minutes < 180; minutes += 1) reads += await calendars.poll(60_000);
    expect(reads).toBeLessThan(10);
    expect(calendars.eventTypes).toEqual(['CalendarConnected', 'CalendarFailed', 'CalendarFailureReported']);
    calendars.servers.failure = null;
    await read();
    expect(calendars.ports.store.events.at(-1)).toMatchObject({
      type: 'CalendarRecovered',
      data: { wasReported: true },
    });
  });

  it('is left alone for as long as its server asks for', async () => {
    const { calendars, read } = await connected();
    calendars.servers.failure = { kind: 'retryAfter', afterMs: 2 * HOUR, reason: 'the server asks to wait' };
    await read();
    expect(await calendars.poll(2 * HOUR - 1)).toBe(0);
    expect(await calendars.poll(1)).toBe(1);
  });

  it('asks for its address again if that is lost', async () => {
    const { calendars, id, read } = await connected();
    await calendars.secrets.forget(id);
    expect(await read()).toMatchObject({
      value: { calendar: { state: 'failing', error: expect.stringContaining('Enter them again') } },
    });
  });

  it('has more busy times than a source may have', async () => {
    const { calendars, read } = await connected();
    calendars.busySources.most = 1;
    calendars.servers.set(FEED, [event(9), event(11)]);
    expect(await read()).toMatchObject({
      value: { calendar: { state: 'failing', error: expect.stringContaining('1 busy') } },
    });
  });
});
