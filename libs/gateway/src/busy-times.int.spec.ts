import { busyBlocks, hosts } from '@bookonce/availability/views/availability-documents';
import type { BusySource } from '@bookonce/contracts/events/calendar';
import { describe, expect, it } from '@jest/globals';
import { GatewayClient, NOW } from './fixtures/gateway-client.js';
import { OTHER_API_KEY } from './fixtures/test-gateway.js';

const HOUR_MS = 3_600_000;
const READ_AT = '2026-03-02T07:58:00.000Z';
const WORK: BusySource = { type: 'ics', id: 'cal_1', name: 'Work' };
const FAMILY: BusySource = { type: 'caldav', id: 'cal_2', name: 'Family' };
const schedule = { timeZone: 'UTC', weekly: [{ days: ['mon', 'tue'], from: '09:00', to: '17:00' }] };

const at = (hours: number): string => new Date(NOW + hours * HOUR_MS).toISOString();
const interval = (from: number, to: number) => ({ start: at(from), end: at(to) });
const other = { authorization: `Bearer ${OTHER_API_KEY}` };

describe('the busy times of a host', () => {
  const client = GatewayClient.served({
    calendarReadings: {
      lastReadAt: async (ids) => new Map(ids.filter((id) => id === WORK.id).map((id) => [id, READ_AT])),
    },
  });

  /** The host has these connected calendars, each with one interval. */
  const connect = async (hostId: string, calendars: readonly (readonly [BusySource, number, number])[]) => {
    const { readModels, services } = client;
    const host = await readModels.get(hosts, hostId);
    if (host === null) throw new Error('there is no host');
    await services.write(hosts, hostId, { ...host, busySources: calendars.map(([source]) => source) });
    const id = `${hostId}/2026-02-28`;
    const sources = calendars.map(([source, from, to]) => ({
      id: source.id,
      intervals: [{ start: NOW + from * HOUR_MS, end: NOW + to * HOUR_MS }],
    }));
    await services.write(busyBlocks, id, { id, sources });
  };

  const hostWith = async (calendars: readonly (readonly [BusySource, number, number])[]): Promise<string> => {
    const made = await client.call('POST', '/v1/hosts', { name: 'Ada', email: 'ada@example.com', schedule });
    const { id } = made.body as { id: string };
    await connect(id, calendars);
    return id;
  };

  it('are listed by source, merged, with the time of its last reading if that is known', async () => {
    const id = await hostWith([
      [WORK, 2, 4],
      [FAMILY, 1, 3],
    ]);
    const intervals = [{ ...interval(3, 5), note: 'Dentist' }, interval(4, 6), interval(300, 301)];
    expect((await client.call('PUT', `/v1/hosts/${id}/busy`, { intervals })).body).toMatchObject({ busy: intervals });
    expect((await client.call('GET', `/v1/hosts/${id}/busy`)).body).toEqual({
      items: [
        { ...interval(1, 3), source: { type: 'caldav', name: 'Family' } },
        { ...interval(2, 4), source: { type: 'ics', name: 'Work', readAt: READ_AT } },
        { ...interval(3, 6), source: { type: 'put', name: 'API', readAt: at(0) } },
      ],
    });
    expect((await client.call('GET', `/v1/hosts/${id}/busy?from=${at(4)}&to=${at(5)}`)).body).toMatchObject({
      items: [{ source: { type: 'put' } }],
    });
    expect((await client.call('GET', `/v1/hosts/${id}`)).text).not.toMatch(/Work|busySources|busySetAt/);
  });

  it('come in parts of five thousand', async () => {
    const id = await hostWith([]);
    const intervals = Array.from({ length: 5_002 }, (_, index) => interval(index / 10, index / 10 + 0.05));
    expect((await client.call('PUT', `/v1/hosts/${id}/busy`, { intervals })).status).toBe(200);
    const path = `/v1/hosts/${id}/busy?to=${at(1_000)}`;
    const { items, next } = (await client.call('GET', path)).body as { items: readonly object[]; next: string };
    expect([items.length, next]).toEqual([5_000, at(500)]);
    const rest = (await client.call('GET', `${path}&from=${next}`)).body as { items: readonly object[] };
    expect(rest).toMatchObject({ items: [interval(500, 500.05), interval(500.1, 500.15)] });
    expect(rest).not.toHaveProperty('next');
  });

  it('are named where they keep a time from being offered', async () => {
    const hostId = await hostWith([[WORK, 2, 4]]);
    const settings = { name: 'Call', durationMinutes: 60, hostIds: [hostId], assignment: 'single' };
    const made = await client.call('POST', '/v1/meeting-types', { ...settings, confirmation: 'instant' });
    const { id } = made.body as { id: string };
    expect((await client.call('GET', `/v1/meeting-types/${id}/why?start=${at(2)}`)).body).toEqual({
      offered: false,
      hosts: [
        {
          hostId,
          offered: false,
          reasons: [
            {
              kind: 'busy',
              source: { type: 'ics', name: 'Work', readAt: READ_AT },
              text: 'The host is busy (calendar “Work”).',
            },
          ],
        },
      ],
    });
    expect((await client.call('GET', `/v1/meeting-types/${id}/why?start=${at(5)}`)).body).toEqual({
      offered: true,
      hosts: [{ hostId, offered: true, reasons: [] }],
    });
    expect((await client.call('GET', `/v1/meeting-types/${id}/why?start=${at(-1)}`)).body).toMatchObject({
      hosts: [{ reasons: [{ kind: 'notice', text: 'This time is in the past.' }, { kind: 'hours' }] }],
    });
  });

  it('are of their workspace alone (I19)', async () => {
    const hostId = await hostWith([]);
    expect((await client.call('GET', `/v1/hosts/${hostId}/busy`, undefined, other)).status).toBe(404);
    const typeId = await client.meetingType();
    const why = `/v1/meeting-types/${typeId}/why?start=${at(2)}`;
    expect((await client.call('GET', why, undefined, other)).status).toBe(404);
    expect((await client.call('GET', `/v1/meeting-types/${typeId}/why`)).status).toBe(422);
    expect((await client.call('GET', `/v1/meeting-types/${typeId}/why?start=noon`)).status).toBe(422);
  });
});
