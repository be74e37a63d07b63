import { BlockList, isIP } from 'node:net';

/** The caller's end of a connection. */
export interface Peer {
  /** The address that the connection comes from; undefined once it is closed. */
  readonly address: string | undefined;
  /** The `X-Forwarded-For` header. Any client can send one, so only that of a trusted proxy is read. */
  readonly forwardedFor: string | undefined;
}

/** Finds the client whose requests are counted together. */
export class ClientAddresses {
  readonly #trusted: BlockList;

  /** @param trustedProxies addresses and networks (CIDR) of proxies, whose `X-Forwarded-For` is believed. */
  constructor(trustedProxies: readonly string[]) {
    this.#trusted = listOf(trustedProxies);
  }

  /**
   * Returns the name of the client, or null if it has no limits. A connection from this machine has none: a local proxy
   * that nobody named would make everybody one client. If the proxy is named, the address that it forwards is the client.
   */
  clientOf({ address, forwardedFor }: Peer): string | null {
    const peer = plain(address ?? '');
    const forwarded = this.#isTrusted(peer) ? this.#forwardedBy(forwardedFor ?? '') : null;
    if (forwarded === null && contains(LOOPBACK, peer)) return null;
    return clientName(forwarded ?? peer);
  }

  /**
   * Reads the addresses from the last, which the nearest proxy has appended, up to the first that is not a trusted
   * proxy's. The ones before it are the client's own words.
   */
  #forwardedBy(forwardedFor: string): string | null {
    const hops = forwardedFor.split(',').map((hop) => plain(hop.trim()));
    let client: string | null = null;
    for (const hop of hops.reverse()) {
      if (isIP(hop) === 0) break;
      client = hop;
      if (!this.#isTrusted(hop)) break;
    }
    return client;
  }

  #isTrusted(address: string): boolean {
    return contains(this.#trusted, address);
  }
}

const listOf = (networks: readonly string[]): BlockList => {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix] = network.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return list;
};

const contains = (list: BlockList, address: string): boolean => {
  const family = isIP(address);
  return family !== 0 && list.check(address, family === 6 ? 'ipv6' : 'ipv4');
};

const LOOPBACK = listOf(['127.0.0.0/8', '::1']);

/** Returns an address without brackets, port, zone, and the IPv6 form of an IPv4 address. */
const plain = (text: string): string => {
  const inBrackets = /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1];
  const bare = inBrackets ?? (/^[\d.]+:\d+$/.test(text) ? text.slice(0, text.indexOf(':')) : text);
  return bare.replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');
};

/** One line at home or at a provider has a network of 64 bits, so all of it is one client. */
const clientName = (address: string): string => {
  if (isIP(address) !== 6) return address === '' ? 'unknown' : address;
  const groups = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const [head = [], tail = []] = groups.map((part) => part.split(':').filter((group) => group !== ''));
  const filled = [...head, ...Array.from({ length: 8 - head.length - tail.length }, () => '0'), ...tail];
  return `${filled.slice(0, 4).join(':')}::/64`;
};
