import { given } from '@bookonce/testing/decider-spec';
import { describe, it } from '@jest/globals';
import {
  addressed,
  consumedBy,
  expired,
  EXPIRES_AT,
  invited,
  issued,
  NEW_LINK_REFUSALS,
  reissuedFor,
  remind,
  reminded,
  replacedBy,
  revoked,
  send,
} from './fixtures/link-fixtures.js';
import { link } from './link.js';

describe('a reminder of a link', () => {
  it('is of the link itself while that is active, as often as it is asked for', () => {
    given(link, addressed).when(remind('r_1')).then(reminded('r_1'));
    given(link, addressed, reminded('r_1')).when(remind('r_2')).then(reminded('r_2'));
  });

  it('says what the host wrote', () => {
    given(link, addressed)
      .when({ ...remind('r_1'), message: 'Shall we?' })
      .then(reminded('r_1', 'lnk_a', 'Shall we?'));
  });

  it('is of a fresh link where this one has expired, also when nobody knew that yet (I4)', () => {
    const fresh = [reissuedFor('r_1'), reminded('r_1', 'lnk_after_r_1')] as const;
    given(link, addressed, expired)
      .when(remind('r_1', EXPIRES_AT))
      .then(...fresh);
    given(link, addressed)
      .when(remind('r_1', EXPIRES_AT))
      .then(expired, ...fresh);
  });

  it('asks for no second mail when the command comes again, whatever became of the link', () => {
    given(link, addressed, reminded('r_1')).when(remind('r_1')).thenNothing();
    given(link, addressed, reminded('r_1'), consumedBy('bkg_1')).when(remind('r_1')).thenNothing();
    given(link, addressed, reminded('r_1'), expired).when(remind('r_1', EXPIRES_AT)).thenNothing();
    given(link, addressed, expired, reissuedFor('r_1'), reminded('r_1', 'lnk_after_r_1'))
      .when(remind('r_1', EXPIRES_AT))
      .thenNothing();
  });

  it('is refused of a link that met its end, or has a successor', () => {
    given(link).when(remind('r_1')).thenRefused({ kind: 'linkUnknown' });
    given(link, addressed, consumedBy('bkg_1')).when(remind('r_1')).thenRefused({ kind: 'linkEnded', end: 'consumed' });
    given(link, addressed, revoked).when(remind('r_1')).thenRefused({ kind: 'linkEnded', end: 'revoked' });
    for (const past of [[replacedBy('lnk_b')], [expired, reissuedFor('r_0')]]) {
      given(link, addressed, ...past)
        .when(remind('r_1', EXPIRES_AT))
        .thenRefused({ kind: 'linkEnded', end: 'replaced' });
    }
  });

  it('is of a link that works, not of a fresh one, if the type is archived', () => {
    const archived = { ...remind('rem_1'), refusal: { kind: 'meetingTypeArchived' } } as const;
    given(link, addressed).when(archived).then(reminded('rem_1'));
  });

  it.each([{ kind: 'hostsDeactivated' } as const, { kind: 'ownersOnly', why: 'othersConfirm' } as const])(
    'is of no link, also of none that has not expired: $kind',
    (refusal) => {
      for (const mailing of [remind('m_1'), send('m_1')]) {
        given(link, addressed)
          .when({ ...mailing, refusal })
          .thenRefused(refusal);
      }
      given(link, addressed, reminded('m_1'))
        .when({ ...remind('m_1'), refusal })
        .thenNothing();
    },
  );

  it.each(NEW_LINK_REFUSALS)('is of no link that has expired if no new links can be made: $kind', (refusal) => {
    const refused = { ...remind('rem_1'), refusal };
    given(link, addressed, expired).when(refused).thenRefused(refusal);
    given(link, addressed)
      .when({ ...refused, now: EXPIRES_AT })
      .thenRefused(refusal);
  });

  it('is refused if the recipient has no address', () => {
    given(link, issued).when(remind('r_1')).thenRefused({ kind: 'noAddress' });
  });
});

describe('sending a link', () => {
  it('invites the recipient, and reminds of a link that was mailed before', () => {
    given(link, addressed).when(send('s_1')).then(invited('s_1'));
    for (const mailed of [invited('s_1'), reminded('remind-link/lnk_a/1')]) {
      given(link, addressed, mailed).when(send('s_2')).then(reminded('s_2'));
    }
  });

  it('invites with a fresh link if this one has expired', () => {
    given(link, addressed)
      .when(send('s_1', EXPIRES_AT))
      .then(expired, reissuedFor('s_1'), invited('s_1', 'lnk_after_s_1'));
  });

  it('asks for no second mail when the command comes again', () => {
    given(link, addressed, invited('s_1')).when(send('s_1')).thenNothing();
  });

  it('is refused as a reminder is', () => {
    given(link, issued).when(send('s_1')).thenRefused({ kind: 'noAddress' });
    given(link, addressed, consumedBy('bkg_1')).when(send('s_1')).thenRefused({ kind: 'linkEnded', end: 'consumed' });
  });
});
