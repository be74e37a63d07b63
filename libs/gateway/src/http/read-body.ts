import type { IncomingMessage } from 'node:http';
import { problem } from './answer.js';
import { RequestRefused } from './read-json.js';

/** Of a body that is too large, so much is read and thrown away, so that the caller gets to read the refusal. */
const DISCARDED_AT_MOST = 64 * 1024 * 1024;

/**
 * Reads a body of `limit` bytes at the most; rejects with {@link RequestRefused} for a larger one. Hanging up in
 * the middle of it, most clients would report a broken connection and never see what was wrong.
 */
export const readBody = (payload: IncomingMessage, limit: number): Promise<Buffer> =>
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
      if (length > limit) reject(new RequestRefused(problem('body-too-large')));
      else resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks, length));
    });
    payload.on('close', () => {
      if (!payload.readableEnded) reject(new RequestRefused(problem('body-too-large')));
    });
    payload.on('error', () => reject(new RequestRefused(problem('malformed-request', 'The body broke off.'))));
  });
