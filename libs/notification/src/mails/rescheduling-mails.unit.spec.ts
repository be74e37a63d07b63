import { describe, expect, it } from '@jest/globals';
import { calendarLinesOf, confirmedMeeting } from './fixtures/mailed-meetings.js';
import { reschedulingMails } from './rescheduling-mails.js';

const before = { start: '2026-03-28T13:00:00.000Z', end: '2026-03-28T13:30:00.000Z' };
const moved = { ...confirmedMeeting, eventId: 'event-5', sequence: 1 };

describe('reschedulingMails', () => {
  const mails = reschedulingMails(moved, before);

  it('tells everybody the time before and after, each in their own zone, also over a change of the clocks', () => {
    expect(mails.map(({ effectId }) => effectId)).toEqual([
      'event-5/attendee',
      'event-5/host/hst_1',
      'event-5/host/hst_2',
    ]);
    expect(mails[0]?.text).toContain('has moved to\nMonday, 30 March 2026, 09:00 – 09:30 (Europe/Berlin)');
    expect(mails[0]?.text).toContain('Before: Saturday, 28 March 2026, 14:00 – 14:30 (Europe/Berlin)');
    expect(mails[1]?.text).toContain('has moved to\nMonday, 30 March 2026, 03:00 – 03:30 (America/New_York)');
    expect(mails[1]?.text).toContain('Before: Saturday, 28 March 2026, 09:00 – 09:30 (America/New_York)');
  });

  it('moves the meeting in every calendar', () => {
    for (const mail of mails) {
      expect(mail.calendar?.method).toBe('REQUEST');
      expect(calendarLinesOf(mail)).toEqual(
        expect.arrayContaining(['UID:bkg_1@bookonce', 'SEQUENCE:1', 'DTSTART:20260330T070000Z', 'STATUS:CONFIRMED']),
      );
    }
  });

  it('gives the manage link to the attendee alone', () => {
    expect(mails.map((mail) => mail.text.includes(moved.manageUrl))).toEqual([true, false, false]);
  });
});
