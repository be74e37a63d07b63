import type { HistoryEntry } from '@bookonce/contracts/values/history-entry';
import { describe, expect, it } from '@jest/globals';
import { joinedHistory } from './link-history.js';

const entry = (type: string, minute: number): HistoryEntry => ({
  type,
  at: `2026-03-01T00:0${minute}:00.000Z`,
  by: 'host',
  data: { summary: type },
});
const typesOf = (ofLink: readonly HistoryEntry[], ofBooking: readonly HistoryEntry[]) =>
  joinedHistory(ofLink, ofBooking).map(({ type }) => type);

const issued = entry('LinkIssued', 0);
const consumed = entry('LinkConsumed', 2);

describe('the history of a link and its booking', () => {
  it('is in the order of time', () => {
    expect(
      typesOf(
        [issued, consumed, entry('AttemptVoided', 4), entry('LinkReissued', 6)],
        [entry('BookingRescheduled', 3), entry('BookingDeclined', 5)],
      ),
    ).toEqual(['LinkIssued', 'LinkConsumed', 'BookingRescheduled', 'AttemptVoided', 'BookingDeclined', 'LinkReissued']);
  });

  it('tells of the booking only after the link was consumed, and keeps the order of each', () => {
    expect(
      typesOf(
        [issued, consumed, entry('AttemptVoided', 1)],
        [entry('ApprovalRequested', 1), entry('BookingConfirmed', 0)],
      ),
    ).toEqual(['LinkIssued', 'LinkConsumed', 'ApprovalRequested', 'BookingConfirmed', 'AttemptVoided']);
  });

  it('is that of the link while nothing more happened', () => {
    expect(typesOf([issued, consumed], [])).toEqual(['LinkIssued', 'LinkConsumed']);
  });
});
