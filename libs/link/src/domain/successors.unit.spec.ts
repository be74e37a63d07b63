import type { IssuedLink, LinkEvent } from '@bookonce/contracts/events/link';
import { given } from '@bookonce/testing/decider-spec';
import { describe, expect, it } from '@jest/globals';
import {
  BEFORE,
  consumedBy,
  expired,
  EXPIRES_AT,
  invited,
  issuedLink,
  issueFresh,
  remind,
  reminded,
  remindUnused,
  replace,
  revoked,
  send,
} from './fixtures/link-fixtures.js';
import { link, type LinkCommand } from './link.js';

const first: IssuedLink = {
  ...issuedLink('lnk_a'),
  createdBy: 'hst_noor',
  recipient: { name: 'Grace', email: 'grace@example.com' },
  unusedReminderDays: [40],
};
const issued: LinkEvent = { type: 'LinkIssued', data: first };
const DUE = '2026-04-10T00:00:00.000Z';

/** The link that takes the place of the first one. */
const successorOf = (past: readonly LinkEvent[], command: LinkCommand): IssuedLink | undefined => {
  const { result } = given(link, ...past).when(command);
  if (!result.ok) throw new Error(result.error.kind);
  return result.value
    .map((event) =>
      event.type === 'LinkRevoked' || event.type === 'LinkReissued' ? event.data.replacement : undefined,
    )
    .find((replacement) => replacement !== undefined);
};

describe('the successor of a link', () => {
  const used = [issued, consumedBy('bkg_1')];

  it.each<[string, readonly LinkEvent[], LinkCommand, boolean]>([
    ['regenerated while it is active', [issued], replace('lnk_b'), false],
    ['regenerated after it was mailed', [issued, invited('s_1')], replace('lnk_b'), false],
    ['regenerated after it has expired', [issued, expired], replace('lnk_b'), false],
    ['regenerated after it was revoked', [issued, revoked], replace('lnk_b'), false],
    ['sent after it has expired', [issued, expired], send('s_1', EXPIRES_AT), true],
    ['reminded of after it has expired', [issued, expired], remind('r_1', EXPIRES_AT), true],
    ['reminded of by a timer after it has expired', [issued, expired], remindUnused(DUE), true],
    ['issued anew after a decline, to its recipient', used, issueFresh('bkg_1', 'lnk_b', 'Grace@Example.com'), true],
    ['issued anew after a decline, to another person', used, issueFresh('bkg_1', 'lnk_b', 'ada@example.com'), false],
    ['issued anew after a decline, to somebody unknown', used, issueFresh('bkg_1', 'lnk_b'), false],
  ])('that is %s keeps who made it, and knows whether it is mailed', (_case, past, command, mailed) => {
    expect(successorOf(past, command)).toMatchObject({ replaces: 'lnk_a', createdBy: 'hst_noor', mailed });
  });

  it('is mailed to nobody after a decline if the link has no address', () => {
    const { recipient: _recipient, ...withoutAddress } = first;
    const past = [{ type: 'LinkIssued', data: withoutAddress } as const, consumedBy('bkg_1')];
    expect(successorOf(past, issueFresh('bkg_1', 'lnk_b', 'grace@example.com'))).toMatchObject({ mailed: false });
  });

  it('reminds when it is sent if it was mailed as it was made, and invites otherwise', () => {
    given(link, { type: 'LinkIssued', data: { ...first, mailed: true } })
      .when(send('s_1', BEFORE))
      .then(reminded('s_1'));
    given(link, issued).when(send('s_1', BEFORE)).then(invited('s_1'));
  });
});
