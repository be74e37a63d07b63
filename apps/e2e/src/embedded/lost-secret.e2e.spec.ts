import type { LinkAnswer, ListAnswer } from '@bookonce/testing/harness/api-shapes';
import { jsonOf } from '@bookonce/testing/harness/http-client';
import { eventually } from '@bookonce/testing/harness/eventually';
import { freePort } from '@bookonce/testing/harness/free-port';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { StandaloneApp } from '@bookonce/testing/harness/standalone-app';
import { midnightAfter, WorkspaceClient } from '@bookonce/testing/harness/workspace-client';
import { readMail } from '@bookonce/testing/harness/written-mails';
import { startSmtpServer } from '@bookonce/testing/servers/smtp-server';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const NEW_KEY = { args: ['--accept-new-key'] };

describe('after the secret key was lost', () => {
  const { app, api } = servedProduct();
  let link: LinkAnswer;
  let unused: LinkAnswer;
  let meetingTypeId: string;
  const keyed = { headers: { 'idempotency-key': 'one-link' } };

  const createLink = async (): Promise<LinkAnswer> =>
    jsonOf(await api.host.send('/v1/links', { body: { meetingTypeId }, ...keyed }));

  beforeAll(async () => {
    meetingTypeId = await api.createMeetingType([await api.createHost()]);
    link = await createLink();
    unused = await api.createLink(meetingTypeId, { recipient: { email: 'ada@example.com' } });
    await app.stop();
    await rm(join(app.dataDir, 'secret.key'));
    await app.restart(NEW_KEY);
  });

  it('shows links without their URL and texts', async () => {
    const { url: _url, shareTexts: _texts, shareLanguage: _language, ...rest } = link;
    expect(await api.expect(200, `/v1/links/${link.id}`)).toEqual(rest);
    const { items } = await api.expect<ListAnswer<LinkAnswer>>(200, '/v1/links');
    expect(items.map(({ id }) => id)).toContain(link.id);
  });

  it('runs a request again whose stored reply cannot be opened', async () => {
    const again = await createLink();
    expect(again.url).toContain('/1t/');
    expect(await createLink()).toEqual(again);
  });

  it('takes a booking by a link that was sent before', async () => {
    expect((await api.book(link, midnightAfter(3))).status).toBe(201);
  });

  it('refuses to remind of a link that it cannot mail', async () => {
    const refusal = await api.expect(409, `/v1/links/${unused.id}/remind`, { body: {} });
    expect(refusal).toMatchObject({
      type: '/problems/conflict-with-state',
      detail: expect.stringContaining('Regenerate'),
    });
  });

  it('regenerates a link, and shows the new one', async () => {
    const fresh = await api.expect<LinkAnswer>(201, `/v1/links/${unused.id}/regenerate`, { body: {} });
    expect(fresh.url).toContain('/1t/');
    await api.expect(202, `/v1/links/${fresh.id}/remind`, { body: {} });
  });
});

/** A mail waits while the processor is busy. */
const SENT = { withinMs: 20_000 };

describe('mails that waited while the secret key was lost', () => {
  const app = new StandaloneApp();
  const api = new WorkspaceClient();
  afterAll(async () => {
    api.close();
    await app.dispose();
  });

  it('block no others, are listed as failed, and are sent once the key is back', async () => {
    const port = await freePort();
    const options = { env: { SMTP_URL: `smtp://127.0.0.1:${port}` } };
    await app.start();
    await app.restart(options);
    await api.connect(app);
    const hostId = await api.createHost({ email: 'grace@example.com' });
    const meetingTypeId = await api.createMeetingType([hostId]);
    const book = async (days: number, email: string): Promise<void> => {
      const link = await api.createLink(meetingTypeId);
      expect((await api.book(link, midnightAfter(days), { email })).status).toBe(201);
    };
    await book(3, 'early@example.com');
    await eventually(async () => expect(app.output).toContain('is unavailable'), SENT);
    await app.stop();
    const keyFile = join(app.dataDir, 'secret.key');
    const key = await readFile(keyFile);
    await rm(keyFile);

    const server = await startSmtpServer(port);
    try {
      const arrived = () => server.mails.map((raw) => readMail(raw).to).toSorted();
      await app.restart({ ...options, ...NEW_KEY });
      await eventually(() => expect(app.output).toContain('mails sealed with another secret key: 2'));
      await book(4, 'late@example.com');
      await eventually(async () => expect(arrived()).toEqual(['grace@example.com', 'late@example.com']), SENT);
      // A mail is listed a moment after it has arrived.
      await eventually(async () => {
        const { items } = await api.expect<ListAnswer<{ state?: string; reason?: string }>>(200, '/v1/sent-mail');
        const failed = items.filter(({ state }) => state === 'failed').map(({ reason }) => reason);
        expect([items.length, failed]).toEqual([4, ['secretLost', 'secretLost']]);
      });

      await app.stop();
      await writeFile(keyFile, key);
      await app.restart({ ...options, ...NEW_KEY });
      const all = ['early@example.com', 'grace@example.com', 'grace@example.com', 'late@example.com'];
      await eventually(async () => expect(arrived()).toEqual(all), SENT);
    } finally {
      await server.stop();
    }
  });
});
