import type { CookieSerializeOptions } from '@fastify/cookie';
import type { Method } from '../api/operation.js';

const NAME = 'bookonce_session';
/** Browsers accept this prefix only by TLS, for every path and without a domain, so no sibling domain can set it. */
const TLS_PREFIX = '__Host-';
const TOKEN = /^[0-9A-Za-z]{20,100}$/;

/** A cookie that an answer sets. */
export interface SetCookie {
  readonly name: string;
  readonly value: string;
  readonly options: CookieSerializeOptions;
}

const usesTls = (baseUrl: string): boolean => baseUrl.startsWith('https:');

export const sessionCookieName = (baseUrl: string): string => (usesTls(baseUrl) ? `${TLS_PREFIX}${NAME}` : NAME);

/** Returns the token of the session cookie among a request's cookies, null if it is missing or malformed. */
export const sessionTokenIn = (
  cookies: Readonly<Record<string, string | undefined>>,
  baseUrl: string,
): string | null => {
  const token = cookies[sessionCookieName(baseUrl)] ?? '';
  return TOKEN.test(token) ? token : null;
};

/** Unreadable for scripts. Other sites' forms and pictures do not send it. */
export const sessionCookie = (token: string, maxAgeSeconds: number, baseUrl: string): SetCookie => ({
  name: sessionCookieName(baseUrl),
  value: token,
  options: { path: '/', maxAge: maxAgeSeconds, httpOnly: true, sameSite: 'lax', secure: usesTls(baseUrl) },
});

/** Makes the browser forget the session cookie. */
export const noSessionCookie = (baseUrl: string): SetCookie => sessionCookie('', 0, baseUrl);

/** The headers in which a browser says where a request comes from. */
export interface RequestOrigin {
  readonly secFetchSite: string | undefined;
  readonly origin: string | undefined;
}

/**
 * Returns whether a request with a session cookie may change something: browsers also send the cookie with requests that
 * other sites make. A page cannot forge `Sec-Fetch-Site`; browsers without it send `Origin`.
 */
export const mayChange = (method: Method, { secFetchSite, origin }: RequestOrigin, baseUrl: string): boolean => {
  if (method === 'GET') return true;
  if (secFetchSite !== undefined) return secFetchSite === 'same-origin';
  return origin === new URL(baseUrl).origin;
};
