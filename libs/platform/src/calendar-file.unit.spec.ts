import type { CalendarMeeting } from '@bookonce/kernel/ports/calendar-meeting';
import { describe, expect, it } from '@jest/globals';
import { calendarFile } from './calendar-file.js';

const meeting: CalendarMeeting = {
  bookingId: 'bkg_1',
  sequence: 0,
  start: '2026-03-30T07:00:00.000Z',
  end: '2026-03-30T07:30:00.000Z',
  createdAt: '2026-03-20T10:00:00.000Z',
  changedAt: '2026-03-20T10:00:01.000Z',
  title: 'Intro call with Grace',
  isCancelled: false,
  attendee: { name: 'Ada', email: 'ada@example.org' },
  guests: ['bea@example.org'],
  hosts: [{ name: 'Grace', email: 'grace@example.com' }],
};

const unfolded = (file: string): readonly string[] => file.replaceAll('\r\n ', '').split('\r\n');

describe('calendarFile', () => {
  it('is identical for the same meeting, so that a retry repeats it', () => {
    expect(calendarFile(meeting, 'REQUEST')).toBe(calendarFile({ ...meeting }, 'REQUEST'));
  });

  it('keeps its UID and counts changes', () => {
    const changed = calendarFile({ ...meeting, sequence: 3, isCancelled: true }, 'CANCEL');
    for (const line of ['METHOD:CANCEL', 'UID:bkg_1@bookonce', 'SEQUENCE:3', 'STATUS:CANCELLED']) {
      expect(unfolded(changed)).toContain(line);
    }
    expect(unfolded(calendarFile(meeting, 'REQUEST'))).toContain('UID:bkg_1@bookonce');
  });

  it('writes the address of a person whose name is empty', () => {
    const nameless = { name: '', email: 'grace@example.com' };
    const file = unfolded(calendarFile({ ...meeting, hosts: [nameless], attendee: nameless }, 'REQUEST'));
    expect(file).toContain('ORGANIZER;CN="grace@example.com":mailto:grace@example.com');
    expect(file.join('\n')).toMatch(/^ATTENDEE;.*CN="grace@example.com":MAILTO:grace@example.com$/m);
  });

  it('lists no attendees with PUBLISH, as the standard requires', () => {
    expect(calendarFile(meeting, 'PUBLISH')).not.toContain('ATTENDEE');
    expect(calendarFile(meeting, 'REQUEST')).toContain('ATTENDEE');
  });

  it('ends every line with CRLF and folds long ones', () => {
    const file = calendarFile({ ...meeting, title: 'ü'.repeat(200) }, 'PUBLISH');
    expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(unfolded(file)).toContain(`SUMMARY:${'ü'.repeat(200)}`);
  });

  it.each(['Ada "Countess" Lovelace', 'Ada; CN=Eve', 'Ada:mailto:eve@example.org', 'Ada, Bea \\ Cleo'])(
    'lets a name be nothing but a name: %s',
    (name) => {
      const hosts = [{ name, email: 'grace@example.com' }];
      const file = unfolded(
        calendarFile({ ...meeting, title: name, attendee: { ...meeting.attendee, name }, hosts }, 'REQUEST'),
      );
      const [attendee = ''] = file.filter((line) => line.startsWith('ATTENDEE'));
      const [organizer = ''] = file.filter((line) => line.startsWith('ORGANIZER'));
      expect(attendee).toMatch(
        /^ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE;CN="[^"]*":MAILTO:ada@example.org$/,
      );
      expect(organizer).toMatch(/^ORGANIZER;CN="[^"]*":mailto:grace@example.com$/);
    },
  );
});
