import { z } from 'zod';
import { defineCommand } from '../define-command.js';

/** Whether a secret key is the one that history was written with. `none`: history has adopted no key yet. */
export interface ComparedKey {
  readonly key: 'same' | 'other' | 'none';
}

/**
 * Compares a secret key, given as its check (`keyCheckOf` in libs/secrets), with the key that history was written with.
 * Answered by the workspace service, for processes that have no store. History adopts no key by it.
 */
export const checkSecretKey = defineCommand<ComparedKey>()(
  'workspace.check-secret-key',
  z.object({ check: z.string() }),
);
