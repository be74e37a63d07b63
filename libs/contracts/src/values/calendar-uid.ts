/**
 * The UID of a booking in calendar files. Calendars find their entry by it, so it never changes, even if the base URL does.
 */
export const calendarUidOf = (bookingId: string): string => `${bookingId}@bookonce`;
