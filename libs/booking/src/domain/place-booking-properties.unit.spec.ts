import type { BookingEvent } from '@bookonce/contracts/events/booking';
import { evolveBooking, noBooking, type StartedBooking } from '@bookonce/contracts/streams/booking';
import { fold } from '@bookonce/kernel/decider';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  approvalExpired,
  approvalRequested,
  cancelled,
  confirmed,
  declined,
  forApproval,
  forOptIn,
  freshLinkIssued,
  hostIds,
  moved,
  moveRequested,
  OPT_IN_UNTIL,
  optInConfirmed,
  optInRequested,
  rejected,
  requested,
} from '../fixtures/booking-history.js';
import { placeBooking, type PlaceBookingCommand, type PlaceBookingInput } from './place-booking.js';

const waiting = [requested(forOptIn), optInRequested];
const asked = [requested(forApproval), approvalRequested()];

/** Every point that a booking can be at. */
const histories: readonly (readonly BookingEvent[])[] = [
  [requested()],
  [requested(forApproval)],
  [requested(forOptIn)],
  [requested({ ...forOptIn, ...forApproval })],
  waiting,
  [...waiting, optInConfirmed],
  [...waiting, optInConfirmed, confirmed],
  [...waiting, rejected('optInExpired')],
  [...waiting, cancelled()],
  asked,
  [...asked, moveRequested()],
  [...asked, moveRequested(), moved(), approvalRequested(2)],
  [...asked, confirmed],
  [...asked, declined()],
  [...asked, declined(true)],
  [...asked, declined(true), freshLinkIssued],
  [...asked, approvalExpired],
  [requested(), confirmed],
  [requested(), confirmed, moveRequested()],
  [requested(), confirmed, moveRequested(), moved(), cancelled('host')],
  [requested(), rejected('slotTaken')],
];

const anyBooking = fc
  .constantFrom(...histories)
  .map((events) => fold({ evolve: evolveBooking }, noBooking, events) as StartedBooking);

const anyInput = fc.constantFrom<PlaceBookingInput>(
  { type: 'BookingRequested' },
  { type: 'AttemptAdmitted' },
  { type: 'SlotHeld', hostIds },
  { type: 'SlotHeld', hostIds: ['hst_2'] },
  { type: 'SlotRefused', reason: 'slotTaken' },
  { type: 'OptInConfirmed' },
  { type: 'LinkConsumed', hostIds, held: ['hst_2'] },
  { type: 'AttemptVoided', reason: 'linkConsumed' },
  { type: 'AttemptVoided', reason: 'cancelled' },
  { type: 'LinkEnded' },
  { type: 'CancelRequested' },
  { type: 'Overdue', dueAt: OPT_IN_UNTIL },
  { type: 'Overdue', dueAt: '2026-03-31T00:00:00.000Z' },
  { type: 'BookingRejected' },
  { type: 'BookingDeclined' },
  { type: 'BookingCancelled' },
  { type: 'FreshLinkIssued', linkId: 'lnk_fresh' },
  { type: 'RescheduleRequested' },
  { type: 'ReminderDue' },
);

const check = (
  holds: (commands: readonly PlaceBookingCommand[], booking: StartedBooking, input: PlaceBookingInput) => void,
): void => {
  fc.assert(
    fc.property(anyBooking, anyInput, (booking, input) => holds(placeBooking(booking, input), booking, input)),
    { numRuns: 2000 },
  );
};

const has = (commands: readonly PlaceBookingCommand[], type: PlaceBookingCommand['type']): boolean =>
  commands.some((command) => command.type === type);

describe('the process manager, whatever it hears of at any point', () => {
  it('confirms, or asks the host, on the link’s word alone, and with the slot booked (I2)', () => {
    check((commands, _booking, input) => {
      if (!has(commands, 'ConfirmBooking') && !has(commands, 'RequestApproval')) return;
      expect(input.type).toBe('LinkConsumed');
      expect(commands[0]?.type).toBe('BookSlot');
    });
  });

  it('consumes no link before the attendee has opted in', () => {
    check((commands, booking) => {
      if (booking.request.optIn !== undefined && has(commands, 'ConsumeLink')) expect(booking.status).toBe('optedIn');
    });
  });

  it('holds no slot for an attempt that is not admitted', () => {
    check((commands, { request }, input) => {
      if (request.optIn !== undefined && has(commands, 'HoldSlot')) expect(input.type).toBe('AttemptAdmitted');
    });
  });

  it('ends an attempt on the link’s word alone (I3)', () => {
    check((commands, _booking, input) => {
      if (has(commands, 'RejectBooking') || has(commands, 'CancelAttempt')) expect(input.type).toBe('AttemptVoided');
    });
  });

  it('releases the slot of every booking that is over, and then has its fresh link issued', () => {
    check((commands, booking, input) => {
      const isOver = ['declined', 'cancelled', 'rejected'].includes(booking.status);
      const isEnd = ['BookingDeclined', 'BookingCancelled', 'BookingRejected'].includes(input.type);
      if (isEnd) expect(has(commands, 'ReleaseSlot')).toBe(isOver);
      if (isEnd && booking.sendFreshLink === true && booking.freshLinkId === undefined) {
        expect(commands.map(({ type }) => type)).toEqual(['ReleaseSlot', 'IssueFreshLink']);
      } else expect(has(commands, 'IssueFreshLink')).toBe(false);
    });
  });

  it('releases no slot that a standing booking has', () => {
    check((commands, { status, hostIds: kept, time, request }) => {
      if (status !== 'confirmed' && status !== 'awaitingApproval') return;
      for (const command of commands) {
        if (command.type !== 'ReleaseSlot' || time.start !== request.start) continue;
        expect(command.hostIds.filter((hostId) => kept.includes(hostId))).toEqual([]);
      }
    });
  });
});
