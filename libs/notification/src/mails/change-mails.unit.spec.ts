import type { OutgoingMail } from '@bookonce/kernel/ports/mailer';
import { mailsAbout } from '@bookonce/testing/mails/mails-about';
import { inLanguage, steps } from '@bookonce/testing/mails/sample-histories';
import { describe, expect, it } from '@jest/globals';
import { calendarLinesOf } from './fixtures/calendar-lines.js';

const { requested, confirmed, moveAsked, moved, longer, elsewhere, nowhere } = steps;
const booked = [requested, confirmed];
const EVERYBODY = [
  ...['ada@example.org', 'grace@example.com', 'alan@example.com'],
  ...['bea@example.org', 'cleo@example.org'],
];

const expectInCalendars = (mails: readonly OutgoingMail[], method: string, lines: readonly string[]): void => {
  expect(mails.map(({ to }) => to.email)).toEqual(EVERYBODY);
  for (const mail of mails) {
    expect(mail.calendar?.method).toBe(method);
    expect(calendarLinesOf(mail)).toEqual(expect.arrayContaining(['UID:bkg_1@bookonce', ...lines]));
  }
};

describe('a meeting that is moved', () => {
  const history = [...booked, moveAsked, moved];

  it('tells everybody both times, each in their own zone, also across a change of the clocks', async () => {
    const [toAttendee, toHost, , toGuest] = await mailsAbout(history);
    expect(toAttendee?.subject).toBe('Rescheduled: Intro call with Grace and Alan, Tue 31 Mar, 14:00');
    expect(toAttendee?.text).toContain('When: Tuesday, 31 March 2026, 14:00 – 14:30 (Europe/Berlin)');
    expect(toAttendee?.text).toContain('Before: Monday, 30 March 2026, 09:00 – 09:30 (Europe/Berlin)');
    expect(toAttendee?.text.split('\n')).toContain('https://book.example/m/manage-token');
    expect(toHost?.subject).toBe('Rescheduled: Intro call with Ada, Tue 31 Mar, 08:00');
    expect(toHost?.text).toContain('When: Tuesday, 31 March 2026, 08:00 – 08:30 (America/New York)');
    expect(toGuest?.text).toContain('Before: Monday, 30 March 2026, 09:00 – 09:30 (Europe/Berlin)');
  });

  it('moves in every calendar', async () => {
    const lines = ['SEQUENCE:1', 'DTSTART:20260331T120000Z', 'STATUS:CONFIRMED'];
    expectInCalendars(await mailsAbout(history), 'REQUEST', lines);
  });

  it('says what was true then, even if it is mailed late', async () => {
    const mails = await mailsAbout([...history, steps.cancelledByHost], { at: 3 });
    expectInCalendars(mails, 'REQUEST', ['SEQUENCE:1', 'STATUS:CONFIRMED']);
  });
});

describe('a meeting of another length', () => {
  it('tells everybody how long it takes, and when it ends', async () => {
    const mails = await mailsAbout([...booked, moveAsked, longer]);
    expect(mails.map(({ subject }) => subject)).toEqual([
      'New length: Intro call with Grace and Alan, Mon 30 Mar, 09:00',
      'New length: Intro call with Ada, Mon 30 Mar, 03:00',
      'New length: Intro call with Ada, Mon 30 Mar, 09:00',
      'New length: Intro call with Grace and Alan, Mon 30 Mar, 09:00',
      'New length: Intro call with Grace and Alan, Mon 30 Mar, 09:00',
    ]);
    for (const { text } of mails) expect(text).toContain('is now 60 minutes long');
    expectInCalendars(mails, 'REQUEST', ['SEQUENCE:1', 'DTSTART:20260330T070000Z', 'DTEND:20260330T080000Z']);
  });
});

describe('a meeting at another place', () => {
  it('tells everybody where it is', async () => {
    const mails = await mailsAbout([...booked, elsewhere]);
    expect(mails[0]?.subject).toBe('New place: Intro call with Grace and Alan, Mon 30 Mar, 09:00');
    for (const { text } of mails) expect(text).toContain('Where: 1 Analytical Street, Room 42');
    const lines = ['SEQUENCE:1', 'LOCATION:1 Analytical Street\\, Room 42'];
    expectInCalendars(mails, 'REQUEST', lines);
  });

  it('says so if the place is open', async () => {
    const mails = await mailsAbout([...booked, nowhere]);
    for (const { text } of mails) expect(text).toContain('It has not been decided yet where');
    expectInCalendars(mails, 'REQUEST', ['SEQUENCE:1']);
    for (const mail of mails) expect(calendarLinesOf(mail).join('\n')).not.toContain('LOCATION');
  });

  it('is mailed to the attendee and the hosts of a request, without a calendar file', async () => {
    const mails = await mailsAbout([requested, steps.approvalAsked, elsewhere]);
    expect(mails.map(({ to }) => to.email)).toEqual(EVERYBODY.slice(0, 3));
    expect(mails[0]?.text).toContain('It is not booked yet.');
    for (const mail of mails) expect(mail.calendar).toBeUndefined();
  });
});

describe('a meeting that is cancelled', () => {
  it('tells both sides, each in their own zone, why', async () => {
    const [toAttendee, toHost, , toGuest] = await mailsAbout([...booked, steps.cancelledByHost]);
    expect(toAttendee?.subject).toBe('Cancelled: Intro call with Grace and Alan, Mon 30 Mar, 09:00');
    expect(toAttendee?.text).toContain('09:00 – 09:30 (Europe/Berlin)');
    expect(toHost?.text).toContain('03:00 – 03:30 (America/New York)');
    expect(toHost?.text).toContain('“Intro call” with Ada was cancelled by the host.');
    for (const mail of [toAttendee, toHost, toGuest]) expect(mail?.text).toContain('Reason: I am ill.');
  });

  it('leaves out a missing reason, and says who cancelled', async () => {
    const mails = await mailsAbout([...booked, steps.cancelledByAttendee]);
    for (const { text } of mails) expect(text).not.toContain('Reason');
    expect(mails[0]?.text).toContain('You cancelled');
    expect(mails[1]?.text).toContain('Ada cancelled');
    expect(mails[0]?.text).not.toContain('/m/manage-token');
  });

  it('leaves every calendar', async () => {
    const mails = await mailsAbout([...booked, moveAsked, moved, steps.cancelledByAttendee]);
    expectInCalendars(mails, 'CANCEL', ['METHOD:CANCEL', 'SEQUENCE:2', 'STATUS:CANCELLED', 'DTSTART:20260331T120000Z']);
  });

  it('is worded in German for those who read it', async () => {
    const [toAttendee, toHost] = await mailsAbout(inLanguage([...booked, steps.cancelledByHost], 'de'), {
      language: 'de',
    });
    expect(toAttendee?.subject).toBe('Abgesagt: Intro call mit Grace und Alan, Mo., 30. März, 09:00');
    expect(toHost?.text).toContain('„Intro call“ mit Ada wurde vom Gastgeber abgesagt.');
  });
});
