import type { ServiceParts } from '@bookonce/platform/service-parts';
import { NotificationModule } from './notification.module.js';
import { notificationProjector } from './views/notification-projector.js';

/** Derives or opens the tokens that mails carry in their links. */
export interface MailedTokens {
  manageTokenFor(bookingId: string): string;
  open(linkId: string, sealedToken: string): string;
  signInTokenFor(tokenSeed: string): string;
}

export interface NotificationOptions {
  /** What the links in mails begin with; no slash at the end. */
  readonly baseUrl: string;
  readonly vault: MailedTokens;
}

/** Mails what happened. */
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
