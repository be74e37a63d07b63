import { describe, expect, it } from '@jest/globals';
import { GatewayClient, FIRST, NOW, SECOND, SLOTS, schedule, tokenOf } from './fixtures/gateway-client.js';
import { OTHER_API_KEY } from './fixtures/test-gateway.js';

describe('the workspace API', () => {
  const client = GatewayClient.served();

  it('adds a host, shows it, changes it, and takes its busy times', async () => {
    const made = await client.call('POST', '/v1/hosts', { name: 'Ada', email: 'ada@example.com', schedule });
    expect(made.status).toBe(201);
    const { id } = made.body as { id: string };
    expect(id).toMatch(/^hst_/);
    expect(made.headers['consistency-token']).toEqual(expect.any(String));
    expect(made.text).not.toContain('workspaceId');
    expect((await client.call('PATCH', `/v1/hosts/${id}`, { name: 'Ada L.' })).body).toMatchObject({
      name: 'Ada L.',
      schedule,
    });
    const intervals = [{ start: FIRST, end: SECOND, note: 'Dentist' }];
    expect((await client.call('PUT', `/v1/hosts/${id}/busy`, { intervals })).body).toMatchObject({ busy: intervals });
    expect((await client.call('GET', `/v1/hosts/${id}`)).status).toBe(200);
    expect((await client.call('GET', '/v1/hosts?limit=1')).body).toMatchObject({ items: [{ id }] });
  });

  it('takes 10,000 busy times of a year each, and no more', async () => {
    const made = await client.call('POST', '/v1/hosts', { name: 'Ada', email: 'ada@example.com', schedule });
    const { id } = made.body as { id: string };
    const at = (days: number, hours = 0): string => new Date(NOW + (days * 24 + hours) * 3_600_000).toISOString();
    const put = (intervals: readonly object[]) => client.call('PUT', `/v1/hosts/${id}/busy`, { intervals });
    const many = Array.from({ length: 10_000 }, (_, index) => ({ start: at(0, index), end: at(0, index + 1) }));
    expect((await put(many)).status).toBe(200);
    expect(await put([...many, { start: FIRST, end: SECOND }])).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'intervals' }] },
    });
    expect((await put([{ start: at(0), end: at(366) }])).status).toBe(200);
    expect(await put([{ start: at(0), end: at(366, 1) }])).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'intervals.0.end' }] },
    });
    const allWrong = await put(many.map(({ start }) => ({ start, end: at(-1) })));
    expect((allWrong.body as { errors: readonly object[] }).errors).toHaveLength(20);
  });

  it('lists archived meeting types too, or only these, or only the others', async () => {
    const [first, second] = [await client.meetingType(), await client.meetingType()];
    expect((await client.call('POST', `/v1/meeting-types/${first}/archive`, {})).body).toMatchObject({
      id: first,
      archived: true,
    });
    const listed = async (query: string) => {
      const { items } = (await client.call('GET', `/v1/meeting-types${query}`)).body as { items: { id: string }[] };
      return items.map(({ id }) => id).filter((id) => id === first || id === second);
    };
    expect((await listed('')).sort()).toEqual([first, second].sort());
    expect(await listed('?archived=true')).toEqual([first]);
    expect(await listed('?archived=false')).toEqual([second]);
    expect((await client.call('GET', '/v1/meeting-types?archived=yes')).status).toBe(422);
  });

  it('refuses new links of an archived meeting type, and says what to do', async () => {
    const meetingTypeId = await client.meetingType();
    await client.call('POST', `/v1/meeting-types/${meetingTypeId}/archive`);
    for (const [path, body] of [
      ['/v1/links', { meetingTypeId }],
      ['/v1/links/batch', { meetingTypeId, links: [{}] }],
    ] as const) {
      expect(await client.call('POST', path, body)).toMatchObject({
        status: 409,
        body: { type: '/problems/meeting-type-archived', detail: expect.stringContaining('Restore') },
      });
    }
  });

  it('dates the texts to share in the zone of the host', async () => {
    const schedule = { timeZone: 'US/Pacific', weekly: [] };
    const hostIds = [await client.host({ schedule })];
    const { id } = await client.link({ expiresAt: '2026-04-02T03:00:00Z' }, { hostIds });
    const { shareTexts } = (await client.call('GET', `/v1/links/${id}`)).body as {
      shareTexts: { email: { body: string } };
    };
    expect(shareTexts.email.body).toContain('until 1 April 2026, in the time zone America/Los Angeles.');
  });

  it('ignores busy times without a length', async () => {
    const id = await client.host();
    const taken = { start: FIRST, end: SECOND };
    const intervals = [{ start: FIRST, end: FIRST, note: 'Remember the milk' }, taken];
    await client.call('PUT', `/v1/hosts/${id}/busy`, { intervals });
    expect(client.services.requests.at(-1)).toMatchObject({ message: { payload: { intervals: [taken] } } });
  });

  it('fills in omitted settings of a meeting type', async () => {
    const id = await client.meetingType();
    expect((await client.call('GET', `/v1/meeting-types/${id}`)).body).toMatchObject({
      slotIntervalMinutes: 30,
      bufferBeforeMinutes: 0,
      minimumNoticeMinutes: 0,
      bookingWindow: { type: 'rolling', days: 60 },
      questions: [],
      linkValidityDays: 30,
    });
    expect((await client.call('GET', `/v1/meeting-types/${id}/slots`)).body).toEqual({ slots: SLOTS });
  });

  it('creates a link, and returns its token to the caller alone', async () => {
    const link = await client.link({ recipient: { name: 'Bea', email: 'Bea@Example.com' } });
    expect(link.url).toMatch(/^https:\/\/book\.example\/1t\/[0-9A-Za-z]{22}$/);
    expect(link.expiresAt).toBe(new Date(NOW + 30 * 86_400_000).toISOString());
    expect(JSON.stringify(client.services.requests)).not.toContain(tokenOf(link.url));
    expect((await client.call('GET', `/v1/links/${link.id}`)).text).not.toContain('sealedToken');
    expect((await client.call('GET', '/v1/links?recipient=bea@example.com')).body).toMatchObject({
      items: [{ id: link.id }],
    });
    expect((await client.call('GET', `/v1/public/links/${tokenOf(link.url)}`)).body).toMatchObject({
      status: 'active',
      hosts: [{ name: 'Ada' }],
    });
  });

  it('shows nothing of one workspace to another (I19)', async () => {
    const link = await client.link();
    const other = { authorization: `Bearer ${OTHER_API_KEY}` };
    for (const path of [`/v1/links/${link.id}`, `/v1/links/${link.id}/history`]) {
      expect((await client.call('GET', path, undefined, other)).status).toBe(404);
    }
    expect((await client.call('POST', `/v1/links/${link.id}/revoke`, {}, other)).status).toBe(404);
    expect((await client.call('GET', '/v1/links', undefined, other)).body).toEqual({ items: [], nextCursor: null });
  });

  it('regenerates and revokes', async () => {
    const old = await client.link({ expiresInDays: 3 });
    const fresh = await client.call('POST', `/v1/links/${old.id}/regenerate`, {});
    expect([fresh.status, fresh.body]).toEqual([
      201,
      expect.objectContaining({ replaces: old.id, expiresAt: old.expiresAt }),
    ]);
    expect((await client.call('GET', `/v1/public/links/${tokenOf(old.url)}`)).body).toMatchObject({
      type: '/problems/link-replaced',
    });
    const { id } = fresh.body as { id: string };
    expect((await client.call('POST', `/v1/links/${id}/revoke`)).body).toMatchObject({ status: 'revoked' });
    expect((await client.call('POST', `/v1/links/${id}/revoke`, {})).status).toBe(200);
    const used = await client.link();
    await client.book(used.url);
    expect((await client.call('POST', `/v1/links/${used.id}/regenerate`, {})).body).toMatchObject({
      type: '/problems/link-consumed',
      status: 409,
    });
  });

  it('sends a batch as one command, and answers in its order or with its errors', async () => {
    const meetingTypeId = await client.meetingType();
    const names = ['A', 'B', 'C'];
    const links = names.map((name) => ({ recipient: { name } }));
    const made = await client.call('POST', '/v1/links/batch', { meetingTypeId, links });
    expect([made.status, made.body]).toEqual([
      201,
      { items: names.map((name) => expect.objectContaining({ recipient: { name } })) },
    ]);
    const before = client.services.requests.length;
    const wrong = await client.call('POST', '/v1/links/batch', {
      meetingTypeId,
      links: [{}, { hostId: 'hst_nobody' }],
    });
    expect([wrong.status, wrong.body]).toEqual([
      422,
      expect.objectContaining({ errors: [expect.objectContaining({ path: 'links.1.hostId' })] }),
    ]);
    expect(client.services.requests).toHaveLength(before + 1);
  });

  it('describes itself', async () => {
    const document = (await client.call('GET', '/openapi.json')).body as {
      openapi: string;
      paths: object;
      components: { schemas: object };
    };
    expect(document.openapi).toBe('3.1.1');
    expect(Object.keys(document.paths)).toEqual(expect.arrayContaining(['/v1/links/{id}/regenerate', '/1t/{token}']));
    for (const [, reference = ''] of JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)) {
      expect(Object.keys(document.components.schemas)).toContain(reference);
    }
    expect((await client.call('GET', '/problems/link-consumed')).status).toBe(200);
    expect((await client.call('GET', '/problems/nothing')).status).toBe(404);
    expect((await client.call('GET', '/health/live')).status).toBe(200);
  });
});
