import { FolderInUseError } from '@bookonce/adapters/sqlite/event-store/folder-lock';
import { ConfigError } from '@bookonce/platform/config';
import { describe, expect, it } from '@jest/globals';
import { isOperators } from './operator-errors.js';

describe('errors at the start', () => {
  it.each([
    new ConfigError('PORT must be a port number'),
    new FolderInUseError('./data is in use by another process'),
    Object.assign(new Error('listen EADDRINUSE'), { code: 'EADDRINUSE' }),
    Object.assign(new Error('mkdir ./data'), { code: 'EACCES' }),
  ])("are the operator's where the operator can put them right: %s", (error) => {
    expect(isOperators(error)).toBe(true);
  });

  it.each([new TypeError('x is undefined'), Object.assign(new Error('bad'), { code: 'ERR_INVALID_ARG_TYPE' }), 'text'])(
    'are bugs otherwise: %s',
    (error) => {
      expect(isOperators(error)).toBe(false);
    },
  );
});
