import type { LinkEvent } from '@bookonce/contracts/events/link';
import { describe, expect, it } from '@jest/globals';
import {
  admitted,
  consumedBy,
  expired,
  EXPIRES_AT,
  issued,
  issuedLink,
  reissuedFor,
  reminded,
  replacedBy,
  revoked,
  voided,
} from '../domain/fixtures/link-fixtures.js';
import { project } from './fixtures/project.js';
import { linkTimerProjection } from './link-timers.js';

const timerAfter = (...events: readonly LinkEvent[]) => {
  const timer = project(linkTimerProjection, events);
  return timer === null ? null : { id: timer.id, kind: timer.kind, subject: timer.subject, dueAt: timer.dueAt };
};

const expiry = { id: 'expire-link/lnk_a', kind: 'expire-link', subject: 'lnk_a', dueAt: EXPIRES_AT };
const reminderAt = (place: number, dueAt: string) => ({
  id: `remind-link/lnk_a/${place}`,
  kind: 'remind-link',
  subject: 'lnk_a',
  dueAt,
});

describe('the timers of a link', () => {
  it('expire it when its time has come, and go with any end of it', () => {
    expect(timerAfter(issued)).toEqual(expiry);
    expect(timerAfter(issued, admitted('bkg_1'), voided('bkg_1', 'slotTaken'))).toEqual(expiry);
    for (const end of [consumedBy('bkg_1'), expired, revoked, replacedBy('lnk_b')]) {
      expect(timerAfter(issued, end)).toBeNull();
    }
  });

  describe('of one that sends reminders while it is unused', () => {
    const reminding: LinkEvent = {
      type: 'LinkIssued',
      data: { ...issuedLink('lnk_a'), recipient: { email: 'grace@example.com' }, unusedReminderDays: [3, 40] },
    };
    const first = reminderAt(1, '2026-03-04T00:00:00.000Z');
    const second = reminderAt(2, '2026-04-10T00:00:00.000Z');

    it('follow each other', () => {
      expect(timerAfter(reminding)).toEqual(first);
      expect(timerAfter(reminding, reminded(first.id))).toEqual(expiry);
      expect(timerAfter(reminding, reminded(first.id), expired)).toEqual(second);
    });

    it('outlive the expiry, which an unused link is reminded of with a fresh one', () => {
      expect(timerAfter(reminding, expired)).toEqual(first);
      expect(timerAfter(reminding, expired, reissuedFor('r_1'), reminded(second.id, 'lnk_b'))).toBeNull();
    });

    it('leave out the reminders that a later one has replaced', () => {
      expect(timerAfter(reminding, reminded(second.id))).toEqual(expiry);
    });

    it('do not change when the host sends a reminder', () => {
      expect(timerAfter(reminding, reminded('r_1'))).toEqual(first);
    });

    it('go with any other end of the link, and with its successor', () => {
      for (const end of [[consumedBy('bkg_1')], [revoked], [replacedBy('lnk_b')], [expired, reissuedFor('r_1')]]) {
        expect(timerAfter(reminding, ...end)).toBeNull();
      }
    });
  });
});
