import type { LinkEvent } from '@bookonce/contracts/events/link';
import { fold } from '@bookonce/kernel/decider';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addressed,
  BEFORE,
  consume,
  consumedBy,
  expired,
  EXPIRES_AT,
  issued,
  issuedLink,
  reissuedFor,
  remind,
  reminded,
  replace,
  replacedBy,
  revoked,
  voidAttempt,
  voided,
} from './fixtures/link-fixtures.js';
import { endOf, link, type LinkCommand, verdictOn } from './link.js';

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
  fc.tuple(fc.constantFrom('r_1', 'r_2'), instant).map(([id, now]) => remind(id, now)),
);

const anyBeginning = fc.constantFrom<readonly LinkEvent[]>([], [addressed]);

const anyPast = fc.tuple(anyBeginning, fc.array(anyCommand, { maxLength: 15 })).map(([beginning, commands]) => {
  const past: LinkEvent[] = [...beginning];
  for (const command of commands) {
    const decision = link.decide(command, fold(link, link.initial, past));
    if (decision.ok) past.push(...decision.value);
  }
  return past;
});

describe('a link after any commands', () => {
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

  it('an attempt always gets the same verdict', () => {
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

  it('history always loads, in any order', () => {
    const anyEvent = fc.constantFrom(
      issued,
      expired,
      revoked,
      replacedBy('lnk_b'),
      consumedBy('bkg_1'),
      voided('bkg_2', 'overdue'),
      reissuedFor('r_1'),
      reminded('r_1'),
    );
    fc.assert(
      fc.property(fc.array(anyEvent), (events) => {
        expect(() => fold(link, link.initial, events)).not.toThrow();
      }),
    );
  });
});
