import { FolderInUseError } from '@bookonce/adapter-sqlite/event-store/folder-lock';
import { ConfigError } from '@bookonce/platform/variables';

type Words = ((error: Error) => string) | null;

/** System errors that an operator can fix, with words of our own if the system's message is unclear. */
const codes: ReadonlyMap<unknown, Words> = new Map<unknown, Words>([
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
export const operatorWords = (error: unknown): string | null => {
  if (!(error instanceof Error)) return null;
  if (error instanceof ConfigError || error instanceof FolderInUseError) return error.message;
  const words = 'code' in error ? codes.get(error.code) : undefined;
  if (words === undefined) return null;
  return words === null ? error.message : words(error);
};
