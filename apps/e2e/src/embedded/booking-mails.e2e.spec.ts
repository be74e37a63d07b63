import { describe, expect, it } from '@jest/globals';
import type { BookingAnswer } from '@bookonce/testing/harness/api-shapes';
import { eventually } from '@bookonce/testing/harness/eventually';
import { jsonOf } from '@bookonce/testing/harness/http-client';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { midnightAfter, tokenOf } from '@bookonce/testing/harness/workspace-client';
import { writtenMails, type WrittenMail } from '@bookonce/testing/harness/written-mails';

const START = midnightAfter(3);
const LATER = new Date(Date.parse(START) + 90 * 60_000).toISOString();

describe('mails over the life of a booking', () => {
  const { app, api } = servedProduct();
  let cases = 0;

  /** A link to request a meeting with, addresses that no other test uses, and a way to book. */
  const linkOf = async (confirmation: string) => {
    cases += 1;
    const [host, attendee, guest] = ['host', 'attendee', 'guest'].map((role) => `${role}${cases}@example.org`);
    const hostId = await api.createHost({ name: 'Grace', email: host });
    const questions = [{ id: 'topic', label: 'Topic', type: 'text', required: true }];
    const type = await api.createMeetingType([hostId], { confirmation, questions, maxGuests: 2 });
    const { url } = await api.createLink(type);
    const book = async (headers: Readonly<Record<string, string>> = {}): Promise<BookingAnswer> => {
      const person = { name: 'Bea Guest', email: attendee, timeZone: 'Europe/Berlin' };
      const body = { start: START, attendee: person, answers: { topic: 'Looms' }, guests: [guest] };
      const answer = await api.visitor.send(`/v1/public/links/${tokenOf(url)}/bookings`, { body, headers });
      expect(answer.status).toBe(202);
      return jsonOf<BookingAnswer>(answer);
    };
    return { host: `${host}`, attendee: `${attendee}`, guest: `${guest}`, book };
  };

  const mailTo = (to: string, subject: RegExp): Promise<WrittenMail> =>
    eventually(async () => {
      const [mail, ...more] = (await writtenMails(app.dataDir, to)).filter((one) => subject.test(one.subject));
      if (mail === undefined || more.length > 0) throw new Error(`not one mail ${subject.source} to ${to}`);
      return mail;
    });

  const pathIn = ({ text }: WrittenMail, path: RegExp): string => path.exec(text)?.[0] ?? 'no link';

  it('lead from the request for approval to the meeting in all calendars', async () => {
    const { host, attendee, guest, book } = await linkOf('approval');
    const booking = await book();
    const received = await mailTo(attendee, /^Request received: /);
    const asked = await mailTo(host, /^Please answer: /);
    expect(asked.text).toContain('Topic: Looms');
    for (const mail of [received, asked]) expect(mail.calendar).toEqual([]);

    const approval = `/v1/public/approvals/${pathIn(asked, /(?<=\/a\/)\w{22}(?=\?decision=approve$)/m)}`;
    const approved = await api.visitor.send(`${approval}/approve`, { body: { message: 'See you there.' } });
    expect(approved.status).toBe(200);
    expect((await mailTo(attendee, /^Booked: /)).text).toContain('Message: See you there.');
    const invited = await mailTo(guest, /^Invitation: /);
    const confirmed = await mailTo(host, /^Confirmed: /);
    for (const mail of [invited, confirmed]) {
      expect(mail.calendar).toEqual(expect.arrayContaining(['METHOD:REQUEST', `UID:${booking.id}@bookonce`]));
      expect(JSON.stringify(mail)).not.toContain(tokenOf(booking.manageUrl));
    }
  });

  it('ask the host anew after a move, with buttons of their own', async () => {
    const { host, attendee, book } = await linkOf('approval');
    const { manageUrl } = await book();
    const first = pathIn(await mailTo(host, /^Please answer: /), /\/a\/\w{22}/);
    const path = `/v1/public/bookings/${tokenOf(manageUrl)}`;
    expect((await api.visitor.send(`${path}/reschedule`, { body: { start: LATER } })).status).toBe(200);
    const anew = await mailTo(host, /^New time, please answer: /);
    expect(pathIn(anew, /\/a\/\w{22}/)).not.toBe(first);
    expect((await mailTo(attendee, /^Rescheduled: /)).text).toContain('It is not booked yet');

    expect((await api.visitor.send(`${path}/cancel`, { body: {} })).status).toBe(200);
    expect((await mailTo(host, /^Request cancelled: /)).calendar).toEqual([]);
  });

  it('bring the fresh link of a decline, which can be booked with', async () => {
    const { attendee, book } = await linkOf('approval');
    const { id } = await book();
    const body = { reason: 'I am away.', sendFreshLink: true };
    expect((await api.host.send(`/v1/bookings/${id}/decline`, { body })).status).toBe(200);
    const declined = await mailTo(attendee, /^Declined: /);
    expect(declined.text).toContain('Reason: I am away.');
    const token = pathIn(declined, /(?<=\/1t\/)\w{22}$/m);
    expect((await api.visitor.send(`/v1/public/links/${token}`)).status).toBe(200);
  });

  it("ask for the opt-in in the browser's language, and confirm in it", async () => {
    const { host, attendee, book } = await linkOf('doubleOptIn');
    await book({ 'accept-language': 'de-AT,de;q=0.9,en;q=0.8' });
    const asked = await mailTo(attendee, /^Bitte bestätigen: /);
    expect(asked.calendar).toEqual([]);
    const confirm = `/v1/public/opt-ins/${pathIn(asked, /(?<=\/o\/)\w{22}$/m)}/confirm`;
    expect((await api.visitor.send(confirm, { body: {} })).status).toBe(200);
    expect((await mailTo(attendee, /^Gebucht: /)).calendar).toContain('SEQUENCE:0');
    expect((await mailTo(host, /^Bea Guest booked /)).calendar).toContain('SEQUENCE:0');
    expect(await writtenMails(app.dataDir, host)).toHaveLength(1);
  });
});
