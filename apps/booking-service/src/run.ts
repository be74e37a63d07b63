import { bookingParts } from '@bookonce/booking/booking-parts';
import { runService } from '@bookonce/distributed/run-service';
import { readBookingConfig } from '@bookonce/distributed/service-config';
import { startProcess } from '@bookonce/hosting/start-process';
import { TokenVault } from '@bookonce/secrets/token-vault';

export const run = (): Promise<void> =>
  startProcess('booking-service', readBookingConfig, (config, options) =>
    runService({
      parts: bookingParts({ vault: new TokenVault(config.BOOKONCE_SECRET_KEY), mailFrom: config.MAIL_FROM }),
      config,
      options,
    }),
  );
