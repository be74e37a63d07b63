import { describe, expect, it } from '@jest/globals';
import { emailKey, isEmailAddress } from './email-address.js';

const LABEL_63 = 'd'.repeat(63);

describe('an e-mail address', () => {
  it.each([
    'bea@example.com',
    'ivan@пример.рф',
    'ivan@xn--e1afmkfd.xn--p1ai',
    'bea@bücher.example',
    'bea@例え。jp',
    "!#$%&'*+-/=?^_`{|}~@example.com",
    'a.b.c+tag@mail.example.co.uk',
    'o’brien@example.com'.replace('’', "'"),
    '1@1.example',
    `${'l'.repeat(64)}@example.com`,
    `bea@${LABEL_63}.com`,
    'bea@a-b--c.example',
    'postmaster@EXAMPLE.COM',
  ])('may be %s', (address) => {
    expect(isEmailAddress(address)).toBe(true);
  });

  it.each([
    '',
    'bea',
    '@example.com',
    'bea@',
    'bea@home',
    'bea@example..com',
    'bea@.example.com',
    'bea@example.com.',
    '.bea@example.com',
    'bea.@example.com',
    'be..a@example.com',
    '"bea b"@example.com',
    'bea@[192.0.2.1]',
    'bea@192.0.2.1',
    'bea@example.1',
    'bea b@example.com',
    'bea@exam ple.com',
    'bea@example.com\r\nBcc: all@example.com',
    'bea@-example.com',
    'bea@example-.com',
    'bea@exam_ple.com',
    'bea@example.com/path',
    'bea@example.com:80',
    'bea@user@example.com',
    'bea@ex%41mple.com',
    'bea,ann@example.com',
    'ü@bücher.example',
    `${'l'.repeat(65)}@example.com`,
    `bea@${LABEL_63}d.com`,
    `bea@${'ü'.repeat(62)}.com`,
    `bea@${[LABEL_63, LABEL_63, LABEL_63, LABEL_63].join('.')}.com`,
  ])('is not %j', (address) => {
    expect(isEmailAddress(address)).toBe(false);
  });

  it('is compared without case, its domain in ASCII', () => {
    const key = 'ivan@xn--e1afmkfd.xn--p1ai';
    expect(['Ivan@Пример.РФ', 'ivan@xn--e1afmkfd.xn--p1ai', 'IVAN@XN--E1AFMKFD.XN--P1AI'].map(emailKey)).toEqual([
      key,
      key,
      key,
    ]);
    expect(emailKey('Bea@Example.com')).toBe('bea@example.com');
    // Addresses that were stored under older rules have a key, too.
    expect(emailKey('Bea B@home')).toBe('bea b@home');
  });
});
