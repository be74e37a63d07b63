import { describe, expect, it } from '@jest/globals';
import type { HistoryAnswer, LinkAnswer, ListAnswer } from '@bookonce/testing/harness/api-shapes';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { midnightAfter, tokenOf } from '@bookonce/testing/harness/workspace-client';

const FROM = midnightAfter(3);

describe('links in the workspace API', () => {
  const { api } = servedProduct();

  it('returns the history of a link in order, with the actor of each entry', async () => {
    const type = await api.createMeetingType([await api.createHost()]);
    const link = await api.createLink(type);
    const attempt = await api.book(link, FROM);
    expect(attempt.status).toBe(201);
    const { events } = await api.expect<HistoryAnswer>(200, `/v1/links/${link.id}/history`);
    expect(events.map((event) => event.type)).toEqual(['LinkIssued', 'LinkConsumed']);
    expect(events.map((event) => event.at)).toEqual(events.map((event) => event.at).toSorted());
    expect(events.map((event) => event.by)).toEqual(['api', expect.any(String)]);
    expect(events[0]).toMatchObject({ actor: { id: expect.stringMatching(/^key_/), name: expect.any(String) } });
    expect(events[1]).not.toHaveProperty('actor');
    for (const event of events) expect(event.data).toMatchObject({ summary: expect.stringMatching(/^[A-Z].+\.$/) });
    expect(JSON.stringify(events)).not.toContain(tokenOf(link.url));
    expect(JSON.stringify(events)).toContain(attempt.booking?.id ?? 'no booking');
    expect(JSON.stringify(events)).not.toMatch(/sealed|hash/i);
  });

  it('goes on with what happens to the booking', async () => {
    const type = await api.createMeetingType([await api.createHost()]);
    const link = await api.createLink(type);
    const { booking } = await api.book(link, FROM);
    const path = `/v1/public/bookings/${tokenOf(booking?.manageUrl ?? '')}`;
    const moved = await api.visitor.send(`${path}/reschedule`, { body: { start: midnightAfter(4) } });
    expect(moved.status).toBe(200);
    await api.expect(200, `/v1/bookings/${booking?.id}/cancel`, { body: { reason: 'Ill' } });
    const { events } = await api.expect<HistoryAnswer>(200, `/v1/links/${link.id}/history`);
    expect(events).toMatchObject([
      { type: 'LinkIssued' },
      { type: 'LinkConsumed' },
      { type: 'BookingRescheduled', by: 'attendee', data: { fromStart: FROM, start: midnightAfter(4) } },
      { type: 'BookingCancelled', by: 'api', data: { summary: 'The host cancelled the booking.', reason: 'Ill' } },
    ]);
  });

  it('lists links by status, meeting type and recipient, in pages', async () => {
    const type = await api.createMeetingType([await api.createHost()]);
    const made: LinkAnswer[] = [];
    for (const name of ['a', 'b', 'c']) {
      made.push(await api.createLink(type, { recipient: { email: `${name}@lists.example` } }));
    }
    const [first] = made;
    if (first === undefined) throw new Error('no link');
    expect((await api.book(first, FROM)).status).toBe(201);
    const listed = async (query: string): Promise<readonly string[]> =>
      (await api.expect<ListAnswer<LinkAnswer>>(200, `/v1/links?${query}`)).items.map((item) => item.id).toSorted();
    const idsOf = (links: readonly LinkAnswer[]): readonly string[] => links.map((link) => link.id).toSorted();
    expect(await listed(`meetingTypeId=${type}`)).toEqual(idsOf(made));
    expect(await listed(`meetingTypeId=${type}&status=active`)).toEqual(idsOf(made.slice(1)));
    expect(await listed(`meetingTypeId=${type}&status=consumed`)).toEqual([first.id]);
    expect(await listed('recipient=b@lists.example')).toEqual(idsOf(made.slice(1, 2)));

    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const more: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const path = `/v1/links?meetingTypeId=${type}&limit=2${more}`;
      const page: ListAnswer<LinkAnswer> = await api.expect(200, path);
      expect(page.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.items.map((item) => item.id));
      cursor = page.nextCursor;
    }
    expect(seen.toSorted()).toEqual(idsOf(made));
  });

  it('creates a batch of links, all or none', async () => {
    const type = await api.createMeetingType([await api.createHost()]);
    const made = await api.createLinks(type, 250);
    expect(new Set(made.map((link) => link.id)).size).toBe(250);
    const links = [{}, { recipient: { email: 'not an address' } }];
    const refused = await api.host.send('/v1/links/batch', { body: { meetingTypeId: type, links } });
    expect(refused.status).toBe(422);
    const page = await api.expect<ListAnswer<LinkAnswer>>(200, `/v1/links?meetingTypeId=${type}&limit=1`);
    expect(page.items).toHaveLength(1);
    expect(made.map((link) => link.id)).toContain(page.items[0]?.id);
  });
});
