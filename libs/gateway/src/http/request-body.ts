import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { invalid, problem, type Answer } from './answer.js';
import { isTooComplex, type BodyLimits } from './body-limits.js';
import type { ValueError } from './validation.js';

/** Carries a refusal out of the parsers of a body, which can only throw. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused';
  constructor(readonly answer: Answer) {
    super(`refused with ${answer.status}`);
  }
}

/** Most bytes of a too large body that are read and discarded, so that the caller can read the refusal. */
const DISCARDED_AT_MOST = 64 * 1024 * 1024;

/** A body as it came in. Its text is parsed once the caller is known, since parsing costs more than reading. */
export type UnparsedBody = Buffer | typeof TOO_LARGE;

/** A body beyond the byte limit. Its caller is refused like all others first, such as for an unknown token. */
export const TOO_LARGE = Symbol('too large');

/**
 * Reads a body of at most `limit` bytes, or resolves with {@link TOO_LARGE}. The connection stays open until then, because
 * most clients report only a broken connection if it closes in the middle of a request.
 */
export const readBody = (payload: IncomingMessage, limit: number): Promise<UnparsedBody> =>
  new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    let length = 0;
    payload.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limit) chunks.push(chunk);
      else chunks = [];
      if (length > DISCARDED_AT_MOST) payload.destroy();
    });
    payload.on('end', () => {
      if (length > limit) resolve(TOO_LARGE);
      else resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks, length));
    });
    payload.on('close', () => {
      if (!payload.readableEnded) reject(new RequestRefused(problem('body-too-large')));
    });
    payload.on('error', () =>
      reject(new RequestRefused(problem('malformed-request', 'The connection closed before the body was complete.'))),
    );
  });

/** Matches bodies that may hold a problem, so that the others skip the search. Escapes can spell `__proto__`. */
const SUSPICIOUS = /\\u(00[0567]|[dD][89a-fA-F])|__proto__/;

/**
 * Parses a body; an empty one is `undefined`. Throws {@link RequestRefused} if it is beyond the limits or invalid for every
 * operation.
 */
export const readJson = (body: UnparsedBody, limits: Pick<BodyLimits, 'members' | 'depth'>): unknown => {
  if (body === TOO_LARGE) throw new RequestRefused(problem('body-too-large'));
  if (body.length === 0) return undefined;
  if (isTooComplex(body, limits)) throw new RequestRefused(problem('body-too-complex'));
  if (!isUtf8(body)) throw new RequestRefused(problem('malformed-request', 'The body is not UTF-8.'));
  const source = body.toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    throw new RequestRefused(problem('malformed-request', 'The body is not well-formed JSON.'));
  }
  if (SUSPICIOUS.test(source)) {
    const errors = oddText(value);
    if (errors.length > 0) throw new RequestRefused(invalid(errors));
  }
  return value;
};

/** Finds NUL and lone surrogates, which stores and mails refuse or mangle, and names that would reach a prototype. */
const oddText = (root: unknown): readonly ValueError[] => {
  const errors: ValueError[] = [];
  const pending: { readonly path: string; readonly value: unknown }[] = [{ path: '', value: root }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { path, value } = next;
    if (typeof value === 'string' && isOdd(value)) {
      errors.push({ path, message: 'must not contain NUL or an unpaired surrogate' });
    }
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, member] of Object.entries(value)) {
      const at = path === '' ? key : `${path}.${key}`;
      if (isOdd(key)) errors.push({ path, message: 'has a field name with NUL or an unpaired surrogate' });
      else if (key === '__proto__') errors.push({ path: at, message: 'is not a known field' });
      else pending.push({ path: at, value: member });
    }
  }
  return errors;
};

const isOdd = (text: string): boolean => text.includes('\u0000') || !text.isWellFormed();
