import { hasRoom } from '@bookonce/contracts/values/meeting-place';
import type { Location } from '@bookonce/contracts/values/meeting-type';
import type { TokenVault } from '@bookonce/secrets/token-vault';

/** The name of a booking's own video room; empty if its location has no rooms. */
export const roomNameFor = (
  vault: Pick<TokenVault, 'roomNameFor'>,
  bookingId: string,
  location: Location | undefined,
): string => (hasRoom(location) ? vault.roomNameFor(bookingId) : '');
