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
    none: 'Es werden keine Feiertage freigehalten. Wählen Sie ein Land.',
    noDays: 'Für die Tage, die geprüft werden, ist kein Feiertag bekannt.',
    days: 'Kommende Feiertage',
    dayFrom: (day, time) => `${day}, ab ${time}`,
    saved: (count) =>
      count === 1 ? 'Gespeichert: Ein Feiertag bleibt frei.' : `Gespeichert: ${count} Feiertage bleiben frei.`,
    ended: 'Gespeichert: Auch an Feiertagen kann gebucht werden.',
    counts: (day) => `${day} bleibt frei.`,
    works: (day) => `${day} kann gebucht werden.`,
    source: 'Tage: date-holidays (ISC, Daten CC BY-SA 3.0)',
  },
};
