import type { enHolidays } from './en-holidays.js';

/** Texte der Konsole zu Feiertagen. */
export const deHolidays: typeof enHolidays = {
  holidays: {
    title: 'Feiertage',
    lead: 'An den Feiertagen eines Landes kann nichts gebucht werden. Entfernen Sie das Häkchen bei Tagen, an denen gearbeitet wird.',
    country: 'Land',
    noCountry: 'Keine Feiertage',
    region: 'Region',
    wholeCountry: 'Ganzes Land',
    save: 'Feiertage speichern',
    none: 'Es zählen keine Feiertage. Wählen Sie ein Land.',
    noDays: 'Für die Tage, die geprüft werden, ist kein Feiertag bekannt.',
    days: 'Kommende Feiertage',
    dayFrom: (day, time) => `${day}, ab ${time}`,
    saved: (count) => (count === 1 ? 'Ein Feiertag zählt.' : `${count} Feiertage zählen.`),
    ended: 'Es zählen keine Feiertage mehr.',
    counts: (day) => `${day} zählt als Feiertag.`,
    works: (day) => `${day} kann gebucht werden.`,
    source: 'Tage: date-holidays (ISC, Daten CC BY-SA 3.0)',
  },
};
