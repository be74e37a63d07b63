import { fold } from '@bookonce/kernel/decider';
import { describe, expect, it } from '@jest/globals';
import type { BookingEvent, BookingRequest } from '../events/booking.js';
import {
  endOfAttempt,
  evolveBooking,
  hostIdsOf,
  locationOf,
  MANAGE_LINKS_REMEMBERED,
  noBooking,
  shownStatusOf,
  type StartedBooking,
} from './booking.js';

const bookingId = 'bkg_1';
const hostIds = ['hst_2'];
const request: BookingRequest = {
  bookingId,
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
const UNTIL = '2026-03-01T00:30:00.000Z';
const elsewhere = { start: '2026-03-31T07:00:00.000Z', end: '2026-03-31T07:30:00.000Z' };

const requested: BookingEvent = { type: 'BookingRequested', data: request };
const optInRequested: BookingEvent = {
  type: 'OptInRequested',
  data: { bookingId, hostIds, until: UNTIL, optInTokenHash: 'opt-in hash' },
};
const optInConfirmed: BookingEvent = { type: 'OptInConfirmed', data: { bookingId } };
const approvalRequested: BookingEvent = {
  type: 'ApprovalRequested',
  data: { bookingId, hostIds, round: 1, approvalTokenHash: 'approval hash' },
};
const confirmed: BookingEvent = { type: 'BookingConfirmed', data: { bookingId, hostIds } };
const rejected: BookingEvent = { type: 'BookingRejected', data: { bookingId, reason: 'slotTaken' } };
const declined: BookingEvent = {
  type: 'BookingDeclined',
  data: { bookingId, cause: 'host', sendFreshLink: false, reason: 'ill' },
};
const cancelled: BookingEvent = { type: 'BookingCancelled', data: { bookingId, by: 'attendee', reason: 'ill' } };
const moveRequested: BookingEvent = {
  type: 'RescheduleRequested',
  data: { bookingId, move: 1, ...elsewhere, by: 'host' },
};
const moveRefused: BookingEvent = { type: 'RescheduleRefused', data: { bookingId, move: 1, reason: 'slotTaken' } };
const moved: BookingEvent = {
  type: 'BookingRescheduled',
  data: { bookingId, ...elsewhere, fromStart: request.start, fromEnd: request.end },
};

const after = (...events: readonly BookingEvent[]): StartedBooking => {
  const state = fold({ evolve: evolveBooking }, noBooking, events);
  if (state.status === 'none') throw new Error('the booking has not begun');
  return state;
};

describe('the fold of a booking', () => {
  it.each<[string, readonly BookingEvent[], Partial<StartedBooking>, string]>([
    ['requested', [], { status: 'requested', hostIds: [] }, 'pending'],
    [
      'awaiting the attendee',
      [optInRequested],
      { status: 'awaitingOptIn', hostIds, optInUntil: UNTIL },
      'awaitingOptIn',
    ],
    ['opted in', [optInRequested, optInConfirmed], { status: 'optedIn', hostIds }, 'pending'],
    [
      'awaiting the host',
      [approvalRequested],
      { status: 'awaitingApproval', hostIds, wasConfirmed: false },
      'awaitingApproval',
    ],
    ['confirmed', [confirmed], { status: 'confirmed', hostIds, wasConfirmed: true, sequence: 0 }, 'confirmed'],
    ['rejected', [rejected], { status: 'rejected', reason: 'slotTaken' }, 'rejected'],
    ['declined', [approvalRequested, declined], { status: 'declined', endedReason: 'ill' }, 'declined'],
    [
      'cancelled',
      [confirmed, cancelled],
      { status: 'cancelled', endedReason: 'ill', wasConfirmed: true, sequence: 1 },
      'cancelled',
    ],
  ])('knows a booking that is %s', (_case, events, expected, shown) => {
    const booking = after(requested, ...events);
    expect(booking).toMatchObject({ request, ...expected });
    expect(shownStatusOf(booking)).toBe(shown);
  });

  it('follows a move to its end', () => {
    const { start, end } = request;
    expect(after(requested, confirmed, moveRequested).time).toMatchObject({
      start,
      end,
      moves: 1,
      movingTo: elsewhere,
    });
    const stays = after(requested, confirmed, moveRequested, moveRefused);
    expect([stays.time, stays.sequence]).toEqual([
      { start, end, moves: 1, movesByAttendee: 0, movingTo: null, moveRefusal: 'slotTaken' },
      0,
    ]);
    const goes = after(requested, confirmed, moveRequested, moved);
    expect([goes.time, goes.sequence, goes.request]).toEqual([
      { ...elsewhere, moves: 1, movesByAttendee: 0, movingTo: null, moveRefusal: null },
      1,
      request,
    ]);
  });

  it('holds what was asked of attendee and host, and what they said', () => {
    expect(
      after(requested, optInRequested, { type: 'OptInMailRequested', data: { bookingId, requestId: 'r_1' } }),
    ).toMatchObject({
      optInTokenHash: 'opt-in hash',
      optInMails: ['r_1'],
    });
    const second: BookingEvent = {
      type: 'ApprovalRequested',
      data: { bookingId, hostIds, round: 2, until: UNTIL, approvalTokenHash: 'second hash' },
    };
    expect(after(requested, approvalRequested, second).approval).toEqual({
      round: 2,
      until: UNTIL,
      tokenHash: 'second hash',
    });
    const approved: BookingEvent = { type: 'BookingConfirmed', data: { bookingId, hostIds, message: 'See you' } };
    expect(after(requested, approvalRequested, approved).message).toBe('See you');
    const withLink: BookingEvent = {
      type: 'BookingDeclined',
      data: { bookingId, cause: 'host', sendFreshLink: true },
    };
    const issued: BookingEvent = { type: 'FreshLinkIssued', data: { bookingId, linkId: 'lnk_2' } };
    expect(after(requested, approvalRequested, withLink, issued)).toMatchObject({
      status: 'declined',
      declinedFor: 'host',
      sendFreshLink: true,
      freshLinkId: 'lnk_2',
    });
  });

  it('holds where the meeting is, and whether its attendee came', () => {
    const elsewhereNow: BookingEvent = { type: 'LocationChanged', data: { bookingId, location: { type: 'phone' } } };
    const missed: BookingEvent = { type: 'NoShowRecorded', data: { bookingId, noShow: true } };
    expect(after(requested, confirmed, elsewhereNow, missed)).toMatchObject({
      location: { type: 'phone' },
      sequence: 1,
      noShow: true,
    });
    expect(after(requested).location).toBeUndefined();
  });

  it('holds the reminders that are still to come', () => {
    const [first, second] = [UNTIL, '2026-03-02T00:00:00.000Z'];
    const reminders = [first, second].map((dueAt) => ({ dueAt, to: 'both' as const }));
    const scheduled: BookingEvent = {
      type: 'RemindersScheduled',
      data: { bookingId, start: request.start, reminders },
    };
    const reminded: BookingEvent = {
      type: 'ReminderRequested',
      data: { bookingId, start: request.start, dueAt: first, to: 'both', nextDueAt: second },
    };
    expect(after(requested, confirmed, scheduled).reminders).toEqual(reminders);
    expect(after(requested, confirmed, scheduled, reminded).reminders).toEqual(reminders.slice(1));
  });

  it('tells an attempt that its attendee cancelled from a booking that was cancelled', () => {
    expect(endOfAttempt(after(requested, optInRequested, cancelled))).toBe('cancelled');
    expect(endOfAttempt(after(requested, optInRequested, rejected))).toBe('slotTaken');
    expect(endOfAttempt(after(requested, optInRequested))).toBeNull();
    expect(endOfAttempt(after(requested, confirmed, cancelled))).toBeNull();
    expect(endOfAttempt(after(requested, approvalRequested, cancelled))).toBeNull();
  });

  it('is where it says, or if it is of version 1 where its meeting type says, but in no room', () => {
    const office = { type: 'inPerson', value: 'Office' } as const;
    const rooms = { type: 'video', value: 'https://meet.example.com/{random}' } as const;
    const at = (location: typeof office | null): StartedBooking =>
      after({ type: 'BookingRequested', data: { ...request, location } });
    const old = after(requested);
    expect(locationOf(at(office), rooms)).toEqual(office);
    expect(locationOf(at(null), rooms)).toBeNull();
    expect(locationOf(old, office)).toEqual(office);
    expect(locationOf(old, rooms)).toEqual({ type: 'video' });
    expect(locationOf(old, undefined)).toBeNull();
  });

  it('names the hosts who may take it until it is decided who does', () => {
    expect(hostIdsOf(after(requested))).toEqual(['hst_1', 'hst_2']);
    expect(hostIdsOf(after(requested, confirmed))).toEqual(['hst_2']);
  });

  it('remembers the latest manage links only', () => {
    const mailed = Array.from({ length: 5 }, (_, index): BookingEvent => ({
      type: 'ManageLinkRequested',
      data: { bookingId, requestId: `r_${index}`, at: UNTIL },
    }));
    const { manageLinks } = after(requested, confirmed, ...mailed);
    expect(manageLinks.map(({ requestId }) => requestId)).toEqual(['r_2', 'r_3', 'r_4']);
    expect(manageLinks).toHaveLength(MANAGE_LINKS_REMEMBERED);
  });

  it('begins with the request, once, and ignores types of later versions', () => {
    expect(evolveBooking(noBooking, confirmed)).toBe(noBooking);
    const booking = after(requested, confirmed);
    expect(evolveBooking(booking, requested)).toBe(booking);
    expect(evolveBooking(booking, { type: 'BookingPainted', data: {} } as never)).toBe(booking);
  });
});
