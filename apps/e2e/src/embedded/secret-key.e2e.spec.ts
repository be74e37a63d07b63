import { freePort } from '@bookonce/testing/harness/free-port';
import { runProduct } from '@bookonce/testing/harness/run-product';
import { StandaloneApp } from '@bookonce/testing/harness/standalone-app';
import { WorkspaceClient } from '@bookonce/testing/harness/workspace-client';
import type { LinkAnswer } from '@bookonce/testing/harness/api-shapes';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const OPS = fileURLToPath(new URL('../../../ops/dist/main.js', import.meta.url));
const ops = (...args: readonly string[]) => promisify(execFile)(process.execPath, [OPS, ...args]);

const ANOTHER = `${randomBytes(32).toString('base64')}\n`;
const NEW_KEY = { args: ['--accept-new-key'] };

describe('the secret key of a history', () => {
  const app = new StandaloneApp();
  let keyFile = '';
  let key = '';
  let apiKey = '';
  let link: LinkAnswer;

  beforeAll(async () => {
    await app.start();
    keyFile = join(app.dataDir, 'secret.key');
    key = await readFile(keyFile, 'utf8');
    ({ apiKey } = await app.firstRun());
    const api = await WorkspaceClient.of(app);
    link = await api.createLink(await api.createMeetingType([await api.createHost()]));
    api.close();
    await app.stop();
  });
  afterAll(() => app.dispose());

  const shownUrl = async (): Promise<string | undefined> => {
    const headers = { authorization: `Bearer ${apiKey}` };
    const answer = await fetch(`${app.baseUrl}/v1/links/${link.id}`, { headers });
    expect(answer.status).toBe(200);
    return ((await answer.json()) as Partial<LinkAnswer>).url;
  };

  const refusedStart = async (): Promise<string> => {
    const { code, output } = await runProduct({ PORT: String(await freePort()), DATA_DIR: app.dataDir });
    expect([code, output.trim().split('\n').length]).toEqual([1, 1]);
    return output;
  };

  it.each([
    ['another one', ANOTHER, /^bookonce: DATA_DIR: secret.key holds another key\..* --accept-new-key/],
    ['an empty file', '', /^bookonce: DATA_DIR: secret.key is missing or empty\..* --accept-new-key/],
    ['no key', 'c2hvcnQ=\n', /^bookonce: .*secret.key does not hold a 32-byte key/],
  ])('keeps the product from starting with %s', async (_what, text, words) => {
    await writeFile(keyFile, text);
    expect(await refusedStart()).toMatch(words);
    expect(await readFile(keyFile, 'utf8')).toBe(text);
  });

  it('keeps the product from starting without the file, and makes no other', async () => {
    await rm(keyFile);
    expect(await refusedStart()).toContain('--accept-new-key');
    await expect(readFile(keyFile)).rejects.toThrow('ENOENT');
  });

  it('starts as before once the key is back', async () => {
    await writeFile(keyFile, key);
    await app.restart({});
    expect(await shownUrl()).toBe(link.url);
    await app.stop();
  });

  it('can be given up for another one, which is expected from then on', async () => {
    await writeFile(keyFile, ANOTHER);
    await app.restart(NEW_KEY);
    expect(app.output).toContain('Another secret key is used from now on');
    expect(await shownUrl()).toBeUndefined();
    await app.restart({});
    await app.stop();
    await writeFile(keyFile, key);
    expect(await refusedStart()).toContain('--accept-new-key');
  });

  it('is no part of an export, and adopted by the history that was imported', async () => {
    const file = join(app.dataDir, 'export.ndjson');
    await ops('export', '--from', app.dataDir, '--file', file);
    const other = new StandaloneApp({
      fill: async (dataDir) => {
        await writeFile(join(dataDir, 'secret.key'), key, { mode: 0o600 });
        await ops('import', '--to', dataDir, '--file', file);
      },
    });
    try {
      await other.start();
      await other.stop();
      await writeFile(join(other.dataDir, 'secret.key'), ANOTHER);
      const { code } = await runProduct({ PORT: String(other.port), DATA_DIR: other.dataDir });
      expect(code).toBe(1);
    } finally {
      await other.dispose();
    }
  });

  it('is made anew in place of an empty file beside an empty history', async () => {
    const other = await StandaloneApp.start({ fill: (dataDir) => writeFile(join(dataDir, 'secret.key'), '') });
    try {
      expect(await readFile(join(other.dataDir, 'secret.key'), 'utf8')).toMatch(/^[A-Za-z0-9+/]{43}=\n$/);
    } finally {
      await other.dispose();
    }
  });
});
