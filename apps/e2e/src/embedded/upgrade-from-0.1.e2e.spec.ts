import { describe, expect, it } from '@jest/globals';
import { startsOf, type BookingAnswer, type LinkAnswer, type ListAnswer } from '@bookonce/testing/harness/api-shapes';
import { eventually } from '@bookonce/testing/harness/eventually';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { storedEvents, violationsIn } from '@bookonce/testing/harness/stored-history';
import { tokenOf } from '@bookonce/testing/harness/workspace-client';
import { fillWithDataOf01, STOPPED_AT } from './fixtures/data-of-0.1.js';
import { minutesAfter, WholeLife } from './fixtures/whole-life.js';

const DAY = '2026-03-05T00:00:00.000Z';
const NOW = minutesAfter(STOPPED_AT, 5);
/** The default, which types of that version have by now. */
const APPROVAL_MINUTES = 72 * 60;
const at = (hour: number): string => minutesAfter(DAY, hour * 60);

describe('data of version 0.1', () => {
  const product = servedProduct({ testClock: NOW, fill: fillWithDataOf01 });
  const { app, api } = product;
  const life = new WholeLife(product);

  const bookings = async () => {
    const { items } = await api.expect<ListAnswer<BookingAnswer>>(200, '/v1/bookings');
    return new Map(items.map((booking) => [booking.attendee.name, booking]));
  };
  const bookingOf = async (name: string): Promise<BookingAnswer> => {
    const booking = (await bookings()).get(name);
    if (booking === undefined) throw new Error(`no booking of ${name}`);
    return booking;
  };
  const unusedLink = async (name: string): Promise<LinkAnswer> => {
    const path = `/v1/links?recipient=${name}@example.org`;
    const [link] = (await api.expect<ListAnswer<LinkAnswer>>(200, path)).items;
    if (link === undefined) throw new Error(`no link of ${name}`);
    return link;
  };
  const isFree = async ({ meetingTypeId, start }: BookingAnswer): Promise<boolean> =>
    startsOf(await api.slotsOfType(meetingTypeId, start, minutesAfter(start, 1))).includes(start);
  const mailTo = (name: string, beginning: string) =>
    life.mail(`${name}@example.org`, ({ subject }) => subject.startsWith(beginning));

  it('opens, with all that it held', async () => {
    const statuses = [...(await bookings())].map(([name, { status }]) => `${name}: ${status}`).toSorted();
    expect(statuses).toEqual([
      'approve: awaitingApproval',
      'cancel: awaitingApproval',
      'confirmed: confirmed',
      'decline: awaitingApproval',
      'leave: awaitingApproval',
      'opt-in: awaitingOptIn',
    ]);
    for (const [name, booking] of await bookings()) {
      expect([name, (await life.managed(booking)).id]).toEqual([name, booking.id]);
      expect([name, await isFree(booking)]).toEqual([name, false]);
    }
    const { items } = await api.expect<ListAnswer<{ to: string }>>(200, '/v1/sent-mail');
    expect(items.map(({ to }) => to).toSorted()).toEqual(['ada@example.com', 'confirmed@example.org']);
    expect(violationsIn(storedEvents(app.dataDir), { mayWait: true })).toEqual([]);
  });

  it('has requests that can be approved, declined with a fresh link, and cancelled', async () => {
    const approved = await api.decide((await bookingOf('approve')).id, { decide: 'approve' });
    expect([approved.status, approved.booking?.status]).toEqual([200, 'confirmed']);
    await mailTo('approve', 'Booked: ');

    const request = await bookingOf('decline');
    const { booking } = await api.decide(request.id, { decide: 'decline', sendFreshLink: true });
    expect(booking?.status).toBe('declined');
    const fresh = await api.getLink(booking?.freshLinkId ?? 'none');
    expect([fresh.status, fresh.replaces]).toEqual(['active', request.linkId]);
    expect((await mailTo('decline', 'Declined: ')).text).toContain(tokenOf(fresh.url));
    expect(await isFree(request)).toBe(true);

    const cancelled = await bookingOf('cancel');
    expect((await life.manage(cancelled, 'cancel')).status).toBe(200);
    expect(await isFree(cancelled)).toBe(true);

    // It was requested when there was no time limit, until it is moved.
    const left = await bookingOf('leave');
    expect(left).not.toHaveProperty('approvalUntil');
    expect((await life.manage(left, 'reschedule', { start: at(18) })).status).toBe(200);
    expect((await bookingOf('leave')).approvalUntil).toBe(minutesAfter(NOW, APPROVAL_MINUTES));
  });

  it('has links that are used by the rules of their meeting type', async () => {
    const requested = await api.book(await unusedLink('unused-approval'), at(20), { email: 'kim@example.org' });
    expect([requested.status, requested.booking?.status]).toEqual([202, 'awaitingApproval']);
    expect(requested.booking?.approvalUntil).toBe(minutesAfter(NOW, APPROVAL_MINUTES));
    await life.token('ada@example.com', 'a');

    const waiting = await api.book(await unusedLink('unused-opt-in'), at(21), { email: 'lee@example.org' });
    expect([waiting.status, waiting.booking?.status]).toEqual([202, 'awaitingOptIn']);
    const confirmed = await api.confirmOptIn(await life.token('lee@example.org', 'o'));
    expect([confirmed.status, confirmed.booking?.status]).toEqual([200, 'confirmed']);

    expect((await api.book(await unusedLink('unused-instant'), at(22))).status).toBe(201);
  });

  it('lets what waits end in time', async () => {
    const attempt = await bookingOf('opt-in');
    await api.setClock(minutesAfter(STOPPED_AT, 31));
    expect(await bookingOf('opt-in')).toMatchObject({ status: 'rejected', reason: 'optInExpired' });
    expect(await isFree(attempt)).toBe(true);
    expect((await api.getLink(attempt.linkId)).status).toBe('active');
    await api.setClock(minutesAfter(NOW, APPROVAL_MINUTES));
    expect(await bookingOf('leave')).toMatchObject({ status: 'declined', reason: 'approvalExpired' });
    await eventually(() => expect(violationsIn(storedEvents(app.dataDir))).toEqual([]));
  });
});
