import { consoleBookingUrl } from '@bookonce/contracts/values/console-urls';
import type { Language } from '@bookonce/contracts/values/language';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { EventStore } from '@bookonce/kernel/ports/event-store';
import type { Mailer } from '@bookonce/kernel/ports/mailer';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { CLOCK, EVENT_STORE, MAILER, READ_MODELS } from '@bookonce/platform/port-tokens';
import type { ServiceParts } from '@bookonce/platform/service-parts';
import { Module, type DynamicModule } from '@nestjs/common';
import { NotificationController, NotificationService, type MailUrls } from './use-cases/notification-service.js';
import { notificationProjector } from './views/notification-projector.js';

/** Derives or opens the tokens of the links in mails. */
export interface MailedTokens {
  manageTokenFor(bookingId: string): string;
  optInTokenFor(bookingId: string): string;
  approvalTokenFor(bookingId: string, round: number): string;
  openOrNull(linkId: string, sealedToken: string): string | null;
  signInTokenFor(tokenSeed: string): string;
}

export interface NotificationOptions {
  /** Prefix of the links in mails; without a slash at the end. */
  readonly baseUrl: string;
  readonly vault: MailedTokens;
  /** The language of mails to everybody whose own language is not known; English by default. */
  readonly language?: Language;
}

/** The notification service, which mails people about events. */
export const notificationParts = ({ baseUrl, vault, language = 'en' }: NotificationOptions): ServiceParts => ({
  name: 'notification',
  modules: [
    NotificationModule.forRoot(language, {
      manageUrlOf: (bookingId) => `${baseUrl}/m/${vault.manageTokenFor(bookingId)}`,
      optInUrlOf: (bookingId) => `${baseUrl}/o/${vault.optInTokenFor(bookingId)}`,
      decisionUrlsOf: (bookingId, round) => {
        const url = `${baseUrl}/a/${vault.approvalTokenFor(bookingId, round)}`;
        return { approve: `${url}?decision=approve`, decline: `${url}?decision=decline` };
      },
      linkUrlOf: (linkId, sealedToken) => {
        const token = vault.openOrNull(linkId, sealedToken);
        return token === null ? null : `${baseUrl}/1t/${token}`;
      },
      hostUrlOf: (hostId) => `${baseUrl}/console/hosts/${hostId}`,
      bookingUrlOf: (bookingId) => consoleBookingUrl(baseUrl, bookingId),
      signInUrlOf: (tokenSeed) => `${baseUrl}/console/sign-in/${vault.signInTokenFor(tokenSeed)}`,
    }),
  ],
  categories: [],
  projectors: [notificationProjector],
  timers: () => [],
});

@Module({})
class NotificationModule {
  static forRoot(language: Language, urls: MailUrls): DynamicModule {
    return {
      module: NotificationModule,
      controllers: [NotificationController],
      providers: [
        {
          provide: NotificationService,
          inject: [EVENT_STORE, READ_MODELS, MAILER, CLOCK],
          useFactory: (store: EventStore, readModels: ReadModels, mailer: Mailer, clock: Clock) =>
            new NotificationService({ store, readModels, mailer, clock, urls, language }),
        },
      ],
    };
  }
}
