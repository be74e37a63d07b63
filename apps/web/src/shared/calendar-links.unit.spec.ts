import { describe, expect, it } from '@jest/globals';
import { googleCalendarUrl, officeCalendarUrl, outlookCalendarUrl, yahooCalendarUrl } from './calendar-links.js';

const entry = {
  title: 'Talk & more + tea',
  start: '2026-03-03T09:30:00.000Z',
  end: '2026-03-03T10:00:00.000Z',
  place: 'Room #1',
  details: 'https://book.example/m/abc',
};
const all = { googleCalendarUrl, outlookCalendarUrl, officeCalendarUrl, yahooCalendarUrl };

/** Reads the query as Outlook does: a plus sign is a plus sign. */
const fieldsOf = (url: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    new URL(url).search
      .slice(1)
      .split('&')
      .map((field) => field.split('=').map(decodeURIComponent) as [string, string]),
  );

describe('links to calendars', () => {
  it.each(Object.entries(all))('%s contains the booking, with special characters encoded', (_, urlOf) => {
    const url = urlOf(entry);
    expect(url).toContain('Talk%20%26%20more%20%2B%20tea');
    expect(url).not.toContain('+');
    const values = Object.values(fieldsOf(url));
    for (const value of [entry.title, entry.place, entry.details]) expect(values).toContain(value);
  });

  it.each(Object.entries(all))('%s leaves out a place that is not known', (_, urlOf) => {
    expect(urlOf({ ...entry, place: undefined })).not.toMatch(/loc|undefined/i);
  });

  it('say the times as each calendar reads them', () => {
    const [from, to] = ['20260303T093000Z', '20260303T100000Z'];
    expect(fieldsOf(googleCalendarUrl(entry))).toMatchObject({ dates: `${from}/${to}` });
    expect(fieldsOf(yahooCalendarUrl(entry))).toMatchObject({ v: '60', st: from, et: to });
    const times = { startdt: entry.start, enddt: entry.end, rru: 'addevent' };
    expect(fieldsOf(outlookCalendarUrl(entry))).toMatchObject(times);
    expect(fieldsOf(officeCalendarUrl(entry))).toMatchObject(times);
  });

  it('lead personal accounts and those at work to their own Outlook', () => {
    expect(outlookCalendarUrl(entry)).toMatch(/^https:\/\/outlook\.live\.com\/calendar\/0\/action\/compose\?/);
    expect(officeCalendarUrl(entry)).toMatch(/^https:\/\/outlook\.office\.com\/calendar\/0\/action\/compose\?/);
  });
});
