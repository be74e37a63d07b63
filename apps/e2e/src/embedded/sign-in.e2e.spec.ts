import { describe, expect, it } from '@jest/globals';
import { slugOf, type ProblemAnswer } from '@bookonce/testing/harness/api-shapes';
import { eventually } from '@bookonce/testing/harness/eventually';
import { jsonOf, type HttpAnswer, type HttpCall } from '@bookonce/testing/harness/http-client';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { countStoredEvents, storedEvents } from '@bookonce/testing/harness/stored-history';
import { tokenOf } from '@bookonce/testing/harness/workspace-client';
import { nextSignInTokenTo, signInTokensTo } from '@bookonce/testing/harness/written-mails';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const START = '2026-03-02T08:00:00.000Z';
const after = (minutes: number): string => new Date(Date.parse(START) + minutes * 60_000).toISOString();
const OWNER = 'owner@example.com';
const SAME_ORIGIN = { 'sec-fetch-site': 'same-origin' };
const DAY = 24 * 60;

describe('signing in', () => {
  const { app, api } = servedProduct({ testClock: START });

  const ask = (email: string, headers: HttpCall['headers'] = {}): Promise<HttpAnswer> =>
    api.visitor.send('/v1/sign-in-links', { body: { email }, headers });
  const enter = (token: string, headers: HttpCall['headers'] = {}): Promise<HttpAnswer> =>
    api.visitor.send('/v1/sessions', { body: { token }, headers });
  const cookieOf = (answer: HttpAnswer): string => answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  const refusalOf = (answer: HttpAnswer) => [answer.status, slugOf(jsonOf<ProblemAnswer>(answer))];

  const seen = new Set<string>();
  /** Requests a sign-in link; returns the token from the new mail. */
  const mailedTo = async (email: string): Promise<string> => {
    expect((await ask(email)).status).toBe(202);
    return nextSignInTokenTo(app.dataDir, email, seen);
  };

  it('works with the link printed at the first start; the cookie is accepted wherever a key is', async () => {
    const { consoleUrl } = await app.firstRun();
    expect(app.output).toContain(consoleUrl);
    const answer = await enter(tokenOf(consoleUrl));
    expect(answer.status).toBe(201);
    const who = {
      email: OWNER,
      name: expect.any(String),
      role: 'owner',
      workspaceName: 'Demo workspace',
      expiresAt: after(30 * DAY),
    };
    expect(jsonOf(answer)).toEqual(who);
    expect(answer.headers['set-cookie']).toEqual([
      expect.stringMatching(/^bookonce_session=[0-9A-Za-z]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/),
    ]);
    const cookie = cookieOf(answer);
    const current = await api.visitor.send('/v1/sessions/current', { headers: { cookie } });
    expect([current.status, jsonOf(current)]).toEqual([200, who]);
    expect((await api.visitor.send('/v1/hosts', { headers: { cookie } })).status).toBe(200);
    const made = await api.visitor.send('/v1/links/batch', {
      body: { meetingTypeId: 'mtt_none', links: [{}] },
      headers: { cookie, ...SAME_ORIGIN },
    });
    expect(made.status).not.toBe(401);
  });

  it('lets events name who acted: the owner, a host or an API key', async () => {
    const host = await api.createHost({ name: 'Actor', email: 'actor@example.com', role: 'owner' });
    const workspaceId = storedEvents(app.dataDir).find(({ type }) => type === 'WorkspaceCreated')?.meta.workspaceId;
    const actorOf = (field: string, value: string) => {
      const { by, actorId } = storedEvents(app.dataDir).find(({ data }) => data[field] === value)?.meta ?? {};
      return { by, actorId };
    };
    const actorSignedInAs = async (email: string) => {
      const cookie = cookieOf(await enter(await mailedTo(email)));
      const name = `Made by ${email}`;
      const headers = { cookie, ...SAME_ORIGIN };
      expect((await api.visitor.send('/v1/api-keys', { body: { name }, headers })).status).toBe(201);
      return actorOf('name', name);
    };
    expect(actorOf('hostId', host)).toEqual({ by: 'api', actorId: expect.stringMatching(/^key_/) });
    expect(await actorSignedInAs('actor@example.com')).toEqual({ by: 'host', actorId: host });
    expect(await actorSignedInAs(OWNER)).toEqual({ by: 'host', actorId: workspaceId });
  });

  it('mails a link to the owner and hosts, without revealing their addresses', async () => {
    await api.createHost({ name: 'Mixed Case', email: 'Mixed.Case@Example.com' });
    const known = await ask('mixed.case@example.COM');
    const unknown = await ask('nobody@example.com');
    expect([known.status, known.text]).toEqual([202, '{}']);
    expect([unknown.status, unknown.text]).toEqual([202, '{}']);
    const [token = ''] = await eventually(async () => {
      const tokens = await signInTokensTo(app.dataDir, 'Mixed.Case@Example.com');
      expect(tokens).toHaveLength(1);
      return tokens;
    });
    expect(await signInTokensTo(app.dataDir, 'nobody@example.com')).toEqual([]);
    expect(jsonOf(await enter(token))).toMatchObject({ email: 'Mixed.Case@Example.com', name: 'Mixed Case' });
    expect((await ask('not an address')).status).toBe(422);
  });

  it('mails one link per Idempotency-Key', async () => {
    await api.createHost({ name: 'Twice', email: 'twice@example.com' });
    for (let time = 0; time < 2; time += 1) {
      expect((await ask('twice@example.com', { 'idempotency-key': 'once' })).status).toBe(202);
    }
    const issued = storedEvents(app.dataDir).filter(({ data }) => data['email'] === 'twice@example.com');
    expect(issued.map(({ type }) => type)).toEqual(['HostAdded', 'SignInLinkIssued']);
  });

  it('accepts one of 20 concurrent uses of a link', async () => {
    const token = await mailedTo(OWNER);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => api.visitor.send('/v1/sessions', { body: { token }, ownConnection: true })),
    );
    const inside = answers.filter(({ status }) => status === 201);
    expect(inside).toHaveLength(1);
    const others = answers.filter(({ status }) => status !== 201).map(refusalOf);
    expect(others).toEqual(Array.from({ length: 19 }, () => [410, 'sign-in-link-used']));
  });

  it('returns the same session to a retry with the same key', async () => {
    const token = await mailedTo(OWNER);
    const key = { 'idempotency-key': 'my attempt' };
    const [first, again] = [await enter(token, key), await enter(token, key)];
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(cookieOf(again)).toBe(cookieOf(first));
    expect(refusalOf(await enter(token, { 'idempotency-key': 'another' }))).toEqual([410, 'sign-in-link-used']);
  });

  it('ends when signing out', async () => {
    const token = await mailedTo(OWNER);
    const cookie = cookieOf(await enter(token));
    const out = await api.visitor.send('/v1/sessions/current', {
      method: 'DELETE',
      headers: { cookie, ...SAME_ORIGIN },
    });
    expect([out.status, out.text]).toEqual([204, '']);
    expect(out.headers['set-cookie']).toEqual([expect.stringContaining('bookonce_session=; Max-Age=0; Path=/')]);
    for (const path of ['/v1/sessions/current', '/v1/links']) {
      expect((await api.visitor.send(path, { headers: { cookie } })).status).toBe(401);
    }
    expect(refusalOf(await enter(token))).toEqual([410, 'sign-in-link-used']);
  });

  interface ListedSession {
    readonly id: string;
    readonly email: string;
    readonly isCurrent: boolean;
  }
  const sessionsSeenBy = async (cookie: string): Promise<readonly ListedSession[]> =>
    jsonOf<{ items: readonly ListedSession[] }>(await api.visitor.send('/v1/sessions', { headers: { cookie } })).items;

  it('lists who is signed in, and lets one end the session of another browser', async () => {
    const [mine, other] = [cookieOf(await enter(await mailedTo(OWNER))), cookieOf(await enter(await mailedTo(OWNER)))];
    const listed = await sessionsSeenBy(other);
    const theirs = listed.find(({ isCurrent }) => isCurrent);
    expect(listed.filter(({ isCurrent }) => isCurrent)).toHaveLength(1);
    expect((await sessionsSeenBy(mine)).find(({ isCurrent }) => isCurrent)?.id).not.toBe(theirs?.id);
    const headers = { cookie: mine, ...SAME_ORIGIN };
    const ended = await api.visitor.send(`/v1/sessions/${theirs?.id}`, { method: 'DELETE', headers });
    expect([ended.status, ended.text]).toEqual([204, '']);
    expect((await api.visitor.send('/v1/hosts', { headers: { cookie: other } })).status).toBe(401);
    expect((await sessionsSeenBy(mine)).map(({ id }) => id)).not.toContain(theirs?.id);
    expect((await api.visitor.send('/v1/sessions/ses_none', { method: 'DELETE', headers })).status).toBe(404);
  });

  it('ends the sessions and links of an address that a host has no more', async () => {
    const id = await api.createHost({ name: 'Mover', email: 'old@example.com' });
    const cookie = cookieOf(await enter(await mailedTo('old@example.com')));
    const unused = await mailedTo('old@example.com');
    const isInside = () => api.visitor.send('/v1/hosts', { headers: { cookie } }).then(({ status }) => status);
    expect(await isInside()).toBe(200);
    await api.expect(200, `/v1/hosts/${id}`, { method: 'PATCH', body: { email: 'new@example.com' } });
    await eventually(async () => expect(await isInside()).toBe(401));
    expect(refusalOf(await enter(unused))).toEqual([410, 'sign-in-link-expired']);
    expect((await enter(await mailedTo('new@example.com'))).status).toBe(201);
  });

  it('rejects cross-site requests and stores nothing', async () => {
    const cookie = cookieOf(await enter(await mailedTo(OWNER)));
    const host = { name: 'Eve', email: 'eve@example.com', schedule: { timeZone: 'UTC', weekly: [] } };
    const post = (headers: HttpCall['headers']): Promise<HttpAnswer> =>
      api.visitor.send('/v1/hosts', { body: host, headers: { cookie, ...headers } });
    const before = countStoredEvents(app.dataDir);
    for (const headers of [
      {},
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site', origin: `http://localhost:${app.port}` },
      { origin: 'https://evil.example' },
    ]) {
      expect(refusalOf(await post(headers))).toEqual([403, 'cross-site-request']);
    }
    const out = await api.visitor.send('/v1/sessions/current', { method: 'DELETE', headers: { cookie } });
    expect(refusalOf(out)).toEqual([403, 'cross-site-request']);
    expect(countStoredEvents(app.dataDir)).toBe(before);
    expect((await post({ origin: `http://localhost:${app.port}` })).status).toBe(201);
    expect((await post(SAME_ORIGIN)).status).toBe(201);
  });

  it('ignores the session cookie if Authorization is present', async () => {
    const cookie = cookieOf(await enter(await mailedTo(OWNER)));
    const headers = { cookie, authorization: 'Bearer bok_wrong_wrong' };
    expect((await api.visitor.send('/v1/hosts', { headers })).status).toBe(401);
    expect((await api.host.send('/v1/sessions/current')).status).toBe(401);
  });

  it('distinguishes unknown from used tokens', async () => {
    for (const token of ['x'.repeat(22), 'no token', '../../etc']) {
      expect(refusalOf(await enter(token))).toEqual([410, 'sign-in-link-unknown']);
    }
    for (const body of [{}, { token: '' }, { token: 7 }, { token: 'x', more: 1 }]) {
      expect((await api.visitor.send('/v1/sessions', { body })).status).toBe(422);
    }
  });

  it('expires links after 15 minutes and sessions after 30 days', async () => {
    const [inTime, late] = [await mailedTo(OWNER), await mailedTo(OWNER)];
    await api.setClock(after(14.9));
    const cookie = cookieOf(await enter(inTime));
    await api.setClock(after(15));
    expect(refusalOf(await enter(late))).toEqual([410, 'sign-in-link-expired']);
    await api.setClock(after(14.8 + 30 * DAY));
    const still = await api.visitor.send('/v1/sessions/current', { headers: { cookie } });
    expect(still.status).toBe(200);
    await api.setClock(after(14.9 + 30 * DAY));
    expect((await api.visitor.send('/v1/sessions/current', { headers: { cookie } })).status).toBe(401);
  });

  it('limits requests to ten per address in 15 minutes', async () => {
    const asked = await Promise.all(Array.from({ length: 11 }, () => ask('busy@example.com')));
    expect(asked.map(({ status }) => status).toSorted()).toEqual([...Array.from({ length: 10 }, () => 202), 429]);
    expect(asked.find(({ status }) => status === 429)?.headers['retry-after']).toMatch(/^\d+$/);
  });

  it('leaves no token in events, nor in logs after the start', async () => {
    const history = JSON.stringify(storedEvents(app.dataDir));
    const printed = app.output.replaceAll((await app.firstRun()).consoleUrl, '');
    const files = await Promise.all(
      ['events.db', 'read-models.db', 'operations.db', 'mails.db'].flatMap((name) =>
        [name, `${name}-wal`].map((file) => readFile(join(app.dataDir, file), 'latin1').catch(() => '')),
      ),
    );
    expect(seen.size).toBeGreaterThan(4);
    for (const token of seen) for (const text of [history, printed, ...files]) expect(text).not.toContain(token);
  });
});
