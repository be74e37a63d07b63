import type { BookonceEvent } from '@bookonce/contracts/event-catalogue';
import type { StoredEvent } from '@bookonce/kernel/ports/event-store';
import { storedInOrder } from '@bookonce/testing/generated-history';
import { describe, expect, it } from '@jest/globals';
import {
  booked,
  cancelled,
  confirmed,
  consumed,
  consumedByOther,
  expired,
  good,
  held,
  heldBy,
  issued,
  lost,
  moveRequested,
  regenerated,
  rejected,
  released,
  requested,
  requestedWith,
  rescheduled,
  slot,
  slotMoved,
  voided,
} from './fixtures/booking-story.js';
import { checkHistory, HistoryCheck, type HistoryCheckOptions } from './history-check.js';
import type { Violation } from './violation.js';

const check = (events: readonly StoredEvent[], options: HistoryCheckOptions = {}): readonly Violation[] => {
  const history = new HistoryCheck(options);
  for (const event of events) history.add(event);
  return history.finish({ isAtRest: true });
};

const violatedBy = (events: readonly StoredEvent[], options?: HistoryCheckOptions): readonly string[] => [
  ...new Set(check(events, options).map(({ invariant }) => invariant)),
];

const moved = [...good, moveRequested, slotMoved, rescheduled];
const optInRequested: BookonceEvent = {
  type: 'OptInRequested',
  data: { bookingId: 'bkg_1', hostIds: ['hst_1'], until: slot.start, optInTokenHash: 'opt-in hash' },
};
const other = { bookingId: 'bkg_2' };

describe('a history', () => {
  it.each([
    ['a booking', good],
    ['a booking that was cancelled', [...good, cancelled, released]],
    ['a booking that was rescheduled', moved],
    ['a voided attempt', lost],
    ['a slot held late for a settled attempt and released', [...lost, held, released]],
    ['an expired link', [issued, expired]],
    ['an expired link that was regenerated', [issued, expired, regenerated]],
    ['a new booking in a slot that became free', [...lost, heldBy(other), booked, released].slice(0, 6)],
    ['an attempt on an unknown link', [requested, rejected]],
  ])('keeps the invariants with %s', (_what, events) => {
    expect(check(storedInOrder(events))).toEqual([]);
  });

  it.each<[string, string, readonly BookonceEvent[]]>([
    ['I1', 'a link that is consumed twice', [...good, consumedByOther]],
    [
      'I1',
      'a second consumption long after the booking was cancelled',
      [...good, cancelled, released, consumedByOther],
    ],
    ['I2', 'a consumed link without its booking', [issued, requested, held, consumed, released, rejected]],
    ['I2', 'a link consumed after its attempt was rejected', [...lost, consumed]],
    ['I2', 'a booking without its link', [issued, requested, held, booked, confirmed]],
    ['I2', 'a confirmation before the consumption', [issued, requested, held, confirmed, consumed, booked]],
    [
      'I2',
      'a booking of another link',
      [issued, requestedWith({ linkId: 'lnk_9' }), held, consumed, booked, confirmed],
    ],
    [
      'I2',
      'a collective booking without all its hosts',
      [issued, requestedWith({ assignment: 'collective', hostIds: ['hst_1', 'hst_2'] }), ...good.slice(2)],
    ],
    [
      'I2',
      'a consumption before the opt-in',
      [issued, requestedWith({ confirmation: 'doubleOptIn' }), held, optInRequested, consumed, booked, confirmed],
    ],
    ['I3', 'an attempt that was never decided', [issued, requested, held, released, rejected]],
    ['I3', 'an attempt decided twice', [...good, voided]],
    ['I3', 'an attempt decided again after it was settled', [...lost, voided]],
    ['I3', 'a hold released before the verdict', [issued, requested, held, released, voided, rejected]],
    ['I3', 'a rejection before the verdict', [issued, requested, held, rejected, voided, released]],
    ['I4', 'a link consumed after it expired', [issued, expired, requested, held, consumed, booked, confirmed]],
    ['I4', 'a link that expires after it was consumed', [...good, expired]],
    ['I4', 'a successor of a link that never ended', [issued, regenerated]],
    ['I4', 'a booking that goes on after its end', [...lost, confirmed]],
    ['I5', 'two slots that overlap', [...good, heldBy(other)]],
    [
      'I5',
      'a slot in the buffer of another',
      [
        ...good,
        heldBy({
          ...other,
          start: '2026-03-04T09:40:00.000Z',
          end: '2026-03-04T10:10:00.000Z',
          bufferBeforeMinutes: 15,
        }),
      ],
    ],
    ['I5', 'a move into another slot', [...good, heldBy({ ...other, ...later(slotMoved) }), moveRequested, slotMoved]],
    ['I6', 'a hold that never ended', [issued, requested, held, voided, rejected]],
    ['I6', 'a hold left over by a settled attempt', [...lost, held]],
    ['I6', 'a cancelled booking that keeps its slot', [...good, cancelled]],
    ['I6', 'a booking whose slot was released', [...good, released]],
    ['I6', 'a reschedule request that was never decided', [...good, moveRequested]],
    ['I6', 'a rescheduled booking whose slot stayed', [...good, moveRequested, rescheduled]],
    ['I11', 'an event that is stored twice', [...good, confirmed]],
    ['I11', 'a slot booked without a hold', [issued, requested, consumed, booked, confirmed]],
    ['I11', 'a slot released twice', [...lost, released]],
    ['I11', 'a move of a slot that is not there', [...good.slice(0, 4), slotMoved]],
  ])('violates %s with %s', (invariant, _what, events) => {
    expect(violatedBy(storedInOrder(events))).toContain(invariant);
  });

  it('violates I11 with a gap in revisions, a position out of order or a repeated event id', () => {
    const events = storedInOrder(good);
    const last = events.at(-1) as StoredEvent;
    const before = events.slice(0, -1);
    expect(violatedBy([...before, { ...last, revision: last.revision + 1 }])).toEqual(['I11']);
    expect(violatedBy([...before, { ...last, position: '0' }])).toEqual(['I11']);
    expect(violatedBy([...events, { ...last, type: 'Unknown', revision: last.revision + 1, position: '9' }])).toEqual([
      'I11',
    ]);
  });

  it('names the stream and says what is wrong', () => {
    expect(check(storedInOrder([...good, consumedByOther]))[0]).toEqual({
      invariant: 'I1',
      stream: 'link-lnk_1',
      detail: 'The link is consumed again at position 0000000000000007.',
    });
  });
});

function later({ data }: BookonceEvent): { start: string; end: string } {
  if (!('fromStart' in data)) throw new Error('not a move');
  return { start: data.start, end: data.end };
}

describe('the limit of a hold (I6)', () => {
  const minutesLater = (events: readonly BookonceEvent[], from: number, minutes: number): readonly StoredEvent[] =>
    storedInOrder(events).map((event, index) => {
      if (index < from) return event;
      const time = new Date(Date.parse(event.meta.time) + minutes * 60_000).toISOString();
      return { ...event, meta: { ...event.meta, time } };
    });
  /** An installation at work: a link is issued every 20 s. */
  const busy = (events: readonly StoredEvent[], from: number, minutes: number): readonly StoredEvent[] => {
    const link = storedInOrder([issued])[0] as StoredEvent;
    const startMs = Date.parse(events[from - 1]?.meta.time ?? '');
    const between = Array.from({ length: minutes * 3 }, (_, index): StoredEvent => ({
      ...link,
      id: `busy-${index}`,
      stream: `link-busy_${index}`,
      position: `${events[from - 1]?.position ?? ''}-${String(index).padStart(4, '0')}`,
      meta: { ...link.meta, time: new Date(startMs + index * 20_000).toISOString() },
    }));
    return [...events.slice(0, from), ...between, ...events.slice(from)];
  };

  it('is passed by a hold that ends late while the installation is at work', () => {
    expect(violatedBy(busy(minutesLater(lost, 5, 10), 5, 10))).toEqual(['I6']);
    expect(violatedBy(busy(minutesLater(lost, 5, 1), 5, 1))).toEqual([]);
  });

  it('leaves out a pause in which nothing was stored', () => {
    expect(violatedBy(minutesLater(lost, 5, 600))).toEqual([]);
  });

  it('counts from when faults stopped, by the times that are known', () => {
    const events = minutesLater(lost, 5, 10);
    const storedAt = (event: StoredEvent): number => Date.parse(event.meta.time);
    expect(violatedBy(events, { timing: { storedAt, calmAt: 0 } })).toEqual(['I6']);
    expect(violatedBy(events, { timing: { storedAt, calmAt: Infinity } })).toEqual([]);
  });

  it('does not apply to an attempt in flight at the end of the history', async () => {
    const pending = storedInOrder([issued, requested, held]);
    expect(await checkHistory(pending)).toEqual([]);
    expect((await checkHistory(busy(pending, 3, 10))).map(({ invariant }) => invariant)).toEqual(['I3', 'I6']);
  });
});
