import { describe, expect, it } from '@jest/globals';
import { startsOf } from '@bookonce/testing/harness/api-shapes';
import { eventually } from '@bookonce/testing/harness/eventually';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { runStampede, tally } from '@bookonce/testing/harness/stampede';
import { storedEvents, violationsIn } from '@bookonce/testing/harness/stored-history';
import { midnightAfter } from '@bookonce/testing/harness/workspace-client';

const LINKS = 200;
const POSTS_PER_LINK = 50;
const FROM = midnightAfter(2);
const TO = midnightAfter(12);

describe('a stampede', () => {
  const { app, api } = servedProduct();

  it(`lets one of ${POSTS_PER_LINK} win on each of ${LINKS} links, and holds nothing for the others`, async () => {
    const { answers, faults } = await runStampede({
      clients: [api],
      events: () => storedEvents(app.dataDir),
      links: LINKS,
      postsPerLink: POSTS_PER_LINK,
    });
    expect(faults).toEqual([]);
    expect(answers).toEqual({ '201': LINKS, '410 link-consumed': LINKS * (POSTS_PER_LINK - 1) });
  });

  it('gives one slot to one of 50 links, and leaves the other links active', async () => {
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
    await eventually(() => expect(violationsIn(storedEvents(app.dataDir))).toEqual([]));
    const offered = startsOf(await api.slotsOfType(type, FROM, TO));
    expect(offered).toEqual(rest.slice(losers.length));
  });
});
