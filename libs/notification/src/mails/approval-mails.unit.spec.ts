import type { OutgoingMail } from '@bookonce/kernel/ports/mailer';
import { htmlOfMail } from '@bookonce/platform/letter-html';
import { mailsAbout } from '@bookonce/testing/mails/mails-about';
import { inLanguage, steps } from '@bookonce/testing/mails/sample-histories';
import { describe, expect, it } from '@jest/globals';

const { requested, approvalAsked, approvalAskedAnew, moveAsked, moved, longer } = steps;
const waiting = [requested, approvalAsked];
const askedAnew = [...waiting, moveAsked, moved, approvalAskedAnew];
const addressesOf = (mails: readonly OutgoingMail[]) => mails.map(({ to }) => to.email);

describe('a request for approval', () => {
  it('tells the attendee that it was received, and until when an answer comes', async () => {
    const [mail] = await mailsAbout(waiting);
    expect(mail).toMatchObject({
      to: { name: 'Ada', email: 'ada@example.org' },
      subject: 'Request received: Intro call with Grace and Alan, Mon 30 Mar, 09:00',
    });
    expect(mail?.text).toContain('The meeting is not booked yet');
    expect(mail?.text).toContain('by Monday, 23 March 2026, 11:00 (Europe/Berlin) at the latest');
    expect(mail?.text.split('\n')).toContain('https://book.example/m/manage-token');
  });

  it("shows each host the attendee, the time in the host's zone, the place, guests, answers and note", async () => {
    const [, toGrace, toAlan] = await mailsAbout(waiting);
    expect([toGrace?.to.email, toAlan?.to.email]).toEqual(['grace@example.com', 'alan@example.com']);
    expect(toGrace?.subject).toBe('Please answer: Intro call with Ada, Mon 30 Mar, 03:00');
    for (const line of [
      'With: Ada <ada@example.org>',
      'When: Monday, 30 March 2026, 03:00 – 03:30 (America/New York)',
      'Where: https://meet.example/room',
      'Guests: bea@example.org, cleo@example.org',
      'What is it about? Looms & engines',
      'May we write to you? yes',
      'Note: On the phone, please.',
      '  I am on a train.',
    ]) {
      expect(toGrace?.text.split('\n')).toContain(line);
    }
    expect(toGrace?.text).toContain('by Monday, 23 March 2026, 06:00 (America/New York)');
  });

  it('has a button each to approve and to decline', async () => {
    const [, toHost] = await mailsAbout(waiting);
    for (const decision of ['approve', 'decline']) {
      const url = `https://book.example/a/approval-token-1?decision=${decision}`;
      expect(toHost?.text.split('\n')).toContain(url);
      expect(toHost && htmlOfMail(toHost)).toContain(`href="${url}"`);
    }
  });

  it('carries no calendar file, and reaches no guest', async () => {
    const mails = await mailsAbout(waiting);
    expect(addressesOf(mails)).toEqual(['ada@example.org', 'grace@example.com', 'alan@example.com']);
    for (const mail of mails) expect(mail.calendar).toBeUndefined();
  });

  it('is worded in the language of its reader', async () => {
    const [toAttendee, toHost] = await mailsAbout(inLanguage(waiting, 'de'), { language: 'en' });
    expect(toAttendee?.subject).toBe('Anfrage erhalten: Intro call mit Grace und Alan, Mo., 30. März, 09:00');
    expect(toHost?.subject).toBe('Please answer: Intro call with Ada, Mon 30 Mar, 03:00');
    const [, toGermanHost] = await mailsAbout(waiting, { language: 'de' });
    expect(toGermanHost?.text).toContain('Zusagen:\nhttps://book.example/a/');
    expect(toGermanHost?.text).toContain('May we write to you? ja');
  });

  it.each([
    ['approved', [steps.approved]],
    ['declined', [steps.declined]],
    ['cancelled', [steps.cancelledByAttendee]],
    ['expired', [steps.lapsed]],
  ])('is not mailed any more once it was %s', async (_end, ended) => {
    expect(await mailsAbout([...waiting, ...ended], { at: 1 })).toEqual([]);
  });
});

describe('a request that is moved', () => {
  it('asks each host anew, and says what changed', async () => {
    const mails = await mailsAbout(askedAnew);
    expect(addressesOf(mails)).toEqual(['grace@example.com', 'alan@example.com']);
    const [toGrace] = mails;
    expect(toGrace?.subject).toBe('New time, please answer: Intro call with Ada, Tue 31 Mar, 08:00');
    expect(toGrace?.text).toContain('When: Tuesday, 31 March 2026, 08:00 – 08:30 (America/New York)');
    expect(toGrace?.text).toContain('Before: Monday, 30 March 2026, 03:00 – 03:30 (America/New York)');
    expect(toGrace?.text).toContain('approval-token-2?decision=approve');
    expect(toGrace?.text).toContain('The buttons in earlier e-mails no longer work.');
  });

  it('asks anew about another length', async () => {
    const [toGrace] = await mailsAbout([...waiting, moveAsked, longer, approvalAskedAnew]);
    expect(toGrace?.subject).toBe('New length, please answer: Intro call with Ada, Mon 30 Mar, 03:00');
    expect(toGrace?.text).toContain('When: Monday, 30 March 2026, 03:00 – 04:00 (America/New York)');
  });

  it('tells the attendee alone of the move itself, who is not booked yet', async () => {
    const mails = await mailsAbout([...waiting, moveAsked, moved]);
    expect(addressesOf(mails)).toEqual(['ada@example.org']);
    expect(mails[0]?.text).toContain('It is not booked yet: we are asking the host again.');
    expect(mails[0]?.text).toContain('Before: Monday, 30 March 2026, 09:00 – 09:30 (Europe/Berlin)');
    expect(mails[0]?.text).toContain('See, reschedule or cancel your request:\nhttps://book.example/m/');
    expect(mails[0]?.calendar).toBeUndefined();
  });

  it('does not mail buttons that are dead already', async () => {
    expect(addressesOf(await mailsAbout(askedAnew, { at: 1 }))).toEqual(['ada@example.org']);
  });
});

describe('the decision', () => {
  it('tells the attendee of a decline, with the reason and without a calendar file', async () => {
    const mails = await mailsAbout([...waiting, steps.declined]);
    expect(addressesOf(mails)).toEqual(['ada@example.org']);
    expect(mails[0]?.subject).toBe('Declined: Intro call with Grace and Alan, Mon 30 Mar, 09:00');
    expect(mails[0]?.text).toContain('Reason: I am away that week.');
    expect(mails[0]?.text).toContain('ask for a new link');
    expect(mails[0]?.calendar).toBeUndefined();
  });

  it('mails a decline with a fresh link once that exists, and once only', async () => {
    const declined = [...waiting, steps.declinedWithLink];
    expect(await mailsAbout(declined)).toEqual([]);
    const mails = await mailsAbout([...declined, steps.freshLink]);
    expect(addressesOf(mails)).toEqual(['ada@example.org']);
    expect(mails[0]?.text.split('\n')).toContain('https://book.example/1t/token-of-lnk_2');
    expect(mails[0]?.text).toContain('until Friday, 1 May 2026, 00:00 (Europe/Berlin)');
    expect(mails[0]?.text).not.toContain('ask for a new link');
  });

  it('tells both sides that nobody answered in time', async () => {
    const mails = await mailsAbout([...waiting, steps.lapsed]);
    expect(mails.map(({ to, subject }) => [to.email, subject])).toEqual([
      ['ada@example.org', 'Not confirmed: Intro call with Grace and Alan, Mon 30 Mar, 09:00'],
      ['grace@example.com', 'Request expired: Intro call with Ada, Mon 30 Mar, 03:00'],
      ['alan@example.com', 'Request expired: Intro call with Ada, Mon 30 Mar, 09:00'],
    ]);
    for (const mail of mails) expect(mail.calendar).toBeUndefined();
  });

  it('brings the words of the host who approved, and the first calendar file', async () => {
    const [toAttendee, toHost] = await mailsAbout([...waiting, steps.approved]);
    expect(toAttendee?.subject).toBe('Booked: Intro call with Grace and Alan, Mon 30 Mar, 09:00');
    expect(toAttendee?.text).toContain('Your request was approved');
    expect(toAttendee?.text).toContain('Message: I look forward to it.\n  Please bring the plans.');
    expect(toHost?.subject).toBe('Confirmed: Intro call with Ada, Mon 30 Mar, 03:00');
    expect([toAttendee?.calendar?.method, toHost?.calendar?.method]).toEqual(['REQUEST', 'REQUEST']);
  });
});

describe('a request that its attendee cancels', () => {
  it('tells hosts that there is nothing left to answer, and no guest', async () => {
    const mails = await mailsAbout([...waiting, steps.cancelledByAttendee]);
    expect(mails.map(({ to, subject }) => [to.email, subject])).toEqual([
      ['ada@example.org', 'Request cancelled: Intro call with Grace and Alan, Mon 30 Mar, 09:00'],
      ['grace@example.com', 'Request cancelled: Intro call with Ada, Mon 30 Mar, 03:00'],
      ['alan@example.com', 'Request cancelled: Intro call with Ada, Mon 30 Mar, 09:00'],
    ]);
    for (const mail of mails) expect(mail.calendar).toBeUndefined();
  });

  it('is cancelled if the host ends it', async () => {
    const [toAttendee] = await mailsAbout([...waiting, steps.cancelledByHost]);
    expect(toAttendee?.subject).toBe('Cancelled: Intro call with Grace and Alan, Mon 30 Mar, 09:00');
    expect(toAttendee?.text).toContain('Reason: I am ill.');
  });
});
