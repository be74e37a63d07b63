import { availabilityParts } from '@bookonce/availability/availability-parts';
import { runService } from '@bookonce/distributed/run-service';
import { readServiceConfig } from '@bookonce/distributed/service-config';
import { startProcess } from '@bookonce/hosting/start-process';
import { combineParts } from '@bookonce/platform/service-parts';
import { TokenVault } from '@bookonce/secrets/token-vault';
import { workspaceParts } from '@bookonce/workspace/workspace-parts';

/** Runs availability and workspaces together: hosts set up both, and rarely. */
export const run = (): Promise<void> =>
  startProcess('availability-service', readServiceConfig, (config, options) =>
    runService({
      parts: combineParts('availability', [
        availabilityParts,
        workspaceParts({ vault: new TokenVault(config.BOOKONCE_SECRET_KEY) }),
      ]),
      config,
      options,
    }),
  );
