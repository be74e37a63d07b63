import { bookings, type BookingDocument } from '@bookonce/booking/views/booking-document';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import type { GatewayOptions } from '../gateway-options.js';
import { isToken } from './link-of-token.js';

/** The booking that a manage token opens; null for anything that opens none. */
export const managedBooking = async (
  deps: { readonly readModels: ReadModels; readonly options: Pick<GatewayOptions, 'vault'> },
  manageToken: string,
): Promise<BookingDocument | null> => {
  if (!isToken(manageToken)) return null;
  const where = { manageTokenHash: deps.options.vault.manageTokenHashOf(manageToken) };
  const page = await deps.readModels.list(bookings, { where, limit: 1 });
  return page.items[0] ?? null;
};
