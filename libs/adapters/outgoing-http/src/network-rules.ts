import { fail, ok, type Result } from '@bookonce/kernel/result';
import ipaddr from 'ipaddr.js';

/** Where requests may go. */
export interface NetworkRules {
  /** Any address, and plain HTTP: for development. */
  readonly allowPrivateNetwork: boolean;
  /** Host names, addresses and networks (CIDR) in a private network that are allowed all the same. */
  readonly privateHosts: readonly string[];
}

const isHttp = (protocol: string): boolean => protocol === 'http:' || protocol === 'https:';

/** Parses an address; null if it is none. Calendars are published as `webcal:`, which means https. */
export const parseUrl = (text: string): URL | null => URL.parse(text.trim().replace(/^webcals?:/i, 'https:'));

/** Returns the address to connect to, or why none is: only https leads to it, and it names a host that is allowed. */
export const allowedUrl = (text: string, rules: NetworkRules): Result<URL, string> => {
  const url = parseUrl(text);
  if (url === null || !isHttp(url.protocol)) return fail('it is not a web address: one begins with https://');
  if (url.protocol === 'http:' && !rules.allowPrivateNetwork) return fail('it is not encrypted: use https://');
  if (url.username !== '' || url.password !== '') {
    return fail('it contains a user name or a password: give them in their own fields');
  }
  const literal = literalIn(url.hostname);
  if (literal !== null && !isAllowedAddress(literal, url.hostname, rules)) return fail(notPublic(url.hostname));
  return ok(url);
};

/** The IP address that a URL names directly; null if it names a host. URLs write the unusual forms of IPv4 in the usual one. */
const literalIn = (hostname: string): string | null => {
  const bare = hostname.replace(/^\[|\]$/g, '');
  return ipaddr.isValid(bare) ? bare : null;
};

export const notPublic = (hostname: string): string =>
  `${hostname} is in a private network. If it is meant, name it in PRIVATE_HOSTS`;

/** Whether a connection to `address` is allowed for a URL that names `hostname`. */
export const isAllowedAddress = (address: string, hostname: string, rules: NetworkRules): boolean =>
  rules.allowPrivateNetwork || isPublic(address) || rules.privateHosts.some((one) => isNamedBy(one, address, hostname));

/** The only part of IPv6 that is given out for the public internet. `::127.0.0.1`, for one, lies outside of it. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');

/** Of all ranges with a purpose of their own (RFC 6890), such as loopback, none leads to the public internet. */
const isPublic = (address: string): boolean => {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return parsed.range() === 'unicast' && (parsed.kind() === 'ipv4' || parsed.match(...GLOBAL_IPV6));
};

const isNamedBy = (exception: string, address: string, hostname: string): boolean => {
  if (exception.toLowerCase() === hostname.toLowerCase()) return true;
  if (!ipaddr.isValid(address)) return false;
  const candidate = ipaddr.process(address);
  if (ipaddr.isValid(exception)) return ipaddr.process(exception).toString() === candidate.toString();
  if (!ipaddr.isValidCIDR(exception)) return false;
  const [network, prefix] = ipaddr.parseCIDR(exception);
  return network.kind() === candidate.kind() && candidate.match(network, prefix);
};
