import { Agent, request, type IncomingHttpHeaders } from 'node:http';

export interface HttpCall {
  /** GET when left out; POST where there is a body. */
  readonly method?: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is; set `content-type` in `headers`. */
  readonly raw?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  /** A TCP connection of its own, closed after the answer: another client, as far as the server can tell. */
  readonly ownConnection?: boolean;
  /** Default 30,000 ms. */
  readonly timeoutMs?: number;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** HTTP over node:http, because `fetch` cannot be told to open 50 connections at once. */
export class HttpClient {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 256 });

  constructor(
    readonly baseUrl: string,
    private readonly headers: Readonly<Record<string, string>> = {},
  ) {}

  /** Rejects where no whole answer came: the connection broke, or the time was up. */
  send(path: string, call: HttpCall = {}): Promise<HttpAnswer> {
    const payload = call.raw ?? (call.body === undefined ? undefined : JSON.stringify(call.body));
    const headers: Record<string, string | number> = { ...this.headers };
    if (payload !== undefined) {
      headers['content-length'] = Buffer.byteLength(payload);
      if (call.body !== undefined) headers['content-type'] = 'application/json';
    }
    Object.assign(headers, call.headers);
    const method = call.method ?? (payload === undefined ? 'GET' : 'POST');
    const agent = call.ownConnection === true ? false : this.#agent;
    return new Promise((resolve, reject) => {
      const sent = request(new URL(path, this.baseUrl), { method, headers, agent }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          if (!response.complete) return reject(new Error('the answer was cut off'));
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
        });
      });
      sent.setTimeout(call.timeoutMs ?? 30_000, () => sent.destroy(new Error(`no answer in time: ${method} ${path}`)));
      sent.on('error', reject);
      sent.end(payload);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** The body as JSON of the shape that the contract promises; the spec's expectations check what it relies on. */
export const jsonOf = <Body>(answer: HttpAnswer): Body => JSON.parse(answer.text) as Body;
