import type { OutgoingFailure, OutgoingResponse } from '@bookonce/kernel/ports/outgoing-requests';
import { request as requestHttp, type Agent, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

/** One request without redirects. */
export interface Exchange {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly mostBytes: number;
}

export type Exchanged = Omit<OutgoingResponse, 'url'>;

/** Why there is no response. */
export class ExchangeError extends Error {
  override readonly name = 'ExchangeError';

  constructor(readonly failure: OutgoingFailure) {
    super(failure.kind);
  }
}

/** Sends one request; resolves with the whole response. Rejects with an {@link ExchangeError}, or once `signal` is aborted. */
export const exchange = async (request: Exchange, agent: Agent, signal: AbortSignal): Promise<Exchanged> => {
  // Ends at the latest with a new connection.
  for (;;) {
    try {
      return await sendOnce(request, agent, signal);
    } catch (error) {
      if (!(error instanceof KeptConnectionEnded) || request.method === 'POST') throw error;
    }
  }
};

/** The server ended a connection that was kept open, possibly before it saw the request. */
class KeptConnectionEnded extends ExchangeError {}

const sendOnce = (
  { url, method, headers, body, mostBytes }: Exchange,
  agent: Agent,
  signal: AbortSignal,
): Promise<Exchanged> =>
  new Promise((resolve, reject) => {
    let isAnswered = false;
    const failed = (error: unknown): void => {
      const { failure } = error instanceof ExchangeError ? error : unreachable(error);
      const wasEnded = sent.reusedSocket && !isAnswered && (error as NodeJS.ErrnoException).code === 'ECONNRESET';
      reject(wasEnded ? new KeptConnectionEnded(failure) : new ExchangeError(failure));
    };
    const sent = (url.protocol === 'http:' ? requestHttp : requestHttps)(url, {
      method,
      agent,
      signal,
      headers: { 'accept-encoding': 'gzip, deflate, br', 'user-agent': 'Bookonce', ...headers },
    });
    sent.on('error', failed);
    sent.on('response', (response) => {
      isAnswered = true;
      readBody(response, mostBytes).then(
        (content) => resolve({ status: response.statusCode ?? 0, headers: plainHeaders(response), body: content }),
        (error: unknown) => {
          // The rest is not wanted, however much the server still has to say.
          response.destroy();
          failed(error);
        },
      );
    });
    sent.end(body);
  });

const readBody = async (response: IncomingMessage, mostBytes: number): Promise<Uint8Array> => {
  const decompressor = decompressorOf(response.headers['content-encoding']);
  if (decompressor === null) return contentOf(response, mostBytes);
  let hasBody = false;
  response.once('data', () => (hasBody = true));
  response.on('error', (error) => decompressor.destroy(error));
  try {
    return await contentOf(response.pipe(decompressor), mostBytes);
  } catch (error) {
    // Servers name the encoding of a body that they leave out, too, such as that of a 304.
    if (response.complete && !hasBody) return new Uint8Array();
    throw error;
  }
};

/** The limit holds for what the body decompresses to, so that a small one cannot fill the memory. */
const contentOf = async (body: Readable, mostBytes: number): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > mostBytes) throw new ExchangeError({ kind: 'tooLarge', mostBytes });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

const decompressorOf = (encoding: string | undefined) => {
  switch (encoding?.toLowerCase()) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    default:
      return null;
  }
};

const plainHeaders = ({ headers }: IncomingMessage): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, typeof value === 'string' ? value : value.join(', ')]],
    ),
  );

const unreachable = (error: unknown): ExchangeError =>
  new ExchangeError({ kind: 'unreachable', reason: reasonOf(error) });

/** In words: people read it. Messages of the system name addresses, codes and lines of libraries, so only a code is kept. */
const reasonOf = (error: unknown): string => {
  const { code } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'its host name is not known';
    case 'ECONNREFUSED':
      return 'the server refuses connections';
    case 'ECONNRESET':
      return 'the server ended the connection';
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ETIMEDOUT':
      return 'the server does not answer';
    case 'CERT_HAS_EXPIRED':
      return 'its certificate has expired';
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return 'its certificate is for another name';
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
      return 'its certificate is not trusted';
    case 'EPROTO':
      return 'no secure connection (https) is possible';
    default:
      if (code?.startsWith('HPE_') === true) return 'the answer is not HTTP';
      if (code?.startsWith('Z_') === true) return 'the answer cannot be decompressed';
      if (code?.startsWith('ERR_SSL') === true) return 'no secure connection (https) is possible';
      return code === undefined ? 'the connection failed' : `the connection failed (${code})`;
  }
};
