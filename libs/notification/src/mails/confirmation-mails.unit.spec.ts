import type { Mail } from '@bookonce/kernel/ports/mailer';
import { mailsAbout } from '@bookonce/testing/mails/mails-about';
import { inLanguage, steps } from '@bookonce/testing/mails/sample-histories';
import { sampleRequest } from '@bookonce/testing/mails/sample-meeting';
import type { BookingRequest } from '@bookonce/contracts/events/booking';
import { describe, expect, it } from '@jest/globals';
import { calendarLinesOf } from './fixtures/calendar-lines.js';

const booked = [steps.requested, steps.confirmed];
const bookedWith = (changes: Partial<BookingRequest>) =>
  mailsAbout([{ type: 'BookingRequested', data: { ...sampleRequest, ...changes } }, steps.confirmed]);
const { timeZone: _zone, ...withoutZone } = sampleRequest.attendee;
const placeIn = (mail: Mail | undefined) => calendarLinesOf(mail).filter((line) => line.startsWith('LOCATION'));

describe('a confirmed booking', () => {
  it('is mailed to the attendee, every host and every guest, under stable ids (I14)', async () => {
    const mails = await mailsAbout(booked);
    expect(mails.map(({ effectId, to }) => [effectId, to.email])).toEqual([
      ['booking-bkg_1/1/attendee', 'ada@example.org'],
      ['booking-bkg_1/1/host/hst_1', 'grace@example.com'],
      ['booking-bkg_1/1/host/hst_2', 'alan@example.com'],
      ['booking-bkg_1/1/guest/0', 'bea@example.org'],
      ['booking-bkg_1/1/guest/1', 'cleo@example.org'],
    ]);
  });

  it("tells the attendee the time in the attendee's zone, the place, and the manage link", async () => {
    const [mail] = await mailsAbout(booked);
    expect(mail?.subject).toBe('Booked: Intro call with Grace and Alan');
    expect(mail?.text).toContain('When: Monday, 30 March 2026, 09:00 – 09:30 (Europe/Berlin)');
    expect(mail?.text).toContain('Where: https://meet.example/room');
    expect(mail?.text.split('\n')).toContain('https://book.example/m/manage-token');
  });

  it("tells each host the time in the host's zone, or the attendee's if the host's is unknown", async () => {
    const [, toGrace, toAlan] = await mailsAbout(booked);
    expect(toGrace?.subject).toBe('Ada booked Intro call');
    expect(toGrace?.text).toContain('When: Monday, 30 March 2026, 03:00 – 03:30 (America/New York)');
    expect(toAlan?.text).toContain('When: Monday, 30 March 2026, 09:00 – 09:30 (Europe/Berlin)');
    expect(toGrace?.text).toContain('What is it about? Looms & engines');
    expect(toGrace?.text).toContain('Note: On the phone, please.');
  });

  it("falls back to the first host's zone for an attendee without one", async () => {
    const [mail] = await bookedWith({ attendee: withoutZone });
    expect(mail?.text).toContain('03:00 – 03:30 (America/New York)');
  });

  it('invites guests in words of their own', async () => {
    const [, , , toGuest] = await mailsAbout(booked);
    expect(toGuest?.subject).toBe('Invitation: Intro call with Grace and Alan');
    expect(toGuest?.text).toContain('Ada invites you');
    expect(toGuest?.text).not.toContain('Looms');
  });

  it('mails nobody twice who is a guest and something else', async () => {
    const mails = await bookedWith({ guests: ['ADA@example.org', 'bea@example.org', 'Bea@example.org'] });
    expect(mails.map(({ to }) => to.email).slice(3)).toEqual(['bea@example.org']);
    expect(calendarLinesOf(mails[0]).filter((line) => /bea@/i.test(line))).toHaveLength(1);
  });

  it('invites everybody to the same meeting, the manage link in the file of the attendee alone', async () => {
    const mails = await mailsAbout(booked);
    for (const mail of mails) {
      expect(mail.calendar?.method).toBe('REQUEST');
      expect(JSON.parse(JSON.stringify(mail.calendar))).toStrictEqual(mail.calendar);
      expect(calendarLinesOf(mail)).toEqual(
        expect.arrayContaining([
          'METHOD:REQUEST',
          'UID:bkg_1@bookonce',
          'SEQUENCE:0',
          'DTSTAMP:20260320T100000Z',
          'DTSTART:20260330T070000Z',
          'DTEND:20260330T073000Z',
          'LOCATION:https://meet.example/room',
          'STATUS:CONFIRMED',
          'ORGANIZER;CN="Grace":mailto:grace@example.com',
          'ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE;CN="Ada":MAILTO:ada@example.org',
          'ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE;CN="Alan":MAILTO:alan@example.com',
          expect.stringMatching(/^ATTENDEE;ROLE=OPT-PARTICIPANT;PARTSTAT=NEEDS-ACTION;.*:MAILTO:bea@example.org$/),
        ]),
      );
    }
    expect(mails.map((mail) => calendarLinesOf(mail).join('\n').includes('/m/manage-token'))).toEqual([
      true,
      ...[false, false, false, false],
    ]);
    const titles = mails.map((mail) => calendarLinesOf(mail).find((line) => line.startsWith('SUMMARY:')));
    expect(titles.slice(0, 4)).toEqual([
      'SUMMARY:Intro call with Grace and Alan',
      'SUMMARY:Intro call with Ada',
      'SUMMARY:Intro call with Ada',
      'SUMMARY:Intro call with Ada\\, Grace\\, and Alan',
    ]);
  });

  it('takes place where the booking says, or where its meeting type says for a booking of before', async () => {
    const { location: _location, ...asTypeSays } = sampleRequest;
    const [elsewhere] = await mailsAbout([{ type: 'BookingRequested', data: asTypeSays }, steps.confirmed]);
    expect(elsewhere?.text).toContain('Where: Phone call');
    expect(placeIn(elsewhere)).toEqual([]);
    const [nowhere] = await bookedWith({ location: null });
    expect(nowhere?.text).not.toContain('Where:');
    expect(placeIn(nowhere)).toEqual([]);
  });

  it('is in the language of the attendee for guests, and in that of the installation for hosts', async () => {
    const [toAttendee, toHost, , toGuest] = await mailsAbout(inLanguage(booked, 'de'));
    expect(toAttendee?.subject).toBe('Gebucht: Intro call mit Grace und Alan');
    expect(toAttendee?.text).toContain('Wann: Montag, 30. März 2026, 09:00 – 09:30 Uhr (Europe/Berlin)');
    expect(calendarLinesOf(toAttendee)).toContain(
      'DESCRIPTION:Termin ansehen oder ändern: https://book.example/m/manage-token',
    );
    expect(toHost?.subject).toBe('Ada booked Intro call');
    expect(toGuest?.subject).toBe('Einladung: Intro call mit Grace und Alan');
  });

  it('is mailed in the language of the installation to an attendee who named none', async () => {
    const [toAttendee, toHost] = await mailsAbout(booked, { language: 'de' });
    expect(toAttendee?.subject).toBe('Gebucht: Intro call mit Grace und Alan');
    expect(toHost?.subject).toBe('Ada hat Intro call gebucht');
  });

  it('does not say that the attendee booked if a host did', async () => {
    const [, toHost] = await mailsAbout(booked, { by: 'api' });
    expect(toHost?.subject).toBe('Booked: Intro call with Ada');
  });
});
