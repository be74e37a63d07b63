import { cryptoIds } from '@bookonce/adapter-node/crypto-ids';
import type { Ports } from '@bookonce/platform/ports.module';
import { secretHashOf, type TokenVault } from '@bookonce/secrets/token-vault';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { DataFolder } from './data-folder.js';
import { createDemoWorkspace } from '@bookonce/demo-workspace/demo-workspace';

export interface FirstRun {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly demoLinkUrl: string;
  /** Signs in to the console once, within 15 minutes. */
  readonly consoleUrl: string;
}

export interface FirstRunOptions {
  readonly ports: Pick<Ports, 'bus' | 'readModels' | 'clock' | 'eventStore'>;
  readonly vault: TokenVault;
  readonly folder: DataFolder;
  readonly baseUrl: string;
  readonly tokenLength: number;
  /** Names of the projections that must show the workspace. */
  readonly views: readonly string[];
}

/** How to use the demo workspace; null where the folder had something in it before. */
export const readFirstRun = (folder: DataFolder): FirstRun | null =>
  existsSync(folder.firstRun) ? (JSON.parse(readFileSync(folder.firstRun, 'utf8')) as FirstRun) : null;

/**
 * On an empty store: makes the demo workspace and writes how to use it, for the owner's eyes. A first start that
 * was cut short left no file; the next one makes another workspace, so that the first user is never locked out.
 */
export const firstRun = async (options: FirstRunOptions): Promise<FirstRun | null> => {
  const { ports, vault, folder, baseUrl, tokenLength, views } = options;
  if (existsSync(folder.firstRun)) return null;
  const apiKey = `bok_${cryptoIds.token(40)}`;
  const { linkToken, signInToken, position } = await createDemoWorkspace({
    bus: ports.bus,
    ids: cryptoIds,
    vault,
    tokenLength,
    now: ports.clock.now(),
    apiKeyHash: secretHashOf(apiKey),
  });
  if (position !== null) await ports.readModels.waitFor(views, position, 5_000);
  const made = {
    baseUrl,
    apiKey,
    demoLinkUrl: `${baseUrl}/1t/${linkToken}`,
    consoleUrl: `${baseUrl}/console/sign-in/${signInToken}`,
  };
  // Written whole or not at all.
  const part = `${folder.firstRun}.part`;
  writeFileSync(part, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  renameSync(part, folder.firstRun);
  return made;
};
