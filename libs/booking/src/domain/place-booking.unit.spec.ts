import type { BookingRequest } from '@bookonce/contracts/events/booking';
import { evolveBooking, noBooking, type BookingState, type StartedBooking } from '@bookonce/contracts/streams/booking';
import { describe, expect, it } from '@jest/globals';
import { placeBooking, type PlaceBookingCommand, type PlaceBookingInput } from './place-booking.js';

const hostIds = ['hst_1'];
const UNTIL = '2026-03-01T00:30:00.000Z';

const request: BookingRequest = {
  bookingId: 'bkg_1',
  linkId: 'lnk_1',
  meetingTypeId: 'mtt_1',
  assignment: 'roundRobin',
  hostIds: ['hst_1', 'hst_2'],
  confirmation: 'instant',
  start: '2026-03-30T07:00:00.000Z',
  end: '2026-03-30T07:30:00.000Z',
  attendee: { name: 'Ada', email: 'ada@example.org' },
  answers: {},
  manageTokenHash: 'hash',
};

const begun = evolveBooking(noBooking, { type: 'BookingRequested', data: request }) as StartedBooking;
const { time } = begun;
const requested: BookingState = begun;
const approval: BookingState = { ...begun, request: { ...request, confirmation: 'approval' } };
const doubleOptIn: BookingState = {
  ...begun,
  request: { ...request, confirmation: 'doubleOptIn', optIn: { minutes: 30 } },
};
const collective: BookingState = { ...begun, request: { ...request, assignment: 'collective' } };
const awaitingOptIn: BookingState = { ...doubleOptIn, status: 'awaitingOptIn', hostIds, optInUntil: UNTIL };
const optedIn: BookingState = { ...doubleOptIn, status: 'optedIn', hostIds };
const awaitingApproval: BookingState = {
  ...approval,
  status: 'awaitingApproval',
  hostIds,
  approval: { round: 1, until: UNTIL, tokenHash: 'hash' },
};
const confirmed: BookingState = { ...begun, status: 'confirmed', hostIds, wasConfirmed: true };
const rejected: BookingState = { ...begun, status: 'rejected', reason: 'slotTaken' };
const declined: BookingState = { ...begun, status: 'declined', hostIds };
const cancelled: BookingState = { ...confirmed, status: 'cancelled' };
const cancelledAttempt: BookingState = { ...awaitingOptIn, status: 'cancelled' };
const declinedWithLink: BookingState = { ...declined, sendFreshLink: true };
const declinedAndIssued: BookingState = { ...declinedWithLink, freshLinkId: 'lnk_fresh' };
const approvalOptedIn: BookingState = { ...optedIn, request: { ...optedIn.request, confirmation: 'approval' } };

const elsewhere = { start: '2026-03-31T07:00:00.000Z', end: '2026-03-31T07:30:00.000Z' };
const moving: BookingState = { ...confirmed, time: { ...time, moves: 1, movingTo: { ...elsewhere, by: 'attendee' } } };
const moved: BookingState = { ...confirmed, time: { ...time, ...elsewhere, moves: 1 } };
const movedAndCancelled: BookingState = { ...moved, status: 'cancelled' };

const held: PlaceBookingInput = { type: 'SlotHeld', hostIds };
const refused: PlaceBookingInput = { type: 'SlotRefused', reason: 'slotTaken' };
const consumed: PlaceBookingInput = { type: 'LinkConsumed', hostIds, held: [] };
const voided: PlaceBookingInput = { type: 'AttemptVoided', reason: 'linkConsumed' };
const overdue: PlaceBookingInput = { type: 'Overdue', dueAt: UNTIL };
/** Of the timer that limited the attempt before it waited. */
const overdueEarlier: PlaceBookingInput = { type: 'Overdue', dueAt: '2026-03-01T00:29:59.999Z' };
const linkEnded: PlaceBookingInput = { type: 'LinkEnded' };

const asked = { start: request.start, end: request.end };
const release = (hosts: readonly string[], slot = asked, moves = 0): PlaceBookingCommand => ({
  type: 'ReleaseSlot',
  hostIds: hosts,
  slot,
  moves,
});
const voidFor = (reason: 'slotTaken' | 'overdue' | 'optInExpired' | 'cancelled'): PlaceBookingCommand => ({
  type: 'VoidAttempt',
  reason,
});

describe('placing a booking', () => {
  it.each<[string, BookingState, PlaceBookingInput, readonly PlaceBookingCommand[]]>([
    ['holds a slot first', requested, { type: 'BookingRequested' }, [{ type: 'HoldSlot' }]],
    [
      'asks first whether it may wait for an opt-in',
      doubleOptIn,
      { type: 'BookingRequested' },
      [{ type: 'AdmitAttempt' }],
    ],
    ['holds a slot when it may', doubleOptIn, { type: 'AttemptAdmitted' }, [{ type: 'HoldSlot' }]],
    [
      'rejects what may not wait',
      doubleOptIn,
      { type: 'AttemptVoided', reason: 'tooManyPending' },
      [{ type: 'RejectBooking', reason: 'tooManyPending' }],
    ],
    ['asks for the link when it holds a slot', requested, held, [{ type: 'ConsumeLink', hostIds }]],
    ['asks for the link before the host approves', approval, held, [{ type: 'ConsumeLink', hostIds }]],
    ['asks the attendee first where the type says so', doubleOptIn, held, [{ type: 'RequestOptIn', hostIds }]],
    [
      'asks for the link when the attendee has confirmed',
      optedIn,
      { type: 'OptInConfirmed' },
      [{ type: 'ConsumeLink', hostIds }],
    ],
    ['holds the rest when it hears of one of several hosts', collective, held, [{ type: 'HoldSlot' }]],
    ['has a refused slot judged by the link (I3)', requested, refused, [voidFor('slotTaken')]],
    [
      'books and confirms with the link',
      requested,
      consumed,
      [
        { type: 'BookSlot', hostIds },
        { type: 'ConfirmBooking', hostIds },
      ],
    ],
    [
      'books and asks the host',
      approval,
      consumed,
      [
        { type: 'BookSlot', hostIds },
        { type: 'RequestApproval', hostIds },
      ],
    ],
    [
      'confirms what the attendee has confirmed',
      optedIn,
      consumed,
      [
        { type: 'BookSlot', hostIds },
        { type: 'ConfirmBooking', hostIds },
      ],
    ],
    [
      'rejects what the link has voided, and lets nothing go yet',
      requested,
      voided,
      [{ type: 'RejectBooking', reason: 'linkConsumed' }],
    ],
    [
      'asks the host about what the attendee has confirmed, where the host approves',
      approvalOptedIn,
      consumed,
      [
        { type: 'BookSlot', hostIds },
        { type: 'RequestApproval', hostIds },
      ],
    ],
    ['has a cancelled attempt judged by the link', awaitingOptIn, { type: 'CancelRequested' }, [voidFor('cancelled')]],
    [
      'cancels what the link has voided for that',
      awaitingOptIn,
      { type: 'AttemptVoided', reason: 'cancelled' },
      [{ type: 'CancelAttempt' }],
    ],
    [
      'cancels it also if the opt-in came after that verdict',
      optedIn,
      { type: 'AttemptVoided', reason: 'cancelled' },
      [{ type: 'CancelAttempt' }],
    ],
    [
      'lets go of whatever a cancelled attempt holds',
      cancelledAttempt,
      { type: 'BookingCancelled' },
      [release(request.hostIds)],
    ],
    ['declines what the host did not approve in time', awaitingApproval, overdue, [{ type: 'ExpireApproval' }]],
    [
      'has a fresh link issued after the slot is released',
      declinedWithLink,
      { type: 'BookingDeclined' },
      [release(hostIds), { type: 'IssueFreshLink' }],
    ],
    ['has it issued once', declinedAndIssued, { type: 'BookingDeclined' }, [release(hostIds)]],
    [
      'records the fresh link',
      declinedWithLink,
      { type: 'FreshLinkIssued', linkId: 'lnk_fresh' },
      [{ type: 'RecordFreshLink', linkId: 'lnk_fresh' }],
    ],
    ['asks for the reminder that is due', confirmed, { type: 'ReminderDue' }, [{ type: 'Remind' }]],
    ['voids what is overdue', requested, overdue, [voidFor('overdue')]],
    ['voids what the attendee did not confirm in time', awaitingOptIn, overdue, [voidFor('optInExpired')]],
    ['voids what waits when the link has ended', awaitingOptIn, linkEnded, [voidFor('optInExpired')]],
    [
      'lets go of whatever it holds when it is rejected',
      rejected,
      { type: 'BookingRejected' },
      [release(request.hostIds)],
    ],
    ['lets the slot go when the host declines', declined, { type: 'BookingDeclined' }, [release(hostIds)]],
    ['lets the slot go when it is cancelled', cancelled, { type: 'BookingCancelled' }, [release(hostIds)]],
    ['moves on when a move was asked for', moving, { type: 'RescheduleRequested' }, [{ type: 'MoveSlot' }]],
    ['moves on when that is overdue', moving, overdue, [{ type: 'MoveSlot' }]],
    [
      'settles what the calendars decided',
      moving,
      { type: 'MoveDecided', move: 1, refusal: 'slotTaken' },
      [{ type: 'SettleMove', move: 1, refusal: 'slotTaken' }],
    ],
    [
      'lets the slot go where it is, when it had moved',
      movedAndCancelled,
      { type: 'BookingCancelled' },
      [release(hostIds, elsewhere, 1)],
    ],
  ])('%s', (_rule, state, input, commands) => {
    expect(placeBooking(state, input)).toEqual(commands);
  });

  it.each<[string, BookingState, PlaceBookingInput]>([
    ['its request', confirmed, { type: 'BookingRequested' }],
    ['its own slot', confirmed, held],
    ['a slot it has, while the attendee is asked', awaitingOptIn, held],
    ['its link', confirmed, consumed],
    ['its link, while the host is asked', awaitingApproval, consumed],
    ['that it was voided', rejected, voided],
    ['a late refusal', confirmed, refused],
    ['a late refusal, when it is rejected', rejected, refused],
    ['that it is overdue, when it is settled', confirmed, overdue],
    ['that it was overdue before the host was asked', awaitingApproval, overdueEarlier],
    ['that it was overdue before the attendee was asked', awaitingOptIn, overdueEarlier],
    ['that it may wait', awaitingOptIn, { type: 'AttemptAdmitted' }],
    ['that it is to be cancelled, when it is confirmed', confirmed, { type: 'CancelRequested' }],
    ['that it was voided, when it is cancelled', cancelledAttempt, { type: 'AttemptVoided', reason: 'cancelled' }],
    ['that its link has ended, by its own booking', confirmed, linkEnded],
    ['a move that is settled', moved, { type: 'RescheduleRequested' }],
    ['a slot that it is about to leave', moving, held],
    ['anything before its request', { status: 'none' }, held],
  ])('asks for nothing on hearing again of %s', (_what, state, input) => {
    expect(placeBooking(state, input)).toEqual([]);
  });

  it.each<[string, BookingState, PlaceBookingInput, readonly string[]]>([
    ['a slot of another host, when it is confirmed', confirmed, { type: 'SlotHeld', hostIds: ['hst_2'] }, ['hst_2']],
    ['the slot that it has left', moved, held, hostIds],
    ['any slot, when it is rejected', rejected, held, hostIds],
    ['any slot, when it is cancelled', cancelled, held, hostIds],
    [
      'a slot that it asked with, when the link was consumed with another',
      confirmed,
      { ...consumed, held: ['hst_2'] },
      ['hst_2'],
    ],
  ])('lets go of what a late delivery got it: %s (I6)', (_what, state, input, stray) => {
    expect(placeBooking(state, input)).toEqual([release(stray)]);
  });

  it('releases a stray slot when it books the right one', () => {
    expect(placeBooking(requested, { type: 'LinkConsumed', hostIds, held: ['hst_2'] })).toEqual([
      { type: 'BookSlot', hostIds },
      { type: 'ConfirmBooking', hostIds },
      release(['hst_2']),
    ]);
  });
});
