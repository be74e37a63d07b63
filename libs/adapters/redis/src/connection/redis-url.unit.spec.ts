import { describe, expect, it } from '@jest/globals';
import { readRedisUrl } from './redis-url.js';

describe('the URL of Redis', () => {
  it('names one server', () => {
    expect(readRedisUrl('redis://localhost')).toEqual({
      name: 'Redis at localhost:6379',
      options: { host: 'localhost', port: 6379, db: 0 },
    });
    expect(readRedisUrl('redis://ada:p%40ss@cache.example:7000/3')?.options).toEqual({
      host: 'cache.example',
      port: 7000,
      db: 3,
      username: 'ada',
      password: 'p@ss',
    });
  });

  it('asks for TLS with rediss, under the name of the server', () => {
    expect(readRedisUrl('rediss://:secret@cache.example')?.options).toMatchObject({
      tls: { servername: 'cache.example' },
      password: 'secret',
    });
    expect(readRedisUrl('rediss://127.0.0.1')?.options.tls).toEqual({});
    expect(readRedisUrl('rediss://[::1]:6380')?.options).toMatchObject({ host: '::1', port: 6380, tls: {} });
  });

  it('names the sentinels of a primary', () => {
    const url = 'redis+sentinel://ada:secret@a:26380,b,c.example/mymaster/2?sentinelPassword=t%26o';
    expect(readRedisUrl(url)).toEqual({
      name: 'Redis mymaster of the sentinels at a:26380,b,c.example',
      options: {
        sentinels: [
          { host: 'a', port: 26380 },
          { host: 'b', port: 26379 },
          { host: 'c.example', port: 26379 },
        ],
        name: 'mymaster',
        db: 2,
        username: 'ada',
        password: 'secret',
        sentinelPassword: 't&o',
      },
    });
    expect(readRedisUrl('rediss+sentinel://a/mymaster')?.options).toMatchObject({
      tls: {},
      sentinelTLS: {},
      enableTLSForSentinelMode: true,
    });
  });

  it.each([
    'localhost:6379',
    'http://localhost',
    'redis://',
    'redis://localhost/first',
    'redis+sentinel://a,b',
    'redis+sentinel://a b/mymaster',
    'redis+sentinel:///mymaster',
  ])('is not %s', (url) => {
    expect(readRedisUrl(url)).toBeNull();
  });
});
