import type { BookingAnswer, ListAnswer } from '@bookonce/testing/harness/api-shapes';
import { StandaloneApp } from '@bookonce/testing/harness/standalone-app';
import { midnightAfter, WorkspaceClient } from '@bookonce/testing/harness/workspace-client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const START = '2026-03-02T08:00:00.000Z';
const day = (days: number): string => midnightAfter(days, Date.parse(START));

describe('the list of bookings', () => {
  let app: StandaloneApp;
  let api: WorkspaceClient;

  beforeAll(async () => {
    app = await StandaloneApp.start({ testClock: START });
    api = await WorkspaceClient.of(app);
  });
  afterAll(async () => {
    api?.close();
    await app?.dispose();
  });

  const idsOf = async (query: string): Promise<readonly string[]> => {
    const ids: string[] = [];
    for (let cursor = ''; ;) {
      const path = `/v1/bookings?limit=1&${query}${cursor}`;
      const page = await api.expect<ListAnswer<BookingAnswer> & { readonly nextCursor: string | null }>(200, path);
      ids.push(...page.items.map(({ id }) => id));
      if (page.nextCursor === null) return ids;
      cursor = `&cursor=${page.nextCursor}`;
    }
  };

  const book = async (type: string, start: string): Promise<string> => {
    const { booking } = await api.book(await api.createLink(type), start);
    if (booking === null) throw new Error('not booked');
    return booking.id;
  };

  it('finds a collective meeting by each of its hosts', async () => {
    const [ada, bob, eve] = [await api.createHost(), await api.createHost(), await api.createHost()];
    const together = await api.createMeetingType([ada, bob], { assignment: 'collective' });
    const alone = await api.createMeetingType([bob]);
    const [first, second, third] = [
      await book(together, day(3)),
      await book(alone, day(4)),
      await book(together, day(5)),
    ];
    expect(await idsOf(`hostId=${ada}`)).toEqual([third, first]);
    expect(await idsOf(`hostId=${bob}`)).toEqual([third, second, first]);
    expect(await idsOf(`hostId=${eve}`)).toEqual([]);
    await api.expect(200, `/v1/bookings/${third}/cancel`, { body: {} });
    for (const host of [ada, bob]) {
      expect(await idsOf(`hostId=${host}&status=cancelled`)).toEqual([third]);
      expect(await idsOf(`hostId=${host}&status=confirmed`)).toEqual(host === ada ? [first] : [second, first]);
    }
  });

  it('finds a round-robin meeting by the host who takes it, and no other', async () => {
    const hosts = [await api.createHost(), await api.createHost()];
    const booked = await book(await api.createMeetingType(hosts, { assignment: 'roundRobin' }), day(6));
    const found = await Promise.all(hosts.map((host) => idsOf(`hostId=${host}`)));
    expect(found.flat()).toEqual([booked]);
  });
});
