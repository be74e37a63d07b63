import { describe, expect, it } from '@jest/globals';
import { googleCalendarUrl, outlookCalendarUrl } from './calendar-links.js';

const entry = {
  title: 'Talk & more',
  start: '2026-03-03T09:30:00.000Z',
  end: '2026-03-03T10:00:00.000Z',
  place: 'Room #1',
  details: 'https://book.example/m/abc',
};

describe('links to calendars', () => {
  it('contain the booking, with special characters encoded', () => {
    const google = new URL(googleCalendarUrl(entry)).searchParams;
    expect([google.get('text'), google.get('dates'), google.get('location')]).toEqual([
      'Talk & more',
      '20260303T093000Z/20260303T100000Z',
      'Room #1',
    ]);
    const outlook = new URL(outlookCalendarUrl({ ...entry, place: undefined })).searchParams;
    expect([outlook.get('startdt'), outlook.get('enddt'), outlook.has('location')]).toEqual([
      entry.start,
      entry.end,
      false,
    ]);
  });
});
