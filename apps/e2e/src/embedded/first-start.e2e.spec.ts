import { eventually } from '@bookonce/testing/harness/eventually';
import type { ListAnswer } from '@bookonce/testing/harness/api-shapes';
import { freePort } from '@bookonce/testing/harness/free-port';
import { MAIN } from '@bookonce/testing/harness/run-product';
import { StandaloneApp } from '@bookonce/testing/harness/standalone-app';
import { countStoredEvents, storedEvents } from '@bookonce/testing/harness/stored-history';
import { WorkspaceClient } from '@bookonce/testing/harness/workspace-client';
import { afterEach, describe, expect, it } from '@jest/globals';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const OPS = fileURLToPath(new URL('../../../ops/dist/main.js', import.meta.url));
const ops = (...args: readonly string[]) => promisify(execFile)(process.execPath, [OPS, ...args]);

/** The events of a whole first start, the key last. */
const ALL = 11;

const eventsIn = (dataDir: string): number => {
  try {
    return countStoredEvents(dataDir);
  } catch {
    return 0;
  }
};

/** Starts the product on a folder, and kills it once `isTime` says so. */
const killedStart = async (dataDir: string, isTime: () => boolean): Promise<void> => {
  const env = { ...process.env, NODE_OPTIONS: '', PORT: String(await freePort()), DATA_DIR: dataDir };
  const child = spawn(process.execPath, [MAIN], { env, stdio: 'ignore' });
  const gone = once(child, 'exit');
  await eventually(async () => expect(isTime()).toBe(true), { withinMs: 20_000, everyMs: 1 });
  child.kill('SIGKILL');
  await gone;
};

/** Leaves of a whole first start what a crash after its n-th event leaves. */
const cutAfter = async (dataDir: string, events: number): Promise<void> => {
  const whole = await StandaloneApp.start();
  await whole.stop();
  await promisify(execFile)('cp', ['-a', `${whole.dataDir}/.`, dataDir]);
  await whole.dispose();
  for (const name of await readdir(dataDir)) {
    if (/^(read-models|operations|mails|first-run)/.test(name)) await rm(join(dataDir, name), { recursive: true });
  }
  const database = new DatabaseSync(join(dataDir, 'events.db'));
  database.exec(`DELETE FROM events WHERE position > ${events}`);
  database.exec('DELETE FROM streams WHERE id NOT IN (SELECT stream FROM events)');
  database.close();
};

const ofType = (app: StandaloneApp, type: string): number =>
  storedEvents(app.dataDir).filter((event) => event.type === type).length;

describe('the first start', () => {
  let app: StandaloneApp;
  afterEach(() => app.dispose());

  const expectOneWorkspace = async (): Promise<void> => {
    const api = await WorkspaceClient.of(app);
    for (const [path, count] of [['hosts', 2] as const, ['meeting-types', 2] as const, ['links', 1] as const]) {
      expect((await api.expect<ListAnswer<object>>(200, `/v1/${path}`)).items).toHaveLength(count);
    }
    api.close();
    expect([ofType(app, 'WorkspaceCreated'), ofType(app, 'ApiKeyCreated'), ofType(app, 'LinkIssued')]).toEqual([
      1, 1, 1,
    ]);
  };

  it.each([1, 3, ALL - 2, ALL - 1])('is finished after a crash that left %i events', async (events) => {
    app = await StandaloneApp.start({ fill: (dataDir) => cutAfter(dataDir, events) });
    expect(app.output).toContain('This is the first start');
    await expectOneWorkspace();
    const { apiKey } = await app.firstRun();
    await app.restart();
    expect((await app.firstRun()).apiKey).toBe(apiKey);
    await expectOneWorkspace();
  });

  it.each([
    ['as soon as there is a secret key', (dataDir: string) => existsSync(join(dataDir, 'secret.key'))],
    ['at its first event', (dataDir: string) => eventsIn(dataDir) > 0],
    ['while it makes the workspace', (dataDir: string) => eventsIn(dataDir) >= 4],
    ['when it has written the key', (dataDir: string) => existsSync(join(dataDir, 'first-run.json'))],
  ])('is finished, never repeated, when it is killed %s', async (_when, isTime) => {
    app = await StandaloneApp.start({ fill: (dataDir) => killedStart(dataDir, () => isTime(dataDir)) });
    await expectOneWorkspace();
  });

  it('is over for good: a deleted first-run.json makes no second workspace', async () => {
    app = await StandaloneApp.start();
    expect(storedEvents(app.dataDir)).toHaveLength(ALL);
    const { apiKey } = await app.firstRun();
    await app.stop();
    await rm(join(app.dataDir, 'first-run.json'));
    await app.restart();
    expect(app.output).toMatch(
      /There is no .*first-run\.json\. If you have no API key, ask for a sign-in link at http/,
    );
    expect(existsSync(join(app.dataDir, 'first-run.json'))).toBe(false);
    expect(storedEvents(app.dataDir)).toHaveLength(ALL);
    const answer = await fetch(`${app.baseUrl}/v1/hosts`, { headers: { authorization: `Bearer ${apiKey}` } });
    expect(answer.status).toBe(200);
  });

  it.each([
    ['is damaged', "UPDATE events SET data = replace(data, 'First key', 'First kez')"],
    ['is of a newer release', "UPDATE events SET type = 'ApiKeyCreatedLater', checksum = NULL"],
  ])('is over, and others go on, when an event of its workspace %s', async (_what, change) => {
    app = await StandaloneApp.start();
    await app.stop();
    const database = new DatabaseSync(join(app.dataDir, 'events.db'));
    database.exec(`${change} WHERE type = 'ApiKeyCreated'`);
    // As in a history of the release before checksums.
    database.exec('UPDATE checksums SET missing_up_to = 1000');
    database.close();
    await app.restart();
    const { apiKey } = await app.firstRun();
    const answer = await fetch(`${app.baseUrl}/v1/hosts`, { headers: { authorization: `Bearer ${apiKey}` } });
    expect(answer.status).toBe(200);
  });

  it('makes no demo workspace beside an imported history', async () => {
    const other = await StandaloneApp.start();
    await other.stop();
    const file = join(other.dataDir, 'export.ndjson');
    await ops('export', '--from', other.dataDir, '--file', file);
    app = await StandaloneApp.start({
      fill: async (dataDir) => {
        await ops('import', '--to', dataDir, '--file', file);
        await other.dispose();
      },
    });
    expect(ofType(app, 'WorkspaceCreated')).toBe(1);
    expect(storedEvents(app.dataDir)).toHaveLength(ALL);
    expect(app.output).toContain('first-run.json. If you have no API key');
  });
});
