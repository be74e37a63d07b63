import type { LinkEvent } from '@bookonce/contracts/events/link';
import { given } from '@bookonce/testing/decider-spec';
import { describe, it } from '@jest/globals';
import {
  admit,
  admitted,
  BEFORE,
  consume,
  consumedBy,
  expired,
  EXPIRES_AT,
  issued,
  issuedLink,
  issueFresh,
  freshLink,
  NEW_LINK_REFUSALS,
  remind,
  replace,
  replacedBy,
  replacement,
  revoked,
  voidAttempt,
  voided,
} from './fixtures/link-fixtures.js';
import { link } from './link.js';

describe('a link', () => {
  it('is issued once', () => {
    given(link)
      .when({ type: 'issue', link: issuedLink('lnk_a') })
      .then(issued);
    given(link, issued)
      .when({ type: 'issue', link: issuedLink('lnk_a') })
      .thenNothing();
  });

  it('is unknown before it is issued', () => {
    for (const command of [
      admit('bkg_1'),
      consume('bkg_1'),
      voidAttempt('bkg_1'),
      replace('lnk_b'),
      issueFresh('bkg_1', 'lnk_b'),
      { type: 'revoke' } as const,
    ]) {
      given(link).when(command).thenRefused({ kind: 'linkUnknown' });
    }
  });

  it('is consumed by the first attempt, and by no other (I1)', () => {
    given(link, issued).when(consume('bkg_1')).then(consumedBy('bkg_1'));
    given(link, issued, consumedBy('bkg_1')).when(consume('bkg_1')).thenNothing();
    given(link, issued, consumedBy('bkg_1')).when(consume('bkg_2')).then(voided('bkg_2', 'linkConsumed'));
  });

  it('stays active when an attempt is voided, but not for that attempt (I3)', () => {
    given(link, issued).when(voidAttempt('bkg_1')).then(voided('bkg_1', 'slotTaken'));
    given(link, issued, voided('bkg_1', 'slotTaken')).when(consume('bkg_1')).thenNothing();
    given(link, issued, voided('bkg_1', 'slotTaken')).when(consume('bkg_2')).then(consumedBy('bkg_2'));
  });

  it('does not void the attempt that consumed it', () => {
    given(link, issued, consumedBy('bkg_1')).when(voidAttempt('bkg_1')).thenNothing();
  });

  it('tells a voided attempt what ended the link rather than that the slot was gone as well', () => {
    given(link, issued, consumedBy('bkg_1')).when(voidAttempt('bkg_2')).then(voided('bkg_2', 'linkConsumed'));
  });

  it('stores its expiry before a caller learns of it (I4)', () => {
    given(link, issued).when(consume('bkg_1', EXPIRES_AT)).then(expired, voided('bkg_1', 'linkExpired'));
    given(link, issued, expired).when(consume('bkg_1', BEFORE)).then(voided('bkg_1', 'linkExpired'));
  });

  it('expires when its time has come, not when a timer is early (I20)', () => {
    given(link, issued).when({ type: 'expire', now: BEFORE }).thenNothing();
    given(link, issued).when({ type: 'expire', now: EXPIRES_AT }).then(expired);
    given(link, issued, expired).when({ type: 'expire', now: EXPIRES_AT }).thenNothing();
    given(link, issued, consumedBy('bkg_1')).when({ type: 'expire', now: EXPIRES_AT }).thenNothing();
  });

  it('is revoked once, and not after another end', () => {
    given(link, issued)
      .when({ type: 'revoke', reason: 'typo' })
      .then({
        type: 'LinkRevoked',
        data: { linkId: 'lnk_a', reason: 'typo' },
      });
    given(link, issued, revoked).when({ type: 'revoke' }).thenNothing();
    given(link, issued, expired).when({ type: 'revoke' }).thenRefused({ kind: 'linkEnded', end: 'expired' });
    given(link, issued, consumedBy('bkg_1'))
      .when({ type: 'revoke' })
      .thenRefused({ kind: 'linkEnded', end: 'consumed' });
  });

  it('is replaced at once, by one other link', () => {
    given(link, issued).when(replace('lnk_b')).then(replacedBy('lnk_b'));
    given(link, issued, replacedBy('lnk_b')).when(replace('lnk_b')).thenNothing();
    given(link, issued, replacedBy('lnk_b')).when(replace('lnk_c')).thenRefused({ kind: 'linkEnded', end: 'replaced' });
    given(link, issued, replacedBy('lnk_b')).when(consume('bkg_1')).then(voided('bkg_1', 'linkReplaced'));
  });

  it('may get a successor once it expired or was revoked, but not once it was used', () => {
    for (const end of [expired, revoked]) {
      given(link, issued, end)
        .when(replace('lnk_b'))
        .then({ type: 'LinkReissued', data: { linkId: 'lnk_a', replacement: replacement('lnk_b') } });
    }
    given(link, issued, consumedBy('bkg_1')).when(replace('lnk_b')).thenRefused({ kind: 'linkEnded', end: 'consumed' });
  });
});

describe('a link whose meeting type takes no new links', () => {
  it('gets another address while it works if the type is archived, but no successor once it is over', () => {
    const archived = { refusal: { kind: 'meetingTypeArchived' } } as const;
    given(link, issued).when(replace('lnk_b', archived)).then(replacedBy('lnk_b'));
    for (const end of [expired, revoked]) {
      given(link, issued, end).when(replace('lnk_b', archived)).thenRefused(archived.refusal);
    }
    given(link, issued)
      .when({ ...replace('lnk_b', archived), now: EXPIRES_AT })
      .thenRefused(archived.refusal);
  });

  it.each([{ kind: 'hostsDeactivated' } as const, { kind: 'ownersOnly', why: 'notAHost' } as const])(
    'gets no other address, whether or not it has expired: $kind',
    (refusal) => {
      for (const past of [[], [expired], [revoked]]) {
        given(link, issued, ...past)
          .when(replace('lnk_b', { refusal }))
          .thenRefused(refusal);
      }
    },
  );

  it.each(NEW_LINK_REFUSALS)('is replaced once, and ends as any other: $kind', (refusal) => {
    given(link, issued, replacedBy('lnk_b')).when(replace('lnk_b', { refusal })).thenNothing();
    given(link, issued, consumedBy('bkg_1'))
      .when(replace('lnk_b', { refusal }))
      .thenRefused({ kind: 'linkEnded', end: 'consumed' });
  });

  it('is used as any other', () => {
    given(link, issued).when(consume('bkg_1')).then(consumedBy('bkg_1'));
  });
});

describe('an attempt that waits for its confirmation by mail', () => {
  const threeAdmitted = [issued, admitted('bkg_1'), admitted('bkg_2'), admitted('bkg_3')] as const;

  it('is admitted while fewer than three others wait', () => {
    given(link, issued).when(admit('bkg_1')).then(admitted('bkg_1'));
    given(link, issued, admitted('bkg_1'), admitted('bkg_2')).when(admit('bkg_3')).then(admitted('bkg_3'));
    given(link, ...threeAdmitted)
      .when(admit('bkg_4'))
      .then(voided('bkg_4', 'tooManyPending'));
  });

  it('is admitted once', () => {
    given(link, ...threeAdmitted)
      .when(admit('bkg_3'))
      .thenNothing();
  });

  it('is not admitted after its verdict', () => {
    given(link, issued, voided('bkg_1', 'cancelled')).when(admit('bkg_1')).thenNothing();
    given(link, issued, consumedBy('bkg_1')).when(admit('bkg_1')).thenNothing();
  });

  it('frees its place when it ends', () => {
    given(link, ...threeAdmitted, voided('bkg_2', 'optInExpired'))
      .when(admit('bkg_4'))
      .then(admitted('bkg_4'));
    given(link, ...threeAdmitted, voided('bkg_2', 'optInExpired'), admitted('bkg_4'))
      .when(admit('bkg_5'))
      .then(voided('bkg_5', 'tooManyPending'));
  });

  it('consumes the link, and the others that wait are voided', () => {
    given(link, ...threeAdmitted)
      .when(consume('bkg_2'))
      .then(consumedBy('bkg_2'), voided('bkg_1', 'linkConsumed'), voided('bkg_3', 'linkConsumed'));
    given(link, ...threeAdmitted, consumedBy('bkg_2'), voided('bkg_1', 'linkConsumed'), voided('bkg_3', 'linkConsumed'))
      .when(consume('bkg_1'))
      .thenNothing();
  });

  it('is voided with every other end of the link, in the same append (I6)', () => {
    const waiting = given(link, issued, admitted('bkg_1'));
    waiting.when({ type: 'revoke' }).then(revoked, voided('bkg_1', 'linkRevoked'));
    waiting.when(replace('lnk_b')).then(replacedBy('lnk_b'), voided('bkg_1', 'linkReplaced'));
    waiting.when({ type: 'expire', now: EXPIRES_AT }).then(expired, voided('bkg_1', 'linkExpired'));
    waiting.when(consume('bkg_1', EXPIRES_AT)).then(expired, voided('bkg_1', 'linkExpired'));
    waiting.when(consume('bkg_2')).then(consumedBy('bkg_2'), voided('bkg_1', 'linkConsumed'));
  });

  it('is not admitted after the end of the link, and learns which it was', () => {
    given(link, issued, revoked).when(admit('bkg_1')).then(voided('bkg_1', 'linkRevoked'));
    given(link, ...threeAdmitted, consumedBy('bkg_1'))
      .when(admit('bkg_4'))
      .then(voided('bkg_4', 'linkConsumed'));
  });

  it('learns of the expiry only after that is stored (I4)', () => {
    given(link, issued).when(admit('bkg_1', EXPIRES_AT)).then(expired, voided('bkg_1', 'linkExpired'));
    given(link, issued, expired).when(admit('bkg_1', BEFORE)).then(voided('bkg_1', 'linkExpired'));
  });
});

describe('the fresh link after a declined booking', () => {
  it('is issued in place of the consumed link, which stays consumed (I4)', () => {
    given(link, issued, consumedBy('bkg_1')).when(issueFresh('bkg_1', 'lnk_b')).then(freshLink('lnk_b'));
    given(link, issued, consumedBy('bkg_1'), freshLink('lnk_b'))
      .when(consume('bkg_2'))
      .then(voided('bkg_2', 'linkConsumed'));
  });

  it('sends no reminders to the recipient of the consumed link', () => {
    const reminding: LinkEvent = { type: 'LinkIssued', data: { ...issuedLink('lnk_a'), unusedReminderDays: [3, 7] } };
    given(link, reminding, consumedBy('bkg_1')).when(issueFresh('bkg_1', 'lnk_b')).then(freshLink('lnk_b'));
  });

  it('is issued once, even if a repeat would name it differently', () => {
    for (const again of ['lnk_b', 'lnk_c']) {
      given(link, issued, consumedBy('bkg_1'), freshLink('lnk_b')).when(issueFresh('bkg_1', again)).thenNothing();
    }
  });

  it('exists only for the booking that consumed the link', () => {
    for (const past of [[], [consumedBy('bkg_2')], [voided('bkg_1', 'slotTaken')], [expired], [revoked]]) {
      given(link, issued, ...past)
        .when(issueFresh('bkg_1', 'lnk_b'))
        .thenRefused({ kind: 'linkUnknown' });
    }
  });

  it('does not make the consumed link one that can be regenerated or reminded of', () => {
    for (const command of [replace('lnk_b'), replace('lnk_c'), remind('r_1')]) {
      given(link, issued, consumedBy('bkg_1'), freshLink('lnk_b'))
        .when(command)
        .thenRefused({ kind: 'linkEnded', end: 'consumed' });
    }
  });
});

describe('a link that takes no more attempts', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => voided(`bkg_${index}`, 'cancelled'));
  const allow = (grantId: string) => ({ type: 'allowAttempts', grantId }) as const;
  const allowed = (grantId: string, count: number) =>
    ({ type: 'AttemptsAllowed', data: { linkId: 'lnk_a', grantId, allowed: count } }) as const;

  it('admits none until its host allows a hundred more', () => {
    given(link, issued, ...hundred.slice(1))
      .when(admit('bkg_x'))
      .then(admitted('bkg_x'));
    given(link, issued, ...hundred)
      .when(admit('bkg_x'))
      .then(voided('bkg_x', 'tooManyAttempts'));
    given(link, issued, ...hundred)
      .when(allow('grant_1'))
      .then(allowed('grant_1', 200));
    given(link, issued, ...hundred, allowed('grant_1', 200))
      .when(admit('bkg_x'))
      .then(admitted('bkg_x'));
  });

  it('lets a hundred more for each command of its host, and none for a repeated one', () => {
    given(link, issued).when(allow('grant_1')).then(allowed('grant_1', 200));
    given(link, issued, allowed('grant_1', 200)).when(allow('grant_1')).thenNothing();
    given(link, issued, allowed('grant_1', 200)).when(allow('grant_2')).then(allowed('grant_2', 300));
  });

  it('lets a hundred more although there were many before there was a limit', () => {
    const many = Array.from({ length: 250 }, (_, index) => voided(`bkg_${index}`, 'overdue'));
    given(link, issued, ...many)
      .when(allow('grant_1'))
      .then(allowed('grant_1', 350));
  });

  it('still takes attempts after refusals that an earlier release stored', () => {
    const refused = hundred.map((_event, index) => voided(`bkg_old_${index}`, 'slotNotOffered'));
    given(link, issued, ...refused, ...hundred.slice(1))
      .when(admit('bkg_x'))
      .then(admitted('bkg_x'));
    given(link, issued, ...refused, ...hundred)
      .when(admit('bkg_x'))
      .then(voided('bkg_x', 'tooManyAttempts'));
  });

  it('is consumed all the same by an attempt that was stored before', () => {
    given(link, issued, ...hundred)
      .when(consume('bkg_x'))
      .then(consumedBy('bkg_x'));
  });

  it('allows none after its end', () => {
    given(link, issued, expired).when(allow('grant_1')).thenRefused({ kind: 'linkEnded', end: 'expired' });
    given(link, issued, consumedBy('bkg_1')).when(allow('grant_1')).thenRefused({ kind: 'linkEnded', end: 'consumed' });
  });
});
