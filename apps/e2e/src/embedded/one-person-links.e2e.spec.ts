import { describe, expect, it } from '@jest/globals';
import type { LinkAnswer, ListAnswer } from '@bookonce/testing/harness/api-shapes';
import { jsonOf } from '@bookonce/testing/harness/http-client';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { countStoredEvents } from '@bookonce/testing/harness/stored-history';
import { tokenOf } from '@bookonce/testing/harness/workspace-client';
import { bookingIn, minutesAfter, outcome, refusalOf, slotAt, START, WholeLife } from './fixtures/whole-life.js';

interface PublicLink {
  readonly status: string;
  readonly meetingType: { readonly durationMinutes: number; readonly location?: object; readonly maxGuests: number };
  readonly recipient?: object;
}

describe('a link made for one person', () => {
  const product = servedProduct({ testClock: START });
  const { api } = product;
  const life = new WholeLife(product);
  let now = START;

  const seen = async (link: LinkAnswer): Promise<PublicLink> => jsonOf<PublicLink>(await api.view(link));
  const errorsOf = async (body: object): Promise<readonly string[]> => {
    const answer = await life.host('/v1/links', body);
    expect(answer.status).toBe(422);
    return jsonOf<{ errors: readonly { path: string }[] }>(answer).errors.map(({ path }) => path);
  };

  it('shows the name and address only if it says so, and its own length and place', async () => {
    const recipient = { name: 'Kim', email: life.person() };
    const plain = await life.link({ location: { type: 'phone' } }, { recipient });
    expect(plain).toMatchObject({ prefill: false, recipientOnly: false });
    expect(await seen(plain)).not.toHaveProperty('recipient');
    expect((await life.get(`/1t/${tokenOf(plain.url)}`)).text).not.toContain(recipient.email);

    const location = { type: 'inPerson', value: 'Room 7' };
    const overrides = { durationMinutes: 50, location };
    const own = await api.createLink(plain.meetingTypeId, { recipient, prefill: true, overrides });
    expect(own).toMatchObject({ prefill: true, overrides, recipient });
    expect(await seen(own)).toMatchObject({ recipient, meetingType: { durationMinutes: 50, location } });
    const page = await life.get(`/1t/${tokenOf(own.url)}`);
    expect(page.text).toContain(recipient.email);
    expect(page.text).toContain('Room 7');
    // A later change of the type changes nothing of the link's own.
    await api.expect(200, `/v1/meeting-types/${plain.meetingTypeId}`, {
      method: 'PATCH',
      body: { durationMinutes: 15, location: { type: 'video', value: 'https://video.example' } },
    });
    expect(await seen(own)).toMatchObject({ meetingType: { durationMinutes: 50, location } });
    const [start = ''] = await life.offered(own, slotAt(0), slotAt(9));
    const booking = await life.booked(own, start, { email: life.person() });
    expect(booking).toMatchObject({ location, start, end: minutesAfter(start, 50) });
  });

  it('has a confirmation of its own', async () => {
    const approval = await life.link({}, { overrides: { confirmation: 'approval' } });
    expect(outcome(await api.book(approval, slotAt(0)))).toEqual([202, 'awaitingApproval']);
    const type = await life.type({ confirmation: 'approval' });
    const instant = await api.createLink(type, { overrides: { confirmation: 'instant' } });
    expect(outcome(await api.book(instant, slotAt(0)))).toEqual([201, 'confirmed']);
    const optIn = await api.createLink(type, { overrides: { confirmation: 'doubleOptIn' } });
    expect(outcome(await api.book(optIn, slotAt(1)))).toEqual([202, 'awaitingOptIn']);
  });

  it('offers its hand-picked times alone, clear of other bookings, and refuses times that are past', async () => {
    const schedule = { timeZone: 'UTC', weekly: [{ days: ['mon'], from: '09:00', to: '10:00' }] };
    const type = await api.createMeetingType([await api.createHost({ schedule })], { maxPerDay: 1 });
    const slots = [{ start: '2026-03-07T21:10:00.000Z' }, { start: '2026-03-08T05:00:00.000Z' }];
    const link = await api.createLink(type, { overrides: { slots } });
    const offered = (of: LinkAnswer) => life.offered(of, '2026-03-05T00:00:00Z', '2026-03-12T00:00:00Z');
    expect(await offered(link)).toEqual(slots.map(({ start }) => start));
    expect(outcome(await api.book(link, '2026-03-09T09:00:00.000Z'))).toEqual([409, 'slot-not-offered']);
    const other = await api.createLink(type, { overrides: { slots } });
    const booking = await life.booked(link, slots[0]?.start ?? '');
    expect(await offered(other)).toEqual([slots[1]?.start]);
    expect(outcome(await api.book(other, slots[0]?.start ?? ''))).toEqual([409, 'slot-taken']);
    expect(bookingIn(await life.manage(booking, 'reschedule', { start: slots[1]?.start }))).toMatchObject({
      start: slots[1]?.start,
    });
    expect(refusalOf(await life.manage(booking, 'reschedule', { start: '2026-03-09T09:00:00.000Z' }))).toEqual([
      409,
      'slot-not-offered',
    ]);

    const before = countStoredEvents(product.app.dataDir);
    expect(await errorsOf({ meetingTypeId: type, overrides: { slots: [] } })).toEqual(['overrides.slots']);
    const past = { slots: [{ start: '2026-03-01T09:00:00Z' }] };
    expect((await errorsOf({ meetingTypeId: type, overrides: past }))[0]).toMatch(/^overrides\.slots/);
    const many = Array.from({ length: 101 }, (_, index) => ({ start: minutesAfter('2026-03-20T00:00:00Z', index) }));
    expect(await errorsOf({ meetingTypeId: type, overrides: { slots: many } })).toEqual(['overrides.slots']);
    expect(await errorsOf({ meetingTypeId: type, overrides: { colour: 'red' } })).toEqual(['overrides.colour']);
    expect(countStoredEvents(product.app.dataDir)).toBe(before);
  });

  it('can be for its recipient alone, who confirms by mail before anything is consumed', async () => {
    const email = life.person();
    const recipient = { name: 'Kim', email };
    const link = await life.link({}, { recipient, recipientOnly: true });
    expect(link).toMatchObject({ recipientOnly: true });
    const before = countStoredEvents(product.app.dataDir);
    const stranger = await api.book(link, slotAt(0), { email: 'eve@example.org' });
    expect(outcome(stranger)).toEqual([403, 'not-the-recipient']);
    expect(stranger.answer.text).not.toContain(email);
    expect(countStoredEvents(product.app.dataDir)).toBe(before);
    const booking = await life.booked(link, slotAt(0), { email: email.toUpperCase() });
    expect(booking.status).toBe('awaitingOptIn');
    expect(await life.statusOf(link)).toBe(200);
    const token = await life.token(email, 'o');
    expect(bookingIn(await life.post(`/v1/public/opt-ins/${token}/confirm`)).status).toBe('confirmed');
    expect(await life.statusOf(link)).toBe(410);

    const type = link.meetingTypeId;
    expect((await errorsOf({ meetingTypeId: type, recipientOnly: true }))[0]).toMatch(/^recipient/);
    const batch = await life.host('/v1/links/batch', { meetingTypeId: type, links: [{}, { recipientOnly: true }] });
    expect(batch.status).toBe(422);
    expect(jsonOf<{ errors: readonly { path: string }[] }>(batch).errors[0]?.path).toMatch(/^links\.1\./);
  });

  it('of an approval type asks the recipient first, then the host', async () => {
    const email = life.person();
    const link = await life.link({ confirmation: 'approval' }, { recipient: { email }, recipientOnly: true });
    const booking = await life.booked(link, slotAt(0), { email });
    expect(booking.status).toBe('awaitingOptIn');
    const token = await life.token(email, 'o');
    const confirmed = await life.post(`/v1/public/opt-ins/${token}/confirm`);
    expect([confirmed.status, bookingIn(confirmed)]).toEqual([
      200,
      expect.objectContaining({ status: 'awaitingApproval', approvalUntil: expect.any(String) }),
    ]);
    expect(bookingIn(await life.post(`/v1/public/opt-ins/${token}/confirm`)).status).toBe('awaitingApproval');
    expect(refusalOf(await api.view(link))).toEqual([410, 'link-consumed']);
    expect(bookingIn(await life.host(`/v1/bookings/${booking.id}/approve`)).status).toBe('confirmed');
  });

  it('hands what it has on to the link that takes its place, without times that are past', async () => {
    const slots = [{ start: minutesAfter(now, 30) }, { start: slotAt(3) }];
    const recipient = { name: 'Kim', email: life.person() };
    const overrides = { durationMinutes: 45, slots };
    const link = await life.link({}, { recipient, overrides, prefill: true, recipientOnly: true });
    now = minutesAfter(now, 60);
    await api.setClock(now);
    const fresh = await api.expect<LinkAnswer>(201, `/v1/links/${link.id}/regenerate`, { body: {} });
    expect(fresh).toMatchObject({ replaces: link.id, prefill: true, recipientOnly: true, recipient });
    expect(fresh.overrides).toEqual({ durationMinutes: 45, slots: [slots[1]] });
    const batch = await api.expect<ListAnswer<LinkAnswer>>(201, '/v1/links/batch', {
      body: { meetingTypeId: link.meetingTypeId, links: [{ overrides: { durationMinutes: 20 } }, { prefill: true }] },
    });
    expect(batch.items).toMatchObject([{ overrides: { durationMinutes: 20 } }, { prefill: true }]);
  });

  it('gives each booking a room of its own', async () => {
    const type = await life.type({ location: { type: 'video', value: 'https://meet.example/{random}' } });
    const rooms = await Promise.all(
      [0, 1].map(async (index) => (await life.booked(await api.createLink(type), slotAt(index))).location?.value ?? ''),
    );
    for (const room of rooms) expect(room).toMatch(/^https:\/\/meet\.example\/[0-9A-Za-z]{20}$/);
    expect(new Set(rooms).size).toBe(2);
  });

  it('takes guests up to the limit of its type, who are mailed without the manage link, also of changes', async () => {
    const link = await life.link({ maxGuests: 2 });
    expect(await seen(link)).toMatchObject({ meetingType: { maxGuests: 2 } });
    const guests = [life.person(), life.person()];
    const tooMany = await api.book(link, slotAt(0), { more: { guests: [...guests, life.person()] } });
    expect(outcome(tooMany)).toEqual([422, 'validation-failed']);
    const booking = await life.booked(link, slotAt(0), { email: life.person(), more: { guests } });
    expect(booking.guests).toEqual(guests);
    for (const guest of guests) {
      const mail = await life.mail(guest, ({ calendar }) => calendar.length > 0);
      expect(mail.text).not.toContain(tokenOf(booking.manageUrl));
    }
    await life.manage(booking, 'reschedule', { start: slotAt(5) });
    await life.mail(guests[0] ?? '', ({ calendar }) => calendar.includes('SEQUENCE:1'));
    await life.manage(booking, 'cancel');
    await life.mail(guests[1] ?? '', ({ calendar }) => calendar.includes('METHOD:CANCEL'));
    const none = await life.link();
    expect(outcome(await api.book(none, slotAt(0), { more: { guests: [life.person()] } }))[0]).toBe(422);
  });

  it("keeps the page's parameters as tracking, which the attendee does not see", async () => {
    const tracking = { utm_source: 'letter', utm_campaign: 'spring', ref: 'crm' };
    const link = await life.link();
    for (const wrong of [{ other: 'x' }, { utm_source: 'x'.repeat(201) }]) {
      expect(outcome(await api.book(link, slotAt(0), { more: { tracking: wrong } }))[0]).toBe(422);
    }
    const booking = await life.booked(link, slotAt(0), { more: { tracking } });
    expect(booking).not.toHaveProperty('tracking');
    expect(await life.bookingOf(booking)).toMatchObject({ tracking });
  });

  it.each(['instant', 'approval', 'doubleOptIn'])(
    'is booked by the host for the recipient at once: %s',
    async (mode) => {
      const email = life.person();
      const fields = { recipient: { email }, recipientOnly: mode === 'doubleOptIn' };
      const link = await life.link({ confirmation: mode, maxGuests: 1 }, fields);
      const attendee = { name: 'Kim', email: life.person() };
      const body = { start: slotAt(0), attendee, note: 'By phone', guests: [life.person()] };
      const key = { 'idempotency-key': `host-books-${mode}` };
      const send = () => api.host.send(`/v1/links/${link.id}/bookings`, { body, headers: key });
      const booked = await send();
      expect([booked.status, bookingIn(booked)]).toEqual([
        201,
        expect.objectContaining({ status: 'confirmed', attendee, guests: body.guests, linkId: link.id }),
      ]);
      expect((await send()).text).toBe(booked.text);
      expect(refusalOf(await api.view(link))).toEqual([410, 'link-consumed']);
      await life.mail(attendee.email, ({ calendar }) => calendar.length > 0);
      expect(refusalOf(await life.host(`/v1/links/${link.id}/bookings`, body))).toEqual([409, 'link-consumed']);
      expect((await life.host('/v1/links/lnk_nothing/bookings', body)).status).toBe(404);
      expect((await life.post(`/v1/links/${link.id}/bookings`, body)).status).toBe(401);
    },
  );

  it('has a meeting that the host makes longer or moves elsewhere; both sides are mailed, the calendar checked', async () => {
    const type = await life.type({}, 'changing@example.com');
    const email = life.person();
    const booking = await life.booked(await api.createLink(type), slotAt(0), { email });
    await life.booked(await api.createLink(type), slotAt(2));
    const change = (body: object) => life.host(`/v1/bookings/${booking.id}`, body, 'PATCH');
    const longer = await change({ durationMinutes: 60 });
    expect([longer.status, bookingIn(longer)]).toEqual([
      200,
      expect.objectContaining({ start: slotAt(0), end: slotAt(2), status: 'confirmed' }),
    ]);
    expect(await life.isOffered(await api.createLink(type), slotAt(1))).toBe(false);
    await life.mail(email, ({ calendar }) => calendar.includes('SEQUENCE:1'));
    expect(refusalOf(await change({ durationMinutes: 61 }))).toEqual([409, 'slot-taken']);
    const location = { type: 'inPerson', value: 'Main Street 1' };
    expect(bookingIn(await change({ location }))).toMatchObject({ location, end: slotAt(2) });
    await life.mail(email, ({ text, calendar }) => text.includes('Main Street 1') && calendar.includes('SEQUENCE:2'));
    await life.mail('changing@example.com', ({ text }) => text.includes('Main Street 1'));
    expect(bookingIn(await change({ location: null }))).not.toHaveProperty('location');
    for (const wrong of [{}, { durationMinutes: 0 }, { start: slotAt(3) }])
      expect((await change(wrong)).status).toBe(422);
    await life.manage(booking, 'cancel');
    expect(refusalOf(await change({ durationMinutes: 30 }))).toEqual([409, 'conflict-with-state']);
  });

  it('records that the attendee did not come, once the meeting is over', async () => {
    const start = minutesAfter(now, 60).replace(/:\d\d:\d\d\.000Z/, ':00:00.000Z');
    const booking = await life.booked(await life.link(), start);
    const record = (noShow: boolean) => life.host(`/v1/bookings/${booking.id}/no-show`, { noShow });
    expect(refusalOf(await record(true))).toEqual([409, 'conflict-with-state']);
    now = minutesAfter(start, 30);
    await api.setClock(now);
    const recorded = await record(true);
    expect([recorded.status, bookingIn(recorded)]).toEqual([200, expect.objectContaining({ noShow: true })]);
    expect((await record(true)).status).toBe(200);
    expect(await life.managed(booking)).not.toHaveProperty('noShow');
    expect(bookingIn(await record(false))).not.toHaveProperty('noShow');
    const cancelled = await life.booked(await life.link(), slotAt(0));
    await life.manage(cancelled, 'cancel');
    expect(refusalOf(await life.host(`/v1/bookings/${cancelled.id}/no-show`, { noShow: true }))).toEqual([
      409,
      'conflict-with-state',
    ]);
    expect((await life.host(`/v1/bookings/${booking.id}/no-show`, {})).status).toBe(422);
  });
});
