import type { EventStore } from '@bookonce/kernel/ports/event-store';
import type { Mailer } from '@bookonce/kernel/ports/mailer';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { EVENT_STORE, MAILER, READ_MODELS } from '@bookonce/platform/port-tokens';
import type { ServiceParts } from '@bookonce/platform/service-parts';
import { Module, type DynamicModule } from '@nestjs/common';
import { NotificationController, NotificationService, type MailUrls } from './use-cases/notification-service.js';
import { notificationProjector } from './views/notification-projector.js';

/** Derives or opens the tokens of the links in mails. */
export interface MailedTokens {
  manageTokenFor(bookingId: string): string;
  open(linkId: string, sealedToken: string): string;
  signInTokenFor(tokenSeed: string): string;
}

export interface NotificationOptions {
  /** Prefix of the links in mails; without a slash at the end. */
  readonly baseUrl: string;
  readonly vault: MailedTokens;
}

/** The notification service, which mails people about events. */
export const notificationParts = ({ baseUrl, vault }: NotificationOptions): ServiceParts => ({
  name: 'notification',
  modules: [
    NotificationModule.forRoot({
      manageUrlOf: (bookingId) => `${baseUrl}/m/${vault.manageTokenFor(bookingId)}`,
      linkUrlOf: (linkId, sealedToken) => `${baseUrl}/1t/${vault.open(linkId, sealedToken)}`,
      signInUrlOf: (tokenSeed) => `${baseUrl}/console/sign-in/${vault.signInTokenFor(tokenSeed)}`,
    }),
  ],
  categories: [],
  projectors: [notificationProjector],
  timers: () => [],
});

@Module({})
class NotificationModule {
  static forRoot(urls: MailUrls): DynamicModule {
    return {
      module: NotificationModule,
      controllers: [NotificationController],
      providers: [
        {
          provide: NotificationService,
          inject: [EVENT_STORE, READ_MODELS, MAILER],
          useFactory: (store: EventStore, readModels: ReadModels, mailer: Mailer) =>
            new NotificationService({ store, readModels, mailer, urls }),
        },
      ],
    };
  }
}
