import type { BookingEvent, MailRole } from '@bookonce/contracts/events/booking';
import { evolveBooking, noBooking } from '@bookonce/contracts/streams/booking';
import { fold } from '@bookonce/kernel/decider';
import { ok } from '@bookonce/kernel/result';
import { given } from '@bookonce/testing/decider-spec';
import { describe, expect, it } from '@jest/globals';
import {
  approvalRequested,
  bookingId,
  cancelled,
  confirmed,
  declined,
  forApproval,
  hostIds,
  moved,
  moveRequested,
  now,
  requested,
} from '../fixtures/booking-history.js';
import { booking } from './booking.js';

const minutes = (count: number): string => new Date(Date.parse(now) + count * 60_000).toISOString();
const placed = (value: string): BookingEvent => ({
  type: 'LocationChanged',
  data: { bookingId, location: { type: 'phone', value } },
});
const change = (value: string, at = now) =>
  ({ type: 'changeLocation', location: { type: 'phone', value }, now: at }) as const;
const scheduled = (dueAt: string, to: readonly MailRole[] = ['attendee', 'host', 'guest']): BookingEvent => ({
  type: 'ChangeMailsScheduled',
  data: { bookingId, dueAt, to: [...to] },
});
const mailed = (at: string, to: readonly MailRole[] = ['attendee', 'host', 'guest']): BookingEvent => ({
  type: 'ChangeMailsRequested',
  data: { bookingId, at, to: [...to] },
});
const mailChanges = (at: string) => ({ type: 'mailChanges', now: at }) as const;

/** Booked and changed twice: three mails to everybody. */
const busy = [requested(), confirmed, placed('1'), placed('2')] as const;
const waiting = [...busy, scheduled(minutes(1)), placed('3')] as const;

describe('mails about changes of a booking', () => {
  it('go out at once three times, the confirmation included', () => {
    given(booking, requested(), confirmed).when(change('1')).then(placed('1'));
    given(booking, requested(), confirmed, placed('1')).when(change('2')).then(placed('2'));
  });

  it('wait a minute from the fourth on, and later changes join them', () => {
    given(booking, ...busy)
      .when(change('3'))
      .then(scheduled(minutes(1)), placed('3'));
    given(booking, ...waiting)
      .when(change('4', minutes(0.9)))
      .then(placed('4'));
  });

  it('are requested once, when they are due', () => {
    given(booking, ...waiting)
      .when(mailChanges(minutes(0.9)))
      .thenNothing();
    given(booking, ...waiting)
      .when(mailChanges(minutes(2)))
      .then(mailed(minutes(2)));
    given(booking, ...waiting, mailed(minutes(2)))
      .when(mailChanges(minutes(2)))
      .thenNothing();
    given(booking, ...busy)
      .when(mailChanges(minutes(9)))
      .thenNothing();
  });

  it('wait for an undecided move', () => {
    given(booking, ...waiting, moveRequested())
      .when(mailChanges(minutes(2)))
      .thenNothing();
    given(booking, ...waiting, moveRequested(), moved())
      .when(mailChanges(minutes(2)))
      .then(mailed(minutes(2)));
  });

  it('go out five times an hour', () => {
    const joined = [2, 4, 6, 8, 10].flatMap((at) => [scheduled(minutes(at)), placed(`${at}`), mailed(minutes(at))]);
    given(booking, ...busy, ...joined.slice(0, -3))
      .when(change('x', minutes(9)))
      .then(scheduled(minutes(10)), placed('x'));
    given(booking, ...busy, ...joined)
      .when(change('x', minutes(11)))
      .then(scheduled(minutes(62)), placed('x'));
    given(booking, ...busy, ...joined)
      .when(change('x', minutes(70)))
      .then(scheduled(minutes(71)), placed('x'));
  });

  it('let a cancellation go out at once, in place of what waits', () => {
    given(booking, ...waiting)
      .when({ type: 'cancel', by: 'attendee', now })
      .then(cancelled());
    given(booking, ...waiting, cancelled())
      .when(mailChanges(minutes(2)))
      .thenNothing();
  });

  it('are counted for attendee, hosts and guests, each alone', () => {
    const asked = [requested(forApproval), approvalRequested(), placed('1'), placed('2')];
    const held = [scheduled(minutes(1), ['attendee', 'host']), placed('3')];
    given(booking, ...asked)
      .when(change('3'))
      .then(...held);
    const approved = [...asked, ...held, confirmed];
    given(booking, ...approved)
      .when(mailChanges(minutes(2)))
      .thenNothing();
    given(booking, ...approved)
      .when(change('4', minutes(3)))
      .then(scheduled(minutes(4), ['attendee', 'host']), placed('4'));
    const both = [scheduled(minutes(4), ['attendee', 'host']), placed('4'), placed('5')];
    given(booking, ...approved, ...both)
      .when(change('6', minutes(3)))
      .then(scheduled(minutes(4), ['attendee', 'host', 'guest']), placed('6'));
  });

  it('that ask a host anew wait, too', () => {
    const asked = [requested(forApproval), approvalRequested(), placed('1'), placed('2')];
    const settle = { type: 'settleMove', move: 1, refusal: null, approvalTokenHash: 'approval hash 2', now } as const;
    given(booking, ...asked, moveRequested())
      .when(settle)
      .then(scheduled(minutes(1), ['attendee', 'host']), moved(), approvalRequested(2));
    given(booking, ...asked, moveRequested(), moved(), approvalRequested(2))
      .when({ type: 'decline', round: 2 })
      .then(declined());
  });

  it('contain the last state in the end, whatever happens in which order', () => {
    const at = (index: number): string => minutes(index * 0.4);
    let history: readonly BookingEvent[] = [requested(), confirmed];
    for (let index = 0; index < 200; index += 1) {
      const commands = [change(`${index}`, at(index)), mailChanges(at(index))] as const;
      for (const command of index % 7 < 5 ? commands : [commands[1]]) {
        const decision = booking.decide(command, fold(booking, noBooking, history));
        history = [...history, ...(decision.ok ? decision.value : [])];
      }
      const state = history.reduce(evolveBooking, noBooking);
      const lastMailed = history.findLastIndex(({ type }) => type === 'ChangeMailsRequested');
      const lastChanged = history.findLastIndex(({ type }) => type === 'LocationChanged');
      const isWaiting = state.status !== 'none' && state.mailing.waiting !== null;
      expect(isWaiting || lastMailed > lastChanged || lastChanged < 4).toBe(true);
    }
    const times = history.flatMap((event) =>
      event.type === 'ChangeMailsRequested' ? [Date.parse(event.data.at) / 60_000] : [],
    );
    expect(times.length).toBeGreaterThan(5);
    times.forEach((time, index) => {
      expect(time - (times[index - 1] ?? -Infinity)).toBeGreaterThanOrEqual(1);
      expect(time - (times[index - 5] ?? -Infinity)).toBeGreaterThanOrEqual(60);
    });
  });
});

describe('moves by the attendee', () => {
  const to = (day: number) => ({
    start: `2026-04-${String(day).padStart(2, '0')}T07:00:00.000Z`,
    end: `2026-04-${String(day).padStart(2, '0')}T07:30:00.000Z`,
  });
  const moves = (count: number): readonly BookingEvent[] =>
    Array.from({ length: count }, (_, index) => [moveRequested(to(index + 1), index + 1), moved(to(index + 1))]).flat();
  const reschedule = (by: 'attendee' | 'host', day: number) =>
    ({ type: 'reschedule', by, start: to(day).start, now }) as const;
  const booked = [requested(), confirmed] as const;

  it('are ten at most; the host is free', () => {
    given(booking, ...booked, ...moves(9))
      .when(reschedule('attendee', 20))
      .then(moveRequested(to(20), 10));
    given(booking, ...booked, ...moves(10))
      .when(reschedule('attendee', 20))
      .thenRefused({ kind: 'tooManyMoves' });
    const decision = booking.decide(reschedule('host', 20), fold(booking, noBooking, [...booked, ...moves(10)]));
    expect(decision).toMatchObject(ok([{ type: 'RescheduleRequested', data: { by: 'host' } }]));
  });

  it('do not count if they are refused, or come twice', () => {
    const refusedMove: BookingEvent = {
      type: 'RescheduleRefused',
      data: { bookingId, move: 10, reason: 'slotTaken' },
    };
    given(booking, ...booked, ...moves(9), moveRequested(to(20), 10), refusedMove)
      .when(reschedule('attendee', 21))
      .then(moveRequested(to(21), 11));
    given(booking, ...booked, ...moves(10))
      .when(reschedule('attendee', 10))
      .thenNothing();
  });

  it('count apart from those of the host', () => {
    const byHost = moves(10).map((event): BookingEvent =>
      event.type === 'RescheduleRequested' ? { ...event, data: { ...event.data, by: 'host' } } : event,
    );
    given(booking, ...booked, ...byHost)
      .when(reschedule('attendee', 20))
      .then(moveRequested(to(20), 11));
  });

  it('still let the attendee cancel', () => {
    given(booking, ...booked, ...moves(10))
      .when({ type: 'cancel', by: 'attendee', now })
      .then(cancelled());
    expect(hostIds).toEqual(['hst_1']);
  });
});
