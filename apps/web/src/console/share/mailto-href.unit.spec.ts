import { describe, expect, it } from '@jest/globals';
import { mailtoHref } from './mailto-href.js';

describe('the address that opens a mail', () => {
  it('names the recipient and keeps subject and line breaks', () => {
    expect(mailtoHref('a&b?c@example.com', { subject: 'Tea & talk?', body: 'Hello,\n\nsee you' })).toBe(
      'mailto:a%26b%3Fc%40example.com?subject=Tea%20%26%20talk%3F&body=Hello%2C%0D%0A%0D%0Asee%20you',
    );
  });

  it('may have no recipient yet', () => {
    expect(mailtoHref(undefined, { subject: 'Tea', body: '' })).toBe('mailto:?subject=Tea&body=');
  });
});
