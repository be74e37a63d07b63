import type { BookingEvent } from '@bookonce/contracts/events/booking';
import type { BookingState } from '@bookonce/contracts/streams/booking';
import { fold } from '@bookonce/kernel/decider';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  approvalRequested,
  confirmed,
  declined,
  elsewhere,
  hostIds,
  link,
  moved,
  moveRequested,
  optInConfirmed,
  optInRequested,
  rejected,
  request,
  requested,
  time,
} from '../fixtures/booking-history.js';
import { organizer } from '../fixtures/organizer.js';
import { booking, type BookingCommand } from './booking.js';

const TIMES = [
  '2026-03-01T00:00:00.000Z',
  '2026-03-01T00:45:00.000Z',
  '2026-03-05T00:00:00.000Z',
  '2026-03-29T08:00:00.000Z',
  '2026-03-30T06:30:00.000Z',
  time.start,
  time.end,
  '2026-03-31T06:30:00.000Z',
  '2026-04-02T00:00:00.000Z',
] as const;

const reminders = [
  { minutesBefore: 1440, to: 'attendee' as const },
  { minutesBefore: 60, to: 'host' as const },
];
const requests = (['instant', 'approval', 'doubleOptIn'] as const).flatMap((confirmation) =>
  [true, false].map((recipientOnly) =>
    request(
      {},
      {
        meetingType: { confirmation, reminders },
        link: { ...link, recipientOnly, recipient: { email: 'ada@example.org' } },
      },
    ),
  ),
);

interface Timed {
  readonly now: string;
  readonly command: BookingCommand;
}

/** Every command but the request, at some time. */
const anyCommand: fc.Arbitrary<Timed> = fc
  .record({ now: fc.constantFrom(...TIMES), round: fc.constantFrom(undefined, 1, 2), yes: fc.boolean() })
  .chain(({ now, round, yes }) =>
    fc
      .constantFrom<BookingCommand>(
        { type: 'requestOptIn', hostIds, tokenHash: 'opt-in hash', now },
        { type: 'confirmOptIn' },
        { type: 'requestOptInMail', requestId: `r_${now}` },
        { type: 'cancelAttempt' },
        { type: 'requestApproval', hostIds, tokenHash: 'approval hash', now },
        { type: 'approve', round, organizer, now },
        { type: 'decline', round, sendFreshLink: yes },
        { type: 'expireApproval', now },
        { type: 'recordFreshLink', linkId: 'lnk_fresh' },
        { type: 'confirm', hostIds, organizer, now },
        { type: 'cancel', by: yes ? 'attendee' : 'host', now },
        { type: 'reject', reason: yes ? 'slotTaken' : 'optInExpired' },
        { type: 'reschedule', by: yes ? 'attendee' : 'host', start: elsewhere.start, now },
        { type: 'reschedule', by: 'host', start: time.start, now },
        { type: 'changeLength', durationMinutes: yes ? 45 : 30, now },
        { type: 'changeLocation', location: yes ? { type: 'phone' } : null, now },
        { type: 'settleMove', move: yes ? 1 : 2, refusal: null, approvalTokenHash: 'next hash', now },
        { type: 'settleMove', move: 1, refusal: 'slotTaken', approvalTokenHash: 'next hash', now },
        { type: 'remind', now },
        { type: 'recordNoShow', noShow: yes, now },
        { type: 'requestManageLink', requestId: `r_${now}`, email: 'ada@example.org', now },
      )
      .map((command) => ({ now, command })),
  );

interface Step {
  readonly command: BookingCommand;
  readonly before: BookingState;
  readonly events: readonly BookingEvent[];
}

const stepsOf = (commands: readonly BookingCommand[]): readonly Step[] => {
  let before = booking.initial;
  return commands.map((command) => {
    const decision = booking.decide(command, before);
    const step = { command, before, events: decision.ok ? decision.value : [] };
    before = fold(booking, before, step.events);
    return step;
  });
};

/** The outcome of each of any commands, in the order of their time, and the state before it. */
const anySteps = fc
  .tuple(fc.constantFrom(...requests), fc.array(anyCommand, { maxLength: 25, size: 'max' }))
  .map(([first, later]) => {
    const inOrder = later.toSorted((a, b) => a.now.localeCompare(b.now));
    return stepsOf([first, ...inOrder.map(({ command }) => command)]);
  });

const typesIn = (steps: readonly Step[]): readonly BookingEvent['type'][] =>
  steps.flatMap(({ events }) => events.map(({ type }) => type));

describe('a booking after any commands', () => {
  const check = (holds: (steps: readonly Step[]) => void): void => {
    fc.assert(fc.property(anySteps, holds), { numRuns: 400 });
  };

  it('the same command again changes nothing', () => {
    check((steps) => {
      for (const { command, before, events } of steps) {
        const first = booking.decide(command, before);
        if (!first.ok) continue;
        expect(booking.decide(command, fold(booking, before, events))).toEqual({ ok: true, value: [] });
      }
    });
  });

  it('has one outcome, and ends once', () => {
    const outcomes = new Set(['BookingConfirmed', 'BookingDeclined', 'BookingRejected']);
    const ends = new Set(['BookingRejected', 'BookingDeclined', 'BookingCancelled']);
    const mayFollow = new Set(['ManageLinkRequested', 'FreshLinkIssued']);
    check((steps) => {
      const types = typesIn(steps);
      expect(types.filter((type) => outcomes.has(type)).length).toBeLessThanOrEqual(1);
      expect(types.filter((type) => ends.has(type)).length).toBeLessThanOrEqual(1);
      const end = types.findIndex((type) => ends.has(type));
      if (end >= 0) expect(types.slice(end + 1).filter((type) => !mayFollow.has(type))).toEqual([]);
    });
  });

  it('gets a fresh link once, after a decline that asked for one', () => {
    check((steps) => {
      for (const { before, events } of steps) {
        if (!events.some(({ type }) => type === 'FreshLinkIssued')) continue;
        expect(before).toMatchObject({ status: 'declined', sendFreshLink: true });
        expect(before).not.toHaveProperty('freshLinkId');
      }
      expect(typesIn(steps).filter((type) => type === 'FreshLinkIssued').length).toBeLessThanOrEqual(1);
    });
  });

  it('counts the rounds of its approval, and a button of another round decides nothing', () => {
    check((steps) => {
      const rounds = steps.flatMap(({ events }) =>
        events.flatMap((event) => (event.type === 'ApprovalRequested' ? [event.data.round] : [])),
      );
      expect(rounds).toEqual(rounds.map((_, index) => index + 1));
      for (const { command, before, events } of steps) {
        if (command.type !== 'approve' && command.type !== 'decline') continue;
        if (before.status === 'none' || command.round === undefined || events.length === 0) continue;
        expect(before.approval?.round).toBe(command.round);
      }
    });
  });

  it('schedules reminders only for the time to come, in order', () => {
    check((steps) => {
      for (const { command, events } of steps) {
        for (const event of events) {
          if (event.type !== 'RemindersScheduled' || !('now' in command)) continue;
          const { start, reminders: planned } = event.data;
          const times = planned.map(({ dueAt }) => dueAt);
          expect(times).toEqual([...times].sort());
          for (const dueAt of times) {
            expect(dueAt > command.now).toBe(true);
            expect(dueAt < start).toBe(true);
          }
        }
      }
    });
  });

  it('reminds of a meeting that is on and has not begun, once for each time', () => {
    check((steps) => {
      const reminded: string[] = [];
      for (const { command, before, events } of steps) {
        for (const event of events) {
          if (event.type !== 'ReminderRequested' || command.type !== 'remind') continue;
          const { start, dueAt } = event.data;
          expect(before).toMatchObject({ status: 'confirmed', time: { start, movingTo: null } });
          expect(dueAt <= command.now && command.now < start).toBe(true);
          reminded.push(`${start} ${dueAt}`);
        }
      }
      expect(new Set(reminded).size).toBe(reminded.length);
    });
  });

  it('waits for no confirmation beyond its start', () => {
    check((steps) => {
      for (const { events } of steps) {
        for (const event of events) {
          if (event.type === 'OptInRequested') expect(event.data.until <= time.start).toBe(true);
          if (event.type === 'ApprovalRequested') expect((event.data.until ?? '') <= elsewhere.start).toBe(true);
        }
      }
    });
  });

  it('reaches every kind of event, so that the checks above say something', () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(anySteps, (steps) => {
        for (const type of typesIn(steps)) reached.add(type);
      }),
      { numRuns: 3000, seed: 1 },
    );
    expect([...reached].sort()).toEqual([
      'ApprovalRequested',
      'BookingCancelled',
      'BookingConfirmed',
      'BookingDeclined',
      'BookingRejected',
      'BookingRequested',
      'BookingRescheduled',
      'FreshLinkIssued',
      'LocationChanged',
      'ManageLinkRequested',
      'NoShowRecorded',
      'OptInConfirmed',
      'OptInMailRequested',
      'OptInRequested',
      'ReminderRequested',
      'RemindersScheduled',
      'RescheduleRefused',
      'RescheduleRequested',
    ]);
  });
});

it('a history of a booking always loads, in any order', () => {
  const anyEvent = fc.constantFrom(
    requested(),
    confirmed,
    rejected('slotTaken'),
    optInRequested,
    optInConfirmed,
    approvalRequested(),
    declined(true),
    moveRequested(),
    moved(),
  );
  fc.assert(
    fc.property(fc.array(anyEvent), (events) => {
      expect(() => fold(booking, booking.initial, events)).not.toThrow();
    }),
  );
});
