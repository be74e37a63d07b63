/** Where a host sees a booking in the console, among the others. Shown to hosts only. */
export const consoleBookingUrl = (baseUrl: string, bookingId: string): string =>
  `${baseUrl}/console/bookings#${bookingId}`;
