import { describe, expect, it } from '@jest/globals';
import {
  atMostAdmitted,
  bookedOrEnded,
  consumedOnceBy,
  oneConfirmed,
  oneDecision,
  oneWinner,
  type Reply,
  sameForAll,
  slotFaults,
  tally,
} from './verdicts.js';

const reply = (label: string, bookingId: string | null = null): Reply => {
  const [status, slug = null] = label.split(' ');
  return { status: Number(status), slug, bookingId };
};

const won = reply('201', 'bkg_1');
const used = reply('410 link-consumed');

describe('tally', () => {
  it('counts equal answers', () => {
    expect(tally([won, used, used])).toEqual({ '201': 1, '410 link-consumed': 2 });
  });
});

describe('oneWinner', () => {
  const judge = (...replies: readonly Reply[]) => oneWinner(replies, '201', ['410 link-consumed']);

  it('returns the booking of the only winner', () => {
    expect(judge(used, won, used)).toEqual({ bookingId: 'bkg_1', faults: [] });
  });

  it.each([
    ['two winners', [won, reply('201', 'bkg_2')], '2 requests were answered 201, not one'],
    ['no winner', [used, used], '0 requests were answered 201, not one'],
    ['another answer', [won, reply('500')], 'unexpected answer 500'],
  ])('finds %s', (_, replies, fault) => {
    expect(judge(...replies).faults).toEqual([fault]);
  });

  it('names no booking if two won', () => {
    expect(judge(won, won).bookingId).toBeNull();
  });
});

describe('sameForAll', () => {
  it('accepts one booking for all repeats', () => {
    expect(sameForAll([won, won], '201')).toEqual({ bookingId: 'bkg_1', faults: [] });
  });

  it('finds a second booking and a refused repeat', () => {
    expect(sameForAll([won, reply('201', 'bkg_2')], '201').faults).toHaveLength(1);
    expect(sameForAll([won, used], '201').faults).toContain('unexpected answer 410 link-consumed');
  });
});

describe('bookedOrEnded', () => {
  const revoked = reply('410 link-revoked');
  const judge = (ending: Reply, ...bookings: readonly Reply[]) => bookedOrEnded(ending, bookings, '410 link-revoked');

  it('accepts an end without a booking, and a booking that the end came too late for', () => {
    expect(judge(reply('200'), revoked, revoked)).toEqual({ bookingId: null, faults: [] });
    expect(judge(reply('409 link-consumed'), won, used)).toEqual({ bookingId: 'bkg_1', faults: [] });
  });

  it('finds a booking with an ended link, and an end that failed for nothing', () => {
    expect(judge(reply('200'), won, revoked).faults).toEqual(['unexpected answer 201']);
    expect(judge(reply('409 link-consumed'), used).faults).toHaveLength(1);
    expect(judge(reply('500'), won).faults).toEqual(['unexpected answer 500']);
  });
});

describe('oneDecision', () => {
  const yes = reply('200');
  const no = reply('409 conflict-with-state');
  const judge = (approve: readonly Reply[], decline: readonly Reply[]) =>
    oneDecision({ approve, decline }, '409 conflict-with-state');

  it('names the decision that was made', () => {
    expect(judge([yes, yes], [no, no])).toEqual({ decision: 'approve', faults: [] });
    expect(judge([no], [yes])).toEqual({ decision: 'decline', faults: [] });
  });

  it.each([
    ['two decisions', [yes], [yes]],
    ['no decision', [no], [no]],
    ['a repeat with another answer', [yes, no], [no, no]],
    ['an error', [yes], [reply('500')]],
  ])('finds %s', (_, approve, decline) => {
    const { decision, faults } = judge(approve, decline);
    expect([decision, faults.length]).toEqual([null, 1]);
  });
});

describe('atMostAdmitted', () => {
  const waits = reply('202', 'bkg_1');
  const refused = reply('409 too-many-pending');

  it('accepts three that wait, and refusals', () => {
    expect(atMostAdmitted([waits, refused, waits, waits, refused], 3)).toEqual([]);
  });

  it('finds a fourth, a missing third, and another answer', () => {
    expect(atMostAdmitted([waits, waits, waits, waits], 3)).toHaveLength(1);
    expect(atMostAdmitted([waits, waits, refused], 3)).toHaveLength(1);
    expect(atMostAdmitted([waits, waits, waits, used], 3)).toEqual(['unexpected answer 410 link-consumed']);
  });
});

describe('oneConfirmed', () => {
  const first = reply('200', 'bkg_1');

  it('returns the booking whose opt-in was confirmed, however often', () => {
    expect(
      oneConfirmed([
        [used, used],
        [first, first],
      ]),
    ).toEqual({ bookingId: 'bkg_1', faults: [] });
  });

  it('finds two confirmed opt-ins, none, and a repeat that was refused', () => {
    expect(oneConfirmed([[first], [reply('200', 'bkg_2')]]).faults).toContain('2 opt-ins were confirmed, not one');
    expect(oneConfirmed([[used], [used]]).faults).toEqual(['0 opt-ins were confirmed, not one']);
    expect(oneConfirmed([[first, used], [used]]).faults).toEqual(['unexpected answer 410 link-consumed']);
  });
});

describe('consumedOnceBy', () => {
  const consumed = (bookingId: string) => ({ type: 'LinkConsumed', data: { bookingId } });
  const issued = { type: 'LinkIssued', data: {} };

  it('accepts one consumption by the booking, or none if none is expected', () => {
    expect(consumedOnceBy([issued, consumed('bkg_1')], 'bkg_1')).toEqual([]);
    expect(consumedOnceBy([issued], null)).toEqual([]);
  });

  it.each([
    ['two consumptions', [consumed('bkg_1'), consumed('bkg_1')], 'bkg_1'],
    ['another booking', [consumed('bkg_2')], 'bkg_1'],
    ['a missing consumption', [issued], 'bkg_1'],
    ['a consumption without a booking', [consumed('bkg_1')], null],
  ])('finds %s', (_, history, bookingId) => {
    expect(consumedOnceBy(history, bookingId)).toHaveLength(1);
  });
});

describe('slotFaults', () => {
  it('accepts that exactly the booked slots are taken', () => {
    expect(slotFaults(new Set(['09:00', '10:00']), ['09:00', '09:30'], new Set(['09:30']))).toEqual([]);
  });

  it('finds slots that are still held, and booked ones that are offered', () => {
    expect(slotFaults(new Set(['09:30']), ['09:00', '09:30'], new Set(['09:30']))).toEqual([
      '1 slots are still held, such as 09:00',
      '1 booked slots are still offered, such as 09:30',
    ]);
  });
});
