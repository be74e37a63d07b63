import { cryptoIds } from '@bookonce/adapter-node/crypto-ids';
import { createDemoWorkspace, type DemoAccess, demoStateIn } from '@bookonce/demo-workspace/demo-workspace';
import type { View } from '@bookonce/kernel/ports/read-models';
import type { Ports } from '@bookonce/platform/ports.module';
import type { TokenVault } from '@bookonce/secrets/token-vault';
import { renameSync, writeFileSync } from 'node:fs';
import type { DataFolder } from './data-folder.js';

export type FirstRun = DemoAccess;

export interface FirstRunOptions {
  readonly ports: Pick<Ports, 'bus' | 'readModels' | 'eventStore'>;
  readonly vault: TokenVault;
  readonly folder: DataFolder;
  readonly baseUrl: string;
  /** Views that must show the workspace. */
  readonly views: readonly View[];
}

const SHOWN_WITHIN_MS = 5_000;

/**
 * Creates the demo workspace in an empty history, and writes its access data, readable by the owner alone. A first start
 * that was cut short is finished: its command ids derive from the secret key, so no step has its effect twice. Returns null
 * if there was nothing to do; whether there was is read from history, never from the file.
 */
export const firstRun = async (options: FirstRunOptions): Promise<FirstRun | null> => {
  const { ports, vault, folder, baseUrl, views } = options;
  const { bus, readModels, eventStore } = ports;
  const commandIdOf = (step: string): string => cryptoIds.derive(vault.firstStartCommandFor(step));
  const isFirst = (await eventStore.head()) === null;
  if (!isFirst && (await demoStateIn(eventStore, commandIdOf)) !== 'begun') return null;
  return createDemoWorkspace({
    bus,
    ids: cryptoIds,
    commandIdOf,
    vault,
    baseUrl,
    readModels,
    shown: async (position) => void (await readModels.waitFor(views, position, SHOWN_WITHIN_MS)),
    keep: (access) => writeAccess(folder.firstRun, access),
  });
};

/** Atomic and durable: once the key works, a crash leaves the whole file. */
const writeAccess = (path: string, access: DemoAccess): void => {
  const part = `${path}.part`;
  writeFileSync(part, `${JSON.stringify(access, null, 2)}\n`, { mode: 0o600, flush: true });
  renameSync(part, path);
};
