import { runService } from '@bookonce/hosting/run-service';
import { readServiceConfig } from '@bookonce/hosting/service-config';
import { startProcess } from '@bookonce/hosting/start-process';
import { linkParts } from './link-parts.js';

export const run = (): Promise<void> =>
  startProcess('link-service', readServiceConfig, (config) => runService({ parts: linkParts, config }));
