import { describe, expect, it } from '@jest/globals';
import type { FakeEvent } from '../fixtures/fake-servers.js';
import { FEED, HOST, TestCalendars } from '../fixtures/test-calendars.js';

const at = (hour: number): string => `2026-03-03T${String(hour).padStart(2, '0')}:00:00.000Z`;
const event = (hour: number, uid = `event-${hour}`): FakeEvent => ({ uid, start: at(hour), end: at(hour + 1) });

const withHost = async (): Promise<TestCalendars> => {
  const calendars = new TestCalendars();
  await calendars.addHost();
  calendars.servers.set(FEED, [event(9)]);
  return calendars;
};

describe('connecting a feed', () => {
  it('reads it, and says when the host is busy', async () => {
    const calendars = await withHost();
    const reply = await calendars.service.connect(calendars.connecting());
    expect(reply).toMatchObject({
      ok: true,
      value: {
        calendar: { type: 'ics', name: 'Work', state: 'ok', lastReadAt: '2026-03-02T08:00:00.000Z', busyCount: 1 },
      },
    });
    expect(calendars.busySources.changes).toMatchObject([
      {
        source: { hostId: HOST, workspaceId: 'wsp_1', source: { type: 'ics', name: 'Work' } },
        intervals: [{ start: at(9) }],
      },
    ]);
    expect(calendars.eventTypes).toEqual(['CalendarConnected']);
  });

  it('stores the address nowhere but sealed', async () => {
    const calendars = await withHost();
    const id = await calendars.connect();
    const stored = JSON.stringify([
      calendars.ports.store.events,
      await calendars.list(),
      await calendars.secrets.get(id),
    ]);
    expect(stored).not.toContain('private-abc');
    expect(await calendars.secrets.get(id)).not.toBeNull();
  });

  it('stores nothing if it cannot be read, and says why', async () => {
    const calendars = await withHost();
    calendars.servers.failure = { kind: 'notFound', reason: 'nothing is at this address' };
    const connecting = calendars.connecting();
    expect(await calendars.service.connect(connecting)).toEqual({
      ok: false,
      error: {
        kind: 'invalid',
        errors: [
          {
            path: 'url',
            message:
              'Nothing is at this address. Check the address, or copy it again from the settings of the calendar.',
            kind: 'notFound',
          },
        ],
      },
    });
    expect(calendars.eventTypes).toEqual([]);
    expect(await calendars.secrets.get(connecting.calendarId)).toBeNull();
    expect(await calendars.polls.states([connecting.calendarId])).toEqual(new Map());
    expect(await calendars.list()).toEqual([]);
  });

  it('connects one calendar however often it is repeated', async () => {
    const calendars = await withHost();
    const connecting = calendars.connecting();
    const first = await calendars.service.connect(connecting);
    expect(await calendars.service.connect(connecting)).toEqual(first);
    expect(await calendars.list()).toHaveLength(1);
    expect(calendars.eventTypes).toEqual(['CalendarConnected']);
  });

  it('is refused for a host of another workspace', async () => {
    const calendars = await withHost();
    const { payload, context } = calendars.connecting();
    const foreign = { payload, context: { ...context, workspaceId: 'wsp_2' } };
    expect(await calendars.service.connect(foreign)).toEqual({ ok: false, error: { kind: 'hostUnknown' } });
  });

  it('numbers calendars that give themselves no name', async () => {
    const calendars = await withHost();
    calendars.servers.set('https://dav.example/work/', [], 'Work');
    const access = { url: 'https://dav.example/', username: 'ada', password: 'secret' };
    await calendars.connect({}, access, 'caldav');
    await calendars.connect({}, access, 'caldav');
    await calendars.connect({ name: 'Calendar 3' }, access, 'caldav');
    await calendars.connect({}, access, 'caldav');
    const names = (await calendars.list()).map(({ name }) => name);
    expect(names.toSorted()).toEqual(['Calendar', 'Calendar 2', 'Calendar 3', 'Calendar 4']);
  });

  it('names them in the language of the caller', async () => {
    const calendars = await withHost();
    calendars.servers.set('https://dav.example/work/', [], 'Work');
    const access = { url: 'https://dav.example/', username: 'ada', password: 'secret' };
    await calendars.connect({ fallbackName: 'Kalender' }, access, 'caldav');
    await calendars.connect({ fallbackName: 'Kalender' }, access, 'caldav');
    expect((await calendars.list()).map(({ name }) => name).toSorted()).toEqual(['Kalender', 'Kalender 2']);
  });

  it('is refused for the twenty-first calendar', async () => {
    const calendars = await withHost();
    for (let count = 0; count < 20; count += 1) await calendars.connect();
    expect(await calendars.service.connect(calendars.connecting())).toMatchObject({
      ok: false,
      error: { kind: 'invalid' },
    });
  });

  it('that is interrupted leaves nothing behind', async () => {
    const calendars = await withHost();
    const connecting = calendars.connecting();
    calendars.ports.store.append = () => Promise.reject(new Error('killed'));
    await expect(calendars.service.connect(connecting)).rejects.toThrow('killed');
    expect(await calendars.secrets.get(connecting.calendarId)).not.toBeNull();
    expect(await calendars.poll(60 * 60_000)).toBe(1);
    expect(await calendars.secrets.get(connecting.calendarId)).toBeNull();
    expect(await calendars.polls.states([connecting.calendarId])).toEqual(new Map());
  });
});

describe('connecting an account', () => {
  const HOME = 'https://cloud.example.com/ada/home/';
  const SHARED = 'https://cloud.example.com/ada/shared/';
  const access = { url: 'https://cloud.example.com', username: 'ada-secret', password: 'app-password' };

  const withAccount = async () => {
    const calendars = await withHost();
    calendars.servers.set(HOME, [event(9), event(10)], 'Home');
    calendars.servers.set(SHARED, [event(12)], 'Shared');
    const id = await calendars.connect({}, access, 'caldav');
    return { calendars, id };
  };

  it('reads all its collections, and shows neither user name nor password', async () => {
    const { calendars } = await withAccount();
    expect(calendars.busySources.starts).toEqual([at(9), at(10), at(12)]);
    const [shown] = await calendars.list();
    expect(shown).toMatchObject({
      type: 'caldav',
      busyCount: 3,
      collections: [
        { href: HOME, name: 'Home' },
        { href: SHARED, name: 'Shared' },
      ],
      readFrom: [HOME, SHARED],
      writeTo: null,
    });
    expect(JSON.stringify([shown, calendars.ports.store.events])).not.toMatch(/ada-secret|app-password/);
  });

  it('reads only changes once its objects are in memory', async () => {
    const { calendars } = await withAccount();
    calendars.servers.calls.length = 0;
    calendars.servers.set(HOME, [event(10), event(11)], 'Home');
    expect(await calendars.poll()).toBe(1);
    expect(calendars.servers.calls).toEqual(['read']);
    expect(calendars.busySources.starts).toEqual([at(10), at(11), at(12)]);
  });

  it('reads the chosen collections only, and refuses others', async () => {
    const { calendars, id } = await withAccount();
    const change = (fields: object) =>
      calendars.service.change(calendars.message({ hostId: HOST, calendarId: id, ...fields }));
    expect(await change({ readFrom: [HOME], writeTo: HOME })).toMatchObject({
      ok: true,
      value: { calendar: { readFrom: [HOME], writeTo: HOME, busyCount: 2 } },
    });
    expect(calendars.busySources.starts).toEqual([at(9), at(10)]);
    calendars.servers.calls.length = 0;
    expect(await change({ writeTo: null, whenUnreachable: 'refuse' })).toMatchObject({ ok: true });
    expect(calendars.servers.calls).toEqual([]);
    for (const fields of [{ readFrom: [HOME, 'other'] }, { writeTo: 'other' }, { writeTo: SHARED }]) {
      expect(await change(fields)).toMatchObject({ ok: false, error: { kind: 'invalid' } });
    }
  });

  it('finds collections that are new since yesterday', async () => {
    const { calendars } = await withAccount();
    calendars.servers.set('https://cloud.example.com/ada/new/', [event(15)], 'New');
    await calendars.poll();
    expect(calendars.busySources.starts).toHaveLength(3);
    calendars.ports.clock.set(Date.parse('2026-03-03T00:00:00Z'));
    await calendars.poll();
    expect(calendars.busySources.starts).toEqual([at(9), at(10), at(12), at(15)]);
  });

  it('finds new collections when it is read on demand, so that they can be chosen', async () => {
    const { calendars, id } = await withAccount();
    const added = 'https://cloud.example.com/ada/new/';
    calendars.servers.set(added, [event(15)], 'New');
    const change = () => calendars.service.change(calendars.message({ hostId: HOST, calendarId: id, writeTo: added }));
    expect(await change()).toMatchObject({ ok: false, error: { errors: [{ path: 'writeTo' }] } });
    const read = await calendars.service.read(calendars.message({ hostId: HOST, calendarId: id }));
    expect(read).toMatchObject({ ok: true, value: { calendar: { state: 'ok', busyCount: 4 } } });
    expect(await change()).toMatchObject({ ok: true, value: { calendar: { writeTo: added } } });
  });

  it('blames the password if the server does', async () => {
    const calendars = await withHost();
    calendars.servers.failure = {
      kind: 'unauthorized',
      reason: 'the server does not accept the user name and password',
    };
    expect(await calendars.service.connect(calendars.connecting({}, access, 'caldav'))).toMatchObject({
      ok: false,
      error: { errors: [{ path: 'password', message: expect.stringContaining('app password') }] },
    });
  });
});

describe('changing a calendar', () => {
  it('reads it with the new address before that is stored', async () => {
    const calendars = await withHost();
    const calendarId = await calendars.connect();
    const other = 'https://cal.example.com/other.ics';
    const change = (url: string) =>
      calendars.service.change(
        calendars.message({ hostId: HOST, calendarId, sealedAccess: calendars.sealed(calendarId, { url }) }),
      );
    expect(await change(other)).toMatchObject({ ok: false, error: { errors: [{ path: 'url' }] } });
    expect(calendars.eventTypes).toEqual(['CalendarConnected']);
    calendars.servers.set(other, [event(14)]);
    expect(await change(other)).toMatchObject({ ok: true, value: { calendar: { state: 'ok', busyCount: 1 } } });
    expect(calendars.busySources.starts).toEqual([at(14)]);
    calendars.servers.set(other, [event(15)]);
    await calendars.poll();
    expect(calendars.busySources.starts).toEqual([at(15)]);
  });

  it('sends a stored password to no other server', async () => {
    const calendars = await withHost();
    const access = { url: 'https://cloud.example.com', username: 'ada', password: 'app-password' };
    calendars.servers.set('https://cloud.example.com/ada/home/', [event(9)], 'Home');
    const calendarId = await calendars.connect({}, access, 'caldav');
    calendars.servers.calls.length = 0;
    const change = (fields: object) => {
      const sealedAccess = calendars.sealed(calendarId, fields);
      return calendars.service.change(calendars.message({ hostId: HOST, calendarId, sealedAccess }));
    };
    const elsewhere = 'https://cloud.example.org/';
    for (const fields of [{ url: elsewhere }, { url: elsewhere, username: 'eve' }]) {
      expect(await change(fields)).toMatchObject({
        ok: false,
        error: { errors: [{ path: 'password', kind: 'passwordNeeded' }] },
      });
    }
    expect(calendars.servers.calls).toEqual([]);
    expect(await change({ url: elsewhere, password: 'another' })).toMatchObject({ ok: true });
    expect(await change({ url: `${elsewhere}dav/` })).toMatchObject({ ok: true });
  });

  it('refuses a user name or a password for a feed', async () => {
    const calendars = await withHost();
    calendars.servers.set(FEED, [event(9)]);
    const calendarId = await calendars.connect();
    for (const path of ['username', 'password']) {
      const sealedAccess = calendars.sealed(calendarId, { [path]: 'ada' });
      const reply = await calendars.service.change(calendars.message({ hostId: HOST, calendarId, sealedAccess }));
      expect(reply).toMatchObject({ ok: false, error: { kind: 'invalid', errors: [{ path }] } });
    }
  });

  it('gives its busy times the new name', async () => {
    const calendars = await withHost();
    const calendarId = await calendars.connect();
    await calendars.service.change(calendars.message({ hostId: HOST, calendarId, name: 'Private' }));
    expect(calendars.busySources.changes.at(-1)).toMatchObject({ source: { source: { name: 'Private' } } });
  });

  it('waits for no slow read in flight, whose outcome is then ignored', async () => {
    const calendars = await withHost();
    const calendarId = await calendars.connect();
    const answering = Promise.withResolvers<void>();
    calendars.servers.set(FEED, [event(17)]);
    calendars.servers.answering = answering.promise;
    const reading = calendars.poll();
    await new Promise(setImmediate);
    const change = (fields: object) =>
      calendars.service.change(calendars.message({ hostId: HOST, calendarId, ...fields }));
    expect(await change({ whenUnreachable: 'refuse' })).toMatchObject({ ok: true });
    expect(await change({ name: 'Private' })).toMatchObject({ ok: true, value: { calendar: { name: 'Private' } } });
    calendars.servers.answering = Promise.resolve();
    answering.resolve();
    await reading;
    expect(calendars.busySources.changes).toHaveLength(1);
    // At once, not in five minutes.
    expect(await calendars.poll(0)).toBe(1);
    expect(calendars.busySources.changes.at(-1)).toMatchObject({ source: { source: { name: 'Private' } } });
    expect(calendars.busySources.starts).toEqual([at(17)]);
    expect(await calendars.poll(0)).toBe(0);
  });

  it('replaces the address during a slow read of the one before', async () => {
    const calendars = await withHost();
    const calendarId = await calendars.connect();
    const answering = Promise.withResolvers<void>();
    calendars.servers.set(FEED, [event(17)]);
    calendars.servers.answering = answering.promise;
    const reading = calendars.poll();
    await new Promise(setImmediate);
    calendars.servers.answering = Promise.resolve();
    const url = 'https://cal.example.com/another.ics';
    calendars.servers.set(url, [event(14)]);
    const sealedAccess = calendars.sealed(calendarId, { url });
    const message = calendars.message({ hostId: HOST, calendarId, sealedAccess });
    expect(await calendars.service.change(message)).toMatchObject({ ok: true });
    answering.resolve();
    await reading;
    expect(await calendars.poll(0)).toBe(1);
    expect(calendars.busySources.starts).toEqual([at(14)]);
  });

  it('is unknown to another host', async () => {
    const calendars = await withHost();
    await calendars.addHost('hst_2');
    const calendarId = await calendars.connect();
    const message = calendars.message({ hostId: 'hst_2', calendarId });
    const unknown = { ok: false, error: { kind: 'calendarUnknown' } };
    expect(await calendars.service.change(message)).toEqual(unknown);
    expect(await calendars.service.read(message)).toEqual(unknown);
    expect(await calendars.service.disconnect(message)).toEqual(unknown);
  });
});
