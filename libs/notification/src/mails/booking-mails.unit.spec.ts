import { describe, expect, it } from '@jest/globals';
import { cancellationMails, confirmationMails, manageLinkMail, reschedulingMails } from './booking-mails.js';
import { calendarLinesOf, confirmedMeeting, withoutZone } from './fixtures/mailed-meetings.js';

describe('confirmationMails', () => {
  const mails = confirmationMails(confirmedMeeting);
  const [toAttendee, toFirstHost, toSecondHost] = mails;

  it('go to the attendee and every host, under stable ids (I14)', () => {
    expect(mails.map((mail) => mail.to.email)).toEqual(['ada@example.org', 'grace@example.com', 'alan@example.com']);
    expect(new Set(mails.map((mail) => mail.effectId)).size).toBe(3);
    expect(confirmationMails(confirmedMeeting)).toEqual(mails);
  });

  it("tell the attendee the time in the attendee's zone, the place, and the manage link", () => {
    expect(toAttendee?.text).toContain('Monday, 30 March 2026, 09:00 – 09:30 (Europe/Berlin)');
    expect(toAttendee?.text).toContain('Where: https://meet.example/room');
    expect(toAttendee?.text).toContain(confirmedMeeting.manageUrl);
  });

  it("tell each host the time in the host's zone, or the attendee's if the host's is unknown", () => {
    expect(toFirstHost?.text).toContain('Monday, 30 March 2026, 03:00 – 03:30 (America/New_York)');
    expect(toSecondHost?.text).toContain('Monday, 30 March 2026, 09:00 – 09:30 (Europe/Berlin)');
    expect(toFirstHost?.text).toContain('Note: On the phone, please');
  });

  it("fall back to the first host's zone for an attendee without one", () => {
    const [mail] = confirmationMails(withoutZone(confirmedMeeting));
    expect(mail?.text).toContain('03:00 – 03:30 (America/New_York)');
  });

  it('give the manage link to the attendee alone, also in calendar files', () => {
    for (const mail of mails.slice(1)) expect(JSON.stringify(mail)).not.toContain(confirmedMeeting.manageUrl);
  });

  it('invite everybody to the same meeting', () => {
    for (const mail of mails) {
      expect(mail.calendar?.method).toBe('REQUEST');
      expect(calendarLinesOf(mail)).toEqual(
        expect.arrayContaining([
          'METHOD:REQUEST',
          'UID:bkg_1@bookonce',
          'SEQUENCE:0',
          'DTSTAMP:20260320T100001Z',
          'DTSTART:20260330T070000Z',
          'DTEND:20260330T073000Z',
          'LOCATION:https://meet.example/room',
          'STATUS:CONFIRMED',
          'ORGANIZER;CN="Grace":mailto:grace@example.com',
          'ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE;CN="Ada":MAILTO:ada@example.org',
          'ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE;CN="Alan":MAILTO:alan@example.com',
        ]),
      );
    }
    expect(calendarLinesOf(toAttendee)).toContain('SUMMARY:Intro call with Grace\\, Alan');
    expect(calendarLinesOf(toAttendee)).toContain('URL;VALUE=URI:https://book.example/m/abc');
    expect(calendarLinesOf(toFirstHost)).toContain('SUMMARY:Intro call with Ada');
  });
});

const cancelled = { ...confirmedMeeting, eventId: 'event-9', isCancelled: true, sequence: 2 };

describe('cancellationMails', () => {
  it('tell both sides, each in their own zone, why the meeting is cancelled', () => {
    const [toAttendee, toHost] = cancellationMails(cancelled, { by: 'host', reason: 'I am ill' });
    expect(toAttendee).toMatchObject({ effectId: 'event-9/attendee', to: { email: 'ada@example.org' } });
    expect(toAttendee?.text).toContain('09:00 – 09:30 (Europe/Berlin)');
    expect(toAttendee?.text).toContain('Reason: I am ill');
    expect(toHost).toMatchObject({ effectId: 'event-9/host/hst_1', to: { email: 'grace@example.com' } });
    expect(toHost?.text).toContain('03:00 – 03:30 (America/New_York)');
    expect(toHost?.text).toContain('The host cancelled "Intro call" with Ada');
  });

  it('leave out a missing reason, and say who cancelled', () => {
    const mails = cancellationMails(cancelled, { by: 'attendee' });
    for (const { text } of mails) expect(text).not.toContain('Reason');
    expect(mails[0]?.text).toContain('you cancelled');
    expect(mails[1]?.text).toContain('The attendee cancelled');
  });

  it('remove the meeting from every calendar', () => {
    for (const mail of cancellationMails(cancelled, { by: 'attendee' })) {
      expect(mail.calendar?.method).toBe('CANCEL');
      expect(calendarLinesOf(mail)).toEqual(
        expect.arrayContaining(['METHOD:CANCEL', 'UID:bkg_1@bookonce', 'SEQUENCE:2', 'STATUS:CANCELLED']),
      );
    }
  });

  it('carry no calendar file if the meeting was never confirmed', () => {
    const mails = cancellationMails({ ...cancelled, isInCalendars: false }, { by: 'attendee' });
    expect(mails.map((mail) => mail.calendar)).toEqual([undefined, undefined, undefined]);
  });
});

const before = { start: '2026-03-28T13:00:00.000Z', end: '2026-03-28T13:30:00.000Z' };
const rescheduled = { ...confirmedMeeting, eventId: 'event-5', sequence: 1 };

describe('reschedulingMails', () => {
  const mails = reschedulingMails(rescheduled, before);

  it('tell everybody both times, each in their own zone, also across a change of the clocks', () => {
    expect(mails.map(({ effectId }) => effectId)).toEqual([
      'event-5/attendee',
      'event-5/host/hst_1',
      'event-5/host/hst_2',
    ]);
    expect(mails[0]?.text).toContain('is now on\nMonday, 30 March 2026, 09:00 – 09:30 (Europe/Berlin)');
    expect(mails[0]?.text).toContain('Before: Saturday, 28 March 2026, 14:00 – 14:30 (Europe/Berlin)');
    expect(mails[1]?.text).toContain('is now on\nMonday, 30 March 2026, 03:00 – 03:30 (America/New_York)');
    expect(mails[1]?.text).toContain('Before: Saturday, 28 March 2026, 09:00 – 09:30 (America/New_York)');
  });

  it('move the meeting in every calendar', () => {
    for (const mail of mails) {
      expect(mail.calendar?.method).toBe('REQUEST');
      expect(calendarLinesOf(mail)).toEqual(
        expect.arrayContaining(['UID:bkg_1@bookonce', 'SEQUENCE:1', 'DTSTART:20260330T070000Z', 'STATUS:CONFIRMED']),
      );
    }
  });

  it('give the manage link to the attendee alone', () => {
    expect(mails.map((mail) => mail.text.includes(rescheduled.manageUrl))).toEqual([true, false, false]);
  });
});

describe('manageLinkMail', () => {
  it('leads the attendee back to the booking, and says when it is in their zone', () => {
    const mail = manageLinkMail(confirmedMeeting);
    expect(mail).toMatchObject({
      effectId: 'event-1/attendee',
      to: { name: 'Ada', email: 'ada@example.org' },
      subject: 'Your booking: Intro call with Grace, Alan',
    });
    expect(mail.text.split('\n')).toContain(confirmedMeeting.manageUrl);
    expect(mail.text).toContain('When: Monday, 30 March 2026, 09:00 – 09:30 (Europe/Berlin)');
    expect(mail.calendar).toBeUndefined();
  });

  it('says that the booking was cancelled', () => {
    expect(manageLinkMail({ ...confirmedMeeting, isCancelled: true }).text).toContain('It was cancelled.');
  });
});
