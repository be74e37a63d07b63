import { describe, expect, it } from '@jest/globals';
import { slugOf, type BookingAnswer, type ProblemAnswer } from '@bookonce/testing/harness/api-shapes';
import { eventually } from '@bookonce/testing/harness/eventually';
import { jsonOf, type HttpAnswer } from '@bookonce/testing/harness/http-client';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { storedEvents } from '@bookonce/testing/harness/stored-history';
import { tokenOf } from '@bookonce/testing/harness/workspace-client';
import { approvalTokenIn, writtenMails, type WrittenMail } from '@bookonce/testing/harness/written-mails';

const NOW = '2026-03-02T08:00:00.000Z';
const SOON = 60 * 48;

type PublicAnswer = BookingAnswer & { readonly movesLeft: number };

describe('mails about a booking that changes again and again', () => {
  let clock = Date.parse(NOW);
  const { app, api } = servedProduct({ testClock: NOW });
  /** From the start of the product's clock. */
  const minutes = (count: number): string => new Date(Date.parse(NOW) + count * 60_000).toISOString();
  const pass = (count: number): Promise<void> => {
    clock += count * 60_000;
    return api.setClock(new Date(clock).toISOString());
  };

  const booked = async (name: string, settings: object = {}) => {
    const address = { attendee: `${name}@example.org`, host: `host-${name}@example.com` };
    const hostId = await api.createHost({ name: 'Grace', email: address.host });
    const link = await api.createLink(await api.createMeetingType([hostId], settings));
    const { booking } = await api.book(link, minutes(SOON), { email: address.attendee });
    if (booking === null) throw new Error('not booked');
    const path = `/v1/public/bookings/${tokenOf(booking.manageUrl)}`;
    return {
      id: booking.id,
      path,
      address,
      move: (to: number): Promise<HttpAnswer> =>
        api.visitor.send(`${path}/reschedule`, { body: { start: minutes(SOON + 60 * to) } }),
      moveAsHost: (to: number): Promise<HttpAnswer> =>
        api.host.send(`/v1/bookings/${booking.id}/reschedule`, { body: { start: minutes(SOON + 60 * to) } }),
    };
  };

  const mailsTo = (to: string, count: number): Promise<readonly WrittenMail[]> =>
    eventually(async () => {
      const mails = await writtenMails(app.dataDir, to);
      expect(mails.map(({ subject }) => subject)).toHaveLength(count);
      return mails;
    });

  /** Of the calendar files in the mails, in order. */
  const sequencesIn = (mails: readonly WrittenMail[]): readonly number[] =>
    mails
      .map(({ calendar }) => Number(calendar.find((line) => line.startsWith('SEQUENCE:'))?.slice('SEQUENCE:'.length)))
      .sort((a, b) => a - b);

  it('go out three times at once, then one in a minute with the last state; the eleventh move is refused', async () => {
    const { id, path, address, move, moveAsHost } = await booked('often');
    for (let to = 1; to <= 10; to += 1) expect((await move(to)).status).toBe(200);
    const refused = await move(11);
    expect([refused.status, slugOf(jsonOf<ProblemAnswer>(refused))]).toEqual([409, 'too-many-moves']);
    expect((await move(10)).status).toBe(200);
    expect(jsonOf<PublicAnswer>(await api.visitor.send(path))).toMatchObject({
      movesLeft: 0,
      start: minutes(SOON + 600),
    });

    await pass(0.9);
    for (const to of Object.values(address)) expect(sequencesIn(await mailsTo(to, 3))).toEqual([0, 1, 2]);
    await app.restart({ testClock: new Date(clock).toISOString() });
    await api.connect(app);
    await pass(0.2);
    for (const to of Object.values(address)) expect(sequencesIn(await mailsTo(to, 4))).toEqual([0, 1, 2, 10]);
    const joined = (await mailsTo(address.attendee, 4)).find(({ calendar }) => calendar.includes('SEQUENCE:10'));
    expect(joined?.subject).toMatch(/^Rescheduled: Intro call with Grace, /);

    expect((await moveAsHost(12)).status).toBe(200);
    expect((await api.visitor.send(`${path}/cancel`, { body: {} })).status).toBe(200);
    for (const to of Object.values(address)) expect(sequencesIn(await mailsTo(to, 5))).toEqual([0, 1, 2, 10, 12]);
    await pass(120);
    for (const to of Object.values(address)) await mailsTo(to, 5);
    const facts = storedEvents(app.dataDir).filter(({ stream }) => stream === `booking-${id}`);
    expect(facts.filter(({ type }) => type === 'ChangeMailsRequested')).toHaveLength(1);
  });

  it('go out five times an hour after that, and tell the last state in the end', async () => {
    const { address, moveAsHost } = await booked('hourly');
    for (let to = 1; to <= 2; to += 1) await moveAsHost(to);
    await mailsTo(address.attendee, 3);
    for (let to = 3; to <= 14; to += 1) {
      expect((await moveAsHost(to)).status).toBe(200);
      await pass(2);
    }
    await mailsTo(address.attendee, 8);
    await pass(35);
    await mailsTo(address.attendee, 8);
    await pass(25);
    for (const to of Object.values(address)) expect(sequencesIn(await mailsTo(to, 9)).at(-1)).toBe(14);
  });

  it('ask the host anew with buttons that work', async () => {
    const { address, move, path } = await booked('asked', { confirmation: 'approval' });
    for (let to = 1; to <= 5; to += 1) expect((await move(to)).status).toBe(200);
    await mailsTo(address.attendee, 3);
    await pass(1);
    await mailsTo(address.attendee, 4);
    // Of the buttons in all mails, only those of the last one decide.
    await eventually(async () => {
      const mails = await writtenMails(app.dataDir, address.host);
      expect(mails.length).toBeLessThanOrEqual(4);
      const tokens = mails.map((mail) => approvalTokenIn(mail) ?? '');
      const decided = await Promise.all(tokens.map((token) => api.decideByMail(token, { decide: 'approve' })));
      expect(decided.filter(({ status }) => status === 200)).toHaveLength(1);
    });
    expect(jsonOf<BookingAnswer>(await api.visitor.send(path))).toMatchObject({
      status: 'confirmed',
      start: minutes(SOON + 300),
    });
    await mailsTo(address.attendee, 5);
  });
});
