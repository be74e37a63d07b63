import { releaseSlot } from '@bookonce/contracts/commands/availability';
import type { Bus } from '@bookonce/kernel/ports/bus';
import { expect, it } from '@jest/globals';
import { organizer } from '../fixtures/organizer.js';
import { details, NOW, TestBookings } from '../fixtures/test-bookings.js';
import { cancelAndRelease, rescheduleAndMove } from './change-booking.js';
import { PlaceBookingRunner } from './place-booking-process.js';
import { PlaceBookingReactor } from './place-booking-reactor.js';

/** A confirmed booking, and what changes it; `asked`: the patterns of the commands to other services. */
const confirmed = async () => {
  const world = new TestBookings();
  await world.begin();
  const { service: bookings, bookingId } = world;
  const { ids, clock, scheduler, readModels, message } = world.ports;
  const asked: string[] = [];
  const bus: Pick<Bus, 'request'> = {
    request: async <Reply>(pattern: string) => {
      asked.push(pattern);
      return { ok: true, value: { position: null } } as Reply;
    },
  };
  const runner = new PlaceBookingRunner({ bus, bookings, ids, clock, scheduler });
  const reactor = new PlaceBookingReactor(runner, readModels, scheduler);
  await world.place();
  await bookings.run(bookingId, { type: 'confirm', hostIds: ['hst_1'], organizer, now: NOW }, message({}).context);
  return { world, bookingId, asked, deps: { bookings, reactor }, message };
};

it('releases the slot before it replies to a cancellation that was interrupted after it was stored', async () => {
  const { deps, bookingId, asked, message } = await confirmed();
  await deps.bookings.run(bookingId, { type: 'cancel', by: 'attendee', now: NOW }, message({}).context);
  const again = await cancelAndRelease(deps, message({ bookingId }));
  expect(again).toMatchObject({ ok: true, value: { booking: { status: 'cancelled' } } });
  expect(asked).toEqual([releaseSlot.pattern]);
});

it('says with a refusal which position shows its reason (I9)', async () => {
  const { world, deps, bookingId, message } = await confirmed();
  await cancelAndRelease(deps, message({ bookingId }));
  const position = world.ports.store.events.findLast(({ type }) => type === 'BookingCancelled')?.position;
  const refused = await rescheduleAndMove(deps, message({ bookingId, start: '2026-03-30T08:00:00.000Z' }));
  expect(refused).toEqual({ ok: false, error: { kind: 'notPossibleWhile', status: 'cancelled', position } });
});

it('changes nothing for another workspace (I19)', async () => {
  const { world, deps, bookingId, asked, message } = await confirmed();
  const foreign = <Payload>(payload: Payload) => {
    const { context } = message(payload);
    return { payload, context: { ...context, workspaceId: 'wsp_other' } };
  };
  const unknown = { ok: false, error: { kind: 'bookingUnknown' } };
  const stored = world.ports.store.events.length;
  expect(await cancelAndRelease(deps, foreign({ bookingId }))).toEqual(unknown);
  expect(await rescheduleAndMove(deps, foreign({ bookingId, start: '2026-03-30T08:00:00.000Z' }))).toEqual(unknown);
  const { email } = details.attendee;
  expect(await world.service.requestManageLink(foreign({ bookingId, email }))).toEqual(unknown);
  expect(world.ports.store.events).toHaveLength(stored);
  expect(asked).toEqual([]);
  expect(await world.service.requestManageLink(message({ bookingId, email }))).toMatchObject({ ok: true });
  expect(world.types.at(-1)).toBe('ManageLinkRequested');
});
