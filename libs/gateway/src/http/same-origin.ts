import type { Method } from '../api/operation.js';

/** What a browser says of where a request comes from. */
export interface RequestOrigin {
  readonly secFetchSite: string | undefined;
  readonly origin: string | undefined;
}

/**
 * Whether a request that a cookie speaks for may change something: browsers send cookies along with what other sites
 * make them ask. `Sec-Fetch-Site` cannot be forged by a page; browsers without it send `Origin`.
 */
export const mayChange = (method: Method, { secFetchSite, origin }: RequestOrigin, baseUrl: string): boolean => {
  if (method === 'GET') return true;
  if (secFetchSite !== undefined) return secFetchSite === 'same-origin';
  return origin === new URL(baseUrl).origin;
};
