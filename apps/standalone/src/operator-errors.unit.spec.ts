import { FolderInUseError } from '@bookonce/adapter-sqlite/event-store/folder-lock';
import { ConfigError } from '@bookonce/platform/variables';
import { describe, expect, it } from '@jest/globals';
import { operatorMessage } from './operator-errors.js';

const systemError = (message: string, details: object): Error => Object.assign(new Error(message), details);

describe('errors at the start', () => {
  it.each<[Error, string]>([
    [new ConfigError('PORT must be a port number'), 'PORT must be a port number'],
    [new FolderInUseError('./data is in use by another process'), './data is in use by another process'],
    [
      systemError('listen EADDRINUSE', { code: 'EADDRINUSE', address: '127.0.0.1', port: 3000 }),
      'port 3000 of 127.0.0.1 is in use; stop what uses it, or set PORT to another',
    ],
    [
      systemError('listen EADDRNOTAVAIL', { code: 'EADDRNOTAVAIL', address: '192.0.2.1', port: 3000 }),
      'port 3000 of 192.0.2.1 is not an address of this machine; set HOST to another',
    ],
    [
      systemError("EACCES: permission denied, open './data'", { code: 'EACCES' }),
      "EACCES: permission denied, open './data'",
    ],
  ])('words an error that the operator can correct in one line: %s', (error, words) => {
    expect(operatorMessage(error)).toBe(words);
  });

  it.each([new TypeError('x is undefined'), systemError('bad', { code: 'ERR_INVALID_ARG_TYPE' }), 'text'])(
    'are bugs otherwise: %s',
    (error) => {
      expect(operatorMessage(error)).toBeNull();
    },
  );
});
