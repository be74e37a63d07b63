import type { BookingEvent } from '@bookonce/contracts/events/booking';
import { mailsAbout } from '@bookonce/testing/mails/mails-about';
import { inLanguage, steps } from '@bookonce/testing/mails/sample-histories';
import { sampleRequest } from '@bookonce/testing/mails/sample-meeting';
import { describe, expect, it } from '@jest/globals';

const { requested, confirmed, moveAsked, moved, reminded } = steps;
const booked = [requested, confirmed];
const remind = (to: 'attendee' | 'host' | 'both'): BookingEvent => ({ ...reminded, data: { ...reminded.data, to } });

describe('a reminder before the meeting', () => {
  it('goes to the attendee with the time, the place and the manage link', async () => {
    const [mail, ...more] = await mailsAbout([...booked, remind('attendee')]);
    expect(more).toEqual([]);
    expect(mail).toMatchObject({
      to: { email: 'ada@example.org' },
      subject: 'Reminder: Intro call with Grace and Alan, Mon 30 Mar, 09:00',
    });
    expect(mail?.text).toContain('When: Monday, 30 March 2026, 09:00 – 09:30 (Europe/Berlin)');
    expect(mail?.text).toContain('Where: https://meet.example/room');
    expect(mail?.text.split('\n')).toContain('https://book.example/m/manage-token');
    expect(mail?.calendar).toBeUndefined();
  });

  it('goes to the hosts with what they need to know', async () => {
    const mails = await mailsAbout([...booked, remind('host')]);
    expect(mails.map(({ to }) => to.email)).toEqual(['grace@example.com', 'alan@example.com']);
    expect(mails[0]?.subject).toBe('Reminder: Intro call with Ada, Mon 30 Mar, 03:00');
    expect(mails[0]?.text).toContain('Note: On the phone, please.');
  });

  it('goes to both, in the language of each', async () => {
    const mails = await mailsAbout(inLanguage([...booked, remind('both')], 'de'));
    expect(mails.map(({ subject }) => subject)).toEqual([
      'Erinnerung: Intro call mit Grace und Alan, Mo., 30. März, 09:00',
      'Reminder: Intro call with Ada, Mon 30 Mar, 03:00',
      'Reminder: Intro call with Ada, Mon 30 Mar, 09:00',
    ]);
  });

  it.each([
    ['was cancelled', [steps.cancelledByAttendee]],
    ['was moved', [moveAsked, moved]],
  ])('is not sent of a meeting that %s meanwhile', async (_what, after) => {
    expect(await mailsAbout([...booked, reminded, ...after], { at: 2 })).toEqual([]);
  });

  it('is not sent once the meeting has begun', async () => {
    const history = [...booked, reminded];
    expect(await mailsAbout(history, { now: sampleRequest.start })).toEqual([]);
    expect(await mailsAbout(history, { now: '2026-03-30T06:59:59.999Z' })).toHaveLength(3);
  });
});

describe('the manage link', () => {
  const asked = [...booked, steps.manageLinkAsked];

  it('leads the attendee back to the booking, and says when it is in their zone', async () => {
    const [mail, ...more] = await mailsAbout(asked);
    expect(more).toEqual([]);
    expect(mail).toMatchObject({
      to: { name: 'Ada', email: 'ada@example.org' },
      subject: 'Your booking: Intro call with Grace and Alan, Mon 30 Mar, 09:00',
    });
    expect(mail?.text.split('\n')).toContain('https://book.example/m/manage-token');
    expect(mail?.text).toContain('When: Monday, 30 March 2026, 09:00 – 09:30 (Europe/Berlin)');
    expect(mail?.calendar).toBeUndefined();
  });

  it.each([
    ['It was cancelled.', [requested, confirmed, steps.cancelledByHost]],
    ['It was declined.', [requested, steps.approvalAsked, steps.declined]],
    ['It is not confirmed yet.', [requested, steps.approvalAsked]],
  ])('says how the booking stands: %s', async (words, history) => {
    const [mail] = await mailsAbout([...history, steps.manageLinkAsked]);
    expect(mail?.text).toContain(words);
  });
});
