import { existsSync } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const NAMED = 'BOOKONCE_TEST_CHROMIUM';
const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const LOCK = join(tmpdir(), 'bookonce-chromium.lock');
const STALE_MS = 60_000;

/** Headless, and off the network: it speaks to nobody but the pages that it is told to open. */
export const CHROMIUM_FLAGS: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-default-apps',
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
];

/** The browser that is named, or installed, or the one that an npm package brings. */
export const findChromium = async (): Promise<string> => {
  const named = process.env[NAMED];
  if (named !== undefined) return named;
  return INSTALLED.find((path) => existsSync(path)) ?? unpacked();
};

/** Unpacked by one process at a time: who comes second must not start half a file. */
const unpacked = async (): Promise<string> => {
  const { default: chromium } = await import('@sparticuz/chromium');
  while (!(await hasLock())) await wait(200);
  try {
    return await chromium.executablePath();
  } finally {
    await rm(LOCK, { recursive: true, force: true });
  }
};

const hasLock = async (): Promise<boolean> => {
  try {
    await mkdir(LOCK);
    return true;
  } catch {
    const since = await stat(LOCK).catch(() => null);
    // Left by somebody who was killed.
    if (since !== null && Date.now() - since.mtimeMs > STALE_MS) await rm(LOCK, { recursive: true, force: true });
    return false;
  }
};
