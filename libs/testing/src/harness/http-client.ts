import { Agent, request, type IncomingHttpHeaders } from 'node:http';

export interface HttpCall {
  /** Defaults to GET, or POST if there is a body. */
  readonly method?: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent unchanged; set `content-type` in `headers`. */
  readonly raw?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  /** Uses a separate connection, closed after the answer, so that the server sees another client. */
  readonly ownConnection?: boolean;
  /** 30,000 ms by default. */
  readonly timeoutMs?: number;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** An HTTP client on node:http, because `fetch` cannot be made to open 50 connections at once. */
export class HttpClient {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 256 });

  constructor(
    readonly baseUrl: string,
    private readonly headers: Readonly<Record<string, string>> = {},
  ) {}

  /** Rejects if the connection breaks or the time is up before the answer is complete. */
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

/** Returns the body as JSON in the shape of the contract; the spec's expectations check the relevant fields. */
export const jsonOf = <Body>(answer: HttpAnswer): Body => JSON.parse(answer.text) as Body;
