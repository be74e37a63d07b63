import type { CalendarMeeting } from '@bookonce/kernel/ports/calendar-meeting';
import { calendarFile } from '@bookonce/platform/calendar-file';
import { describe, expect, it } from '@jest/globals';
import { compose, messageOf } from './message.js';

const from = { name: 'Bookonce', address: 'bookonce@localhost' };

describe('a composed mail', () => {
  // A person may copy the link from the file in an editor.
  it.each(['Ada', 'Zoë', 'Owner of the demo'])(
    'keeps a link on a line of its own whole, addressed to %s',
    async (name) => {
      const link = 'http://localhost:38471/console/sign-in/I0EiCILOXnWdjuzCwC9Ed7';
      const long = 'It works once, for 15 minutes. If you did not ask for it, leave it: nobody signs in without it.';
      const text = [`Hello ${name},`, '', 'with this link you sign in:', link, '', long].join('\n');
      const mail = { effectId: 'event-1/sign-in', to: { name, email: 'ada@example.com' }, subject: 'Sign in', text };
      expect((await compose(mail, from)).toString().split('\r\n')).toContain(link);
    },
  );

  it.each(['REQUEST', 'CANCEL'] as const)('has the calendar file (%s) that an earlier release queued', (method) => {
    const isCancelled = method === 'CANCEL';
    const meeting: CalendarMeeting = {
      bookingId: 'bkg_1',
      sequence: 2,
      start: '2026-03-30T07:00:00.000Z',
      end: '2026-03-30T07:30:00.000Z',
      createdAt: '2026-03-20T10:00:00.000Z',
      changedAt: '2026-03-20T10:00:01.000Z',
      title: 'Termin für Zoë',
      isCancelled,
      attendee: { name: 'Zoë', email: 'zoe@example.org' },
      guests: ['bea@example.org'],
      hosts: [{ name: 'Grace', email: 'grace@example.com' }],
      location: 'Room 42',
      manageUrl: 'https://book.example/m/manage-token',
      manageNote: 'Termin ändern: https://book.example/m/manage-token',
    };
    const to = { name: 'Zoë', email: 'zoe@example.org' };
    const mail = { effectId: 'event-1/attendee', to, subject: 'Booked', text: 'Booked.' };
    const queuedBefore = { ...mail, calendar: { method, content: calendarFile(meeting, method) } };
    const message = messageOf({ ...mail, calendar: { method, meeting } }, from);
    expect(message.icalEvent).toMatchObject({ method, content: expect.stringContaining(`METHOD:${method}\r\n`) });
    expect(message).toEqual(messageOf(queuedBefore, from));
  });

  it('is marked as sent by a program, and says whom a reply reaches', async () => {
    const to = { name: 'Ada', email: 'ada@example.com' };
    const mail = { effectId: 'event-1/attendee', to, subject: 'Booked', text: 'Booked.' };
    const replyTo = [
      { name: 'Grace', email: 'grace@example.com' },
      { name: '', email: 'alan@example.com' },
    ];
    const lines = (await compose({ ...mail, replyTo }, from)).toString().split('\r\n');
    expect(lines).toContain('Auto-Submitted: auto-generated');
    expect(lines).toContain('Reply-To: Grace <grace@example.com>, alan@example.com');
    expect((await compose(mail, from)).toString()).not.toContain('Reply-To');
  });

  it('keeps the calendar file of an earlier release as it was written', () => {
    const calendar = { method: 'REQUEST', content: 'BEGIN:VCALENDAR\r\nX-NOTE:Grüße\r\nEND:VCALENDAR\r\n' } as const;
    const to = { name: 'Ada', email: 'ada@example.com' };
    const mail = { effectId: 'event-1/attendee', to, subject: 'Booked', text: 'Booked.', calendar };
    expect(messageOf(mail, from).icalEvent).toEqual({ ...calendar, filename: 'booking.ics' });
  });
});
