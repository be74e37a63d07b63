import { runService } from '@bookonce/distributed/run-service';
import { readServiceConfig } from '@bookonce/distributed/service-config';
import { startProcess } from '@bookonce/hosting/start-process';
import { linkParts } from '@bookonce/link/link-parts';

export const run = (): Promise<void> =>
  startProcess('link-service', readServiceConfig, (config) => runService({ parts: linkParts, config }));
