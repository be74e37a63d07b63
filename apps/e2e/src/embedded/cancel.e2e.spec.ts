import { describe, expect, it } from '@jest/globals';
import { slugOf, type BookingAnswer, type ProblemAnswer } from '@bookonce/testing/harness/api-shapes';
import { eventually } from '@bookonce/testing/harness/eventually';
import { jsonOf } from '@bookonce/testing/harness/http-client';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { startsOf } from '@bookonce/testing/harness/api-shapes';
import { openHolds, storedEvents } from '@bookonce/testing/harness/stored-history';
import { midnightAfter, pathOf, tokenOf } from '@bookonce/testing/harness/workspace-client';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const FROM = midnightAfter(3);
const TO = midnightAfter(4);

describe('cancelling', () => {
  const { app, api } = servedProduct();

  const booked = async () => {
    const type = await api.createMeetingType([await api.createHost()]);
    const link = await api.createLink(type);
    const { booking } = await api.book(link, FROM);
    if (booking === null) throw new Error('not booked');
    return { type, link, booking, path: `/v1/public/bookings/${tokenOf(booking.manageUrl)}` };
  };

  it('frees the slot at once and leaves the link consumed (I4)', async () => {
    const { type, link, booking, path } = await booked();
    expect(startsOf(await api.slotsOfType(type, FROM, TO))).not.toContain(FROM);

    const answer = await api.visitor.send(`${path}/cancel`, { body: { reason: 'I am ill' } });
    expect(answer.status).toBe(200);
    expect(answer.headers['consistency-token']).toBeDefined();
    expect(jsonOf<BookingAnswer>(answer)).toMatchObject({
      id: booking.id,
      status: 'cancelled',
      endedReason: 'I am ill',
    });

    expect(startsOf(await api.slotsOfType(type, FROM, TO))).toContain(FROM);
    expect((await api.view(link)).status).toBe(410);
    expect(await api.book(link, FROM)).toMatchObject({ status: 410, slug: 'link-consumed' });
    expect(await api.getLink(link.id)).toMatchObject({ status: 'consumed', bookingId: booking.id });
    expect(await api.expect(200, `/v1/bookings/${booking.id}`)).toMatchObject({ status: 'cancelled' });
    const calendar = await api.visitor.send(pathOf(booking.calendarUrl));
    expect(calendar.text).toContain('STATUS:CANCELLED');
    expect(openHolds(storedEvents(app.dataDir))).toEqual([]);

    // Somebody else can book the slot now.
    expect((await api.book(await api.createLink(type), FROM)).status).toBe(201);
  });

  it('is idempotent, with a key or without', async () => {
    const { booking, path } = await booked();
    const headers = { 'idempotency-key': 'cancel-once' };
    const answers = await Promise.all([1, 2, 3].map(() => api.visitor.send(`${path}/cancel`, { body: {}, headers })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await api.visitor.send(`${path}/cancel`, { body: {} })).status).toBe(200);
    const facts = storedEvents(app.dataDir).filter(({ stream }) => stream === `booking-${booking.id}`);
    expect(facts.map(({ type }) => type)).toEqual(['BookingRequested', 'BookingConfirmed', 'BookingCancelled']);
  });

  it('works for the host, and mails both sides once', async () => {
    const { booking } = await booked();
    const path = `/v1/bookings/${booking.id}/cancel`;
    const body = { reason: 'The plumber is coming' };
    expect(await api.expect<BookingAnswer>(200, path, { body })).toMatchObject({ status: 'cancelled' });
    await api.expect(200, path, { body });
    const mails = async (): Promise<readonly string[]> => {
      const folder = join(app.dataDir, 'mails');
      const files = (await readdir(folder)).filter((file) => file.endsWith('.eml'));
      const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
      return texts.filter((text) => text.includes(body.reason));
    };
    await eventually(async () => expect(await mails()).toHaveLength(2));
    expect((await mails()).map((mail) => /^Subject: (\w+):/m.exec(mail)?.[1])).toEqual(['Cancelled', 'Cancelled']);
  });

  it('rejects invalid requests and stores nothing', async () => {
    const { booking, path } = await booked();
    const before = storedEvents(app.dataDir).length;
    const unknown = await api.visitor.send(`/v1/public/bookings/${'x'.repeat(22)}/cancel`, { body: {} });
    expect([unknown.status, slugOf(jsonOf<ProblemAnswer>(unknown))]).toEqual([404, 'not-found']);
    for (const body of [{ why: 'unknown field' }, { reason: 7 }, { reason: 'x'.repeat(501) }]) {
      expect((await api.visitor.send(`${path}/cancel`, { body })).status).toBe(422);
      expect((await api.host.send(`/v1/bookings/${booking.id}/cancel`, { body })).status).toBe(422);
    }
    expect((await api.visitor.send(`/v1/bookings/${booking.id}/cancel`, { body: {} })).status).toBe(401);
    expect((await api.visitor.send(`${path}/cancel`)).status).toBe(405);
    expect(storedEvents(app.dataDir)).toHaveLength(before);
  });
});
