import { MailSentFacts } from '@bookonce/adapter-mail/mail-sent-facts';
import { systemClock } from '@bookonce/adapter-node/clocks';
import { SmtpMailer } from '@bookonce/adapter-smtp/smtp-mailer';
import { runService } from '@bookonce/distributed/run-service';
import { readNotificationConfig } from '@bookonce/distributed/service-config';
import { startProcess } from '@bookonce/hosting/start-process';
import { notificationParts } from '@bookonce/notification/notification-parts';
import { TokenVault } from '@bookonce/secrets/token-vault';

export const run = (): Promise<void> =>
  startProcess('notification-service', readNotificationConfig, (config, options) =>
    runService({
      parts: notificationParts({
        baseUrl: config.BASE_URL,
        vault: new TokenVault(config.BOOKONCE_SECRET_KEY),
        language: config.MAIL_LANGUAGE,
      }),
      config,
      options,
      morePorts: ({ eventStore: store }) => ({
        mailer: new SmtpMailer({
          url: config.SMTP_URL,
          from: config.MAIL_FROM,
          sent: new MailSentFacts({ store, clock: systemClock }),
        }),
      }),
    }),
  );
