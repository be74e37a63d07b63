/** The console's address that offers to reschedule a booking to this start. */
export const rescheduleHref = (bookingId: string, start: string): string =>
  `/bookings?reschedule=${encodeURIComponent(start)}#${bookingId}`;

export interface RescheduleRequest {
  readonly bookingId: string;
  readonly start: string;
}

/** The same address without the request, which is answered: loading the page again asks nothing. */
export const withoutRescheduleRequest = ({
  pathname,
  hash,
}: {
  readonly pathname: string;
  readonly hash: string;
}): string => `${pathname}${hash}`;

/** Reads an address that {@link rescheduleHref} made; null if it is another one. */
export const rescheduleRequestIn = ({
  search,
  hash,
}: {
  readonly search: string;
  readonly hash: string;
}): RescheduleRequest | null => {
  const start = new URLSearchParams(search).get('reschedule');
  const bookingId = hash.slice(1);
  return start === null || Number.isNaN(Date.parse(start)) || bookingId === '' ? null : { bookingId, start };
};
