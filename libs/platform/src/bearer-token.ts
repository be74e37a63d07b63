import { createHash, timingSafeEqual } from 'node:crypto';

const BEARER = /^Bearer +(?<token>\S+)$/i;

/** Returns whether an `Authorization` header bears this token. Takes the same time however much of it is right. */
export const bearsToken = (authorization: string | undefined, token: string): boolean => {
  const given = BEARER.exec(authorization ?? '')?.groups?.['token'];
  return given !== undefined && timingSafeEqual(sha256(given), sha256(token));
};

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
