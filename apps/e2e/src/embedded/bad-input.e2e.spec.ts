import { describe, expect, it } from '@jest/globals';
import { slugOf } from '@bookonce/testing/harness/api-shapes';
import { problemOf } from '@bookonce/testing/harness/refusals';
import { midnightAfter, tokenOf } from '@bookonce/testing/harness/workspace-client';
import { refusingProduct } from './fixtures/refusing-product.js';

const SLOT = midnightAfter(3);
const SQL = "'; DROP TABLE events; --";
const HTML = '<script>alert(1)</script>';
const JSON_TYPE = { 'content-type': 'application/json' };

describe('bad input', () => {
  const { api, made } = refusingProduct();

  const bookingsPath = (token = tokenOf(made().link.url)): string => `/v1/public/links/${token}/bookings`;

  it.each([
    ['broken', '{"start": '],
    ['empty', ''],
    ['a list', '[]'],
    ['a word', '"hello"'],
    ['null', 'null'],
    ['a NUL byte', '\u0000'],
    ['half a character', Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d])],
    ['deep', `${'['.repeat(50_000)}${']'.repeat(50_000)}`],
    ['a prototype', '{"__proto__": {"admin": true}, "meetingTypeId": "mtt_x"}'],
  ])('rejects malformed JSON: %s', async (_word, raw) => {
    problemOf(await api.visitor.send(bookingsPath(), { method: 'POST', raw, headers: JSON_TYPE }));
    problemOf(await api.host.send('/v1/links', { method: 'POST', raw, headers: JSON_TYPE }));
    problemOf(await api.host.send('/v1/hosts', { method: 'POST', raw, headers: JSON_TYPE }));
  });

  it('rejects other content types and huge bodies', async () => {
    for (const type of ['text/plain', 'application/xml', 'multipart/form-data; boundary=x']) {
      problemOf(await api.visitor.send(bookingsPath(), { raw: 'start=now', headers: { 'content-type': type } }));
    }
    const huge = JSON.stringify({ name: 'x'.repeat(20_000_000) });
    const answer = await api.host
      .send('/v1/hosts', { raw: huge, headers: JSON_TYPE, ownConnection: true })
      .catch(() => null);
    // The server may close the connection early, but must not read the whole body.
    if (answer !== null) expect(problemOf(answer).status).toBe(413);
    expect((await api.visitor.send('/health/live')).status).toBe(200);
  });

  it.each([
    ['short', 'a'],
    ['long', 'a'.repeat(23)],
    ['very long', 'a'.repeat(10_000)],
    ['of other characters', '%27%3B--aaaaaaaaaaaaaaaaa'],
    ['a path', '..%2F..%2Fetc%2Fpasswd'],
    ['a NUL byte', `%00${'a'.repeat(21)}`],
    ['broken percent encoding', '%E0%A4%A'],
    ['unknown', 'a'.repeat(22)],
  ])('rejects a token that is %s', async (_word, token) => {
    for (const path of [
      `/v1/public/links/${token}`,
      `/v1/public/links/${token}/slots?from=${SLOT}&to=${midnightAfter(4)}`,
    ]) {
      const problem = problemOf(await api.visitor.send(path));
      expect([400, 404, 414]).toContain(problem.status);
      if (problem.status === 404) expect(slugOf(problem)).toBe('link-unknown');
    }
    const body = { start: SLOT, attendee: { name: 'Bea', email: 'bea@example.com' } };
    problemOf(await api.visitor.send(bookingsPath(token), { body }));
    const page = await api.visitor.send(`/1t/${token}`);
    expect(page.status).toBeGreaterThanOrEqual(400);
    expect(page.status).toBeLessThan(500);
  });

  it.each([
    ['the end before the start', `from=${SLOT}&to=${midnightAfter(2)}`],
    ['a window longer than 62 days', `from=${SLOT}&to=${midnightAfter(70)}`],
    ['no instants', 'from=today&to=tomorrow'],
    ['a repeated parameter', `from=${SLOT}&from=${SLOT}&to=${midnightAfter(4)}`],
    ['SQL', `from=${encodeURIComponent(SQL)}&to=${midnightAfter(4)}`],
  ])('rejects a window of slots with %s', async (_word, query) => {
    const { link } = made();
    problemOf(await api.visitor.send(`/v1/public/links/${tokenOf(link.url)}/slots?${query}`));
    problemOf(await api.host.send(`/v1/meeting-types/${link.meetingTypeId}/slots?${query}`));
  });

  it('rejects lists with an invalid limit, cursor or status', async () => {
    for (const query of [
      'page=2',
      '__proto__=1',
      'limit=0',
      'limit=-1',
      'limit=many',
      'limit=1000000',
      'cursor=%00',
      `cursor=${HTML}`,
      'status=lost',
    ]) {
      problemOf(await api.host.send(`/v1/links?${query}`));
    }
  });

  it('rejects requests without a valid key', async () => {
    for (const authorization of [
      '',
      'Bearer',
      'Bearer bok_wrong',
      `Bearer ${SQL}`,
      'Basic YTpi',
      `Bearer ${'x'.repeat(5_000)}`,
    ]) {
      for (const path of ['/v1/links', '/v1/hosts', '/v1/bookings', `/v1/links/${made().link.id}`]) {
        const answer = await api.visitor.send(path, { headers: { authorization } });
        expect([authorization, answer.status]).toEqual([authorization, 401]);
        problemOf(answer);
      }
    }
  });

  it('rejects fields that would pollute a prototype', async () => {
    const headers = JSON_TYPE;
    for (const [raw, path] of [
      ['{"__proto__": {"admin": true}}', '__proto__'],
      ['{"meetingTypeId": "mtt_x", "metadata": {"\\u005f_proto__": "x"}}', 'metadata.__proto__'],
    ] as const) {
      const problem = problemOf(await api.host.send('/v1/links', { raw, headers }));
      expect([problem.status, problem.errors]).toEqual([422, [{ path, message: 'is not a known field' }]]);
    }
  });

  it('answers unknown paths and methods with a problem', async () => {
    for (const path of ['/v1/nothing', '/v2/links', '/v1/test/clock', `/v1/links/${HTML}`, '/v1/links/lnk_nobody']) {
      expect(problemOf(await api.host.send(encodeURI(path))).status).toBe(404);
    }
    problemOf(await api.host.send('/v1/links', { method: 'DELETE' }));
  });

  it('rejects an invalid Idempotency-Key', async () => {
    for (const key of ['', 'x'.repeat(5_000)]) {
      const call = { body: { meetingTypeId: made().link.meetingTypeId }, headers: { 'idempotency-key': key } };
      problemOf(await api.host.send('/v1/links', call));
    }
  });
});
