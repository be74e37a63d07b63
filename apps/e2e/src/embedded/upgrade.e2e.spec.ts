import { eventually } from '@bookonce/testing/harness/eventually';
import { StandaloneApp } from '@bookonce/testing/harness/standalone-app';
import { midnightAfter, WorkspaceClient } from '@bookonce/testing/harness/workspace-client';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const START = '2026-03-02T08:00:00.000Z';
const SLOT = midnightAfter(3, Date.parse(START));
const DAY_MS = 24 * 60 * 60_000;
const OPS = fileURLToPath(new URL('../../../ops/dist/main.js', import.meta.url));

/** Views as releases wrote them before views had versions: the tables as they were, with documents that are stale. */
const UNVERSIONED = `
  PRAGMA journal_mode = WAL;
  CREATE TABLE checkpoints (projection TEXT PRIMARY KEY, position TEXT NOT NULL);
  CREATE TABLE "c_links" (id TEXT PRIMARY KEY, sort TEXT NOT NULL, doc TEXT NOT NULL,
    "i_meetingTypeId" TEXT, "i_recipient" TEXT, "i_status" TEXT, "i_workspaceId" TEXT) WITHOUT ROWID;
  CREATE INDEX "links/status" ON "c_links" ("i_status", sort, id) WHERE "i_status" IS NOT NULL;
  CREATE TABLE "c_bookings" (id TEXT PRIMARY KEY, sort TEXT NOT NULL, doc TEXT NOT NULL, "i_hostId" TEXT, "i_linkId" TEXT,
    "i_manageTokenHash" TEXT, "i_status" TEXT, "i_workspaceId" TEXT) WITHOUT ROWID;
  CREATE TABLE "c_apiKeys" (id TEXT PRIMARY KEY, sort TEXT NOT NULL, doc TEXT NOT NULL, "i_workspaceId" TEXT) WITHOUT ROWID;
  INSERT INTO "c_links" VALUES ('lnk_stale', '2026', '{"id":"lnk_stale","status":"active"}', 'mtt_1', NULL, 'active', 'wsp_1');
  INSERT INTO checkpoints VALUES ('link', '0000000000000009'), ('availability', '0000000000000009'),
    ('booking', '0000000000000009'), ('workspace', '0000000000000009'), ('access', '0000000000000009'),
    ('notification', '0000000000000009'), ('meetingOutlines', '0000000000000009'), ('workspaceNames', '0000000000000009');
`;

describe('an upgrade', () => {
  let app: StandaloneApp;
  let api: WorkspaceClient;

  beforeEach(async () => {
    app = await StandaloneApp.start({ testClock: START });
    api = await WorkspaceClient.of(app);
  });
  afterEach(async () => {
    api?.close();
    await app?.dispose();
  });

  const inViews = <Result>(act: (database: DatabaseSync) => Result): Result => {
    const database = new DatabaseSync(join(app.dataDir, 'read-models.db'), { timeout: 5_000 });
    try {
      return act(database);
    } finally {
      database.close();
    }
  };

  const tables = (): readonly string[] =>
    inViews((database) =>
      database
        .prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        .all()
        .map((row) => String(row['name'])),
    );

  const removeViews = async (...options: readonly string[]): Promise<unknown> => {
    const args = [OPS, 'remove-views', '--in', app.dataDir, '--json', ...options];
    return JSON.parse((await promisify(execFile)(process.execPath, args)).stdout);
  };

  it('fills its views beside those of a release before versions, which can be removed at once', async () => {
    const link = await api.createLink(await api.createMeetingType([await api.createHost()]));
    const { booking } = await api.book(link, SLOT);
    const shown = () =>
      Promise.all([
        api.getLink(link.id),
        api.expect(200, '/v1/links'),
        api.expect(200, `/v1/bookings/${booking?.id ?? 'none'}`),
      ]);
    const before = await shown();
    await app.stop();
    for (const file of await readdir(app.dataDir)) {
      if (file.startsWith('read-models.db')) await rm(join(app.dataDir, file));
    }
    inViews((database) => database.exec(UNVERSIONED));

    await app.restart();
    expect(await shown()).toEqual(before);
    await app.stop();
    expect(tables()).toEqual(
      expect.arrayContaining(['c_links', 'checkpoints', expect.stringMatching(/^link@\d+\/links$/)]),
    );

    const listed = { views: [{ view: 'unversioned@0', followedAt: expect.any(Number) }] };
    expect(await removeViews('--dry-run')).toEqual({ ...listed, removed: false });
    expect(await removeViews()).toEqual({ ...listed, removed: true });
    expect(tables().filter((table) => table.startsWith('c_') || table === 'checkpoints')).toEqual([]);
    await app.restart();
    expect(await shown()).toEqual(before);
  });

  it('keeps the views of another release for a day after it was last followed', async () => {
    await app.stop();
    inViews((database) => {
      for (const [key, hours] of Object.entries({ 'link@98': 25, 'link@99': 23 })) {
        database.exec(`CREATE TABLE "${key}/links" (id TEXT PRIMARY KEY)`);
        const followedAt = Date.now() - (hours / 24) * DAY_MS;
        database.prepare('INSERT INTO views VALUES (?, ?, 1, ?)').run(key, '0000000000000001', Math.floor(followedAt));
      }
    });
    await app.restart();
    await eventually(() => expect(tables()).not.toContain('link@98/links'), { withinMs: 15_000 });
    expect(tables()).toContain('link@99/links');
  });
});
