import { describe, expect, it } from '@jest/globals';
import type { LinkAnswer, SlotAnswer } from '@bookonce/testing/harness/api-shapes';
import { boundedParallel } from '@bookonce/testing/harness/bounded-parallel';
import { eventually } from '@bookonce/testing/harness/eventually';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { openHolds, storedEvents, type StoredRow } from '@bookonce/testing/harness/stored-history';
import { midnightAfter, type Attempt } from '@bookonce/testing/harness/workspace-client';

const LINKS = 200;
const POSTS_PER_LINK = 50;
const HOSTS = 4;
/** Links under fire at the same moment; each of their POSTs has a connection of its own. */
const LINKS_AT_ONCE = 8;
const FROM = midnightAfter(2);
const TO = midnightAfter(12);

const startsOf = (slots: readonly SlotAnswer[]): readonly string[] => slots.map((slot) => slot.start);

const tally = (attempts: readonly Attempt[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const { status, slug } of attempts) {
    const word = slug === null ? String(status) : `${status} ${slug}`;
    counts[word] = (counts[word] ?? 0) + 1;
  }
  return counts;
};

describe('a stampede', () => {
  const { app, api } = servedProduct();

  const rivals = (link: LinkAnswer, starts: readonly string[]): Promise<readonly Attempt[]> =>
    Promise.all(
      starts.map((start, index) => api.book(link, start, { ownConnection: true, email: `guest${index}@example.com` })),
    );

  const consumptionsOf = (events: readonly StoredRow[], link: LinkAnswer): readonly StoredRow[] =>
    events.filter((event) => event.type === 'LinkConsumed' && event.stream === `link-${link.id}`);

  it(`lets one of ${POSTS_PER_LINK} win on each of ${LINKS} links, and holds nothing for the others`, async () => {
    const perHost = LINKS / HOSTS;
    const teams = await boundedParallel(Array.from({ length: HOSTS }), HOSTS, async (_, index) => {
      const host = await api.createHost({ name: `Host ${index}`, email: `host${index}@example.com` });
      const type = await api.createMeetingType([host], { durationMinutes: 5 });
      const slots = startsOf(await api.slotsOfType(type, FROM, TO));
      expect(slots.length).toBeGreaterThanOrEqual(perHost * POSTS_PER_LINK);
      return { type, slots, links: await api.createLinks(type, perHost) };
    });
    const targets = Array.from({ length: perHost }, (_, place) =>
      teams.map(({ links, slots }) => ({
        link: links[place],
        starts: slots.slice(place * POSTS_PER_LINK, (place + 1) * POSTS_PER_LINK),
      })),
    ).flat();

    const answers = await boundedParallel(targets, LINKS_AT_ONCE, ({ link, starts }) => {
      if (link === undefined) throw new Error('a link is missing');
      return rivals(link, starts);
    });

    expect(tally(answers.flat())).toEqual({ '201': LINKS, '410 link-consumed': LINKS * (POSTS_PER_LINK - 1) });
    const winners = answers.map((ofLink) => ofLink.filter((attempt) => attempt.status === 201));
    expect(winners.every((ofLink) => ofLink.length === 1)).toBe(true);

    await eventually(() => expect(openHolds(storedEvents(app.dataDir))).toEqual([]), { everyMs: 100 });
    const events = storedEvents(app.dataDir);
    targets.forEach(({ link }, index) => {
      const consumed = link === undefined ? [] : consumptionsOf(events, link);
      expect(consumed.map((event) => event.data.bookingId)).toEqual([winners[index]?.[0]?.booking?.id]);
    });
    const booked = new Set(winners.flat().map((attempt) => attempt.booking?.start));
    for (const { type, slots } of teams) {
      const offered = startsOf(await api.slotsOfType(type, FROM, TO));
      expect(offered).toEqual(slots.filter((start) => !booked.has(start)));
    }
  });

  it('gives one slot to one of 50 links, and leaves the others able to book', async () => {
    const type = await api.createMeetingType([await api.createHost()], { durationMinutes: 5 });
    const slots = startsOf(await api.slotsOfType(type, FROM, TO));
    const links = await api.createLinks(type, 50);
    const [wanted = 'none', ...rest] = slots;
    const attempts = await Promise.all(links.map((link) => api.book(link, wanted, { ownConnection: true })));
    expect(tally(attempts)).toEqual({ '201': 1, '409 slot-taken': 49 });
    const losers = links.filter((_, index) => attempts[index]?.status === 409);
    const statuses = await Promise.all(losers.map(async (link) => (await api.getLink(link.id)).status));
    expect(statuses).toEqual(losers.map(() => 'active'));
    const second = await Promise.all(
      losers.map((link, index) => api.book(link, rest[index] ?? 'none', { ownConnection: true })),
    );
    expect(tally(second)).toEqual({ '201': 49 });
    await eventually(() => expect(openHolds(storedEvents(app.dataDir))).toEqual([]));
    const offered = startsOf(await api.slotsOfType(type, FROM, TO));
    expect(offered).toEqual(rest.slice(losers.length));
  });
});
