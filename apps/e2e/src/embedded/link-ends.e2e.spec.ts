import { beforeAll, describe, expect, it } from '@jest/globals';
import { slugOf, type LinkAnswer, type ProblemAnswer } from '@bookonce/testing/harness/api-shapes';
import { jsonOf } from '@bookonce/testing/harness/http-client';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { countStoredEvents } from '@bookonce/testing/harness/stored-history';
import { midnightAfter, tokenOf } from '@bookonce/testing/harness/workspace-client';

const START = '2026-03-02T08:00:00.000Z';
const days = (count: number, seconds = 0): string =>
  new Date(Date.parse(START) + (count * 86_400 + seconds) * 1000).toISOString();
const SLOT = midnightAfter(3, Date.parse(START));

describe('the ends of a link', () => {
  const { app, api } = servedProduct({ testClock: START });
  let type: string;

  beforeAll(async () => {
    type = await api.createMeetingType([await api.createHost()]);
  });

  /** Asks every public endpoint of a link; returns their status and problem, which must agree. */
  const endOf = async (link: LinkAnswer): Promise<readonly [number, string]> => {
    const [shown, slots, booked, page] = [
      await api.view(link),
      await api.slots(link, SLOT, days(9)),
      await api.book(link, SLOT, { email: 'late@example.com' }),
      await api.visitor.send(`/1t/${tokenOf(link.url)}`),
    ];
    const slug = slugOf(jsonOf<ProblemAnswer>(shown));
    expect([slots.status, booked.status, page.status]).toEqual([shown.status, shown.status, shown.status]);
    expect([slugOf(jsonOf<ProblemAnswer>(slots)), booked.slug]).toEqual([slug, slug]);
    return [shown.status, slug];
  };

  it('answers consumed, replaced, revoked and unknown links differently', async () => {
    const consumed = await api.createLink(type);
    expect((await api.book(consumed, days(4))).status).toBe(201);
    const replaced = await api.createLink(type);
    await api.expect(201, `/v1/links/${replaced.id}/regenerate`, { body: {} });
    const revoked = await api.createLink(type);
    await api.expect(200, `/v1/links/${revoked.id}/revoke`, { body: { reason: 'Position filled' } });
    const unknown = { ...revoked, url: `https://example.com/1t/${'A'.repeat(22)}` };
    expect(await endOf(consumed)).toEqual([410, 'link-consumed']);
    expect(await endOf(replaced)).toEqual([410, 'link-replaced']);
    expect(await endOf(revoked)).toEqual([410, 'link-revoked']);
    expect(await endOf(unknown)).toEqual([404, 'link-unknown']);
    const pages = await Promise.all(
      [consumed, replaced, revoked, unknown].map((link) => api.visitor.send(`/1t/${tokenOf(link.url)}`)),
    );
    expect(new Set(pages.map((page) => page.text.replaceAll(/nonce[-=]"?[^"'; ]+/g, ''))).size).toBe(4);
  });

  it('regenerates a link that can be booked and stops the old one at once', async () => {
    const old = await api.createLink(type, { recipient: { email: 'kim@example.com' }, metadata: { deal: '17' } });
    const fresh: LinkAnswer = await api.expect(201, `/v1/links/${old.id}/regenerate`, { body: {} });
    expect(fresh).toMatchObject({
      status: 'active',
      replaces: old.id,
      recipient: old.recipient,
      metadata: old.metadata,
    });
    expect(fresh.url).not.toBe(old.url);
    expect((await api.view(old)).status).toBe(410);
    expect(await api.getLink(old.id)).toMatchObject({ status: 'replaced', replacedBy: fresh.id });
    expect((await api.book(fresh, days(5))).status).toBe(201);
    const again = await api.host.send(`/v1/links/${fresh.id}/regenerate`, { body: {} });
    expect(again.status).toBe(409);
  });

  it('keeps its end: a revoked link cannot be regenerated, a consumed one not revoked', async () => {
    const link = await api.createLink(type);
    expect((await api.book(link, days(6))).status).toBe(201);
    const revoke = await api.host.send(`/v1/links/${link.id}/revoke`, { body: {} });
    expect(revoke.status).toBe(409);
    expect(await api.getLink(link.id)).toMatchObject({ status: 'consumed' });
  });

  it('expires after exactly 30 days, without a request', async () => {
    const link = await api.createLink(type);
    const short = await api.createLink(type, { expiresInDays: 2 });
    const exact = await api.createLink(type, { expiresAt: days(3) });
    expect([link.expiresAt, short.expiresAt, exact.expiresAt]).toEqual([days(30), days(2), days(3)]);
    await api.setClock(days(2, -1));
    expect((await api.view(short)).status).toBe(200);
    await api.setClock(days(3));
    expect(await api.getLink(short.id)).toMatchObject({ status: 'expired' });
    expect(await api.getLink(exact.id)).toMatchObject({ status: 'expired' });
    expect(await endOf(short)).toEqual([410, 'link-expired']);
    await api.setClock(days(30, -1));
    expect((await api.view(link)).status).toBe(200);
    await api.setClock(days(30));
    const before = countStoredEvents(app.dataDir);
    expect(await endOf(link)).toEqual([410, 'link-expired']);
    // The expiry was stored before any request: reading appends no event (I10).
    expect(countStoredEvents(app.dataDir)).toBe(before);
  });

  it('never sets its clock back', async () => {
    const answer = await api.host.send('/v1/test/clock', { body: { now: START } });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect((await api.visitor.send('/v1/test/clock', { body: { now: days(40) } })).status).toBe(401);
  });
});
