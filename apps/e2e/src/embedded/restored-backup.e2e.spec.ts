import { eventually } from '@bookonce/testing/harness/eventually';
import { jsonOf } from '@bookonce/testing/harness/http-client';
import { StandaloneApp } from '@bookonce/testing/harness/standalone-app';
import { midnightAfter, WorkspaceClient } from '@bookonce/testing/harness/workspace-client';
import { allWrittenMails } from '@bookonce/testing/harness/written-mails';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const OPS = fileURLToPath(new URL('../../../ops/dist/main.js', import.meta.url));
const ops = async (...args: readonly string[]): Promise<string> =>
  (await promisify(execFile)(process.execPath, [OPS, ...args])).stdout;

const SLOT = midnightAfter(3, Date.now());

describe('an old events.db in place of the current one', () => {
  const app = new StandaloneApp();
  let api: WorkspaceClient;
  let link: Awaited<ReturnType<WorkspaceClient['createLink']>>;
  let mailsBefore = 0;
  const events = (): string => join(app.dataDir, 'events.db');
  const backup = (): string => join(app.dataDir, 'backup.db');
  const mails = async (): Promise<number> => (await allWrittenMails(app.dataDir)).length;

  beforeAll(async () => {
    await app.start();
    api = await WorkspaceClient.of(app);
    link = await api.createLink(await api.createMeetingType([await api.createHost()]));
    await app.stop();
    // A clean stop leaves everything in the one file.
    await copyFile(events(), backup());
    await app.restart();
    expect((await api.book(link, SLOT)).status).toBe(201);
    await eventually(async () => expect(await mails()).toBeGreaterThanOrEqual(2));
    mailsBefore = await mails();
    expect(await api.getLink(link.id)).toMatchObject({ status: 'consumed' });
    await app.stop();
    await copyFile(backup(), events());
    for (const rest of ['-wal', '-shm']) await rm(`${events()}${rest}`, { force: true });
  });
  afterAll(async () => {
    api?.close();
    await app.dispose();
  });

  it('shows what that history holds, and is not ready: publishing has stopped and says so', async () => {
    await app.restart({ readiness: 503 });
    await eventually(async () => {
      const readiness = await api.visitor.send('/health/ready');
      expect(jsonOf<{ away: readonly string[] }>(readiness).away).toEqual(['publisher']);
    });
    expect(app.output).toMatch(/publisher publisher has stopped: history no longer holds the last event handled: /);
    expect(app.output).toMatch(/view link@\d+ is filled anew: history no longer holds/);
    expect(await api.getLink(link.id)).toMatchObject({ status: 'active' });
    await app.restart({ readiness: 503 });
    expect(await mails()).toBe(mailsBefore);
  });

  it('goes on where the operator says', async () => {
    await app.stop();
    expect(await ops('resume-publishing', '--in', app.dataDir)).toMatch(/^publisher has stopped: /m);
    expect(await ops('resume-publishing', '--in', app.dataDir, '--after', 'end')).toMatch(
      /^publisher goes on after \d+/m,
    );
    expect(await ops('resume-publishing', '--in', app.dataDir)).toMatch(/^publisher is at \d+/m);
    await app.restart({});
    expect(await mails()).toBe(mailsBefore);
    expect((await api.book(link, midnightAfter(4, Date.now()))).status).toBe(201);
    await eventually(async () => expect(await mails()).toBeGreaterThan(mailsBefore));
    expect(await api.getLink(link.id)).toMatchObject({ status: 'consumed' });
  });
});
