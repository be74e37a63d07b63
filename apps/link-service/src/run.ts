import { runService } from '@bookonce/distributed/run-service';
import { readLinkConfig } from '@bookonce/distributed/service-config';
import { startProcess } from '@bookonce/hosting/start-process';
import { linkParts } from '@bookonce/link/link-parts';
import { TokenVault } from '@bookonce/secrets/token-vault';

export const run = (): Promise<void> =>
  startProcess('link-service', readLinkConfig, (config, options) => {
    const vault = new TokenVault(config.BOOKONCE_SECRET_KEY);
    return runService({ parts: linkParts({ vault, tokenLength: config.TOKEN_LENGTH }), config, options });
  });
