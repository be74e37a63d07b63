import type { EventWords } from './en.js';

export const de: EventWords = {
  note: 'Anmerkung',
  guests: 'Weitere Personen',
  yes: 'ja',
  no: 'nein',
  bookings: 'Buchungen ansehen',
};
