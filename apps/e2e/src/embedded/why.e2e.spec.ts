import { servedProduct } from '@bookonce/testing/harness/served-product';
import { storedEvents } from '@bookonce/testing/harness/stored-history';
import { midnightAfter, ROUND_THE_CLOCK } from '@bookonce/testing/harness/workspace-client';
import { describe, expect, it } from '@jest/globals';

const FROM = midnightAfter(3);
const at = (time: string): string => FROM.replace('T00:00', `T${time}`);
const daytime = { ...ROUND_THE_CLOCK, weekly: [{ ...ROUND_THE_CLOCK.weekly[0], from: '08:00', to: '18:00' }] };

interface Explained {
  readonly offered: boolean;
  readonly hosts: readonly {
    readonly hostId: string;
    readonly offered: boolean;
    readonly reasons: readonly { readonly kind: string; readonly text: string; readonly source?: object }[];
  }[];
}

interface BusyTimes {
  readonly items: readonly {
    readonly start: string;
    readonly end: string;
    readonly source: { readonly readAt?: string };
  }[];
}

describe('a time that is not offered', () => {
  const { app, api } = servedProduct();
  const why = (typeId: string, time: string): Promise<Explained> =>
    api.expect<Explained>(200, `/v1/meeting-types/${typeId}/why?start=${at(time)}`);
  const kinds = async (typeId: string, time: string): Promise<readonly string[]> =>
    (await why(typeId, time)).hosts.flatMap(({ reasons }) => reasons.map(({ kind }) => kind));

  it('is explained by the hours, bookings, buffers and busy times of its host', async () => {
    const hostId = await api.createHost({ schedule: daytime });
    const typeId = await api.createMeetingType([hostId], { durationMinutes: 60, bufferAfterMinutes: 30 });
    await api.book(await api.createLink(typeId), at('10:00'));
    const lunch = { start: at('13:00'), end: at('13:30') };
    const nap = { start: at('13:20'), end: at('14:00'), note: 'Nap' };
    await api.expect(200, `/v1/hosts/${hostId}/busy`, { method: 'PUT', body: { intervals: [nap, lunch] } });
    const stored = storedEvents(app.dataDir).length;

    const path = `/v1/hosts/${hostId}/busy?from=${FROM}&to=${midnightAfter(4)}`;
    const { items } = await api.expect<BusyTimes>(200, path);
    expect(items).toEqual([
      { start: lunch.start, end: nap.end, source: { type: 'put', name: 'API', readAt: expect.any(String) } },
    ]);
    expect(Math.abs(Date.parse(items[0]?.source.readAt ?? '') - Date.now())).toBeLessThan(60_000);

    expect(await kinds(typeId, '07:00')).toEqual(['hours']);
    expect(await kinds(typeId, '08:30')).toEqual(['interval']);
    expect(await kinds(typeId, '09:00')).toEqual(['buffer']);
    expect(await kinds(typeId, '10:00')).toEqual(['booking']);
    expect(await kinds(typeId, '12:00')).toEqual(['buffer']);
    expect(await kinds(typeId, '14:00')).toEqual([]);
    expect(await why(typeId, '13:00')).toEqual({
      offered: false,
      hosts: [
        {
          hostId,
          offered: false,
          reasons: [{ kind: 'busy', source: items[0]?.source, text: 'The host is busy (set by the API).' }],
        },
      ],
    });

    // As the list of slots says, hour by hour.
    const listed = new Set((await api.slotsOfType(typeId, FROM, midnightAfter(4))).map(({ start }) => start));
    for (let hour = 0; hour < 24; hour += 1) {
      const time = `${String(hour).padStart(2, '0')}:00`;
      expect([time, (await why(typeId, time)).offered]).toEqual([time, listed.has(at(time))]);
    }
    const starts = `/v1/meeting-types/${typeId}/starts`;
    const judged = await api.expect<{ starts: readonly { start: string; offered: boolean }[] }>(
      200,
      `${starts}?from=${FROM}&to=${midnightAfter(4)}`,
    );
    expect(judged.starts.map(({ start }) => start)).toEqual(
      ['08', '09', '10', '11', '12', '13', '14', '15', '16', '17'].map((hour) => at(`${hour}:00`)),
    );
    expect(judged.starts.filter(({ offered }) => offered).map(({ start }) => start)).toEqual([...listed]);
    await api.expect(422, `${starts}?from=${FROM}&to=${midnightAfter(6)}`);
    expect(storedEvents(app.dataDir)).toHaveLength(stored);
  });

  it('is unknown for a meeting type or a host that does not exist', async () => {
    await api.expect(404, `/v1/meeting-types/mtt_none/why?start=${at('10:00')}`);
    await api.expect(404, `/v1/meeting-types/mtt_none/starts?from=${FROM}&to=${midnightAfter(4)}`);
    await api.expect(404, '/v1/hosts/hst_none/busy');
  });
});
