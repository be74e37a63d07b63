import { runService } from '@bookonce/distributed/run-service';
import { readServiceConfig } from '@bookonce/distributed/service-config';
import { startProcess } from '@bookonce/hosting/start-process';
import { bookingParts } from '@bookonce/booking/booking-parts';

export const run = (): Promise<void> =>
  startProcess('booking-service', readServiceConfig, (config) => runService({ parts: bookingParts, config }));
