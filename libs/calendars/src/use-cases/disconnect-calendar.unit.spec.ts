import { describe, expect, it } from '@jest/globals';
import type { FakeEvent } from '../fixtures/fake-servers.js';
import { FEED, HOST, TestCalendars } from '../fixtures/test-calendars.js';

const eventAt = (hour: number): FakeEvent => ({
  uid: `event-${hour}`,
  start: `2026-03-03T${hour}:00:00.000Z`,
  end: `2026-03-03T${hour + 1}:00:00.000Z`,
});

const withHost = async (): Promise<TestCalendars> => {
  const calendars = new TestCalendars();
  await calendars.addHost();
  calendars.servers.set(FEED, [eventAt(10)]);
  return calendars;
};

describe('disconnecting a calendar', () => {
  it('forgets all of it but its history', async () => {
    const calendars = await withHost();
    const calendarId = await calendars.connect();
    const disconnected = await calendars.service.disconnect(calendars.message({ hostId: HOST, calendarId }));
    expect(disconnected).toMatchObject({ ok: true });
    expect(calendars.busySources.changes.at(-1)).toMatchObject({ intervals: null });
    expect(await calendars.secrets.get(calendarId)).toBeNull();
    expect(await calendars.polls.states([calendarId])).toEqual(new Map());
    expect(await calendars.list()).toEqual([]);
    expect(calendars.eventTypes).toEqual(['CalendarConnected', 'CalendarDisconnected']);
  });

  it('that is interrupted is completed by the next read, or by its event', async () => {
    for (const complete of ['read', 'event'] as const) {
      const calendars = await withHost();
      const calendarId = await calendars.connect();
      calendars.busySources.fails = new Error('killed');
      await expect(calendars.service.disconnect(calendars.message({ hostId: HOST, calendarId }))).rejects.toThrow(
        'killed',
      );
      calendars.busySources.fails = null;
      if (complete === 'read') await calendars.poll();
      else await calendars.follow.onConnection(calendars.ports.store.events.at(-1) as never);
      expect(calendars.busySources.changes.at(-1)).toMatchObject({ intervals: null });
      expect(await calendars.secrets.get(calendarId)).toBeNull();
      expect(await calendars.polls.states([calendarId])).toEqual(new Map());
    }
  });

  it('ends a read in flight without a trace', async () => {
    const calendars = await withHost();
    const calendarId = await calendars.connect();
    const answering = Promise.withResolvers<void>();
    calendars.servers.set(FEED, [eventAt(17)]);
    calendars.servers.answering = answering.promise;
    const reading = calendars.poll();
    await new Promise(setImmediate);
    await calendars.service.disconnect(calendars.message({ hostId: HOST, calendarId }));
    answering.resolve();
    expect(await reading).toBe(1);
    expect(calendars.busySources.changes.at(-1)).toMatchObject({ intervals: null });
    expect(await calendars.polls.states([calendarId])).toEqual(new Map());
    expect(calendars.eventTypes).toEqual(['CalendarConnected', 'CalendarDisconnected']);
  });
});
