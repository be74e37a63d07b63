import { expect, it } from '@jest/globals';
import { refusedAttempt } from './attempt-refusals.js';

it('says when to try a link again that takes no more attempts, as every 429 does', () => {
  const { status, headers } = refusedAttempt({ kind: 'tooManyAttempts' });
  expect([status, headers]).toMatchObject([
    429,
    {
      'retry-after': '3600',
      'ratelimit-policy': '"link-stored-attempts";q=100',
      ratelimit: '"link-stored-attempts";r=0;t=3600',
    },
  ]);
});
