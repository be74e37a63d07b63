import { describe, expect, it } from '@jest/globals';
import { startErrorMessage } from './start-error-message.js';

const systemError = (message: string, details: object): Error => Object.assign(new Error(message), details);

describe('a system error at the start', () => {
  it.each([
    [
      { code: 'EADDRINUSE', address: '127.0.0.1', port: 3000 },
      'port 3000 of 127.0.0.1 is in use; stop what uses it, or set PORT to another',
    ],
    [
      { code: 'EADDRNOTAVAIL', address: '192.0.2.1', port: 3000 },
      'port 3000 of 192.0.2.1 is not an address of this machine; set HOST to another',
    ],
    [
      { code: 'EACCES', syscall: 'listen', address: '0.0.0.0', port: 80 },
      'this user may not listen on port 80 of 0.0.0.0; set PORT to 1024 or above',
    ],
    [
      { code: 'ENOTFOUND', hostname: 'nowhere' },
      'the name nowhere is not known on this machine; set HOST to an address of it, such as 127.0.0.1 or 0.0.0.0',
    ],
    [{ code: 'EACCES', syscall: 'open' }, 'as the system says it'],
    [{ code: 'ENOSPC' }, 'as the system says it'],
  ])('is put in one line that says what to do: %j', (details, words) => {
    expect(startErrorMessage(systemError('as the system says it', details))).toBe(words);
  });

  it.each([new TypeError('x is undefined'), systemError('bad', { code: 'ERR_INVALID_ARG_TYPE' }), 'text'])(
    'is a bug otherwise: %s',
    (error) => {
      expect(startErrorMessage(error)).toBeNull();
    },
  );
});
