import { describe, expect, it } from '@jest/globals';
import { deSharing } from '../texts/de-sharing.js';
import { enSharing } from '../texts/en-sharing.js';
import { type HistoryEvent, historyTextKey, historyWords } from './history-text.js';

const event = (type: string, data: HistoryEvent['data'] = {}, by = 'api'): HistoryEvent => ({
  type,
  at: '2026-03-01T09:00:00.000Z',
  by,
  data,
});

const cases: readonly (readonly [HistoryEvent, string])[] = [
  [event('LinkIssued'), 'LinkIssued'],
  [event('LinkRevoked'), 'LinkRevoked'],
  [event('LinkRevoked', { replacedBy: 'lnk_2' }), 'LinkReplaced'],
  [event('LinkReminderRequested', {}, 'system'), 'UnusedReminder'],
  [event('AttemptAdmitted'), 'AttemptAdmitted'],
  [event('ApprovalRequested'), 'ApprovalRequested'],
  [event('BookingConfirmed'), 'BookingConfirmed'],
  [event('BookingRescheduled', { start: 'a', fromStart: 'b' }), 'BookingRescheduled'],
  [event('BookingRescheduled', { start: 'a', fromStart: 'a' }), 'LengthChanged'],
  [event('LocationChanged'), 'LocationChanged'],
  [event('BookingDeclined', { cause: 'host' }), 'BookingDeclined'],
  [event('BookingDeclined', { cause: 'approvalExpired' }), 'ApprovalExpired'],
  [event('BookingCancelled', {}, 'attendee'), 'CancelledByAttendee'],
  [event('BookingCancelled'), 'BookingCancelled'],
  [event('NoShowRecorded', { noShow: true }), 'NoShowRecorded'],
  [event('NoShowRecorded', { noShow: false }), 'NoShowUndone'],
];

describe('the text of an entry in the history of a link', () => {
  it.each(cases)('of %j is that of %s, in each language', (given, key) => {
    expect(historyTextKey(given)).toBe(key);
    expect(enSharing.history[key]).toBeDefined();
    expect(deSharing.history[key]).toBeDefined();
  });

  it('quotes what a person wrote', () => {
    expect(historyWords(event('BookingDeclined', { reason: 'ill' }))).toBe('ill');
    expect(historyWords(event('BookingConfirmed', { message: 'Welcome' }))).toBe('Welcome');
    expect(historyWords(event('LinkConsumed', { bookingId: 'bkg_1' }))).toBeNull();
  });
});
