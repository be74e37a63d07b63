import type { BookonceEvent } from '@bookonce/contracts/event-catalogue';
import type { BookingRequest } from '@bookonce/contracts/events/booking';
import type { StoredEvent, StreamName } from '@bookonce/kernel/ports/event-store';
import { describe, expect, it } from '@jest/globals';
import type { History } from '../history.js';
import { simulate, violationsOf } from '../simulate.js';

const request: BookingRequest = {
  bookingId: 'bkg_1',
  linkId: 'lnk_1',
  meetingTypeId: 'mtt_1',
  assignment: 'single',
  hostIds: ['hst_1'],
  confirmation: 'instant',
  start: '2026-03-04T09:00:00.000Z',
  end: '2026-03-04T09:30:00.000Z',
  attendee: { name: 'Ada', email: 'ada@example.org' },
  answers: {},
  manageTokenHash: 'hash',
};
const slot = { hostId: 'hst_1', bookingId: 'bkg_1', start: request.start, end: request.end };
const buffers = { bufferBeforeMinutes: 0, bufferAfterMinutes: 0 };

const issued: BookonceEvent = {
  type: 'LinkIssued',
  data: {
    linkId: 'lnk_1',
    meetingTypeId: 'mtt_1',
    metadata: {},
    issuedAt: '2026-03-01T00:00:00.000Z',
    expiresAt: '2026-04-01T00:00:00.000Z',
    sealedToken: 'sealed',
  },
};
const requested: BookonceEvent = { type: 'BookingRequested', data: request };
const held: BookonceEvent = {
  type: 'SlotHeld',
  data: { ...slot, linkId: 'lnk_1', meetingTypeId: 'mtt_1', ...buffers },
};
const consumed: BookonceEvent = {
  type: 'LinkConsumed',
  data: { linkId: 'lnk_1', bookingId: 'bkg_1', hostIds: ['hst_1'] },
};
const consumedByOther: BookonceEvent = {
  type: 'LinkConsumed',
  data: { linkId: 'lnk_1', bookingId: 'bkg_2', hostIds: ['hst_1'] },
};
const voided: BookonceEvent = {
  type: 'AttemptVoided',
  data: { linkId: 'lnk_1', bookingId: 'bkg_1', reason: 'overdue' },
};
const expired: BookonceEvent = { type: 'LinkExpired', data: { linkId: 'lnk_1' } };
const booked: BookonceEvent = { type: 'SlotBooked', data: slot };
const released: BookonceEvent = { type: 'SlotReleased', data: slot };
const confirmed: BookonceEvent = { type: 'BookingConfirmed', data: { bookingId: 'bkg_1', hostIds: ['hst_1'] } };
const rejected: BookonceEvent = { type: 'BookingRejected', data: { bookingId: 'bkg_1', reason: 'overdue' } };
const cancelled: BookonceEvent = { type: 'BookingCancelled', data: { bookingId: 'bkg_1', by: 'host' } };

const streamOf = ({ type, data }: BookonceEvent): StreamName => {
  if (type.startsWith('Slot')) return `calendar-${'hostId' in data ? data.hostId : ''}`;
  if (type.startsWith('Link') || type === 'AttemptVoided') return `link-${'linkId' in data ? data.linkId : ''}`;
  return `booking-${'bookingId' in data ? data.bookingId : ''}`;
};

const historyOf = (events: readonly BookonceEvent[], rest: Partial<History> = {}): History => {
  const revisions = new Map<StreamName, number>();
  const stored = events.map((event, index): StoredEvent => {
    const stream = streamOf(event);
    const revision = revisions.get(stream) ?? 0;
    revisions.set(stream, revision + 1);
    const meta = { time: '2026-03-02T08:00:00.000Z', version: 1, workspaceId: 'wsp_1', by: 'spec' };
    return {
      ...event,
      id: `event-${index}`,
      stream,
      revision,
      position: String(index + 1).padStart(4, '0'),
      meta: { ...meta, correlationId: 'bkg_1', causationId: 'bkg_1' },
    };
  });
  return {
    events: stored,
    told: [],
    subscribers: [],
    views: [],
    failures: [],
    timing: null,
    clocksJumped: false,
    ...rest,
  };
};

const violatedBy = (history: History): readonly string[] => [
  ...new Set(violationsOf(history).map(({ invariant }) => invariant)),
];

const good = [issued, requested, held, consumed, booked, confirmed];
const lost = [issued, requested, held, voided, rejected, released];

describe('the invariants', () => {
  it.each([
    ['a booking', good],
    ['a booking that was cancelled', [...good, cancelled, released]],
    ['an attempt that was voided', lost],
    ['a link that expired', [issued, expired]],
  ])('hold for %s', (_what, events) => {
    expect(violationsOf(historyOf(events))).toEqual([]);
  });

  it.each<[string, string, readonly BookonceEvent[]]>([
    ['I1', 'a link that is consumed twice', [...good, consumedByOther]],
    ['I2', 'a consumed link without its booking', [issued, requested, held, consumed, released, rejected]],
    ['I2', 'a booking without its link', [issued, requested, held, booked, confirmed]],
    [
      'I2',
      'a booking that was confirmed before its link was consumed',
      [issued, requested, held, confirmed, consumed, booked],
    ],
    ['I3', 'an attempt that nobody decided', [issued, requested, held, released, rejected]],
    ['I3', 'an attempt that was decided twice', [...good, voided]],
    ['I3', 'a hold that was let go before the verdict', [issued, requested, held, released, voided, rejected]],
    ['I4', 'a link that was consumed after its end', [issued, expired, requested, held, consumed, booked, confirmed]],
    ['I4', 'a booking that went on after its end', [...lost, confirmed]],
    [
      'I5',
      'two slots that overlap',
      [
        ...good,
        {
          type: 'SlotHeld',
          data: { ...slot, bookingId: 'bkg_2', linkId: 'lnk_2', meetingTypeId: 'mtt_1', ...buffers },
        },
      ],
    ],
    [
      'I5',
      'a slot in the buffer of another',
      [
        ...good,
        {
          type: 'SlotHeld',
          data: {
            hostId: 'hst_1',
            bookingId: 'bkg_2',
            linkId: 'lnk_2',
            meetingTypeId: 'mtt_1',
            start: '2026-03-04T09:40:00.000Z',
            end: '2026-03-04T10:10:00.000Z',
            bufferBeforeMinutes: 15,
            bufferAfterMinutes: 0,
          },
        },
      ],
    ],
    ['I6', 'a hold that never ended', [issued, requested, held, voided, rejected]],
    ['I6', 'a cancelled booking that keeps its slot', [...good, cancelled]],
    ['I6', 'a booking whose slot was let go', [...good, released]],
    ['I11', 'an event that had happened before', [...good, confirmed]],
    ['I11', 'a slot that is booked without being held', [issued, requested, consumed, booked, confirmed]],
  ])('%s notices %s', (invariant, _what, events) => {
    expect(violatedBy(historyOf(events))).toContain(invariant);
  });

  it('I4 and I7 notice what was told before it was stored', () => {
    const early = [
      { what: 'link', linkId: 'lnk_1', status: 'expired', stored: 1 },
      { what: 'booking', bookingId: 'bkg_1', status: 'confirmed', stored: 3 },
    ] as const;
    expect(violatedBy(historyOf([...good, expired], { told: [early[0]] }))).toContain('I4');
    expect(violatedBy(historyOf(good, { told: [early[1]] }))).toEqual(['I7']);
  });

  it('I7 notices what was told and is missing', () => {
    const missing = { what: 'booking', bookingId: 'bkg_9', status: 'pending', stored: 1 } as const;
    const failed = { what: 'booking', bookingId: 'bkg_1', status: 'rejected', stored: 6 } as const;
    const link = { what: 'linkMade', linkId: 'lnk_9', stored: 1 } as const;
    for (const told of [missing, failed, link]) expect(violatedBy(historyOf(good, { told: [told] }))).toContain('I7');
  });

  it('I11 notices gaps and repeated ids', () => {
    const { events } = historyOf(good);
    const last = events.at(-1);
    if (last === undefined) throw new Error('no event');
    const gap = { ...last, revision: last.revision + 1 };
    expect(violatedBy(historyOf([], { events: [...events.slice(0, -1), gap] }))).toContain('I11');
    const again = { ...last, revision: last.revision + 1, position: '9999' };
    expect(violatedBy(historyOf([], { events: [...events, again] }))).toContain('I11');
  });

  it('I12 notices an event that never arrived, I13 a view that is not what history makes of it', () => {
    const types = new Set(['LinkConsumed']);
    const subscribers = [{ subscriber: 'somebody', types, handled: new Set<string>() }];
    expect(violatedBy(historyOf(good, { subscribers }))).toEqual(['I12']);
    const view = { projector: 'link', live: 'a', rebuilt: 'b', missing: 0 };
    expect(violatedBy(historyOf(good, { views: [view] }))).toEqual(['I13']);
    expect(violatedBy(historyOf(good, { views: [{ ...view, rebuilt: 'a', missing: 2 }] }))).toEqual(['I12']);
  });

  it('I20 names what broke while clocks jumped', () => {
    expect(violatedBy(historyOf([...good, consumedByOther], { clocksJumped: true }))).toContain('I20');
  });

  it('are checked on histories in which clocks did jump', async () => {
    const runs = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map((seed) => simulate(seed)));
    expect(runs.some(({ history }) => history.clocksJumped)).toBe(true);
  });
});
