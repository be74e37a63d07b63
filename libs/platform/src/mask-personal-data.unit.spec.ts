import { describe, expect, it } from '@jest/globals';
import { maskedData, withoutAddresses } from './mask-personal-data.js';

const data = {
  bookingId: 'bkg_1',
  hostIds: ['hst_1'],
  start: '2026-03-02T08:00:00.000Z',
  attendee: { name: 'Bea', email: 'bea@example.com', timeZone: 'Europe/Berlin' },
  answers: { topic: 'My health' },
  guests: ['cleo@example.com'],
  durationMinutes: 30,
  isOpen: true,
  manageTokenHash: 'abc',
  sealedToken: 'def',
  optIn: { tokenSeed: 'ghi' },
};

describe('data shown to an operator', () => {
  it('has ids, codes, times and numbers, and no text about people', () => {
    expect(maskedData(data, false)).toEqual({
      ...data,
      attendee: { name: '•••', email: '•••', timeZone: 'Europe/Berlin' },
      answers: { topic: '•••' },
      guests: ['•••'],
      manageTokenHash: '•••',
      sealedToken: '•••',
      optIn: { tokenSeed: '•••' },
    });
  });

  it('has everything but secrets if that is asked for', () => {
    expect(maskedData(data, true)).toEqual({
      ...data,
      manageTokenHash: '•••',
      sealedToken: '•••',
      optIn: { tokenSeed: '•••' },
    });
  });

  it('has no address in an error text', () => {
    expect(withoutAddresses('550 <bea@example.com>: unknown')).toBe('550 <•••>: unknown');
  });
});
