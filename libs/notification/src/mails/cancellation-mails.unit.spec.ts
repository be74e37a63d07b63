import { describe, expect, it } from '@jest/globals';
import { cancellationMails } from './cancellation-mails.js';
import { calendarLinesOf, confirmedMeeting } from './fixtures/mailed-meetings.js';

const cancelled = { ...confirmedMeeting, eventId: 'event-9', isCancelled: true, sequence: 2 };

describe('cancellationMails', () => {
  it('tells both sides, each in their own zone and under an id of its own, why the meeting does not take place', () => {
    const [toAttendee, toHost] = cancellationMails(cancelled, { by: 'host', reason: 'I am ill' });
    expect(toAttendee).toMatchObject({ effectId: 'event-9/attendee', to: { email: 'ada@example.org' } });
    expect(toAttendee?.text).toContain('09:00 – 09:30 (Europe/Berlin)');
    expect(toAttendee?.text).toContain('Reason: I am ill');
    expect(toHost).toMatchObject({ effectId: 'event-9/host/hst_1', to: { email: 'grace@example.com' } });
    expect(toHost?.text).toContain('03:00 – 03:30 (America/New_York)');
    expect(toHost?.text).toContain('cancelled by the host');
  });

  it('gives no reason where there was none, and says who it was', () => {
    const mails = cancellationMails(cancelled, { by: 'attendee' });
    for (const { text } of mails) expect(text).not.toContain('Reason');
    expect(mails[0]?.text).toContain('you have cancelled');
    expect(mails[1]?.text).toContain('cancelled by the attendee');
  });

  it('takes the meeting out of every calendar that it was put into', () => {
    for (const mail of cancellationMails(cancelled, { by: 'attendee' })) {
      expect(mail.calendar?.method).toBe('CANCEL');
      expect(calendarLinesOf(mail)).toEqual(
        expect.arrayContaining(['METHOD:CANCEL', 'UID:bkg_1@bookonce', 'SEQUENCE:2', 'STATUS:CANCELLED']),
      );
    }
  });

  it('has no calendar file where the meeting was never confirmed', () => {
    const mails = cancellationMails({ ...cancelled, isInCalendars: false }, { by: 'attendee' });
    expect(mails.map((mail) => mail.calendar)).toEqual([undefined, undefined, undefined]);
  });
});
