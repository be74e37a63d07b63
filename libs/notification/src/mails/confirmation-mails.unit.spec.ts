import { describe, expect, it } from '@jest/globals';
import { confirmationMails } from './confirmation-mails.js';
import { calendarLinesOf, confirmedMeeting, withoutZone } from './fixtures/mailed-meetings.js';

describe('confirmationMails', () => {
  const mails = confirmationMails(confirmedMeeting);
  const [toAttendee, toFirstHost, toSecondHost] = mails;

  it('writes to the attendee and to every host, each with an id of its own that a retry repeats', () => {
    expect(mails.map((mail) => mail.to.email)).toEqual(['ada@example.org', 'grace@example.com', 'alan@example.com']);
    expect(new Set(mails.map((mail) => mail.effectId)).size).toBe(3);
    expect(confirmationMails(confirmedMeeting)).toEqual(mails);
  });

  it("tells the attendee the time in the attendee's zone, where it is, and how to find the booking again", () => {
    expect(toAttendee?.text).toContain('Monday, 30 March 2026, 09:00 – 09:30 (Europe/Berlin)');
    expect(toAttendee?.text).toContain('Where: https://meet.example/room');
    expect(toAttendee?.text).toContain(confirmedMeeting.manageUrl);
  });

  it("tells each host the time in the host's own zone, or in the attendee's where it is not known", () => {
    expect(toFirstHost?.text).toContain('Monday, 30 March 2026, 03:00 – 03:30 (America/New_York)');
    expect(toSecondHost?.text).toContain('Monday, 30 March 2026, 09:00 – 09:30 (Europe/Berlin)');
    expect(toFirstHost?.text).toContain('Note: On the phone, please');
  });

  it("tells an attendee without a zone the time in the first host's", () => {
    const [mail] = confirmationMails(withoutZone(confirmedMeeting));
    expect(mail?.text).toContain('03:00 – 03:30 (America/New_York)');
  });

  it('gives the manage link to nobody but the attendee, not in a calendar file either', () => {
    for (const mail of mails.slice(1)) expect(JSON.stringify(mail)).not.toContain(confirmedMeeting.manageUrl);
  });

  it('invites everybody to one and the same meeting', () => {
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
