import { fold } from '@bookonce/kernel/decider';
import { describe, expect, it } from '@jest/globals';
import type { LinkEvent } from '../events/link.js';
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
const voided = (bookingId: string): LinkEvent => ({
  type: 'AttemptVoided',
  data: { linkId, bookingId, reason: 'cancelled' },
});
const allowed = (number: number): LinkEvent => ({
  type: 'AttemptsAllowed',
  data: { linkId, grantId: `grant ${number}`, allowed: number },
});

const after = (...events: readonly LinkEvent[]): LinkAttempts => fold({ evolve: evolveAttempts }, noAttempts, events);
const numbered = (count: number, make: (bookingId: string) => readonly LinkEvent[]): readonly LinkEvent[] =>
  Array.from({ length: count }, (_, index) => make(`bkg_${index}`)).flat();

describe('the attempts on a link', () => {
  it('count once each, whether or not they waited', () => {
    expect(after(admitted('bkg_1'), voided('bkg_2'), voided('bkg_1')).stored).toBe(2);
    expect(
      after(admitted('bkg_1'), { type: 'LinkConsumed', data: { linkId, bookingId: 'bkg_1', hostIds: [] } }),
    ).toEqual({ ...noAttempts, stored: 1 });
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
    ['refused in a race', (id: string) => [voided(id)]],
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
