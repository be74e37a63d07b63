import { describe, expect, it } from '@jest/globals';
import { allowedUrl, isAllowedAddress, type NetworkRules } from './network-rules.js';

const strict: NetworkRules = { allowPrivateNetwork: false, privateHosts: [] };
const open: NetworkRules = { allowPrivateNetwork: true, privateHosts: [] };
const hrefOf = (text: string, rules = strict): string | null => {
  const allowed = allowedUrl(text, rules);
  return allowed.ok ? allowed.value.href : null;
};

describe('an address that a customer gives', () => {
  it('is https, also if it says webcal', () => {
    expect(hrefOf('https://example.com/a.ics')).toBe('https://example.com/a.ics');
    expect(hrefOf(' webcal://example.com/a.ics')).toBe('https://example.com/a.ics');
    expect(hrefOf('http://example.com/a.ics')).toBeNull();
    expect(hrefOf('http://localhost:5232/', open)).toBe('http://localhost:5232/');
  });

  it.each(['', 'example.com', 'ftp://example.com/', 'file:///etc/passwd', 'data:text/plain,a', 'javascript:alert(1)'])(
    'is not %p',
    (text) => {
      expect(hrefOf(text)).toBeNull();
      expect(hrefOf(text, open)).toBeNull();
    },
  );

  it('holds no password, which would be stored and logged with it', () => {
    expect(hrefOf('https://ann:secret@example.com/', open)).toBeNull();
  });

  it.each([
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://0177.0.0.1/',
    'https://[::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://[64:ff9b::a00:1]/',
    'https://[2002:7f00:1::]/',
    // An IPv4 address in the deprecated form, which some systems still route.
    'https://[::127.0.0.1]/',
    'https://[4000::1]/',
    'https://10.1.2.3/',
    'https://172.16.0.1/',
    'https://192.168.1.1/',
    'https://169.254.169.254/latest/meta-data',
    'https://100.64.0.1/',
    'https://0.0.0.0/',
    'https://[fe80::1]/',
    'https://[fd00::1]/',
    'https://224.0.0.1/',
    'https://255.255.255.255/',
  ])('is in the public internet: %s is not', (text) => {
    expect(allowedUrl(text, strict)).toMatchObject({ ok: false, error: expect.stringContaining('private network') });
    expect(allowedUrl(text, open).ok).toBe(true);
  });

  it('may name a public address', () => {
    expect(hrefOf('https://93.184.216.34/')).not.toBeNull();
    expect(hrefOf('https://[2606:2800:220:1:248:1893:25c8:1946]/')).not.toBeNull();
  });
});

describe('PRIVATE_HOSTS', () => {
  const rules: NetworkRules = {
    allowPrivateNetwork: false,
    privateHosts: ['cloud.internal', '10.0.0.5', '192.168.7.0/24', 'fd00::/8'],
  };

  it('names hosts, addresses and networks', () => {
    expect(isAllowedAddress('10.9.9.9', 'Cloud.internal', rules)).toBe(true);
    expect(isAllowedAddress('10.9.9.9', 'other.internal', rules)).toBe(false);
    expect(isAllowedAddress('10.0.0.5', 'any.example', rules)).toBe(true);
    expect(isAllowedAddress('::ffff:10.0.0.5', 'any.example', rules)).toBe(true);
    expect(isAllowedAddress('192.168.7.20', 'any.example', rules)).toBe(true);
    expect(isAllowedAddress('192.168.8.20', 'any.example', rules)).toBe(false);
    expect(isAllowedAddress('fd12::1', 'any.example', rules)).toBe(true);
  });

  it('permits no plain HTTP', () => {
    expect(hrefOf('http://10.0.0.5/', rules)).toBeNull();
    expect(hrefOf('https://10.0.0.5/', rules)).toBe('https://10.0.0.5/');
  });
});
