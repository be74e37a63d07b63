import { describe, expect, it } from '@jest/globals';
import type { ListAnswer } from '@bookonce/testing/harness/api-shapes';
import { eventually } from '@bookonce/testing/harness/eventually';
import { jsonOf, type HttpAnswer } from '@bookonce/testing/harness/http-client';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { countStoredEvents, storedEvents } from '@bookonce/testing/harness/stored-history';
import { signInTokensTo } from '@bookonce/testing/harness/written-mails';

interface KeyAnswer {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly lastUsedAt?: string;
  readonly revokedAt?: string;
  readonly sessionsOfItsPeople: number;
  readonly createdByHostIds: readonly string[];
}
type CreatedKey = Omit<KeyAnswer, 'sessionsOfItsPeople' | 'createdByHostIds'> & { readonly key: string };

const INSTANT = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as unknown as string;

describe('API keys', () => {
  const { app, api } = servedProduct();

  const list = async (): Promise<readonly KeyAnswer[]> =>
    (await api.expect<ListAnswer<KeyAnswer>>(200, '/v1/api-keys')).items;
  const create = (name: string): Promise<CreatedKey> => api.expect(201, '/v1/api-keys', { body: { name } });
  const use = (key: string): Promise<HttpAnswer> =>
    api.visitor.send('/v1/hosts', { headers: { authorization: `Bearer ${key}` } });

  it('can be created, are shown once, work, and can be revoked', async () => {
    const made = await create('CRM');
    expect(made).toEqual({ id: expect.stringMatching(/^key_/), name: 'CRM', createdAt: INSTANT, key: made.key });
    expect(made.key).toMatch(/^bok_[0-9A-Za-z]{40}$/);
    const { key, ...parts } = made;
    const shown = { ...parts, sessionsOfItsPeople: 0, createdByHostIds: [] };
    expect((await list())[0]).toEqual(shown);

    const before = countStoredEvents(app.dataDir);
    expect((await use(key)).status).toBe(200);
    await eventually(async () => expect((await list())[0]).toEqual({ ...shown, lastUsedAt: INSTANT }));
    // Reading appends no event (I10).
    expect(countStoredEvents(app.dataDir)).toBe(before);

    const path = `/v1/api-keys/${made.id}`;
    const revoked = await api.expect<KeyAnswer>(200, path, { method: 'DELETE' });
    expect(revoked).toEqual({ ...shown, lastUsedAt: INSTANT, revokedAt: INSTANT });
    expect((await use(key)).status).toBe(401);
    expect(await api.expect(200, path, { method: 'DELETE' })).toEqual(revoked);
    expect((await list())[0]).toEqual(revoked);
    const facts = storedEvents(app.dataDir).filter(({ data }) => data['apiKeyId'] === made.id);
    expect(facts.map(({ type }) => type)).toEqual(['ApiKeyCreated', 'ApiKeyRevoked']);
    expect(JSON.stringify(storedEvents(app.dataDir)) + app.output).not.toContain(key);
  });

  it('are created once per Idempotency-Key', async () => {
    const call = { body: { name: 'Again' }, headers: { 'idempotency-key': 'again' } };
    const answers = [await api.host.send('/v1/api-keys', call), await api.host.send('/v1/api-keys', call)];
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(answers[1]?.text).toBe(answers[0]?.text);
    expect((await list()).filter(({ name }) => name === 'Again')).toHaveLength(1);
  });

  it('show when the key of the first start was last used', async () => {
    await eventually(async () => {
      const first = (await list()).at(-1);
      expect(first).toMatchObject({ name: 'First key', lastUsedAt: INSTANT });
    });
  });

  it('offer to end the sessions of people whom they let in, when they are revoked', async () => {
    const made = await create('Stolen');
    const headers = { authorization: `Bearer ${made.key}` };
    const asKey = (path: string, body: object) => api.visitor.send(path, { body, headers });
    const email = 'stranger@example.com';
    const added = await asKey('/v1/hosts', { name: 'Stranger', email, schedule: { timeZone: 'UTC', weekly: [] } });
    expect([added.status, added.text]).toEqual([201, expect.stringContaining(email)]);
    expect((await api.visitor.send('/v1/sign-in-links', { body: { email } })).status).toBe(202);
    const token = await eventually(async () => {
      const [first] = await signInTokensTo(app.dataDir, email);
      if (first === undefined) throw new Error('no mail yet');
      return first;
    });
    const entered = await api.visitor.send('/v1/sessions', { body: { token } });
    const cookie = entered.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    const isIn = async () => (await api.visitor.send('/v1/sessions/current', { headers: { cookie } })).status;
    expect(await isIn()).toBe(200);
    expect((await list())[0]).toMatchObject({ id: made.id, sessionsOfItsPeople: 1 });

    const path = `/v1/api-keys/${made.id}`;
    const revoked = await api.expect<KeyAnswer>(200, path, { method: 'DELETE' });
    expect(revoked).toMatchObject({ revokedAt: INSTANT, sessionsOfItsPeople: 1 });
    expect(await isIn()).toBe(200);
    const ended = await api.expect<KeyAnswer>(200, `${path}?endSessions=true`, { method: 'DELETE' });
    expect(ended).toMatchObject({ revokedAt: INSTANT, sessionsOfItsPeople: 0 });
    expect(await isIn()).toBe(401);
  });

  it('survive a restart, revoked or not', async () => {
    const [stays, goes] = [await create('stays'), await create('goes')];
    await api.expect(200, `/v1/api-keys/${goes.id}`, { method: 'DELETE' });
    await app.restart();
    expect([(await use(stays.key)).status, (await use(goes.key)).status]).toEqual([200, 401]);
  });

  it('reject invalid requests and store nothing', async () => {
    const before = countStoredEvents(app.dataDir);
    for (const body of [
      {},
      { name: '' },
      { name: 'two\nlines' },
      { name: 'x'.repeat(101) },
      { name: 'x', id: 'key_1' },
    ]) {
      expect((await api.host.send('/v1/api-keys', { body })).status).toBe(422);
    }
    for (const id of ['key_none', 'constructor', '__proto__', '%20']) {
      const answer = await api.host.send(`/v1/api-keys/${id}`, { method: 'DELETE' });
      expect([id, answer.status]).toEqual([id, 404]);
    }
    const anonymous = await api.visitor.send('/v1/api-keys', { body: { name: 'mine' } });
    expect([anonymous.status, jsonOf<{ type: string }>(anonymous).type]).toEqual([401, '/problems/unauthorized']);
    expect(countStoredEvents(app.dataDir)).toBe(before);
  });
});
