import { eventually } from '@bookonce/testing/harness/eventually';
import { freePort } from '@bookonce/testing/harness/free-port';
import { runProduct } from '@bookonce/testing/harness/run-product';
import { StandaloneApp } from '@bookonce/testing/harness/standalone-app';
import { WorkspaceClient } from '@bookonce/testing/harness/workspace-client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const PAGE_SIZE = 4_096;
const NO_DATABASE = 'no database '.repeat(1_000);

/** Returns the page that finds the events of a stream, and its place in the file. */
const indexPage = async (dataDir: string): Promise<{ readonly bytes: Buffer; readonly at: number }> => {
  const path = join(dataDir, 'events.db');
  const database = new DatabaseSync(path, { readOnly: true });
  const row = database.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_events_1'").get();
  database.close();
  const at = (Number(row?.['rootpage']) - 1) * PAGE_SIZE;
  return { bytes: (await readFile(path)).subarray(at, at + PAGE_SIZE), at };
};

describe('a damaged file in the data folder', () => {
  const app = new StandaloneApp();
  let api: WorkspaceClient;

  beforeAll(async () => {
    await app.start();
    api = await WorkspaceClient.of(app);
  });
  afterAll(async () => {
    api?.close();
    await app.dispose();
  });

  it('is set aside if it holds views, which are filled anew', async () => {
    const link = await api.createLink(await api.createMeetingType([await api.createHost()]));
    await app.stop();
    await writeFile(join(app.dataDir, 'read-models.db'), NO_DATABASE);
    await app.restart();
    expect(app.output).toContain('read-models.db is damaged: renamed to read-models.db.damaged-1');
    expect(await readFile(join(app.dataDir, 'read-models.db.damaged-1'), 'utf8')).toBe(NO_DATABASE);
    expect(await api.getLink(link.id)).toEqual(link);
  });

  it('is set aside while the product runs, if it holds views, which are filled anew', async () => {
    const link = await api.createLink(await api.createMeetingType([await api.createHost()]));
    await app.restart();
    const path = join(app.dataDir, 'read-models.db');
    const file = await open(path, 'r+');
    const { size } = await file.stat();
    // All pages but the first, whose header says that it is a database.
    await file.write(Buffer.alloc(size - PAGE_SIZE, 'x'), 0, undefined, PAGE_SIZE);
    await file.close();
    await eventually(async () => {
      expect(await api.getLink(link.id)).toEqual(link);
      expect(app.output).toContain('read-models.db is damaged: renamed to read-models.db.damaged-2');
    });
    await eventually(() => api.expect(200, '/health/ready'));
    await api.createLink(await api.createMeetingType([await api.createHost()]));
  });

  it('makes the product not ready within a second if it holds events, and is named', async () => {
    await app.restart();
    const file = await open(join(app.dataDir, 'events.db'), 'r+');
    const size = (await file.stat()).size - PAGE_SIZE;
    const sound = Buffer.alloc(size);
    await file.read(sound, 0, size, PAGE_SIZE);
    await file.write(Buffer.alloc(size, 'x'), 0, size, PAGE_SIZE);
    await eventually(
      async () => {
        const { status, text } = await api.visitor.send('/health/ready');
        expect([status, text]).toEqual([503, expect.stringContaining('events.db')]);
      },
      { withinMs: 2_000 },
    );
    await file.write(sound, 0, size, PAGE_SIZE);
    await file.close();
    await eventually(() => api.expect(200, '/health/ready'));
    expect(app.output.match(/events\.db cannot be read/g)).toHaveLength(1);
  });

  it('makes the product not ready soon after the start if an index of the events is torn, and is named', async () => {
    await app.restart();
    const { bytes: sound, at } = await indexPage(app.dataDir);
    const file = await open(join(app.dataDir, 'events.db'), 'r+');
    await file.write(Buffer.alloc(sound.length, 'x'), 0, sound.length, at);
    await eventually(
      async () => {
        const { status, text } = await api.visitor.send('/health/ready');
        expect([status, text]).toEqual([503, expect.stringContaining('events.db')]);
      },
      { withinMs: 15_000 },
    );
    expect(app.output.match(/events\.db is damaged \(/g)).toHaveLength(1);
    await file.write(sound, 0, sound.length, at);
    await file.close();
    await app.restart();
    await eventually(() => api.expect(200, '/health/ready'));
  });

  it.each([
    ['operations.db', 'all events are published again'],
    ['mails.db', 'mails that wait are never sent'],
    ['events.db', 'restore it from a backup'],
  ])('keeps the product from starting if it is %s', async (file, lost) => {
    await app.stop();
    const sound = await readFile(join(app.dataDir, file));
    await writeFile(join(app.dataDir, file), NO_DATABASE);
    const { code, output } = await runProduct({ PORT: String(await freePort()), DATA_DIR: app.dataDir });
    expect([code, output.trim().split('\n').length]).toEqual([1, 1]);
    expect(output).toContain(`${file} is damaged`);
    expect(output).toContain(lost);
    await writeFile(join(app.dataDir, file), sound);
    await app.restart();
  });
});
