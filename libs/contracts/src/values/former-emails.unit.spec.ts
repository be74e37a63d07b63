import { describe, expect, it } from '@jest/globals';
import { emailAt, withEmail } from './former-emails.js';

const [FIRST, SECOND, THIRD] = ['2026-03-01T10:00:00.000Z', '2026-03-02T10:00:00.000Z', '2026-03-03T10:00:00.000Z'];

describe('the addresses of somebody', () => {
  const before = withEmail(null, 'a@example.com', FIRST);
  const known = withEmail(withEmail(before, 'b@example.com', SECOND), 'c@example.com', THIRD);

  it('depend on the time', () => {
    const times = ['2026-02-01T00:00:00.000Z', FIRST, SECOND, '2026-03-02T12:00:00.000Z', THIRD];
    expect(times.map((at) => emailAt(known, at))).toEqual([
      'a@example.com',
      'a@example.com',
      'b@example.com',
      'b@example.com',
      'c@example.com',
    ]);
  });

  it('do not grow if another detail changes', () => {
    expect(withEmail(before, 'a@example.com', SECOND)).toEqual(before);
    expect(withEmail(known, 'c@example.com', THIRD)).toEqual(known);
  });
});
