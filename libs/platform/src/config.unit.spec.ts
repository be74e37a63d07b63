import { describe, expect, it } from '@jest/globals';
import { readConfig } from './config.js';
import { ConfigError } from './variables.js';

describe('readConfig', () => {
  it('has defaults that work', () => {
    expect(readConfig({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      dataDir: './data',
      baseUrl: null,
      tokenLength: 22,
      logLevel: 'info',
      testClock: null,
    });
  });

  it('takes a variable that is set to nothing as not set', () => {
    expect(readConfig({ PORT: '', BASE_URL: '' })).toMatchObject({ port: 3000, baseUrl: null });
  });

  it('drops the slash at the end of the base address', () => {
    expect(readConfig({ BASE_URL: 'https://book.example.com/' }).baseUrl).toBe('https://book.example.com');
  });

  it.each([
    [{ PORT: 'http' }, 'PORT'],
    [{ PORT: '70000' }, 'PORT'],
    [{ BASE_URL: 'book.example.com' }, 'BASE_URL'],
    [{ BASE_URL: 'https://book.example.com/sub' }, 'BASE_URL'],
    [{ TOKEN_LENGTH: '7' }, 'TOKEN_LENGTH'],
    [{ BOOKONCE_TEST_CLOCK: 'tomorrow' }, 'BOOKONCE_TEST_CLOCK'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
  ])('names the variable that is wrong: %j', (environment, variable) => {
    expect(() => readConfig(environment)).toThrow(ConfigError);
    expect(() => readConfig(environment)).toThrow(variable);
  });

  it('refuses a test clock in production', () => {
    const environment = { BOOKONCE_TEST_CLOCK: '2026-03-01T09:00:00Z', NODE_ENV: 'production' };
    expect(() => readConfig(environment)).toThrow('BOOKONCE_TEST_CLOCK');
    expect(readConfig({ ...environment, NODE_ENV: 'test' }).testClock).toBe(Date.parse('2026-03-01T09:00:00Z'));
  });
});
