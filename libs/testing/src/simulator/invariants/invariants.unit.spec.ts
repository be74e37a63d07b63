import type { BookonceEvent } from '@bookonce/contracts/event-catalogue';
import { describe, expect, it } from '@jest/globals';
import { violationsOf } from '../simulate.js';
import {
  booked,
  buffers,
  cancelled,
  confirmed,
  consumed,
  consumedByOther,
  expired,
  good,
  held,
  historyOf,
  issued,
  lost,
  rejected,
  released,
  requested,
  slot,
  violatedBy,
  voided,
} from './fixtures/histories.js';

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
});
