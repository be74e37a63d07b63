import { describe, expect, it } from '@jest/globals';
import type { BookingAnswer } from '@bookonce/testing/harness/api-shapes';
import { eventually } from '@bookonce/testing/harness/eventually';
import { jsonOf } from '@bookonce/testing/harness/http-client';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { tokenOf } from '@bookonce/testing/harness/workspace-client';
import { writtenMails } from '@bookonce/testing/harness/written-mails';

const NOW = '2026-03-02T08:00:00.000Z';
const hours = (count: number): string => new Date(Date.parse(NOW) + count * 3_600_000).toISOString();

const reminder = 'Reminder: Intro call with Grace';
/** Subjects end with the time of the meeting: `, Mon 30 Mar, 09:00`. */
const withoutTime = (subject: string): string => subject.replace(/, \w{3} \d{1,2} \w+, \d\d:\d\d$/, '');

describe('mails that time brings', () => {
  const { app, api } = servedProduct({ testClock: NOW });

  const booked = async (name: string, start: string, settings: object): Promise<BookingAnswer> => {
    const hostId = await api.createHost({ name: 'Grace', email: `host-${name}@example.org` });
    const link = await api.createLink(await api.createMeetingType([hostId], settings));
    const { booking, answer } = await api.book(link, start, { email: `${name}@example.org` });
    if (booking === null) throw new Error(`not booked: ${answer.text}`);
    return booking;
  };

  const subjectsTo = async (address: string): Promise<readonly string[]> =>
    (await writtenMails(app.dataDir, `${address}@example.org`)).map(({ subject }) => withoutTime(subject)).sort();

  const expectMails = (address: string, subjects: readonly string[]): Promise<void> =>
    eventually(async () => expect(await subjectsTo(address)).toEqual(subjects));

  it('remind of meetings that are still on, and tell both sides of a request that nobody answered', async () => {
    const reminders = [
      { minutesBefore: 1440, to: 'attendee' },
      { minutesBefore: 60, to: 'both' },
    ];
    const on = await booked('on', hours(48), { reminders });
    const moved = await booked('moved', hours(48), { reminders });
    const cancelled = await booked('cancelled', hours(48), { reminders });
    await booked('asked', hours(72), { confirmation: 'approval', approvalHours: 47, reminders });
    const path = ({ manageUrl }: BookingAnswer): string => `/v1/public/bookings/${tokenOf(manageUrl)}`;
    const move = await api.visitor.send(`${path(moved)}/reschedule`, { body: { start: hours(96) } });
    expect(jsonOf<BookingAnswer>(move)).toMatchObject({ status: 'confirmed', start: hours(96) });
    expect((await api.visitor.send(`${path(cancelled)}/cancel`, { body: {} })).status).toBe(200);

    await api.setClock(hours(24));
    await expectMails('on', ['Booked: Intro call with Grace', reminder]);
    await api.setClock(hours(47));
    await expectMails('on', ['Booked: Intro call with Grace', reminder, reminder]);
    await expectMails('host-on', ['Bea Guest booked Intro call', 'Reminder: Intro call with Bea Guest']);
    await expectMails('asked', ['Not confirmed: Intro call with Grace', 'Request received: Intro call with Grace']);
    await expectMails('host-asked', [
      'Please answer: Intro call with Bea Guest',
      'Request expired: Intro call with Bea Guest',
    ]);
    await api.setClock(hours(72));
    await expectMails('moved', ['Booked: Intro call with Grace', reminder, 'Rescheduled: Intro call with Grace']);
    expect(await subjectsTo('cancelled')).toEqual([
      'Booked: Intro call with Grace',
      'Cancelled: Intro call with Grace',
    ]);
    const [mail] = (await writtenMails(app.dataDir, 'on@example.org')).filter(
      ({ subject }) => withoutTime(subject) === reminder,
    );
    expect(mail?.text).toContain(on.manageUrl);
    expect(mail?.calendar).toEqual([]);
  });
});
