import type { ServiceParts } from '@bookonce/hosting/service-parts';
import type { TokenVault } from '@bookonce/secrets/token-vault';
import { NotificationModule } from '@bookonce/notification/notification.module';
import {
  meetingOutlineProjector,
  notificationProjector,
  workspaceNameProjector,
} from '@bookonce/notification/views/notification-projector';

export interface NotificationOptions {
  /** What the links in mails begin with; no slash at the end. */
  readonly baseUrl: string;
  readonly vault: Pick<TokenVault, 'manageTokenFor' | 'open' | 'signInTokenFor'>;
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
  projectors: [notificationProjector, meetingOutlineProjector, workspaceNameProjector],
  timers: () => [],
});
