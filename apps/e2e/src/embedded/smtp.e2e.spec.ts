import type { ListAnswer } from '@bookonce/testing/harness/api-shapes';
import { eventually } from '@bookonce/testing/harness/eventually';
import { freePort } from '@bookonce/testing/harness/free-port';
import { StandaloneApp } from '@bookonce/testing/harness/standalone-app';
import { midnightAfter, WorkspaceClient } from '@bookonce/testing/harness/workspace-client';
import { readMail } from '@bookonce/testing/harness/written-mails';
import { startSmtpServer, type SmtpServer } from '@bookonce/testing/servers/smtp-server';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const PASSWORD = 'hunter2';
/** The longest wait between two attempts, in the outages of these tests, is 8 s. */
const RETRIED_MS = 20_000;

describe('mail by SMTP', () => {
  const api = new WorkspaceClient();
  let app: StandaloneApp;
  let port: number;
  let server: SmtpServer | null = null;
  /** Addresses of all mails that arrived, over all lives of the mail server. */
  const arrived: string[] = [];

  const startServer = async (): Promise<void> => {
    server = await startSmtpServer(port);
  };
  const stopServer = async (): Promise<void> => {
    arrived.push(...(server?.mails.map((raw) => readMail(raw).to) ?? []));
    await server?.stop();
    server = null;
  };
  const recipients = (): readonly string[] => [...arrived, ...(server?.mails.map((raw) => readMail(raw).to) ?? [])];
  const listed = async (): Promise<readonly string[]> =>
    (await api.expect<ListAnswer<{ to: string }>>(200, '/v1/sent-mail')).items.map(({ to }) => to);

  let meetings = 0;
  const book = async (): Promise<readonly string[]> => {
    meetings += 1;
    const [host, attendee] = [`host${meetings}@example.com`, `kim${meetings}@example.com`];
    const link = await api.createLink(await api.createMeetingType([await api.createHost({ email: host })]));
    expect((await api.book(link, midnightAfter(3), { email: attendee })).status).toBe(201);
    return [host, attendee];
  };
  const expectSent = (mailed: readonly string[]): Promise<void> =>
    eventually(
      async () => {
        expect(recipients().toSorted()).toEqual([...mailed].toSorted());
        expect((await listed()).toSorted()).toEqual([...mailed].toSorted());
      },
      { withinMs: RETRIED_MS },
    );

  beforeAll(async () => {
    port = await freePort();
    const env = { SMTP_URL: `smtp://user:${PASSWORD}@127.0.0.1:${port}`, MAIL_FROM: 'Ada & Co <book@example.com>' };
    app = new StandaloneApp({ env });
    await app.start();
    await api.connect(app);
  });
  afterAll(async () => {
    api.close();
    await app.dispose();
    await stopServer();
  });

  const all: string[] = [];

  it('accepts bookings while the mail server is away since before the start, and sends their mails once it is back', async () => {
    all.push(...(await book()));
    await eventually(async () => expect(app.output).toContain(`the mail server at 127.0.0.1:${port} is unavailable`));
    expect((await api.visitor.send('/health/ready')).status).toBe(200);
    expect(await listed()).toEqual([]);
    await startServer();
    await expectSent(all);
  });

  it('sends by SMTP from the configured sender, and lists the mails as sent', async () => {
    all.push(...(await book()));
    await expectSent(all);
    const raw = server?.mails.at(-1) ?? '';
    expect(raw).toMatch(/^From: "Ada & Co" <book@example\.com>\r?$/m);
    const newest = await listed();
    expect(newest.slice(0, 2).toSorted()).toEqual(all.slice(-2).toSorted());
    expect(existsSync(join(app.dataDir, 'mails'))).toBe(false);
  });

  it('sends mails that waited across a restart, each once', async () => {
    await stopServer();
    all.push(...(await book()));
    await app.restart();
    await startServer();
    await expectSent(all);
    await app.restart();
    all.push(...(await book()));
    await expectSent(all);
  });

  it('sends the other mails while the server rejects one for good', async () => {
    if (server === null) throw new Error('no server');
    server.refuse = '550 no such mailbox';
    await book();
    await eventually(async () => expect(app.output.match(/a mail was given up/g)).toHaveLength(2));
    server.refuse = null;
    all.push(...(await book()));
    await expectSent(all);
  });

  it('sends the other mails while the server never takes the one to a certain recipient', async () => {
    if (server === null) throw new Error('no server');
    server.refuseOnly = `host${meetings + 1}@example.com`;
    server.refuseRecipient = '421 4.7.0 try again later';
    const [stuck = '', ...others] = await book();
    expect(stuck).toBe(server.refuseOnly);
    all.push(...others, ...(await book()));
    await expectSent(all);
  });

  it('never logs the password', () => {
    expect(app.output).not.toContain(PASSWORD);
  });
});
