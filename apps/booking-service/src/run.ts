import { runService } from '@bookonce/hosting/run-service';
import { readServiceConfig } from '@bookonce/hosting/service-config';
import { startProcess } from '@bookonce/hosting/start-process';
import { bookingParts } from './booking-parts.js';

export const run = (): Promise<void> =>
  startProcess('booking-service', readServiceConfig, (config) => runService({ parts: bookingParts, config }));
