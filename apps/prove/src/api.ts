import { setTimeout as wait } from 'node:timers/promises';
import { retryAfterMs } from './retry-after.js';

export interface Call {
  /** By default GET, or POST if there is a body. */
  readonly method?: string;
  readonly body?: object;
  readonly idempotencyKey?: string;
}

export interface ApiOptions {
  readonly url: string;
  readonly key: string;
  /** Ends calls and prevents further ones. */
  readonly stopped?: AbortSignal;
  /** Called when a call must wait before it is repeated, as for a rate limit. */
  readonly onWait: (seconds: number) => void;
}

export interface Answer {
  readonly status: number;
  /** Names the problem if there is one, such as `link-consumed`. */
  readonly slug: string | null;
  readonly body: unknown;
}

const ANSWER_MS = 30_000;
/** A limit of one client holds up the requests that wait behind it for some minutes. */
const RETRY_FOR_MS = 600_000;

/** The HTTP interface of the installation. Waits and retries where it is asked to, as a well-behaved client does. */
export class Api {
  constructor(private readonly options: ApiOptions) {}

  asHost(path: string, call: Call = {}): Promise<Answer> {
    return this.#send(path, call, { authorization: `Bearer ${this.options.key}` });
  }

  /** Sends no key, as a link's recipient. */
  asVisitor(path: string, call: Call = {}): Promise<Answer> {
    return this.#send(path, call, {});
  }

  /** Returns the body of the host's call. Throws if the status is another one. */
  async expect<Body>(status: number, path: string, call: Call = {}): Promise<Body> {
    const answer = await this.asHost(path, call);
    if (answer.status === status) return answer.body as Body;
    const { detail } = (answer.body ?? {}) as { readonly detail?: string };
    throw new Error(`${call.method ?? ''} ${path}: ${answer.status} ${answer.slug ?? ''} ${detail ?? ''}`.trim());
  }

  async #send(path: string, call: Call, headers: Readonly<Record<string, string>>): Promise<Answer> {
    const { stopped, onWait } = this.options;
    const giveUpAt = performance.now() + RETRY_FOR_MS;
    for (;;) {
      const response = await this.#fetch(path, call, headers);
      const text = await response.text();
      const retryMs = retryAfterMs(response.status, response.headers.get('retry-after'));
      if (retryMs === null || performance.now() + retryMs > giveUpAt) return answerOf(response, text);
      onWait(retryMs / 1_000);
      await wait(retryMs, undefined, stopped === undefined ? {} : { signal: stopped });
    }
  }

  #fetch(
    path: string,
    { method, body, idempotencyKey }: Call,
    headers: Readonly<Record<string, string>>,
  ): Promise<Response> {
    const { url, stopped } = this.options;
    const tooLate = AbortSignal.timeout(ANSWER_MS);
    return fetch(new URL(path, url), {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: {
        ...headers,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: stopped === undefined ? tooLate : AbortSignal.any([stopped, tooLate]),
    });
  }
}

const answerOf = ({ status, headers }: Response, text: string): Answer => {
  const type = headers.get('content-type') ?? '';
  if (!type.includes('json')) return { status, slug: null, body: null };
  const body = JSON.parse(text) as unknown;
  const { type: problem } = body as { readonly type?: unknown };
  const isProblem = type.startsWith('application/problem+json') && typeof problem === 'string';
  return { status, slug: isProblem ? (problem.split('/').at(-1) ?? null) : null, body };
};
