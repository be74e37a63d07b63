import { runService } from '@bookonce/hosting/run-service';
import { readServiceConfig } from '@bookonce/hosting/service-config';
import { startProcess } from '@bookonce/hosting/start-process';
import { availabilityParts } from './availability-parts.js';

export const run = (): Promise<void> =>
  startProcess('availability-service', readServiceConfig, (config) => runService({ parts: availabilityParts, config }));
