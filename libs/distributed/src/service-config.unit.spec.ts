import { ConfigError } from '@bookonce/platform/variables';
import { describe, expect, it } from '@jest/globals';
import {
  readCalendarConfig,
  readGatewayConfig,
  readLinkConfig,
  readNotificationConfig,
  readServiceConfig,
} from './service-config.js';

const secret = { BOOKONCE_SECRET_KEY: Buffer.alloc(32, 7).toString('base64') };
const servers = { KAFKA_BROKERS: 'a:9092, b:9093', REDIS_URL: 'redis://localhost:6379', ...secret };
const store = { EVENT_STORE_URL: 'postgres://bookonce@localhost:5432/bookonce' };
const face = { BASE_URL: 'https://book.example.com/' };

describe('the configuration of a service', () => {
  it('names its servers, and has defaults for the rest', () => {
    expect(readServiceConfig({ ...servers, ...store })).toMatchObject({
      PORT: 3000,
      KAFKA_BROKERS: ['a:9092', 'b:9093'],
      KAFKA_PARTITIONS: 6,
      KAFKA_REPLICATION: 1,
      BOOKONCE_NAMESPACE: 'bookonce',
      ...store,
    });
  });

  it('accepts the nodes of a cluster', () => {
    const cluster = 'esdb://a:2113,b:2113,c:2113?tls=true';
    expect(readServiceConfig({ ...servers, EVENT_STORE_URL: cluster }).EVENT_STORE_URL).toBe(cluster);
  });

  it('has the security of its servers', () => {
    const login = { KAFKA_SASL: 'scram-sha-512', KAFKA_USERNAME: 'bookonce', KAFKA_PASSWORD: 'secret' };
    expect(readServiceConfig({ ...servers, ...store })).toMatchObject({ KAFKA_TLS: false, POSTGRES_CONNECTIONS: 6 });
    const redis = { REDIS_URL: 'rediss+sentinel://a,b/mymaster' };
    expect(readServiceConfig({ ...servers, ...store, ...login, ...redis, KAFKA_TLS: 'true' })).toMatchObject({
      ...login,
      ...redis,
      KAFKA_TLS: true,
    });
  });

  it('needs no event store for the gateway', () => {
    const config = readGatewayConfig({ ...servers, ...face });
    expect(config.BASE_URL).toBe('https://book.example.com');
    expect(() => readServiceConfig(servers)).toThrow('EVENT_STORE_URL is missing');
  });

  it('includes the secret, for every service', () => {
    const { BOOKONCE_SECRET_KEY: _secret, ...without } = { ...servers, ...store, ...face };
    for (const read of [readServiceConfig, readLinkConfig, readGatewayConfig, readNotificationConfig]) {
      expect(() => read(without)).toThrow('BOOKONCE_SECRET_KEY is missing');
    }
    expect(readServiceConfig({ ...servers, ...store }).BOOKONCE_SECRET_KEY).toHaveLength(32);
    expect(readLinkConfig({ ...servers, ...store }).TOKEN_LENGTH).toBe(22);
  });

  it('requires a PostgreSQL for the access data of calendars', () => {
    expect(readCalendarConfig({ ...servers, ...store, ...face })).toMatchObject({
      BASE_URL: 'https://book.example.com',
      MAIL_LANGUAGE: 'en',
      CALENDAR_POLL_MINUTES: 5,
      CALENDAR_HORIZON_DAYS: 400,
      ALLOW_PRIVATE_NETWORK: false,
      PRIVATE_HOSTS: [],
    });
    const other = { ...servers, ...face, EVENT_STORE_URL: 'esdb://localhost:2113?tls=false' };
    expect(() => readCalendarConfig(other)).toThrow('CALENDAR_STORE_URL must be set');
    expect(() => readCalendarConfig({ ...other, CALENDAR_STORE_URL: 'redis://localhost' })).toThrow(ConfigError);
    const own = 'postgres://localhost/calendars';
    expect(readCalendarConfig({ ...other, CALENDAR_STORE_URL: own }).CALENDAR_STORE_URL).toBe(own);
  });

  it('requires a mail server for the notification service', () => {
    expect(() => readNotificationConfig({ ...servers, ...store, ...face })).toThrow('SMTP_URL is missing');
  });

  it.each([
    ['EVENT_STORE_URL', 'mysql://localhost/x'],
    ['KAFKA_BROKERS', 'localhost'],
    ['REDIS_URL', 'localhost:6379'],
    ['POSTGRES_CONNECTIONS', '1'],
    ['KAFKA_TLS', 'yes'],
    ['KAFKA_SASL', 'gssapi'],
    ['KAFKA_PASSWORD', 'without a user'],
    ['KAFKA_PARTITIONS', '0'],
    ['BOOKONCE_NAMESPACE', 'Book once'],
  ])('names the variable that is wrong: %s=%s', (name, value) => {
    const read = (): unknown => readServiceConfig({ ...servers, ...store, [name]: value });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(name);
  });

  it.each([
    ['EVENT_STORE_URL', 'postgres:hunter2@localhost'],
    ['REDIS_URL', 'http://:hunter2@localhost'],
    ['BOOKONCE_SECRET_KEY', 'hunter2'],
    ['KAFKA_BROKERS', 'sasl://bookonce:hunter2@localhost'],
  ])('never shows what may be a password: %s=%s', (name, value) => {
    expect(() => readServiceConfig({ ...servers, ...store, [name]: value })).toThrow(/^(?!.*hunter2)[A-Z_]+ must be/s);
  });

  it('names all missing variables at once, without revealing a secret', () => {
    expect(() => readGatewayConfig({ BOOKONCE_SECRET_KEY: 'c2hvcnQ=' })).toThrow(
      /^(?!.*c2hvcnQ).*BOOKONCE_SECRET_KEY/s,
    );
    expect(() => readServiceConfig({})).toThrow(/KAFKA_BROKERS is missing.*REDIS_URL is missing.*EVENT_STORE_URL/s);
  });
});
