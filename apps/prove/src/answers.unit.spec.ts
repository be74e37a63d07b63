import { describe, expect, it } from '@jest/globals';
import { optInTokenIn } from './answers.js';

describe('optInTokenIn', () => {
  it('finds the token of the link in a mail', () => {
    expect(optInTokenIn('Confirm:\r\nhttps://book.example.com/o/Ab3dEfGhIjKlMnOpQrStUv\r\n')).toBe(
      'Ab3dEfGhIjKlMnOpQrStUv',
    );
    expect(optInTokenIn('See https://book.example.com/m/Ab3dEfGhIjKlMnOpQrStUv')).toBeNull();
  });
});
