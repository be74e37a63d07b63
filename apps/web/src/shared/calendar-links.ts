interface Entry {
  readonly title: string;
  readonly start: string;
  readonly end: string;
  readonly place: string | undefined;
  readonly details: string;
}

/** `20260303T093000Z` */
const compact = (instant: string): string => instant.replace(/[-:]|\.\d{3}/g, '');

/** Spaces become `%20`: Outlook shows the `+` of URLSearchParams as it is. Fields that are undefined are left out. */
const queryOf = (fields: Readonly<Record<string, string | undefined>>): string =>
  Object.entries(fields)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]))
    .join('&');

/** Opens Google Calendar with the entry filled in. */
export const googleCalendarUrl = ({ title, start, end, place, details }: Entry): string => {
  const dates = `${compact(start)}/${compact(end)}`;
  const query = queryOf({ action: 'TEMPLATE', text: title, dates, details, location: place });
  return `https://calendar.google.com/calendar/render?${query}`;
};

/** Opens Outlook on the web with the entry filled in. */
const outlookUrl = (host: string, { title, start, end, place, details }: Entry): string => {
  const query = queryOf({
    path: '/calendar/action/compose',
    rru: 'addevent',
    subject: title,
    startdt: start,
    enddt: end,
    body: details,
    location: place,
  });
  return `https://${host}/calendar/0/action/compose?${query}`;
};

/** Outlook of personal accounts. */
export const outlookCalendarUrl = (entry: Entry): string => outlookUrl('outlook.live.com', entry);

/** Outlook of accounts at work or school. */
export const officeCalendarUrl = (entry: Entry): string => outlookUrl('outlook.office.com', entry);

/** Opens Yahoo Calendar with the entry filled in. */
export const yahooCalendarUrl = ({ title, start, end, place, details }: Entry): string => {
  const query = queryOf({ v: '60', title, st: compact(start), et: compact(end), desc: details, in_loc: place });
  return `https://calendar.yahoo.com/?${query}`;
};
