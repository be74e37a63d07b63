import { freePort } from '@bookonce/testing/harness/free-port';
import { runProduct } from '@bookonce/testing/harness/run-product';
import { StandaloneApp } from '@bookonce/testing/harness/standalone-app';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A start takes about half a second on a quiet machine. */
const SOON_MS = 20_000;

describe('a failing start', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bookonce-e2e-'));
    await writeFile(join(folder, 'file'), 'hello');
  });

  afterAll(() => rm(folder, { recursive: true }));

  const expectOneLine = async (environment: Readonly<Record<string, string>>, words: RegExp): Promise<void> => {
    const { code, output, tookMs } = await runProduct(environment);
    expect([code, output]).toEqual([1, expect.stringMatching(words)]);
    expect(tookMs).toBeLessThan(SOON_MS);
  };

  it('reports in one line that the port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' ? String(address?.port) : 'none';
    await expectOneLine(
      { PORT: port, DATA_DIR: join(folder, 'data') },
      new RegExp(`^bookonce: port ${port} of 127.0.0.1 is in use; stop what uses it, or set PORT to another\n$`),
    );
    // The failed start must not create the files that are announced only once.
    expect(existsSync(join(folder, 'data'))).toBe(false);
    other.close();
  });

  it('reports in one line an unusable data folder', async () => {
    const start = async (path: string, words: string): Promise<void> =>
      expectOneLine(
        { PORT: String(await freePort()), DATA_DIR: path },
        new RegExp(`^bookonce: DATA_DIR must be a folder [^\n]+, not "${path}": ${words}\n$`),
      );
    const file = join(folder, 'file');
    await start(file, 'it is a file');
    await start(join(file, 'data'), `${file} is a file`);
    await start('/proc/bookonce', 'it cannot be created \\([A-Z]+\\)');
  });

  it('reports in one line an invalid variable', async () => {
    await expectOneLine(
      { PORT: 'many', DATA_DIR: join(folder, 'data') },
      /^bookonce: PORT must be a port number from 0 to 65535, not "many"\n$/,
    );
  });

  it('reports in one line a name to listen on that nobody knows', async () => {
    await expectOneLine(
      { HOST: 'nowhere.invalid', PORT: String(await freePort()), DATA_DIR: join(folder, 'data') },
      /^bookonce: the name nowhere\.invalid is not known on this machine; set HOST to [^\n]+\n$/,
    );
  });

  it('says at once that the data folder is in use by another process, and which, and gives up after a while', async () => {
    const first = await StandaloneApp.start();
    try {
      const second = { PORT: String(await freePort()), DATA_DIR: first.dataDir, LOG_LEVEL: 'warn' };
      const { code, output } = await runProduct(second);
      const [id] = (await readFile(join(first.dataDir, 'lock.pid'), 'utf8')).split(' ');
      const holder = `is in use by process ${id}`;
      expect(code).toBe(1);
      expect(output).toMatch(/^[^\n]+\n[^\n]+\n$/);
      expect(output).toContain(`${holder}; waiting up to 5 s for it to stop`);
      expect(output).toContain(`\nbookonce: ${first.dataDir} ${holder}; stop it, or choose another folder\n`);
    } finally {
      await first.dispose();
    }
  });
});
