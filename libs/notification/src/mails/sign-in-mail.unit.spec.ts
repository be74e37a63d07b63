import { describe, expect, it } from '@jest/globals';
import { signInMail } from './sign-in-mail.js';

describe('signInMail', () => {
  it('carries the link to its person alone, under an id that a replay repeats (I14)', () => {
    const signInUrl = 'https://book.example/console/sign-in/token';
    const mail = signInMail({
      eventId: 'event-1',
      name: 'Ada',
      email: 'ada@example.com',
      workspaceName: 'Acme',
      signInUrl,
    });
    expect(mail).toMatchObject({
      effectId: 'event-1/sign-in',
      to: { name: 'Ada', email: 'ada@example.com' },
      subject: 'Sign in to Acme',
    });
    expect(mail.text.split('\n')).toContain(signInUrl);
  });
});
