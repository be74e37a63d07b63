import type { LinkEvent } from '@bookonce/contracts/events/link';
import { fold } from '@bookonce/kernel/decider';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
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
  reissuedFor,
  remind,
  reminded,
  remindUnused,
  replace,
  replacedBy,
  revoked,
  voidAttempt,
  voided,
} from './fixtures/link-fixtures.js';
import { link, type LinkCommand } from './link.js';
import { endOf, verdictOn } from './link-state.js';

/** A link that reminds its recipient while it is unused. */
const reminding: LinkEvent = {
  type: 'LinkIssued',
  data: { ...issuedLink('lnk_a'), recipient: { email: 'grace@example.com' }, unusedReminderDays: [1, 31] },
};

const bookingIds = ['bkg_1', 'bkg_2', 'bkg_3', 'bkg_4', 'bkg_5'] as const;
const bookingId = fc.constantFrom(...bookingIds);
const instant = fc.constantFrom(BEFORE, EXPIRES_AT);

const anyCommand: fc.Arbitrary<LinkCommand> = fc.oneof(
  fc.constant<LinkCommand>({ type: 'issue', link: issuedLink('lnk_a') }),
  fc.tuple(bookingId, instant).map(([id, now]) => consume(id, now)),
  fc.tuple(bookingId, instant).map(([id, now]) => admit(id, now)),
  bookingId.map(voidAttempt),
  fc.tuple(bookingId, fc.constantFrom('lnk_b', 'lnk_c')).map(([id, fresh]) => issueFresh(id, fresh)),
  instant.map(remindUnused),
  fc.constantFrom('lnk_b', 'lnk_c').map(replace),
  fc.constant<LinkCommand>({ type: 'revoke' }),
  instant.map((now): LinkCommand => ({ type: 'expire', now })),
  fc.tuple(fc.constantFrom('r_1', 'r_2'), instant).map(([id, now]) => remind(id, now)),
  fc.constantFrom('g_1', 'g_2').map((grantId): LinkCommand => ({ type: 'allowAttempts', grantId })),
);

const anyBeginning = fc.constantFrom<readonly LinkEvent[]>([], [reminding]);

const anyPast = fc.tuple(anyBeginning, fc.array(anyCommand, { maxLength: 25 })).map(([beginning, commands]) => {
  const past: LinkEvent[] = [...beginning];
  for (const command of commands) {
    const decision = link.decide(command, fold(link, link.initial, past));
    if (decision.ok) past.push(...decision.value);
  }
  return past;
});

const isOf =
  (bookingId: string, ...types: readonly LinkEvent['type'][]) =>
  ({ type, data }: LinkEvent): boolean =>
    types.includes(type) && 'bookingId' in data && data.bookingId === bookingId;
const isVerdictOn = (bookingId: string) => isOf(bookingId, 'LinkConsumed', 'AttemptVoided');

/** The attempts that were admitted and have no verdict, by their events alone. */
const waitingAfter = (past: readonly LinkEvent[]): readonly string[] =>
  bookingIds.filter((id) => past.some(isOf(id, 'AttemptAdmitted')) && !past.some(isVerdictOn(id)));

describe('a link after any commands', () => {
  it('never more than three attempts wait at a time', () => {
    fc.assert(
      fc.property(anyPast, (past) => {
        past.forEach((_event, index) => expect(waitingAfter(past.slice(0, index + 1)).length).toBeLessThanOrEqual(3));
      }),
    );
  });

  it('an attempt is admitted at most once, and not after its verdict', () => {
    fc.assert(
      fc.property(anyPast, (past) => {
        for (const id of bookingIds) {
          const ofAttempt = past.filter(isOf(id, 'AttemptAdmitted', 'LinkConsumed', 'AttemptVoided'));
          expect(ofAttempt.slice(1).map(({ type }) => type)).not.toContain('AttemptAdmitted');
        }
      }),
    );
  });

  it('an attempt is refused for others that wait only while three do', () => {
    fc.assert(
      fc.property(anyPast, (past) => {
        past.forEach((event, index) => {
          if (event.type !== 'AttemptVoided' || event.data.reason !== 'tooManyPending') return;
          expect(waitingAfter(past.slice(0, index))).toHaveLength(3);
        });
      }),
    );
  });

  it('it is consumed at most once, and every attempt is decided at most once (I1, I3)', () => {
    fc.assert(
      fc.property(anyPast, (past) => {
        expect(past.filter((event) => event.type === 'LinkConsumed').length).toBeLessThanOrEqual(1);
        for (const id of bookingIds) {
          expect(past.filter(isVerdictOn(id)).length).toBeLessThanOrEqual(1);
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
      admitted('bkg_2'),
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
