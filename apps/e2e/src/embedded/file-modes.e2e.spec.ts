import { eventually } from '@bookonce/testing/harness/eventually';
import { StandaloneApp } from '@bookonce/testing/harness/standalone-app';
import { midnightAfter, WorkspaceClient } from '@bookonce/testing/harness/workspace-client';
import { afterEach, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { chmod, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const OPS = fileURLToPath(new URL('../../../ops/dist/main.js', import.meta.url));
const OPENED = 'was open to other users of this machine; its mode is now 700';

/** Names of everything below a folder, and the folder itself, on which other users have any right. */
const openToOthers = async (folder: string): Promise<readonly string[]> => {
  const names = ['.', ...(await readdir(folder, { recursive: true }))];
  const modes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).mode));
  return names.filter((_name, index) => ((modes[index] ?? 0) & 0o077) !== 0);
};

describe('the data folder', () => {
  let app: StandaloneApp;
  afterEach(() => app.dispose());

  it('is closed to other users where it was open, and so is everything written to it', async () => {
    app = await StandaloneApp.start({
      fill: async (dataDir) => {
        await chmod(dataDir, 0o755);
        await writeFile(join(dataDir, 'mailed.txt'), 'of an earlier release', { mode: 0o644 });
      },
    });
    expect(app.output).toContain(`DATA_DIR ${OPENED}`);
    const api = new WorkspaceClient();
    await api.connect(app);
    const link = await api.createLink(await api.createMeetingType([await api.createHost()]));
    expect((await api.book(link, midnightAfter(3))).status).toBe(201);
    await eventually(async () => expect(await readdir(join(app.dataDir, 'mails'))).not.toEqual([]));
    api.close();
    const written = await readdir(app.dataDir);
    for (const name of ['events.db', 'operations.db', 'mails.db', 'secret.key', 'first-run.json', 'mails']) {
      expect(written).toContain(name);
    }
    expect(await openToOthers(app.dataDir)).toEqual([]);

    await app.stop();
    await chmod(app.dataDir, 0o750);
    const file = join(app.dataDir, 'export.ndjson');
    const { stderr } = await promisify(execFile)(process.execPath, [
      OPS,
      'export',
      '--from',
      app.dataDir,
      '--file',
      file,
    ]);
    expect(stderr).toContain(`${app.dataDir} ${OPENED}`);
    expect(await openToOthers(app.dataDir)).toEqual([]);
    await app.restart();
  });
});
