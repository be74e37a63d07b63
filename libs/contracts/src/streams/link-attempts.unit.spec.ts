import { fold } from '@bookonce/kernel/decider';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { LinkEvent } from '../events/link.js';
import { type VoidReason, voidReasonSchema } from '../values/reasons.js';
import {
  attemptLimit,
  ATTEMPTS_ALLOWED,
  evolveAttempts,
  type LinkAttempts,
  noAttempts,
  waitingAttempts,
} from './link-attempts.js';

const linkId = 'lnk_1';
const admitted = (bookingId: string): LinkEvent => ({ type: 'AttemptAdmitted', data: { linkId, bookingId } });
const voided = (bookingId: string, reason: VoidReason = 'cancelled'): LinkEvent => ({
  type: 'AttemptVoided',
  data: { linkId, bookingId, reason },
});
const REFUSED_FIRST: readonly VoidReason[] = ['slotTaken', 'slotNotOffered', 'tooManyPending', 'tooManyAttempts'];
const allowed = (number: number): LinkEvent => ({
  type: 'AttemptsAllowed',
  data: { linkId, grantId: `grant ${number}`, allowed: number },
});

const after = (...events: readonly LinkEvent[]): LinkAttempts => fold({ evolve: evolveAttempts }, noAttempts, events);
const numbered = (count: number, make: (bookingId: string) => readonly LinkEvent[]): readonly LinkEvent[] =>
  Array.from({ length: count }, (_, index) => make(`bkg_${index}`)).flat();

/** Merges the lives of several attempts; each keeps its order. */
const interleaved = (lives: readonly (readonly LinkEvent[])[], choices: Iterator<number>): readonly LinkEvent[] => {
  const rest = lives.filter((life) => life.length > 0).map((life) => [...life]);
  const merged: LinkEvent[] = [];
  while (rest.length > 0) {
    const at = Number(choices.next().value) % rest.length;
    const next = rest[at]?.shift();
    if (next === undefined) rest.splice(at, 1);
    else merged.push(next);
  }
  return merged;
};

describe('the attempts on a link', () => {
  it('count once each, whether or not they waited', () => {
    expect(after(admitted('bkg_1'), voided('bkg_2'), voided('bkg_1')).stored).toBe(2);
    expect(
      after(admitted('bkg_1'), { type: 'LinkConsumed', data: { linkId, bookingId: 'bkg_1', hostIds: [] } }),
    ).toEqual({ ...noAttempts, stored: 1 });
  });

  it.each(REFUSED_FIRST)('do not count if they were stored and refused by an earlier release: %s', (reason) => {
    const refused = numbered(250, (id) => [voided(id, reason)]);
    const admittedFirst = numbered(250, (id) => [admitted(id), voided(id, reason)]);
    for (const past of [refused, admittedFirst]) {
      expect(after(...past)).toEqual(noAttempts);
      expect(
        attemptLimit(after(...past, ...numbered(99, (id) => [voided(id, 'overdue')])), { waits: true }),
      ).toBeNull();
    }
  });

  it('count unless their verdict is a refusal that needs no storing, in any order of events', () => {
    const fate = fc.record({
      isAdmitted: fc.boolean(),
      reason: fc.option(fc.constantFrom(...voidReasonSchema.options)),
    });
    fc.assert(
      fc.property(fc.array(fate, { maxLength: 20 }), fc.infiniteStream(fc.nat()), (fates, choices) => {
        const lives = fates.map(({ isAdmitted, reason }, index) => {
          const id = `bkg_${index}`;
          return [...(isAdmitted ? [admitted(id)] : []), ...(reason === null ? [] : [voided(id, reason)])];
        });
        const counted = fates.filter(({ isAdmitted, reason }) =>
          reason === null ? isAdmitted : !REFUSED_FIRST.includes(reason),
        );
        expect(after(...interleaved(lives, choices)).stored).toBe(counted.length);
      }),
    );
  });

  it('wait in the order in which they were admitted', () => {
    const three = after(...numbered(20, (id) => [admitted(id)]), voided('bkg_3'));
    expect(waitingAttempts(three)).toEqual(
      Array.from({ length: 20 }, (_, index) => `bkg_${index}`).filter((id) => id !== 'bkg_3'),
    );
  });

  it('wait three at a time', () => {
    expect(attemptLimit(after(...numbered(2, (id) => [admitted(id)])), { waits: true })).toBeNull();
    expect(attemptLimit(after(...numbered(3, (id) => [admitted(id)])), { waits: true })).toBe('tooManyPending');
    expect(attemptLimit(after(...numbered(3, (id) => [admitted(id)])), { waits: false })).toBeNull();
  });

  it.each([
    ['overdue', (id: string) => [voided(id, 'overdue')]],
    ['admitted and cancelled', (id: string) => [admitted(id), voided(id)]],
  ])('are a hundred until the host allows more: %s', (_how, attempt) => {
    const all = numbered(ATTEMPTS_ALLOWED, attempt);
    for (const waits of [true, false]) {
      expect(attemptLimit(after(...numbered(ATTEMPTS_ALLOWED - 1, attempt)), { waits })).toBeNull();
      expect(attemptLimit(after(...all), { waits })).toBe('tooManyAttempts');
      expect(attemptLimit(after(...all, allowed(200)), { waits })).toBeNull();
    }
  });
});
