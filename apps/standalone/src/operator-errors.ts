import { DamagedDatabaseError } from '@bookonce/adapter-sqlite/damaged-database';
import { FolderInUseError } from '@bookonce/adapter-sqlite/event-store/folder-lock';
import { startErrorMessage } from '@bookonce/platform/start-error-message';
import { ConfigError } from '@bookonce/platform/variables';

/** Returns one line for an error that the operator can fix; null for a bug, which needs its stack. */
export const operatorMessage = (error: unknown): string | null => {
  if (error instanceof ConfigError || error instanceof FolderInUseError || error instanceof DamagedDatabaseError)
    return error.message;
  return startErrorMessage(error);
};
