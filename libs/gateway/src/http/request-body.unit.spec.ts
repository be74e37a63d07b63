import { describe, expect, it } from '@jest/globals';
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { readBody, readJson, RequestRefused, TOO_LARGE } from './request-body.js';

const bodyOf = (...chunks: readonly string[]): IncomingMessage =>
  Readable.from(chunks.map((chunk) => Buffer.from(chunk))) as unknown as IncomingMessage;

describe('readBody', () => {
  it('reads a body in one piece or in many', async () => {
    expect((await readBody(bodyOf('{"a":1}'), 100)).toString()).toBe('{"a":1}');
    expect((await readBody(bodyOf('{"a"', ':1}'), 100)).toString()).toBe('{"a":1}');
    expect(await readBody(bodyOf(), 100)).toHaveLength(0);
  });

  it('takes a body of just the limit, and reads one of a byte more to its end without keeping it', async () => {
    expect(await readBody(bodyOf('12345', '67890'), 10)).toHaveLength(10);
    const tooLarge = bodyOf('12345', '67890', '1');
    expect(await readBody(tooLarge, 10)).toBe(TOO_LARGE);
    expect(tooLarge.readableEnded).toBe(true);
  });

  it('refuses a body that breaks off', async () => {
    const broken = Readable.from(
      (function* () {
        yield Buffer.from('{"a"');
        throw new Error('reset');
      })(),
    ) as unknown as IncomingMessage;
    await expect(readBody(broken, 100)).rejects.toBeInstanceOf(RequestRefused);
  });
});

const limits = { members: 1_000, depth: 1_000_000 };

const refusalOf = (
  body: string | Buffer,
  within = limits,
): { readonly status: number; readonly errors?: readonly { path: string }[] } => {
  try {
    readJson(Buffer.from(body), within);
  } catch (fault) {
    if (fault instanceof RequestRefused) return JSON.parse(fault.answer.body) as { status: number };
  }
  throw new Error('not refused');
};

describe('reading a JSON body', () => {
  it('reads what is well-formed, escapes included', () => {
    expect(readJson(Buffer.from('{"a":"\\u00e9\\ud83d\\ude00","b":[1]}'), limits)).toEqual({ a: 'é😀', b: [1] });
    expect(readJson(Buffer.alloc(0), limits)).toBeUndefined();
  });

  it.each(['{', '', '{"a":}', "{'a':1}", '\u0000'].filter((text) => text !== ''))('refuses %j as malformed', (text) => {
    expect(refusalOf(text).status).toBe(400);
  });

  it('refuses what is not UTF-8', () => {
    expect(refusalOf(Buffer.from([0x22, 0xc3, 0x28, 0x22])).status).toBe(400);
  });

  it.each([
    ['NUL', '{"a":{"b":["ok","x\\u0000"]}}', 'a.b.1'],
    ['half a character', '{"a":"\\ud83d"}', 'a'],
    ['a name that reaches the prototype', '{"a":[{"__proto__":1}]}', 'a.0.__proto__'],
    ['such a name at the top', '{"__proto__":{"admin":true}}', '__proto__'],
    ['such a name in disguise', '{"__\\u0070roto\\u005f_":1}', '__proto__'],
    ['half a character in a name', '{"a":{"\\ud83d":1}}', 'a'],
  ])('names the path of %s', (_what, text, path) => {
    expect(refusalOf(text)).toMatchObject({ status: 422, errors: [{ path }] });
  });

  it('refuses a body beyond the limits before it is parsed', () => {
    expect(() => readJson(TOO_LARGE, limits)).toThrow(RequestRefused);
    expect(refusalOf('[[[[', { members: 100, depth: 3 }).status).toBe(413);
    expect(refusalOf('[1,2,3', { members: 2, depth: 3 }).status).toBe(413);
  });

  it('takes deep nesting without running out of stack', () => {
    const depth = 100_000;
    const deep = `${'['.repeat(depth)}"\\u0000"${']'.repeat(depth)}`;
    expect(refusalOf(deep, { members: 1_000_000, depth: 1_000_000 }).status).toBe(422);
  });
});
