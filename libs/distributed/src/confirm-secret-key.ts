import { checkSecretKey, type ComparedKey } from '@bookonce/contracts/commands/secret-key';
import { sendIfKnown } from '@bookonce/contracts/send-command';
import type { Bus } from '@bookonce/kernel/ports/bus';
import type { Ids } from '@bookonce/kernel/ports/ids';
import { unreachable } from '@bookonce/kernel/result';
import { keyCheckOf } from '@bookonce/secrets/key-check';
import type { Logger } from 'pino';
import { wrongSecretKey } from './expect-secret-key.js';
import { waitForServer } from './wait-for-server.js';

export interface ConfirmSecretKeyOptions {
  readonly bus: Pick<Bus, 'request'>;
  readonly ids: Pick<Ids, 'uuid'>;
  readonly secretKey: Uint8Array;
  readonly logger: Pick<Logger, 'warn'>;
  readonly signal: AbortSignal;
}

/**
 * Makes sure that history was written with this secret key, for a process that has no store: asks the workspace service
 * until it answers. Rejects with a `ConfigError` if history knows another key, and with the signal's reason once the
 * signal is aborted. Resolves, with a line in the log, if nothing can be compared.
 */
export const confirmSecretKey = async (options: ConfirmSecretKeyOptions): Promise<void> => {
  const { logger } = options;
  const key = await askWorkspaceService(options);
  switch (key) {
    case 'same':
      return;
    case 'other':
      throw wrongSecretKey("the services' history");
    case 'none':
      return logger.warn(
        'BOOKONCE_SECRET_KEY is not checked: history takes on the key of the next service that starts',
      );
    case 'notAsked':
      return logger.warn('BOOKONCE_SECRET_KEY is not checked: an earlier release of the workspace service is running');
    default:
      return unreachable(key);
  }
};

/** `notAsked`: the service's release does not know the command, as may be during a rolling upgrade. */
const askWorkspaceService = async (options: ConfirmSecretKeyOptions): Promise<ComparedKey['key'] | 'notAsked'> => {
  const { bus, ids, secretKey, logger, signal } = options;
  const check = keyCheckOf(secretKey);
  const reply = await waitForServer({
    server: 'the workspace service',
    attempt: () => {
      const commandId = ids.uuid();
      const context = {
        commandId,
        correlationId: commandId,
        causationId: commandId,
        workspaceId: 'none',
        by: 'system',
      };
      return sendIfKnown(bus, checkSecretKey, { check }, context);
    },
    onFailure: (message) => logger.warn(message),
    signal,
  });
  return reply?.key ?? 'notAsked';
};
