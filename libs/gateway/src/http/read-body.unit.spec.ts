import { describe, expect, it } from '@jest/globals';
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { readBody } from './read-body.js';
import { RequestRefused } from './read-json.js';

const bodyOf = (...chunks: readonly string[]): IncomingMessage =>
  Readable.from(chunks.map((chunk) => Buffer.from(chunk))) as unknown as IncomingMessage;

describe('readBody', () => {
  it('reads a body in one piece or in many', async () => {
    expect((await readBody(bodyOf('{"a":1}'), 100)).toString()).toBe('{"a":1}');
    expect((await readBody(bodyOf('{"a"', ':1}'), 100)).toString()).toBe('{"a":1}');
    expect(await readBody(bodyOf(), 100)).toHaveLength(0);
  });

  it('takes a body of just the limit and refuses one of a byte more, having read it to its end', async () => {
    expect(await readBody(bodyOf('12345', '67890'), 10)).toHaveLength(10);
    const tooLarge = bodyOf('12345', '67890', '1');
    const refused: unknown = await readBody(tooLarge, 10).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(RequestRefused);
    expect((refused as RequestRefused).answer.status).toBe(413);
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
