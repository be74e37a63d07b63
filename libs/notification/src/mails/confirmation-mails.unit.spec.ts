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

/** The organizer, then the attendees: the first part of each address. */
const peopleIn = (mail: Mail | undefined): readonly string[] =>
  ['ORGANIZER', 'ATTENDEE'].flatMap((property) =>
    calendarLinesOf(mail)
      .filter((line) => line.startsWith(property))
      .map((line) => /mailto:([^@]*)@/i.exec(line)?.[1] ?? ''),
  );

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
    expect(mail?.subject).toBe('Booked: Intro call with Grace and Alan, Mon 30 Mar, 09:00');
    expect(mail?.text).toContain('When: Monday, 30 March 2026, 09:00 – 09:30 (Europe/Berlin)');
    expect(mail?.text).toContain('Where: https://meet.example/room');
    expect(mail?.text.split('\n')).toContain('https://book.example/m/manage-token');
  });

  it("tells each host the time in the host's zone, or the attendee's if the host's is unknown", async () => {
    const [, toGrace, toAlan] = await mailsAbout(booked);
    expect(toGrace?.subject).toBe('Ada booked Intro call, Mon 30 Mar, 03:00');
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
    expect(toGuest?.subject).toBe('Invitation: Intro call with Grace and Alan, Mon 30 Mar, 09:00');
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

  it('is organized by its first host for attendee and guests, and by the sender of the mails for hosts', async () => {
    const [toAda, toGrace, toAlan, toBea] = await mailsAbout(booked);
    for (const mail of [toAda, toBea]) expect(peopleIn(mail)).toEqual(['grace', 'ada', 'alan', 'bea', 'cleo']);
    for (const mail of [toGrace, toAlan])
      expect(peopleIn(mail)).toEqual(['book', 'ada', 'grace', 'alan', 'bea', 'cleo']);
    expect(calendarLinesOf(toGrace)).toContain(
      'ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE;CN="Grace":MAILTO:grace@example.com',
    );
  });

  it('is organized by its first host in all files if an earlier release confirmed it', async () => {
    const histories = [[], [steps.moveAsked, steps.moved], [steps.elsewhere], [steps.cancelledByHost]];
    for (const later of histories) {
      const mails = await mailsAbout([steps.requested, steps.confirmedBefore, ...later]);
      expect(mails).toHaveLength(5);
      for (const mail of mails) expect(peopleIn(mail)).toEqual(['grace', 'ada', 'alan', 'bea', 'cleo']);
    }
  });

  it.each([
    ['moved', [steps.moveAsked, steps.moved]],
    ['at another place', [steps.elsewhere]],
    ['cancelled', [steps.cancelledByAttendee]],
  ])('keeps the organizer of each file when it is %s', async (_, later) => {
    const before = await mailsAbout(booked);
    const after = await mailsAbout([...booked, ...later]);
    expect(after.map(peopleIn)).toEqual(before.map(peopleIn));
  });

  it('has the words of the attendee in the entry of each host, and the way to the console', async () => {
    const [toAda, toGrace, , toBea] = await mailsAbout(booked);
    const description = [
      ...['Ada <ada@example.org>', 'Guests: bea@example.org\\, cleo@example.org'],
      ...['What is it about?: Looms & engines', 'May we write to you?: yes'],
      ...['Note: On the phone\\, please.', 'I am on a train.'],
      'See the booking: https://book.example/console/bookings#bkg_1',
    ].join('\\n');
    expect(calendarLinesOf(toGrace)).toContain(`DESCRIPTION:${description}`);
    for (const mail of [toAda, toBea]) expect(calendarLinesOf(mail).join('\n')).not.toContain('Looms');
    expect(toGrace?.text).toContain('See the booking:\nhttps://book.example/console/bookings#bkg_1');
  });

  it('lets replies reach the other side', async () => {
    const mails = await mailsAbout(booked);
    expect(mails.map(({ replyTo = [] }) => replyTo.map(({ email }) => email))).toEqual([
      ['grace@example.com', 'alan@example.com'],
      ...[['ada@example.org'], ['ada@example.org'], ['ada@example.org'], ['ada@example.org']],
    ]);
  });

  it("is dated as in the attendee's region", async () => {
    const [toAda, toGrace] = await bookedWith({ language: 'en', region: 'US' });
    expect(toAda?.subject).toBe('Booked: Intro call with Grace and Alan, Mon, Mar 30, 9:00 AM');
    expect(toAda?.text).toContain('When: Monday, March 30, 2026, 9:00 AM – 9:30 AM (Europe/Berlin)');
    expect(toGrace?.text).toContain('When: Monday, 30 March 2026, 03:00 – 03:30 (America/New York)');
    const [inVienna] = await bookedWith({ language: 'de', region: 'AT' });
    expect(inVienna?.text).toContain('Wann: Montag, 30. März 2026, 09:00 – 09:30 Uhr (Europe/Berlin)');
  });

  it('takes place where the booking says, or where its meeting type says for a booking of before', async () => {
    const { location: _location, ...asTypeSays } = sampleRequest;
    const [elsewhere, toHost] = await mailsAbout(
      inLanguage([{ type: 'BookingRequested', data: asTypeSays }, steps.confirmed], 'en'),
      { language: 'de' },
    );
    expect(elsewhere?.text).toContain('Where: Phone call');
    expect(placeIn(elsewhere)).toEqual(['LOCATION:Phone call']);
    expect(placeIn(toHost)).toEqual(['LOCATION:Telefonat']);
    const [nowhere] = await bookedWith({ location: null });
    expect(nowhere?.text).not.toContain('Where:');
    expect(placeIn(nowhere)).toEqual([]);
  });

  it('is in the language of the attendee for guests, and in that of the installation for hosts', async () => {
    const [toAttendee, toHost, , toGuest] = await mailsAbout(inLanguage(booked, 'de'));
    expect(toAttendee?.subject).toBe('Gebucht: Intro call mit Grace und Alan, Mo., 30. März, 09:00');
    expect(toAttendee?.text).toContain('Wann: Montag, 30. März 2026, 09:00 – 09:30 Uhr (Europe/Berlin)');
    expect(calendarLinesOf(toAttendee)).toContain(
      'DESCRIPTION:Termin ansehen oder ändern: https://book.example/m/manage-token',
    );
    expect(toHost?.subject).toBe('Ada booked Intro call, Mon 30 Mar, 03:00');
    expect(toGuest?.subject).toBe('Einladung: Intro call mit Grace und Alan, Mo., 30. März, 09:00');
  });

  it('is in the own language of each host who has one', async () => {
    const locales = { hst_1: { language: 'de', region: 'AT' }, hst_2: { language: 'en', region: 'US' } } as const;
    const [toAttendee, toGrace, toAlan] = await mailsAbout(inLanguage(booked, 'en'), { locales, language: 'de' });
    expect(toAttendee?.subject).toMatch(/^Booked: /);
    expect(toGrace?.subject).toBe('Ada hat Intro call gebucht, Mo., 30. März, 03:00');
    expect(toGrace?.text).toContain('Wann: Montag, 30. März 2026, 03:00 – 03:30 Uhr (America/New York)');
    expect(calendarLinesOf(toGrace).join('\n')).toContain('Buchung ansehen');
    expect(toAlan?.subject).toBe('Ada booked Intro call, Mon, Mar 30, 9:00 AM');
  });

  it('is mailed in the language of the installation to an attendee who named none', async () => {
    const [toAttendee, toHost] = await mailsAbout(booked, { language: 'de' });
    expect(toAttendee?.subject).toBe('Gebucht: Intro call mit Grace und Alan, Mo., 30. März, 09:00');
    expect(toHost?.subject).toBe('Ada hat Intro call gebucht, Mo., 30. März, 03:00');
  });

  it('does not say that the attendee booked if a host did', async () => {
    const [, toHost] = await mailsAbout(booked, { by: 'api' });
    expect(toHost?.subject).toBe('Booked: Intro call with Ada, Mon 30 Mar, 03:00');
  });
});
