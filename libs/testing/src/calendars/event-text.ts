/** A calendar of one event, as clients write it. */
export const eventText = (uid: string, summary = 'Meeting'): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Bookonce//Test//EN',
    'BEGIN:VEVENT',
    `UID:${uid}`,
    'DTSTAMP:20260302T080000Z',
    'DTSTART:20260303T090000Z',
    'DTEND:20260303T100000Z',
    `SUMMARY:${summary}`,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
