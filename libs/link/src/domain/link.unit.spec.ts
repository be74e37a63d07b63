import type { IssuedLink, LinkEvent } from '@bookonce/contracts/events/link';
import { fold } from '@bookonce/kernel/decider';
import { given } from '@bookonce/testing/decider-spec';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { link, type LinkCommand } from './link.js';
import { endOf, verdictOn } from './link-state.js';

const EXPIRES_AT = '2026-04-01T00:00:00.000Z';
const BEFORE = '2026-03-31T23:59:59.999Z';

const issuedLink = (linkId: string): IssuedLink => ({
  linkId,
  meetingTypeId: 'mtt_1',
  metadata: {},
  issuedAt: '2026-03-01T00:00:00.000Z',
  expiresAt: EXPIRES_AT,
  sealedToken: `sealed ${linkId}`,
});

const issued: LinkEvent = { type: 'LinkIssued', data: issuedLink('lnk_a') };
const expired: LinkEvent = { type: 'LinkExpired', data: { linkId: 'lnk_a' } };
const revoked: LinkEvent = { type: 'LinkRevoked', data: { linkId: 'lnk_a' } };
const replacedBy = (linkId: string): LinkEvent => ({
  type: 'LinkRevoked',
  data: { linkId: 'lnk_a', replacement: issuedLink(linkId) },
});
const consumedBy = (bookingId: string): LinkEvent => ({
  type: 'LinkConsumed',
  data: { linkId: 'lnk_a', bookingId, hostIds: ['hst_1'] },
});
const voided = (
  bookingId: string,
  reason: Extract<LinkEvent, { type: 'AttemptVoided' }>['data']['reason'],
): LinkEvent => ({
  type: 'AttemptVoided',
  data: { linkId: 'lnk_a', bookingId, reason },
});
const consume = (bookingId: string, now = BEFORE): LinkCommand => ({
  type: 'consume',
  bookingId,
  hostIds: ['hst_1'],
  now,
});
const voidAttempt = (bookingId: string): LinkCommand => ({ type: 'voidAttempt', bookingId, reason: 'slotTaken' });
const replace = (linkId: string): LinkCommand => ({ type: 'replace', replacement: issuedLink(linkId) });

describe('a link', () => {
  it('is issued once', () => {
    given(link)
      .when({ type: 'issue', link: issuedLink('lnk_a') })
      .then(issued);
    given(link, issued)
      .when({ type: 'issue', link: issuedLink('lnk_a') })
      .thenNothing();
  });

  it('is unknown before', () => {
    for (const command of [consume('bkg_1'), voidAttempt('bkg_1'), replace('lnk_b'), { type: 'revoke' } as const]) {
      given(link).when(command).thenRefused({ kind: 'linkUnknown' });
    }
  });

  it('is consumed by the first booking that asks, and by no other (I1)', () => {
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

  it('becomes expired before anybody is told so (I4)', () => {
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

  it('that expired or was withdrawn may get a successor; one that was used may not', () => {
    for (const end of [expired, revoked]) {
      given(link, issued, end)
        .when(replace('lnk_b'))
        .then({ type: 'LinkReissued', data: { linkId: 'lnk_a', replacement: issuedLink('lnk_b') } });
    }
    given(link, issued, consumedBy('bkg_1')).when(replace('lnk_b')).thenRefused({ kind: 'linkEnded', end: 'consumed' });
  });
});

const bookingIds = ['bkg_1', 'bkg_2', 'bkg_3'] as const;
const bookingId = fc.constantFrom(...bookingIds);
const instant = fc.constantFrom(BEFORE, EXPIRES_AT);

const anyCommand: fc.Arbitrary<LinkCommand> = fc.oneof(
  fc.constant<LinkCommand>({ type: 'issue', link: issuedLink('lnk_a') }),
  fc.tuple(bookingId, instant).map(([id, now]) => consume(id, now)),
  bookingId.map(voidAttempt),
  fc.constantFrom('lnk_b', 'lnk_c').map(replace),
  fc.constant<LinkCommand>({ type: 'revoke' }),
  instant.map((now): LinkCommand => ({ type: 'expire', now })),
);

const anyPast = fc.array(anyCommand, { maxLength: 15 }).map((commands) => {
  const past: LinkEvent[] = [];
  for (const command of commands) {
    const decision = link.decide(command, fold(link, link.initial, past));
    if (decision.ok) past.push(...decision.value);
  }
  return past;
});

describe('whatever happened to a link', () => {
  it('it is consumed at most once, and every attempt is decided at most once (I1, I3)', () => {
    fc.assert(
      fc.property(anyPast, (past) => {
        expect(past.filter((event) => event.type === 'LinkConsumed').length).toBeLessThanOrEqual(1);
        for (const id of bookingIds) {
          const verdicts = past.filter((event) => 'bookingId' in event.data && event.data.bookingId === id);
          expect(verdicts.length).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('an end is final (I4)', () => {
    fc.assert(
      fc.property(anyPast, anyCommand, (past, command) => {
        const state = fold(link, link.initial, past);
        const decision = link.decide(command, state);
        const after = fold(link, state, decision.ok ? decision.value : []);
        if (endOf(state) !== null) expect(endOf(after)).toBe(endOf(state));
      }),
    );
  });

  it('the same command again changes nothing', () => {
    fc.assert(
      fc.property(anyPast, anyCommand, (past, command) => {
        const state = fold(link, link.initial, past);
        const first = link.decide(command, state);
        if (!first.ok) return;
        expect(link.decide(command, fold(link, state, first.value))).toEqual({ ok: true, value: [] });
      }),
    );
  });

  it('an attempt that asks gets a verdict, and always the same', () => {
    fc.assert(
      fc.property(anyPast, bookingId, fc.array(anyCommand, { maxLength: 10 }), (past, id, later) => {
        let state = fold(link, link.initial, [issued, ...past]);
        const asked = link.decide(consume(id), state);
        state = fold(link, state, asked.ok ? asked.value : []);
        const verdict = verdictOn(state, id);
        expect(verdict).not.toBeNull();
        for (const command of later) {
          const decision = link.decide(command, state);
          state = fold(link, state, decision.ok ? decision.value : []);
        }
        expect(verdictOn(state, id)).toEqual(verdict);
      }),
    );
  });

  it('history always loads, in whatever order it comes', () => {
    const anyEvent = fc.constantFrom(
      issued,
      expired,
      revoked,
      replacedBy('lnk_b'),
      consumedBy('bkg_1'),
      voided('bkg_2', 'overdue'),
    );
    fc.assert(
      fc.property(fc.array(anyEvent), (events) => {
        expect(() => fold(link, link.initial, events)).not.toThrow();
      }),
    );
  });
});
