import { openSqliteEventStore } from '@bookonce/adapter-sqlite/open-sqlite-event-store';
import { openDerivedDatabase } from '@bookonce/adapter-sqlite/derived-database';
import { SqliteDeadLetters } from '@bookonce/adapter-sqlite/sqlite-service-records';
import { eventually } from '@bookonce/testing/harness/eventually';
import { StandaloneApp } from '@bookonce/testing/harness/standalone-app';
import { midnightAfter, WorkspaceClient } from '@bookonce/testing/harness/workspace-client';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const OPS = fileURLToPath(new URL('../../../ops/dist/main.js', import.meta.url));

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

describe('dead letters of the embedded product', () => {
  let app: StandaloneApp;
  let api: WorkspaceClient;
  let letterId: string;

  /** Runs the operators' command as they would. */
  const ops = async (...args: readonly string[]): Promise<Ran> => {
    const { NODE_OPTIONS: _options, EVENT_STORE_URL: _url, ...env } = process.env;
    const all = ['--disable-warning=ExperimentalWarning', OPS, 'dead-letters', ...args, '--data', app.dataDir];
    try {
      return { code: 0, ...(await promisify(execFile)(process.execPath, all, { env })) };
    } catch (error) {
      return error as Ran;
    }
  };
  const listed = async (): Promise<readonly unknown[]> =>
    (JSON.parse((await ops('list', '--json')).stdout) as { items: readonly unknown[] }).items;

  beforeEach(async () => {
    app = await StandaloneApp.start();
    api = await WorkspaceClient.of(app);
    const link = await api.createLink(await api.createMeetingType([await api.createHost()]));
    const { booking } = await api.book(link, midnightAfter(3));
    await app.stop();
    const store = await openSqliteEventStore({ folder: app.dataDir, writer: 'inline' });
    const stream = await store.readStream(`booking-${booking?.id ?? 'none'}`);
    await store.close();
    const confirmed = stream.find(({ type }) => type === 'BookingConfirmed');
    if (confirmed === undefined) throw new Error('not booked');
    letterId = `notification/${confirmed.id}`;
    const operations = openDerivedDatabase(app.dataDir, 'operations.db');
    await new SqliteDeadLetters(operations).add({
      id: letterId,
      subscriber: 'notification',
      eventId: confirmed.id,
      eventType: confirmed.type,
      stream: confirmed.stream,
      revision: confirmed.revision,
      reason: 'no mail server for bea@example.com',
      tries: 45,
      at: '2026-03-01T00:00:00.000Z',
    });
    operations.close();
    await app.restart();
  });

  afterEach(async () => {
    api?.close();
    await app?.dispose();
  });

  it('are listed, shown without personal data, and delivered again', async () => {
    const item = { id: letterId, consumer: 'notification', type: 'BookingConfirmed', at: '2026-03-01T00:00:00.000Z' };
    expect(await listed()).toEqual([{ ...item, reason: 'no mail server for •••' }]);
    const shown = await ops('show', letterId, '--json');
    expect(JSON.parse(shown.stdout)).toMatchObject({ ...item, tries: 45, event: { data: { bookingId: /^bkg_/ } } });
    expect(shown.stdout).not.toContain('@');
    expect((await ops('show', letterId, '--reveal')).stdout).toContain('bea@example.com');
    const retried = await ops('retry', letterId, '--json');
    expect(JSON.parse(retried.stdout)).toEqual({ id: letterId, handled: true });
    await eventually(async () => expect(await listed()).toEqual([]));
  });

  it('can be discarded; unknown ones and wrong keys are refused', async () => {
    expect(await ops('discard', letterId)).toMatchObject({ code: 0, stdout: `${letterId} was discarded\n` });
    expect(await listed()).toEqual([]);
    const unknown = await ops('retry', letterId);
    expect([unknown.code, unknown.stderr]).toEqual([1, `ops: there is no dead letter ${letterId}\n`]);
    expect(await ops('list', '--key', 'bok_wrong')).toMatchObject({ code: 1 });
    expect(await ops('bury')).toMatchObject({ code: 2 });
  });

  it('are asked of the running process alone: the API key goes to no other address', async () => {
    const asked: unknown[] = [];
    const elsewhere = createServer((request, response) => {
      asked.push(request.headers.authorization);
      response.end('{"items":[]}');
    }).listen(0, '127.0.0.1');
    await once(elsewhere, 'listening');
    try {
      const { port } = elsewhere.address() as AddressInfo;
      const url = `http://127.0.0.1:${port}`;
      const file = join(app.dataDir, 'first-run.json');
      await writeFile(file, JSON.stringify({ ...(await app.firstRun()), baseUrl: url }));
      expect(await listed()).toHaveLength(1);
      await app.kill();
      const stale = await readFile(join(app.dataDir, 'address.json'), 'utf8');
      expect(JSON.parse(stale)).toEqual({ url: app.baseUrl });
      expect(await ops('list')).toMatchObject({ code: 1, stderr: expect.stringContaining('does not run on') });
      expect(asked).toEqual([]);
      expect(await ops('list', '--url', url)).toMatchObject({ code: 0 });
      expect(asked).toHaveLength(1);
    } finally {
      elsewhere.close();
    }
  });
});
