import { describe, expect, it } from '@jest/globals';
import { simulate } from '../simulate.js';
import { cancelled, consumedByOther, expired, good, released, slot } from '@bookonce/invariants/fixtures/booking-story';
import { storedInOrder } from '../../generated-history.js';
import { historyOf, violatedBy } from './fixtures/observed-histories.js';
import { mailsComeOnce } from './mails-come-once.js';

describe('the invariants of a run', () => {
  it('I4 and I7 notice an answer given before its event was stored', () => {
    const early = [
      { what: 'link', linkId: 'lnk_1', status: 'expired', stored: 1 },
      { what: 'booking', bookingId: 'bkg_1', status: 'confirmed', stored: 3 },
    ] as const;
    expect(violatedBy(historyOf([...good, expired], { observations: [early[0]] }))).toContain('I4');
    expect(violatedBy(historyOf(good, { observations: [early[1]] }))).toEqual(['I7']);
  });

  it('I7 notices an answer whose event is missing', () => {
    const missing = { what: 'booking', bookingId: 'bkg_9', status: 'pending', stored: 1 } as const;
    const failed = { what: 'booking', bookingId: 'bkg_1', status: 'rejected', stored: 6 } as const;
    const link = { what: 'linkIssued', linkId: 'lnk_9', stored: 1 } as const;
    for (const seen of [missing, failed, link])
      expect(violatedBy(historyOf(good, { observations: [seen] }))).toContain('I7');
  });

  it('hold for a booking and notice what its events violate', () => {
    expect(violatedBy(historyOf(good))).toEqual([]);
    expect(violatedBy(historyOf([...good, consumedByOther]))).toContain('I1');
  });

  it('I12 notices an undelivered event, I13 a view that differs from its rebuild', () => {
    const types = new Set(['LinkConsumed']);
    const subscribers = [{ subscriber: 'somebody', types, handled: new Set<string>() }];
    expect(violatedBy(historyOf(good, { subscribers }))).toEqual(['I12']);
    const view = { projector: 'link', live: 'a', rebuilt: 'b', missing: 0 };
    expect(violatedBy(historyOf(good, { views: [view] }))).toEqual(['I13']);
    expect(violatedBy(historyOf(good, { views: [{ ...view, rebuilt: 'a', missing: 2 }] }))).toEqual(['I12']);
  });

  it('I14 notices a mail that goes out twice, in vain or never', () => {
    const events = storedInOrder([...good, cancelled]);
    const confirmation = events[5];
    const mail = {
      effectId: `${confirmation?.id ?? ''}/attendee`,
      to: 'ada@example.org',
      subject: 'Booked',
      sentAt: 0,
    };
    const again = { ...mail, effectId: `${confirmation?.id ?? ''}/attendee-again` };
    const end = { ...mail, effectId: `${events[6]?.id ?? ''}/attendee`, subject: 'Cancelled' };
    const timing = { storedAt: new Map<string, number>(), calmAt: 0, endedAt: 24 * 60 * 60_000 };
    const history = historyOf([...good, cancelled, released], { mails: [mail, end], timing });
    expect(violatedBy(history)).toEqual([]);
    expect(violatedBy({ ...history, mails: [end] })).toEqual(['I14']);
    expect(violatedBy({ ...history, mails: [mail, end, again] })).toEqual(['I14']);
    expect(violatedBy({ ...history, mails: [mail] })).toEqual(['I24']);
  });

  it('I14 notices a reminder of a meeting that is cancelled for long', () => {
    const dueAt = storedInOrder(good)[5]?.meta.time ?? '';
    const data = { bookingId: 'bkg_1', start: slot.start, dueAt, to: 'attendee' } as const;
    const history = historyOf([...good, { type: 'ReminderRequested', data }, cancelled, released], {
      timing: { storedAt: new Map<string, number>(), calmAt: 0, endedAt: 24 * 60 * 60_000 },
    });
    const reminder = {
      effectId: `${history.events[6]?.id ?? ''}/attendee`,
      to: 'ada@example.org',
      subject: 'Reminder',
    };
    expect(mailsComeOnce({ ...history, mails: [{ ...reminder, sentAt: 5_000 }] }).join()).not.toContain('Reminder');
    expect(mailsComeOnce({ ...history, mails: [{ ...reminder, sentAt: 60_000 }] }).join()).toContain(
      'mailed about ReminderRequested of bkg_1, which was cancelled',
    );
  });

  it('I20 notices a violation of I1 to I5 while clocks jumped', () => {
    expect(violatedBy(historyOf([...good, consumedByOther], { clocksJumped: true }))).toContain('I20');
  });

  it('are checked on runs with clocks that jump', async () => {
    const runs = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map((seed) => simulate(seed)));
    expect(runs.some(({ history }) => history.clocksJumped)).toBe(true);
  });
});
