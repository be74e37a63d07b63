import { freePort } from '@bookonce/testing/harness/free-port';
import { runProduct } from '@bookonce/testing/harness/run-product';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A start takes about half a second on a quiet machine. */
const SOON_MS = 5_000;

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
      expectOneLine({ PORT: String(await freePort()), DATA_DIR: path }, new RegExp(`^bookonce: DATA_DIR: ${words}\n$`));
    const file = join(folder, 'file');
    await start(file, `${file} is a file, not a folder`);
    await start(join(file, 'data'), `${file} is a file, not a folder`);
    await start('/proc/bookonce', '/proc/bookonce cannot be made \\([A-Z]+\\)');
  });

  it('reports in one line an invalid variable', async () => {
    await expectOneLine(
      { PORT: 'many', DATA_DIR: join(folder, 'data') },
      /^bookonce: PORT must be a port number from 0 to 65535\n$/,
    );
  });
});
