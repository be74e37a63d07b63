import { beforeAll, describe, expect, it } from '@jest/globals';
import { slugOf, type LinkAnswer, type ListAnswer, type ProblemAnswer } from '@bookonce/testing/harness/api-shapes';
import { jsonOf } from '@bookonce/testing/harness/http-client';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { midnightAfter } from '@bookonce/testing/harness/workspace-client';

const SLOT = midnightAfter(3);
const OTHER_SLOT = midnightAfter(4);

describe('idempotency and read your writes', () => {
  const { api } = servedProduct();
  let type: string;

  beforeAll(async () => {
    type = await api.createMeetingType([await api.createHost()]);
  });

  it('repeats the first answer for the same key and body, and creates one link', async () => {
    const headers = { 'idempotency-key': 'campaign-17/bea' };
    const body = { meetingTypeId: type, note: 'only one of these' };
    const first = await api.host.send('/v1/links', { body, headers });
    const second = await api.host.send('/v1/links', { body, headers });
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.text).toBe(first.text);
    const list = await api.expect<ListAnswer<LinkAnswer>>(200, `/v1/links?meetingTypeId=${type}`);
    expect(list.items.filter((link) => link.note === body.note)).toHaveLength(1);
  });

  it('rejects a key that was used with another body', async () => {
    const headers = { 'idempotency-key': 'key-of-two-bodies' };
    await api.expect(201, '/v1/links', { body: { meetingTypeId: type }, headers });
    const answer = await api.host.send('/v1/links', { body: { meetingTypeId: type, note: 'other' }, headers });
    expect(answer.status).toBe(422);
    expect(slugOf(jsonOf<ProblemAnswer>(answer))).toBe('idempotency-key-reused');
  });

  it('answers ten concurrent retries with the same booking (I8)', async () => {
    const link = await api.createLink(type);
    const headers = { 'idempotency-key': 'impatient-client' };
    const attempts = await Promise.all(
      Array.from({ length: 10 }, () => api.book(link, SLOT, { headers, ownConnection: true })),
    );
    expect(attempts.map((attempt) => attempt.status)).toEqual(Array.from({ length: 10 }, () => 201));
    expect(new Set(attempts.map((attempt) => attempt.answer.text)).size).toBe(1);
    const late = await api.book(link, SLOT, { headers });
    expect([late.status, late.answer.text]).toEqual([201, attempts[0]?.answer.text]);
    const other = await api.book(link, OTHER_SLOT, { headers });
    expect([other.status, other.slug]).toEqual([422, 'idempotency-key-reused']);
    const stranger = await api.book(link, OTHER_SLOT, { headers: { 'idempotency-key': 'somebody-else' } });
    expect([stranger.status, stranger.slug]).toEqual([410, 'link-consumed']);
  });

  it('never returns the booking of another link for the same key', async () => {
    const [one, two] = [await api.createLink(type), await api.createLink(type)];
    const headers = { 'idempotency-key': 'the-same-key' };
    const first = await api.book(one, midnightAfter(5), { headers });
    const second = await api.book(two, midnightAfter(6), { headers });
    expect(first.status).toBe(201);
    // A reused key may book the second link or be refused, but never returns the booking of the first.
    if (second.status === 201) expect(second.booking?.linkId).toBe(two.id);
    else expect([second.status, second.slug]).toEqual([422, 'idempotency-key-reused']);
  });

  it('shows a write to the next reader, with or without its consistency token', async () => {
    const before = await api.createLink(type);
    for (let round = 0; round < 20; round += 1) {
      const answer = await api.host.send('/v1/links', { body: { meetingTypeId: type } });
      const link = jsonOf<LinkAnswer>(answer);
      const token = answer.headers['consistency-token'];
      expect(token).toEqual(expect.any(String));
      const reader = await api.host.send(`/v1/links/${link.id}`, {
        headers: { 'consistency-token': String(token) },
        ownConnection: true,
      });
      expect(reader.status).toBe(200);
      expect((await api.view(link, { ownConnection: true })).status).toBe(200);
    }
    await api.expect(200, `/v1/links/${before.id}/revoke`, { body: {} });
    expect((await api.view(before)).status).toBe(410);
  });

  it('shows a changed host in the slots at once', async () => {
    const host = await api.createHost();
    const ofHost = await api.createMeetingType([host]);
    expect(await api.slotsOfType(ofHost, SLOT, OTHER_SLOT)).toHaveLength(48);
    const intervals = [{ start: SLOT, end: OTHER_SLOT, note: 'Conference' }];
    await api.expect(200, `/v1/hosts/${host}/busy`, { method: 'PUT', body: { intervals } });
    expect(await api.slotsOfType(ofHost, SLOT, OTHER_SLOT)).toEqual([]);
    await api.expect(200, `/v1/hosts/${host}/busy`, { method: 'PUT', body: { intervals: [] } });
    expect(await api.slotsOfType(ofHost, SLOT, OTHER_SLOT)).toHaveLength(48);
  });
});
