/** The words of events in calendars, in English. */
export const en = {
  note: 'Note',
  guests: 'Guests',
  yes: 'yes',
  no: 'no',
  bookings: 'See your bookings',
};

export type EventWords = typeof en;
