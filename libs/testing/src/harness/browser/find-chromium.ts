import { existsSync } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const NAMED = 'BOOKONCE_TEST_CHROMIUM';
const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const LOCK = join(tmpdir(), 'bookonce-chromium.lock');
const STALE_MS = 60_000;

/** Headless and offline: Chromium contacts only the pages that a test opens. */
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

/** Finds Chromium: the configured one, an installed one, or one from an npm package. */
export const findChromium = async (): Promise<string> => {
  const named = process.env[NAMED];
  if (named !== undefined) return named;
  return INSTALLED.find((path) => existsSync(path)) ?? unpacked();
};

/** Unpacked by one process at a time, so that no other process starts half a file. */
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
    // A lock left behind by a killed process.
    if (since !== null && Date.now() - since.mtimeMs > STALE_MS) await rm(LOCK, { recursive: true, force: true });
    return false;
  }
};
