import { cryptoIds } from '@bookonce/adapter-node/crypto-ids';
import type { View } from '@bookonce/kernel/ports/read-models';
import type { Ports } from '@bookonce/platform/ports.module';
import type { TokenVault } from '@bookonce/secrets/token-vault';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { DataFolder } from './data-folder.js';
import { createDemoWorkspace, type DemoAccess } from '@bookonce/demo-workspace/demo-workspace';

export type FirstRun = DemoAccess;

export interface FirstRunOptions {
  readonly ports: Pick<Ports, 'bus' | 'readModels'>;
  readonly vault: TokenVault;
  readonly folder: DataFolder;
  readonly baseUrl: string;
  /** Views that must show the workspace. */
  readonly views: readonly View[];
}

const SHOWN_WITHIN_MS = 5_000;

/** Returns the access data of the demo workspace; null if no first run left a file. */
export const readFirstRun = (folder: DataFolder): FirstRun | null =>
  existsSync(folder.firstRun) ? (JSON.parse(readFileSync(folder.firstRun, 'utf8')) as FirstRun) : null;

/**
 * Creates the demo workspace and writes its access data, readable by the owner alone, unless that was done before. A
 * first start that crashed left no file, so the next one creates another workspace and nobody is locked out.
 */
export const firstRun = async (options: FirstRunOptions): Promise<FirstRun | null> => {
  const { ports, vault, folder, baseUrl, views } = options;
  if (existsSync(folder.firstRun)) return null;
  const { bus, readModels } = ports;
  const made = await createDemoWorkspace({
    bus,
    ids: cryptoIds,
    vault,
    baseUrl,
    readModels,
    shown: async (position) => void (await readModels.waitFor(views, position, SHOWN_WITHIN_MS)),
  });
  // Atomic: a crash leaves no half-written file.
  const part = `${folder.firstRun}.part`;
  writeFileSync(part, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  renameSync(part, folder.firstRun);
  return made;
};
