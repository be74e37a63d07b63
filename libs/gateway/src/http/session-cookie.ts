const NAME = 'bookonce_session';
const IN_HEADER = new RegExp(`(?:^|;)\\s*${NAME}=([0-9A-Za-z]{20,100})\\s*(?:;|$)`);

/** The token of the session cookie in a `Cookie` header; null where there is none. */
export const sessionTokenIn = (cookies: string | undefined): string | null =>
  IN_HEADER.exec(cookies ?? '')?.[1] ?? null;

/** No script reads it, and no other site's form or picture sends it along. */
export const sessionCookie = (token: string, maxAgeSeconds: number, baseUrl: string): string =>
  `${NAME}=${token}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${isSecure(baseUrl) ? '; Secure' : ''}`;

export const noSessionCookie = (baseUrl: string): string => sessionCookie('', 0, baseUrl);

const isSecure = (baseUrl: string): boolean => baseUrl.startsWith('https:');
