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
    none: 'No holidays are kept free. Choose a country.',
    noDays: 'No holiday is known for the days that can be checked.',
    days: 'Coming holidays',
    dayFrom: (day: string, time: string) => `${day}, from ${time}`,
    saved: (count: number) =>
      count === 1 ? 'Saved: one holiday is kept free.' : `Saved: ${count} holidays are kept free.`,
    ended: 'Saved: meetings can be booked on holidays.',
    counts: (day: string) => `${day} is kept free.`,
    works: (day: string) => `${day} can be booked.`,
    source: 'Days: date-holidays (ISC, data CC BY-SA 3.0)',
  },
};
