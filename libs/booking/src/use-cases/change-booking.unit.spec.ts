import { releaseSlot } from '@bookonce/contracts/commands/availability';
import type { Bus } from '@bookonce/kernel/ports/bus';
import { expect, it } from '@jest/globals';
import { TestBookings } from '../fixtures/test-bookings.js';
import { cancelAndRelease } from './change-booking.js';
import { PlaceBookingReactor, PlaceBookingRunner } from './place-booking-process.js';

it('releases the slot before it replies to a cancellation that was interrupted after it was stored', async () => {
  const world = new TestBookings();
  await world.begin();
  const { service: bookings, bookingId } = world;
  const { ids, clock, readModels, message } = world.ports;
  const asked: string[] = [];
  const bus: Pick<Bus, 'request'> = {
    request: async <Reply>(pattern: string) => {
      asked.push(pattern);
      return { ok: true, value: { position: null } } as Reply;
    },
  };
  const reactor = new PlaceBookingReactor(new PlaceBookingRunner({ bus, bookings, ids, clock }), readModels);
  await world.place();
  await bookings.run(bookingId, { type: 'confirm', hostIds: ['hst_1'] }, message({}).context);
  await bookings.run(bookingId, { type: 'cancel', by: 'attendee' }, message({}).context);
  const again = await cancelAndRelease({ bookings, reactor }, message({ bookingId }));
  expect(again).toMatchObject({ ok: true, value: { booking: { status: 'cancelled' } } });
  expect(asked).toEqual([releaseSlot.pattern]);
});
