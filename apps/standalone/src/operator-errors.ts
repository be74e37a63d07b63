import { DamagedDatabaseError } from '@bookonce/adapter-sqlite/damaged-database';
import { FolderInUseError } from '@bookonce/adapter-sqlite/event-store/folder-lock';
import { ConfigError } from '@bookonce/platform/variables';

type MessageOf = ((error: Error) => string) | null;

/** System errors that an operator can fix, by code. Null if the system's own message is clear. */
const fixable: ReadonlyMap<unknown, MessageOf> = new Map<unknown, MessageOf>([
  ['EADDRINUSE', (error) => `${addressOf(error)} is in use; stop what uses it, or set PORT to another`],
  ['EADDRNOTAVAIL', (error) => `${addressOf(error)} is not an address of this machine; set HOST to another`],
  ['EACCES', null],
  ['EPERM', null],
  ['EROFS', null],
  ['EEXIST', null],
  ['ENOTDIR', null],
  ['ENOSPC', null],
  ['ENOTFOUND', null],
]);

const addressOf = (error: Error): string => {
  const { address, port } = error as { readonly address?: unknown; readonly port?: unknown };
  return `port ${String(port)} of ${String(address)}`;
};

/** Returns one line for an error that the operator can fix; null for a bug, which needs its stack. */
export const operatorMessage = (error: unknown): string | null => {
  if (!(error instanceof Error)) return null;
  if (error instanceof ConfigError || error instanceof FolderInUseError || error instanceof DamagedDatabaseError)
    return error.message;
  const messageOf = 'code' in error ? fixable.get(error.code) : undefined;
  if (messageOf === undefined) return null;
  return messageOf === null ? error.message : messageOf(error);
};
