import type { ServiceParts } from '@bookonce/hosting/service-parts';
import type { TokenVault } from '@bookonce/link/tokens/token-vault';
import { NotificationModule } from '@bookonce/notification/notification.module';
import {
  meetingOutlineProjector,
  notificationProjector,
  workspaceNameProjector,
} from '@bookonce/notification/views/notification-projector';

export interface NotificationOptions {
  /** What the links in mails begin with; no slash at the end. */
  readonly baseUrl: string;
  readonly vault: Pick<TokenVault, 'manageTokenFor' | 'signInTokenFor'>;
}

/** Mails what happened. */
export const notificationParts = ({ baseUrl, vault }: NotificationOptions): ServiceParts => ({
  name: 'notification',
  modules: [
    NotificationModule.forRoot({
      manageUrlOf: (bookingId) => `${baseUrl}/m/${vault.manageTokenFor(bookingId)}`,
      signInUrlOf: (tokenSeed) => `${baseUrl}/console/sign-in/${vault.signInTokenFor(tokenSeed)}`,
    }),
  ],
  categories: [],
  projectors: [notificationProjector, meetingOutlineProjector, workspaceNameProjector],
  timers: () => [],
});
