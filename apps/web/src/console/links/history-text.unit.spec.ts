import { describe, expect, it } from '@jest/globals';
import { deSharing } from '../texts/de-sharing.js';
import { enSharing } from '../texts/en-sharing.js';
import { actorOf, type HistoryEvent, historyTextKey, historyWords, meetingTimesAt } from './history-text.js';

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
  [event('LinkInvitationRequested'), 'LinkInvitationRequested'],
  [event('LinkReminderRequested'), 'LinkReminderRequested'],
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

describe('the meeting’s time in the history of a link', () => {
  const moved = event('BookingRescheduled', { fromStart: 'first', start: 'second' });
  const lengthened = event('BookingRescheduled', { fromStart: 'second', start: 'second' });
  const movedAgain = event('BookingRescheduled', { fromStart: 'second', start: 'third' });
  const all = [event('LinkIssued'), event('LinkConsumed'), moved, lengthened, movedAgain, event('BookingCancelled')];

  it('is the booked one first, and both ones at each move', () => {
    expect(all.map((_, index) => meetingTimesAt(all, index, 'third'))).toEqual([
      null,
      { to: 'first' },
      { from: 'first', to: 'second' },
      null,
      { from: 'second', to: 'third' },
      null,
    ]);
  });

  it('is that of the booking without a move, if the booking is known', () => {
    const events = [event('LinkConsumed')];
    expect(meetingTimesAt(events, 0, 'now')).toEqual({ to: 'now' });
    expect(meetingTimesAt(events, 0, undefined)).toBeNull();
  });
});

describe('who acted', () => {
  it('is named by the service, or as the attendee of the booking', () => {
    expect(actorOf({ ...event('LinkRevoked'), actor: { id: 'mbr_1', name: 'Ada' } }, 'Bea')).toEqual({
      name: 'Ada',
      isKey: false,
    });
    expect(actorOf({ ...event('LinkRevoked'), actor: { id: 'key_1', name: 'CRM' } }, 'Bea')).toEqual({
      name: 'CRM',
      isKey: true,
    });
    expect(actorOf(event('LinkConsumed', {}, 'attendee'), 'Bea')).toEqual({ name: 'Bea', isKey: false });
    expect(actorOf(event('LinkConsumed', {}, 'attendee'), undefined)).toBeNull();
    expect(actorOf(event('LinkExpired', {}, 'system'), 'Bea')).toBeNull();
  });
});
