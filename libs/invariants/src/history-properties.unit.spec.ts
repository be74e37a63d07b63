import type { BookonceEvent } from '@bookonce/contracts/event-catalogue';
import type { StoredEvent } from '@bookonce/kernel/ports/event-store';
import { generateHistory, storedInOrder } from '@bookonce/testing/generated-history';
import type { LinkFate } from '@bookonce/testing/generated-lives';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { HistoryCheck } from './history-check.js';
import { SlotsByTime } from './slots-by-time.js';
import type { Violation } from './violation.js';

const violationsOf = (events: Iterable<StoredEvent>): readonly Violation[] => {
  const check = new HistoryCheck();
  for (const event of events) check.add(event);
  return check.finish({ isAtRest: true });
};

/** Numbered again, so that nothing but the change itself is wrong. */
const again = (events: readonly StoredEvent[]): readonly StoredEvent[] =>
  storedInOrder(events as unknown as readonly BookonceEvent[]);

/** A seed, so that a counterexample is short. */
const anySeed = fc.integer({ min: 1, max: 1_000_000 });
const historyFrom = (seed: number, fates?: readonly LinkFate[]): readonly StoredEvent[] => [
  ...generateHistory({ seed, links: 20, hosts: 3, linksInUse: 6, ...(fates && { fates }) }),
];
/** One of a list, by any number. */
const pick = <Item>(items: readonly Item[], at: number): Item => {
  const item = items[at % items.length];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
};

/** Without one of these a history is another valid one. */
const dispensable = ['LinkIssued', 'LinkExpired', 'LinkRevoked', 'MoveVoided', 'MoveReserved', 'OptInRequested'];
const standing: readonly LinkFate[] = ['booked', 'moved', 'lengthened', 'moveRefused', 'optedIn'];
const approved: readonly LinkFate[] = ['approved', 'askedAnew'];
const over: readonly LinkFate[] = [
  'slotTaken',
  'overdue',
  'cancelled',
  'abandoned',
  'declined',
  'declinedWithFreshLink',
];

describe('any history', () => {
  it('that is valid keeps the invariants', () => {
    fc.assert(fc.property(anySeed, (seed) => expect(violationsOf(historyFrom(seed))).toEqual([])));
  });

  it.each([
    ['a standing booking', standing, dispensable],
    ['a booking that the host approved', approved, [...dispensable, 'BookingConfirmed']],
    ['an attempt that is over', over, [...dispensable, 'BookingRequested', 'SlotBooked']],
  ])('that lacks an event of %s violates an invariant', (_what, fates, mayLack) => {
    fc.assert(
      fc.property(anySeed, fc.nat(), (seed, at) => {
        const events = historyFrom(seed, fates);
        const lacking = pick(events, at);
        fc.pre(!mayLack.includes(lacking.type));
        expect(violationsOf(again(events.filter((event) => event !== lacking)))).not.toEqual([]);
      }),
    );
  });

  it('that repeats an event later violates an invariant', () => {
    fc.assert(
      fc.property(anySeed, fc.nat(), (seed, at) => {
        const events = historyFrom(seed);
        const repeated = pick(events, at);
        fc.pre(repeated.type !== 'MoveVoided');
        expect(violationsOf(again([...events, repeated]))).not.toEqual([]);
      }),
    );
  });

  it('in which another attempt consumes a consumed link violates I1', () => {
    fc.assert(
      fc.property(anySeed, fc.nat(), (seed, at) => {
        const events = historyFrom(seed, ['booked', 'cancelled']);
        const first = pick(
          events.filter(({ type }) => type === 'LinkConsumed'),
          at,
        );
        const second = { ...first, data: { ...first.data, bookingId: 'bkg_thief' } };
        expect(violationsOf(again([...events, second])).map(({ invariant }) => invariant)).toContain('I1');
      }),
    );
  });

  it('in which two bookings hold the same slot violates I5', () => {
    fc.assert(
      fc.property(anySeed, fc.nat(), (seed, at) => {
        const events = historyFrom(seed, ['booked', 'moved']);
        const hold = pick(
          events.filter(({ type }) => type === 'SlotHeld'),
          at,
        );
        const intruder = { ...hold, data: { ...hold.data, bookingId: 'bkg_intruder' } };
        const violations = violationsOf(again(events.toSpliced(events.indexOf(hold) + 1, 0, intruder)));
        expect(violations.map(({ invariant }) => invariant)).toContain('I5');
      }),
    );
  });
});

describe('slots by time', () => {
  const anyInterval = fc.tuple(fc.nat(200), fc.nat(40)).map(([from, length]) => ({ from, to: from + length }));

  it('find what comparing with every slot finds', () => {
    fc.assert(
      fc.property(fc.array(anyInterval), fc.array(fc.nat()), anyInterval, (added, removed, asked) => {
        const slots = new SlotsByTime<{ from: number; to: number }>();
        let left = added;
        for (const slot of added) slots.add(slot);
        for (const at of removed) {
          const slot = left[at % left.length];
          if (slot === undefined) continue;
          slots.remove(slot);
          left = left.filter((one) => one !== slot);
        }
        const expected = left.filter(({ from, to }) => from < asked.to && to > asked.from);
        expect(new Set(slots.overlapping(asked))).toEqual(new Set(expected));
      }),
    );
  });
});

describe('the memory of a check', () => {
  it('keeps no attempt that is settled', () => {
    const check = new HistoryCheck();
    for (const event of generateHistory({ seed: 1, links: 500, fates: over })) check.add(event);
    expect(check.openAttempts).toBe(0);
    expect(check.finish({ isAtRest: true })).toEqual([]);
  });
});
