interface Entry {
  readonly title: string;
  readonly start: string;
  readonly end: string;
  readonly place: string | undefined;
  readonly details: string;
}

/** `20260303T093000Z` */
const compact = (instant: string): string => instant.replace(/[-:]|\.\d{3}/g, '');

/** Opens Google Calendar with the entry filled in. */
export const googleCalendarUrl = ({ title, start, end, place, details }: Entry): string => {
  const query = new URLSearchParams({
    action: 'TEMPLATE',
    text: title,
    dates: `${compact(start)}/${compact(end)}`,
    details,
    ...(place === undefined ? {} : { location: place }),
  });
  return `https://calendar.google.com/calendar/render?${query.toString()}`;
};

/** Opens Outlook on the web with the entry filled in. */
export const outlookCalendarUrl = ({ title, start, end, place, details }: Entry): string => {
  const query = new URLSearchParams({
    path: '/calendar/action/compose',
    rru: 'addevent',
    subject: title,
    startdt: start,
    enddt: end,
    body: details,
    ...(place === undefined ? {} : { location: place }),
  });
  return `https://outlook.live.com/calendar/0/deeplink/compose?${query.toString()}`;
};
