import { releaseSlot } from '@bookonce/contracts/commands/availability';
import type { BookingRequest } from '@bookonce/contracts/events/booking';
import type { Bus } from '@bookonce/kernel/ports/bus';
import { memoryPorts } from '@bookonce/testing/memory-ports';
import { expect, it } from '@jest/globals';
import { BookingService } from './booking-service.js';
import { cancelAndRelease } from './change-booking.js';
import { PlaceBookingReactor } from './place-booking-reactor.js';
import { PlaceBookingRunner } from './place-booking-runner.js';

const request: BookingRequest = {
  bookingId: 'bkg_1',
  linkId: 'lnk_1',
  meetingTypeId: 'mtt_1',
  assignment: 'single',
  hostIds: ['hst_1'],
  confirmation: 'instant',
  start: '2026-03-30T07:00:00.000Z',
  end: '2026-03-30T07:30:00.000Z',
  attendee: { name: 'Ada', email: 'ada@example.org' },
  answers: {},
  manageTokenHash: 'hash',
};

it('lets the slot go before a cancellation is answered that was stored, and broken off, before', async () => {
  const { store, ids, clock, readModels, message } = memoryPorts('2026-03-01T00:00:00.000Z');
  const bookings = new BookingService({ store, ids, clock });
  const asked: string[] = [];
  const bus: Pick<Bus, 'request'> = {
    request: async <Reply>(pattern: string) => {
      asked.push(pattern);
      return { ok: true, value: { position: null } } as Reply;
    },
  };
  const reactor = new PlaceBookingReactor(new PlaceBookingRunner({ bus, bookings, ids, clock }), readModels);
  await bookings.place(message(request));
  await bookings.run('bkg_1', { type: 'confirm', hostIds: ['hst_1'] }, message({}).context);
  await bookings.run('bkg_1', { type: 'cancel', by: 'attendee' }, message({}).context);
  const again = await cancelAndRelease({ bookings, reactor }, message({ bookingId: 'bkg_1', by: 'attendee' as const }));
  expect([again.ok, asked]).toEqual([true, [releaseSlot.pattern]]);
});
