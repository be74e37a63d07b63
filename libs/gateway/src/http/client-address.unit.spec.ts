import { describe, expect, it } from '@jest/globals';
import { ClientAddresses } from './client-address.js';

const clientOf = (trusted: readonly string[], address: string, forwardedFor?: string): string | null =>
  new ClientAddresses(trusted).clientOf({ address, forwardedFor });

describe('the client of a request', () => {
  it.each([
    ['198.51.100.7', undefined, '198.51.100.7'],
    ['::ffff:198.51.100.7', undefined, '198.51.100.7'],
    ['198.51.100.7', '203.0.113.9', '198.51.100.7'],
    ['127.0.0.1', undefined, null],
    ['::ffff:127.0.0.1', undefined, null],
    ['::1', undefined, null],
    ['127.0.0.1', '203.0.113.9', null],
  ])('without trusted proxies, of %s with X-Forwarded-For %s is %s', (address, forwardedFor, client) => {
    expect(clientOf([], address, forwardedFor)).toBe(client);
  });

  it.each([
    ['10.1.2.3', '203.0.113.9', '203.0.113.9'],
    ['10.1.2.3', '203.0.113.9:4711', '203.0.113.9'],
    ['10.1.2.3', '[2001:db8::9]:4711', '2001:db8:0:0::/64'],
    // The client's own part of the header is not believed.
    ['10.1.2.3', '127.0.0.1, 203.0.113.9', '203.0.113.9'],
    ['10.1.2.3', '192.0.2.1, 203.0.113.9, 10.9.9.9', '203.0.113.9'],
    ['10.1.2.3', 'nonsense, 10.9.9.9', '10.9.9.9'],
    ['10.1.2.3', 'nonsense', '10.1.2.3'],
    ['10.1.2.3', undefined, '10.1.2.3'],
    ['11.1.2.3', '203.0.113.9', '11.1.2.3'],
    ['fd00::7', '203.0.113.9', '203.0.113.9'],
    // Loopback is not named here.
    ['127.0.0.1', '203.0.113.9', null],
  ])('behind the networks of proxies, of %s with X-Forwarded-For %s is %s', (address, forwardedFor, client) => {
    expect(clientOf(['10.0.0.0/8', 'fd00::/8'], address, forwardedFor)).toBe(client);
  });

  it('behind a local proxy that is named, is the address that it forwards, whatever that is', () => {
    expect(clientOf(['127.0.0.1'], '127.0.0.1', '203.0.113.9')).toBe('203.0.113.9');
    expect(clientOf(['127.0.0.1'], '::ffff:127.0.0.1', '203.0.113.9')).toBe('203.0.113.9');
    expect(clientOf(['127.0.0.1'], '127.0.0.1', '127.0.0.1')).toBe('127.0.0.1');
    expect(clientOf(['127.0.0.1'], '127.0.0.1')).toBeNull();
  });

  it('is a whole network of IPv6', () => {
    const first = clientOf([], '2001:db8:1:2::1');
    expect(first).toBe('2001:db8:1:2::/64');
    expect(clientOf([], '2001:0db8:0001:0002:ffff:ffff:ffff:ffff')).toBe(first);
    expect(clientOf([], '2001:db8:1:3::1')).not.toBe(first);
    expect(clientOf([], 'fe80::1%eth0')).toBe('fe80:0:0:0::/64');
  });
});
