import { describe, expect, it } from '@jest/globals';
import type { BookingAnswer, LinkAnswer, SlotAnswer } from '@bookonce/testing/harness/api-shapes';
import { jsonOf } from '@bookonce/testing/harness/http-client';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { startsOf } from '@bookonce/testing/harness/api-shapes';
import { openHolds, storedEvents } from '@bookonce/testing/harness/stored-history';
import { midnightAfter, ROUND_THE_CLOCK, tokenOf } from '@bookonce/testing/harness/workspace-client';

const FROM = midnightAfter(3);
const TO = midnightAfter(4);

const at = (minutes: number): string => new Date(Date.parse(FROM) + minutes * 60_000).toISOString();
const window = new URLSearchParams({ from: FROM, to: TO }).toString();

describe('a link with slots of its own', () => {
  const { api } = servedProduct();

  const offered = async (link: LinkAnswer): Promise<readonly SlotAnswer[]> =>
    jsonOf<{ slots: SlotAnswer[] }>(await api.slots(link, FROM, TO)).slots;
  const booked = async (link: LinkAnswer, start: string): Promise<BookingAnswer> => {
    const { booking, answer } = await api.book(link, start);
    if (booking === null) throw new Error(`not booked: ${answer.text}`);
    return booking;
  };

  it('offers and books its own length, counted by that length', async () => {
    // Closed before midnight, so that the slots of each day are counted from its start.
    const [{ days }] = ROUND_THE_CLOCK.weekly;
    const schedule = { timeZone: 'UTC', weekly: [{ days, from: '00:00', to: '23:00' }] };
    const type = await api.createMeetingType([await api.createHost({ schedule })]);
    const link = await api.createLink(type, { overrides: { durationMinutes: 50 } });
    const slots = await offered(link);
    expect(slots.slice(0, 3)).toEqual([0, 50, 100].map((start) => ({ start: at(start), end: at(start + 50) })));
    expect(await api.book(link, at(30))).toMatchObject({ status: 409, slug: 'slot-not-offered' });
    expect(await booked(link, at(50))).toMatchObject({ status: 'confirmed', start: at(50), end: at(100) });
    const others = startsOf(await api.slotsOfType(type, FROM, TO));
    expect(others.slice(0, 3)).toEqual([0, 120, 150].map(at));
  });

  it('offers hand-picked times outside the hours, and the same list for a reschedule', async () => {
    const closed = { ...ROUND_THE_CLOCK, overrides: [{ date: FROM.slice(0, 10), ranges: [] }] };
    const hostId = await api.createHost({ schedule: closed });
    const type = await api.createMeetingType([hostId], { maxPerDay: 1, minimumNoticeMinutes: 20_000 });
    const slots = [601, 67, 900].map((start) => ({ start: at(start) }));
    const [link, other] = [
      await api.createLink(type, { overrides: { slots } }),
      await api.createLink(type, { overrides: { slots } }),
    ];
    expect(startsOf(await offered(link))).toEqual([67, 601, 900].map(at));
    expect(await api.book(link, at(120))).toMatchObject({ status: 409, slug: 'slot-not-offered' });
    const booking = await booked(link, at(601));
    expect(startsOf(await offered(other))).toEqual([67, 900].map(at));
    expect(await api.book(other, at(601))).toMatchObject({ status: 409, slug: 'slot-taken' });

    const path = `/v1/public/bookings/${tokenOf(booking.manageUrl)}`;
    const list = jsonOf<{ slots: SlotAnswer[] }>(await api.visitor.send(`${path}/slots?${window}`)).slots;
    expect(startsOf(list)).toEqual([67, 601, 900].map(at));
    const off = await api.visitor.send(`${path}/reschedule`, { body: { start: at(120) } });
    expect(off.status).toBe(409);
    const moved = await api.visitor.send(`${path}/reschedule`, { body: { start: at(67) } });
    expect(jsonOf<BookingAnswer>(moved)).toMatchObject({ start: at(67), end: at(97) });
    expect(startsOf(await offered(other))).toEqual([601, 900].map(at));
  });
});

describe('a meeting that the host makes longer or shorter', () => {
  const { app, api } = servedProduct();

  it.each([1, 3])('changes on all of its %i calendars, or on none', async (count) => {
    const hostIds: string[] = [];
    for (let index = 0; index < count; index += 1) hostIds.push(await api.createHost());
    const type = await api.createMeetingType(hostIds, { assignment: count > 1 ? 'collective' : 'single' });
    const { booking } = await api.book(await api.createLink(type), at(60));
    if (booking === null) throw new Error('not booked');
    const own = await api.createMeetingType([hostIds.at(-1) ?? '']);
    expect((await api.book(await api.createLink(own), at(150))).status).toBe(201);

    const change = (durationMinutes: number) =>
      api.host.send(`/v1/bookings/${booking.id}`, { method: 'PATCH', body: { durationMinutes } });
    expect(jsonOf<BookingAnswer>(await change(90))).toMatchObject({ start: at(60), end: at(150) });
    expect(startsOf(await api.slotsOfType(type, FROM, TO)).slice(0, 4)).toEqual([0, 30, 180, 210].map(at));
    expect((await change(91)).status).toBe(409);
    expect(jsonOf<BookingAnswer>(await change(20))).toMatchObject({ end: at(80) });
    expect(startsOf(await api.slotsOfType(type, FROM, TO)).slice(0, 4)).toEqual([0, 30, 90, 120].map(at));
    expect(await api.expect(200, `/v1/bookings/${booking.id}`)).toMatchObject({ status: 'confirmed', end: at(80) });
    expect(openHolds(storedEvents(app.dataDir))).toEqual([]);
  });
});
