import type { LinkEvent } from '@bookonce/contracts/events/link';
import { given } from '@bookonce/testing/decider-spec';
import { describe, expect, it } from '@jest/globals';
import {
  consumedBy,
  expired,
  issuedLink,
  reminded,
  remindUnused,
  replacedBy,
  replacement,
  revoked,
} from './fixtures/link-fixtures.js';
import { link } from './link.js';
import { unusedRemindersOf } from './unused-reminders.js';

const reminding = {
  ...issuedLink('lnk_a'),
  recipient: { email: 'grace@example.com' },
  unusedReminderDays: [3, 40],
};
const issued: LinkEvent = { type: 'LinkIssued', data: reminding };
const FIRST_DUE = '2026-03-04T00:00:00.000Z';
/** After the link has expired. */
const SECOND_DUE = '2026-04-10T00:00:00.000Z';
const [first, second] = ['remind-link/lnk_a/1', 'remind-link/lnk_a/2'] as const;

const freshLink: LinkEvent = {
  type: 'LinkReissued',
  data: {
    linkId: 'lnk_a',
    replacement: { ...replacement('lnk_b', SECOND_DUE, reminding), unusedReminderDays: [], mailed: true },
  },
};

describe('the reminders of an unused link', () => {
  it('are due so many days after it was issued, if its recipient can be mailed', () => {
    expect(unusedRemindersOf(reminding)).toEqual([
      { reminderId: first, dueAt: FIRST_DUE },
      { reminderId: second, dueAt: SECOND_DUE },
    ]);
    expect(unusedRemindersOf({ ...reminding, recipient: { name: 'Grace' } })).toEqual([]);
  });

  it('are requested once each, and not before they are due (I20)', () => {
    given(link, issued).when(remindUnused('2026-03-03T23:59:59.999Z')).thenNothing();
    given(link, issued).when(remindUnused(FIRST_DUE)).then(reminded(first));
    given(link, issued, reminded(first)).when(remindUnused('2026-03-05T00:00:00.000Z')).thenNothing();
  });

  it('mail a fresh link if it has expired, which sends no reminders of its own', () => {
    given(link, issued, reminded(first), expired)
      .when(remindUnused(SECOND_DUE))
      .then(freshLink, reminded(second, 'lnk_b'));
    given(link, issued, reminded(first))
      .when(remindUnused(SECOND_DUE))
      .then(expired, freshLink, reminded(second, 'lnk_b'));
  });

  it('are one mail for all that were missed during an outage', () => {
    given(link, issued, expired).when(remindUnused(SECOND_DUE)).then(freshLink, reminded(second, 'lnk_b'));
    given(link, issued, expired, freshLink, reminded(second, 'lnk_b')).when(remindUnused(SECOND_DUE)).thenNothing();
  });

  it.each(['meetingTypeArchived', 'hostsDeactivated'] as const)(
    'are passed over once the link has expired, if no new links can be made: %s (I4)',
    (kind) => {
      const skipped: LinkEvent = {
        type: 'LinkReminderSkipped',
        data: { linkId: 'lnk_a', reminderId: second, reason: kind },
      };
      const archived = remindUnused(SECOND_DUE, true, { kind });
      given(link, issued).when(archived).then(expired, skipped);
      given(link, issued, expired).when(archived).then(skipped);
    },
  );

  it('are passed over while the link is active, if its hosts are deactivated', () => {
    const reason = 'hostsDeactivated';
    const skipped: LinkEvent = { type: 'LinkReminderSkipped', data: { linkId: 'lnk_a', reminderId: first, reason } };
    given(link, issued)
      .when(remindUnused(FIRST_DUE, true, { kind: reason }))
      .then(skipped);
    given(link, issued, skipped)
      .when(remindUnused(FIRST_DUE, true, { kind: reason }))
      .thenNothing();
    given(link, issued)
      .when(remindUnused(FIRST_DUE, true, { kind: 'meetingTypeArchived' }))
      .then(reminded(first));
  });

  it('end with any other end of the link', () => {
    const ends = [
      ['consumed', consumedBy('bkg_1')],
      ['revoked', revoked],
      ['replaced', replacedBy('lnk_b')],
    ] as const;
    for (const [end, event] of ends) {
      given(link, issued, event).when(remindUnused(FIRST_DUE)).thenRefused({ kind: 'linkEnded', end });
    }
  });
});
