import { htmlOfMail } from '@bookonce/platform/letter-html';
import { mailsAbout } from '@bookonce/testing/mails/mails-about';
import { inLanguage, steps } from '@bookonce/testing/mails/sample-histories';
import { describe, expect, it } from '@jest/globals';

const waiting = [steps.requested, steps.optInRequested];

describe('the opt-in mail', () => {
  it('asks the attendee alone, with a button, the time and the deadline, and without a calendar file', async () => {
    const [mail, ...more] = await mailsAbout(waiting);
    expect(more).toEqual([]);
    expect(mail).toMatchObject({
      to: { name: '', email: 'ada@example.org' },
      subject: 'Please confirm: Intro call with Grace and Alan, Mon 30 Mar, 09:00',
    });
    expect(mail?.text.split('\n')).toContain('https://book.example/o/opt-in-token');
    expect(mail && htmlOfMail(mail)).toContain('href="https://book.example/o/opt-in-token"');
    expect(mail?.text).toContain('When: Monday, 30 March 2026, 09:00 – 09:30 (Europe/Berlin)');
    expect(mail?.text).toContain('until Friday, 20 March 2026, 11:30 (Europe/Berlin)');
    expect(mail?.calendar).toBeUndefined();
  });

  it('passes on nothing that a stranger may have typed next to the address', async () => {
    const [mail] = await mailsAbout(waiting);
    for (const words of ['Ada', 'On the phone', 'Looms', 'bea@example.org', '/m/']) {
      expect(`${mail?.subject}${mail?.text}${mail && htmlOfMail(mail)}`).not.toContain(words);
    }
  });

  it('is in the language of the attendee', async () => {
    const [mail] = await mailsAbout(inLanguage(waiting, 'de'));
    expect(mail?.subject).toBe('Bitte bestätigen: Intro call mit Grace und Alan, Mo., 30. März, 09:00');
    expect(mail?.text).toContain('Termin bestätigen:\nhttps://book.example/o/opt-in-token');
    expect(mail?.text).toContain('bis Freitag, 20. März 2026, 11:30 Uhr (Europe/Berlin)');
  });

  it('is sent again under another id if the attendee asks for it', async () => {
    const [first] = await mailsAbout(waiting);
    const [again] = await mailsAbout([...waiting, steps.optInMailed]);
    expect(again).toMatchObject({ to: first?.to, subject: first?.subject, text: first?.text });
    expect(again?.effectId).not.toBe(first?.effectId);
  });

  it.each([
    ['confirmed', [steps.optInConfirmed]],
    ['rejected', [steps.rejected]],
    ['cancelled', [steps.cancelledByAttendee]],
  ])('is not sent for an attempt that was %s meanwhile', async (_end, ended) => {
    expect(await mailsAbout([...waiting, ...ended], { at: 1 })).toEqual([]);
    expect(await mailsAbout([...waiting, steps.optInMailed, ...ended], { at: 2 })).toEqual([]);
  });

  it('is all that anybody hears of an attempt that its attendee cancels', async () => {
    expect(await mailsAbout([...waiting, steps.cancelledByAttendee])).toEqual([]);
  });
});
