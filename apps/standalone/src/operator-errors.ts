import { FolderInUseError } from '@bookonce/adapters/sqlite/event-store/folder-lock';
import { ConfigError } from '@bookonce/platform/config';

/** What the operating system says of an address or a folder that cannot be had. */
const codes: ReadonlySet<unknown> = new Set([
  'EADDRINUSE',
  'EADDRNOTAVAIL',
  'EACCES',
  'EPERM',
  'EROFS',
  'EEXIST',
  'ENOTDIR',
  'ENOSPC',
  'ENOTFOUND',
]);

/** Whether whoever starts the product can put it right: the message is enough, and a stack would hide it. */
export const isOperators = (error: unknown): boolean =>
  error instanceof ConfigError ||
  error instanceof FolderInUseError ||
  (error instanceof Error && 'code' in error && codes.has(error.code));
