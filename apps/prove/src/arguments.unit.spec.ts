import { describe, expect, it } from '@jest/globals';
import { UsageError } from '@bookonce/platform/command-line';
import { readArguments } from './arguments.js';

describe('readArguments', () => {
  it('uses defaults, and the key of the environment', () => {
    expect(readArguments([], { BOOKONCE_API_KEY: 'bok_1' })).toEqual({
      url: 'http://localhost:3000',
      key: 'bok_1',
      links: 10,
      attempts: 20,
      json: false,
    });
  });

  it('reads the command line, and drops the path of the address', () => {
    const args = [
      '--url',
      'https://book.example.com/console',
      '--key',
      'bok_2',
      '--links',
      '3',
      '--attempts=40',
      '--json',
    ];
    expect(readArguments(args, { BOOKONCE_API_KEY: 'bok_1' })).toEqual({
      url: 'https://book.example.com',
      key: 'bok_2',
      links: 3,
      attempts: 40,
      json: true,
    });
  });

  it('shows the help without a key', () => {
    expect(readArguments(['--help'], {})).toBe('help');
  });

  it.each([
    ['an API key is missing', []],
    ['--url must be an address', ['--url', 'book.example.com']],
    ['--url must be an address', ['--url', 'http://']],
    ['--links must be a whole number, from 1 to 50, not "51"', ['--links', '51']],
    ['--links must be a whole number, from 1 to 50, not "2.5"', ['--links', '2.5']],
    ['--attempts must be a whole number, from 2 to 40, not "1"', ['--attempts', '1']],
    ["Unknown option '--wat'", ['--wat']],
  ])('rejects a wrong command line: %s', (message, args) => {
    const key = message.startsWith('an API key') ? [] : ['--key', 'bok_1'];
    expect(() => readArguments([...args, ...key], {})).toThrow(UsageError);
    expect(() => readArguments([...args, ...key], {})).toThrow(message);
  });
});
