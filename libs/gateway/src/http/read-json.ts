import { isUtf8 } from 'node:buffer';
import { invalid, problem, type Answer } from './answer.js';
import type { ValueError } from './validation.js';

/** Carries a refusal through Fastify's error channel, the only way out of a body parser. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused';
  constructor(readonly answer: Answer) {
    super(`refused with ${answer.status}`);
  }
}

/** Any letter of `__proto__` may be written as an escape. */
const SUSPICIOUS = /\\u(00[0567]|[dD][89a-fA-F])|__proto__/;

/** Parses a body; throws {@link RequestRefused} for what no handler should see. An empty body is `undefined`. */
export const readJson = (body: Buffer): unknown => {
  if (body.length === 0) return undefined;
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

/** NUL and lone surrogates, which stores and mail refuse or mangle, and names that would reach a prototype. */
const oddText = (root: unknown): readonly ValueError[] => {
  const errors: ValueError[] = [];
  const pending: { readonly path: string; readonly value: unknown }[] = [{ path: '', value: root }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { path, value } = next;
    if (typeof value === 'string' && isOdd(value)) {
      errors.push({ path, message: 'must not contain NUL or half a character' });
    }
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, member] of Object.entries(value)) {
      const at = path === '' ? key : `${path}.${key}`;
      if (isOdd(key)) errors.push({ path, message: 'has a field whose name is not acceptable' });
      else if (key === '__proto__') errors.push({ path: at, message: 'is not a known field' });
      else pending.push({ path: at, value: member });
    }
  }
  return errors;
};

const isOdd = (text: string): boolean => text.includes('\u0000') || !text.isWellFormed();
