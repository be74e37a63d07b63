import { describe, expect, it } from '@jest/globals';
import { kafkaClient } from './kafka-client.js';
import { SASL_MECHANISMS, securityOf } from './kafka-security.js';
import { minimumInSync } from './topic-keeper.js';

describe('the security of a connection to Kafka', () => {
  it('is none by default', () => {
    expect(securityOf(false, null)).toEqual({});
  });

  it.each(SASL_MECHANISMS)('signs in by %s, with or without TLS', (mechanism) => {
    const login = { mechanism, username: 'bookonce', password: 'secret' };
    expect(securityOf(true, login)).toEqual({ ssl: true, sasl: login });
    expect(securityOf(false, login)).toEqual({ sasl: login });
    expect(() => kafkaClient({ brokers: ['localhost:9093'], ...securityOf(true, login) })).not.toThrow();
  });
});

describe('new topics', () => {
  it('need two replicas in sync if there are three, and say nothing if there are fewer', () => {
    expect([1, 2].map(minimumInSync)).toEqual([[], []]);
    expect([3, 5].map(minimumInSync)).toEqual(
      [2, 2].map((value) => [{ name: 'min.insync.replicas', value: String(value) }]),
    );
  });
});
