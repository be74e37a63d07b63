import { lookup as lookUp, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { ExchangeError } from './exchange.js';
import { isAllowedAddress, notPublic, type NetworkRules } from './network-rules.js';

/** Finds all addresses of a host name. Rejects if it has none. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

const systemResolve: Resolve = (hostname) =>
  new Promise((resolve, reject) => {
    lookUp(hostname, { all: true }, (error, addresses) => (error === null ? resolve(addresses) : reject(error)));
  });

/**
 * Looks host names up for a connection, and refuses one with an address that is not allowed. The connection goes to the
 * very address that was checked, so a name that changes its address between two looks gains nothing (DNS rebinding).
 */
export const checkedLookup =
  (rules: NetworkRules, resolve: Resolve = systemResolve): LookupFunction =>
  (hostname, options, callback) => {
    const found = (addresses: readonly LookupAddress[]): void => {
      const [first] = addresses;
      const isAllowed = addresses.every(({ address }) => isAllowedAddress(address, hostname, rules));
      if (first === undefined || !isAllowed) {
        const failure = { kind: 'notAllowed', reason: notPublic(hostname) } as const;
        callback(new ExchangeError(failure), '', 0);
      } else if (options.all === true) callback(null, [...addresses]);
      else callback(null, first.address, first.family);
    };
    resolve(hostname).then(found, (error: NodeJS.ErrnoException) => callback(error, '', 0));
  };
