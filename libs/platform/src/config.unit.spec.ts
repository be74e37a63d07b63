import { describe, expect, it } from '@jest/globals';
import { readConfig } from './config.js';
import { ConfigError } from './variables.js';

describe('readConfig', () => {
  it('has defaults that work', () => {
    expect(readConfig({})).toEqual({
      metricsToken: null,
      port: 3000,
      host: '127.0.0.1',
      dataDir: './data',
      baseUrl: null,
      tokenLength: 22,
      logLevel: 'info',
      viewRetentionMs: 86_400_000,
      smtpUrl: null,
      mailFrom: { name: 'Bookonce', address: 'bookonce@localhost' },
      mailLanguage: 'en',
      trustedProxies: [],
      network: { allowPrivateNetwork: false, privateHosts: [] },
      calendarPollMinutes: 5,
      calendarHorizonDays: 400,
      testClock: null,
    });
  });

  it('treats an empty variable as unset', () => {
    expect(readConfig({ PORT: '', BASE_URL: '' })).toMatchObject({ port: 3000, baseUrl: null });
  });

  it('drops a trailing slash of the base URL', () => {
    expect(readConfig({ BASE_URL: 'https://book.example.com/' }).baseUrl).toBe('https://book.example.com');
  });

  it.each([
    [{ PORT: 'http' }, 'PORT'],
    [{ PORT: '70000' }, 'PORT'],
    [{ BASE_URL: 'book.example.com' }, 'BASE_URL'],
    [{ BASE_URL: 'https://book.example.com/sub' }, 'BASE_URL'],
    [{ BASE_URL: 'https://ada:x@book.example.com' }, 'BASE_URL'],
    [{ TOKEN_LENGTH: '7' }, 'TOKEN_LENGTH'],
    [{ BOOKONCE_TEST_CLOCK: 'tomorrow' }, 'BOOKONCE_TEST_CLOCK'],
    [{ ALLOW_PRIVATE_NETWORK: 'yes' }, 'ALLOW_PRIVATE_NETWORK'],
    [{ CALENDAR_POLL_MINUTES: '0' }, 'CALENDAR_POLL_MINUTES'],
    [{ CALENDAR_HORIZON_DAYS: '1.5' }, 'CALENDAR_HORIZON_DAYS'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
    [{ VIEW_RETENTION_HOURS: 'a day' }, 'VIEW_RETENTION_HOURS'],
    [{ SMTP_URL: 'localhost:1025' }, 'SMTP_URL'],
    [{ SMTP_URL: 'smtp:localhost' }, 'SMTP_URL'],
    [{ SMTP_URL: 'https://user:hunter2@mail.example.com' }, 'SMTP_URL'],
    [{ MAIL_FROM: 'Bookonce' }, 'MAIL_FROM'],
    [{ MAIL_LANGUAGE: 'fr' }, 'MAIL_LANGUAGE'],
    [{ TRUST_PROXY: 'proxy.example.com' }, 'TRUST_PROXY'],
    [{ TRUST_PROXY: '10.0.0.0/33' }, 'TRUST_PROXY'],
    [{ TRUST_PROXY: 'true' }, 'TRUST_PROXY'],
    [{ ALLOW_PRIVATE_NETWORK: 'yes' }, 'ALLOW_PRIVATE_NETWORK'],
    [{ PRIVATE_HOSTS: 'https://cloud.internal' }, 'PRIVATE_HOSTS'],
    [{ PRIVATE_HOSTS: 'cloud.internal:8443' }, 'PRIVATE_HOSTS'],
    [{ PRIVATE_HOSTS: '10.0.0.256' }, 'PRIVATE_HOSTS'],
    [{ PRIVATE_HOSTS: '10.0.0.0/33' }, 'PRIVATE_HOSTS'],
  ])('names the variable that is wrong: %j', (environment, variable) => {
    expect(() => readConfig(environment)).toThrow(ConfigError);
    expect(() => readConfig(environment)).toThrow(variable);
  });

  it('reads where calendars may be', () => {
    const hosts = ['cloud.internal', 'nextcloud', '10.0.0.5', '192.168.7.0/24', 'fd00::/8'];
    expect(readConfig({ ALLOW_PRIVATE_NETWORK: 'true', PRIVATE_HOSTS: hosts.join(', ') }).network).toEqual({
      allowPrivateNetwork: true,
      privateHosts: hosts,
    });
  });

  it('reads the mail server, the sender and the language', () => {
    const environment = {
      SMTP_URL: 'smtps://user:hunter2@mail.example.com',
      MAIL_FROM: 'Ada & Co <book@example.com>',
      MAIL_LANGUAGE: 'de',
    };
    expect(readConfig(environment)).toMatchObject({
      smtpUrl: environment.SMTP_URL,
      mailFrom: { name: 'Ada & Co', address: 'book@example.com' },
      mailLanguage: 'de',
    });
  });

  it('reads the proxies in front of it', () => {
    expect(readConfig({ TRUST_PROXY: '10.0.0.7, 192.168.0.0/16,fd00::/8' }).trustedProxies).toEqual([
      '10.0.0.7',
      '192.168.0.0/16',
      'fd00::/8',
    ]);
    expect(readConfig({ TRUST_PROXY: 'loopback' }).trustedProxies).toEqual(['127.0.0.0/8', '::1']);
  });

  it('never repeats a password', () => {
    const read = () => readConfig({ SMTP_URL: 'https://user:hunter2@mail.example.com' });
    expect(read).toThrow(/^(?!.*hunter2).*SMTP_URL must be a mail server, such as smtp/s);
  });

  it.each([
    [{ PORT: 'http' }, 'PORT must be a port number from 0 to 65535, not "http"'],
    [
      { VIEW_RETENTION_HOURS: 'abc' },
      'VIEW_RETENTION_HOURS must be a number from 0 to 8760: how many hours a view is kept after the last release that ' +
        'follows it has stopped, not "abc"',
    ],
    [
      { BASE_URL: 'https://book.example.com/sub', LOG_LEVEL: 'a\nb' },
      'BASE_URL must be the address that links begin with, without a path or a password, such as https://book.example.com, not ' +
        '"https://book.example.com/sub"; LOG_LEVEL must be fatal, error, warn, info, debug, trace or silent, not "a\\nb"',
    ],
  ])('names valid values and the given one in one line: %j', (environment, message) => {
    expect(() => readConfig(environment)).toThrow(new ConfigError(message));
  });

  it.each([
    ['smtp://user:hunter2@', false],
    ['user:hunter2', false],
    ['smtps//mail.example.com/hunter2', false],
    ['smtp://?auth=hunter2', false],
    ['http://mail.example.com:25/hunter2', true],
  ])('shows a wrong server only if nothing in it can be a password: %s', (given, isShown) => {
    const read = () => readConfig({ SMTP_URL: given });
    expect(read).toThrow(isShown ? JSON.stringify(given) : /^(?!.*hunter2)/s);
  });

  it('never shows a token', () => {
    expect(() => readConfig({ METRICS_TOKEN: 'too short' })).toThrow(/^(?!.*too short)METRICS_TOKEN must be/s);
  });

  it('refuses a test clock in production', () => {
    const environment = { BOOKONCE_TEST_CLOCK: '2026-03-01T09:00:00Z', NODE_ENV: 'production' };
    expect(() => readConfig(environment)).toThrow('BOOKONCE_TEST_CLOCK');
    expect(readConfig({ ...environment, NODE_ENV: 'test' }).testClock).toBe(Date.parse('2026-03-01T09:00:00Z'));
  });
});
