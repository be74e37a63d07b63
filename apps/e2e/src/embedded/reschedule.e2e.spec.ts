import { describe, expect, it } from '@jest/globals';
import { slugOf, type BookingAnswer, type ProblemAnswer, type SlotAnswer } from '@bookonce/testing/harness/api-shapes';
import { jsonOf, type HttpAnswer } from '@bookonce/testing/harness/http-client';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { startsOf } from '@bookonce/testing/harness/api-shapes';
import { openHolds, storedEvents } from '@bookonce/testing/harness/stored-history';
import { midnightAfter, pathOf, ROUND_THE_CLOCK, tokenOf } from '@bookonce/testing/harness/workspace-client';

const FROM = midnightAfter(3);
const TO = midnightAfter(4);
const window = new URLSearchParams({ from: FROM, to: TO }).toString();

describe('rescheduling', () => {
  const { app, api } = servedProduct();

  const booked = async (hostCount = 1) => {
    const hostIds: string[] = [];
    for (let index = 0; index < hostCount; index += 1) hostIds.push(await api.createHost());
    const type = await api.createMeetingType(hostIds, hostCount > 1 ? { assignment: 'collective' } : {});
    const link = await api.createLink(type);
    const { booking } = await api.book(link, FROM);
    if (booking === null) throw new Error('not booked');
    const path = `/v1/public/bookings/${tokenOf(booking.manageUrl)}`;
    const slots = async (): Promise<readonly string[]> =>
      startsOf(jsonOf<{ slots: SlotAnswer[] }>(await api.visitor.send(`${path}/slots?${window}`)).slots);
    const [, second = '', third = ''] = await slots();
    return { type, link, booking, path, slots, second, third };
  };
  const move = (path: string, start: string, key?: string): Promise<HttpAnswer> =>
    api.visitor.send(`${path}/reschedule`, {
      body: { start },
      ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }),
    });
  const factsOf = (bookingId: string): readonly string[] =>
    storedEvents(app.dataDir)
      .filter(({ stream }) => stream === `booking-${bookingId}`)
      .map(({ type }) => type);

  it.each([1, 2])('moves the slot of %i host(s), frees the old one and leaves the link consumed', async (count) => {
    const { type, link, booking, path, slots, second } = await booked(count);
    expect(await slots()).toContain(FROM);
    const answer = await move(path, second);
    expect(answer.status).toBe(200);
    expect(answer.headers['consistency-token']).toBeDefined();
    expect(jsonOf<BookingAnswer>(answer)).toMatchObject({ id: booking.id, status: 'confirmed', start: second });

    const offered = startsOf(await api.slotsOfType(type, FROM, TO));
    expect(offered).toContain(FROM);
    expect(offered).not.toContain(second);
    expect(await slots()).toEqual(expect.arrayContaining([FROM, second]));
    expect((await api.view(link)).status).toBe(410);
    expect(await api.expect(200, `/v1/bookings/${booking.id}`)).toMatchObject({ start: second });
    const calendar = await api.visitor.send(pathOf(booking.calendarUrl));
    expect(calendar.text).toContain('SEQUENCE:1');
    expect((await api.book(await api.createLink(type), FROM)).status).toBe(201);
    expect(openHolds(storedEvents(app.dataDir))).toEqual([]);
  });

  it('suggests times to the host by the booking, not by the notice and the window of the type', async () => {
    const { type, booking, second, third } = await booked();
    await api.expect(200, `/v1/bookings/${booking.id}`, { method: 'PATCH', body: { durationMinutes: 45 } });
    const bookingWindow = { type: 'rolling', days: 1 };
    await api.expect(200, `/v1/meeting-types/${type}`, {
      method: 'PATCH',
      body: { bookingWindow, minimumNoticeMinutes: 5 * 24 * 60 },
    });
    const path = `/v1/bookings/${booking.id}/slots?${window}`;
    const { slots } = await api.expect<{ slots: SlotAnswer[] }>(200, path);
    const starts = startsOf(slots);
    expect(starts).not.toContain(FROM);
    expect(starts.slice(0, 2)).toEqual([second, third]);
    expect(slots.map(({ start, end }) => Date.parse(end) - Date.parse(start))).toEqual(slots.map(() => 45 * 60_000));
    const body = { start: third };
    await api.expect(200, `/v1/bookings/${booking.id}/reschedule`, { method: 'POST', body });
    expect(startsOf((await api.expect<{ slots: SlotAnswer[] }>(200, path)).slots)).toContain(FROM);

    await api.expect(422, `/v1/bookings/${booking.id}/slots?from=${TO}&to=${FROM}`);
    await api.expect(404, `/v1/bookings/bkg_nothing/slots`);
    expect((await api.visitor.send(path)).status).toBe(401);
    await api.expect(200, `/v1/bookings/${booking.id}/cancel`, { method: 'POST', body: {} });
    await api.expect(409, path);
  });

  it('rejects a taken or unoffered slot and keeps the booking', async () => {
    const { type, booking, path, second } = await booked();
    expect((await api.book(await api.createLink(type), second)).status).toBe(201);
    const taken = await move(path, second);
    expect([taken.status, slugOf(jsonOf<ProblemAnswer>(taken))]).toEqual([409, 'slot-taken']);
    const off = await move(path, new Date(Date.parse(FROM) + 7 * 60_000).toISOString());
    expect([off.status, slugOf(jsonOf<ProblemAnswer>(off))]).toEqual([409, 'slot-not-offered']);
    expect(await api.expect(200, `/v1/bookings/${booking.id}`)).toMatchObject({ status: 'confirmed', start: FROM });
  });

  it('is idempotent, and serialises concurrent requests', async () => {
    const { booking, path, second, third } = await booked();
    const same = await Promise.all([1, 2, 3].map(() => move(path, second, 'move-once')));
    expect(same.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await move(path, second)).status).toBe(200);
    expect(factsOf(booking.id).slice(2)).toEqual(['RescheduleRequested', 'BookingRescheduled']);

    const both = await Promise.all([move(path, third), move(path, FROM)]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    const { start } = await api.expect<BookingAnswer>(200, `/v1/bookings/${booking.id}`);
    expect([FROM, third]).toContain(start);
    expect(openHolds(storedEvents(app.dataDir))).toEqual([]);
  });

  it('never gives one slot to two bookings (I5)', async () => {
    const { type, path, second, third } = await booked();
    const other = await api.book(await api.createLink(type), third);
    if (other.booking === null) throw new Error('not booked');
    const otherPath = `/v1/public/bookings/${tokenOf(other.booking.manageUrl)}`;
    const answers = await Promise.all([move(path, second), move(otherPath, second)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('is bound by bookings and buffers for the host, but neither by hours nor by notice and window', async () => {
    const office = { ...ROUND_THE_CLOCK, weekly: [{ ...ROUND_THE_CLOCK.weekly[0], from: '08:00', to: '12:00' }] };
    const host = await api.createHost({ schedule: office });
    const rules = { durationMinutes: 60, slotIntervalMinutes: 60, bufferAfterMinutes: 30 };
    const type = await api.createMeetingType([host], { ...rules, bookingWindow: { type: 'rolling', days: 5 } });
    const at = (time: string, day = FROM): string => day.replace('T00:00', `T${time}`);
    const first = await api.book(await api.createLink(type), at('08:00'));
    const second = await api.book(await api.createLink(type), at('10:00'));
    const asHost = (id: string, start: string): Promise<HttpAnswer> =>
      api.host.send(`/v1/bookings/${id}/reschedule`, { body: { start } });
    const [one = '', another = ''] = [first.booking?.id, second.booking?.id];
    const far = midnightAfter(30);
    expect((await asHost(one, at('20:10', far))).status).toBe(200);
    for (const time of ['19:30', '20:10', '21:15']) {
      const refused = await asHost(another, at(time, far));
      expect([time, refused.status, slugOf(jsonOf<ProblemAnswer>(refused))]).toEqual([time, 409, 'slot-taken']);
    }
    expect((await asHost(another, at('21:40', far))).status).toBe(200);
    const path = `/v1/public/bookings/${tokenOf(first.booking?.manageUrl ?? '')}`;
    expect(slugOf(jsonOf<ProblemAnswer>(await move(path, at('14:00'))))).toBe('slot-not-offered');
    expect((await move(path, at('09:00'))).status).toBe(200);
  });

  it('works for the host, and rejects a cancelled booking', async () => {
    const { booking, path, second } = await booked();
    const body = { start: second };
    const hosts = `/v1/bookings/${booking.id}/reschedule`;
    expect(await api.expect<BookingAnswer>(200, hosts, { body })).toMatchObject({ start: second });
    await api.expect(200, `/v1/bookings/${booking.id}/cancel`, { body: {} });
    expect((await api.host.send(hosts, { body: { start: FROM } })).status).toBe(409);
    expect((await move(path, FROM)).status).toBe(409);
    expect((await api.visitor.send(`${path}/slots?${window}`)).status).toBe(409);
    expect(openHolds(storedEvents(app.dataDir))).toEqual([]);
  });

  it('rejects invalid requests and stores nothing', async () => {
    const { booking, path } = await booked();
    const before = storedEvents(app.dataDir).length;
    expect((await move(`/v1/public/bookings/${'x'.repeat(22)}`, FROM)).status).toBe(404);
    for (const body of [{}, { start: 'tomorrow' }, { start: FROM, end: TO }]) {
      expect((await api.visitor.send(`${path}/reschedule`, { body })).status).toBe(422);
      expect((await api.host.send(`/v1/bookings/${booking.id}/reschedule`, { body })).status).toBe(422);
    }
    expect((await api.visitor.send(`/v1/bookings/${booking.id}/reschedule`, { body: { start: FROM } })).status).toBe(
      401,
    );
    expect((await api.visitor.send(`${path}/slots?from=${TO}&to=${FROM}`)).status).toBe(422);
    expect(storedEvents(app.dataDir)).toHaveLength(before);
  });
});
