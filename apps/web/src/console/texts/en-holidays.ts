/** The console's texts about public holidays. */
export const enHolidays = {
  holidays: {
    title: 'Holidays',
    lead: 'On the public holidays of a country, nothing can be booked. Untick a day to work on it.',
    country: 'Country',
    noCountry: 'No holidays',
    region: 'Region',
    wholeCountry: 'Whole country',
    save: 'Save holidays',
    none: 'No holidays count. Choose a country.',
    noDays: 'No holiday is known for the days that can be checked.',
    days: 'Coming holidays',
    dayFrom: (day: string, time: string) => `${day}, from ${time}`,
    saved: (count: number) => (count === 1 ? 'One holiday counts.' : `${count} holidays count.`),
    ended: 'No holidays count any more.',
    counts: (day: string) => `${day} counts as a holiday.`,
    works: (day: string) => `${day} can be booked.`,
    source: 'Days: date-holidays (ISC, data CC BY-SA 3.0)',
  },
};
