import type {
  OutgoingFailure,
  OutgoingRequest,
  OutgoingRequests,
  OutgoingResponse,
} from '@bookonce/kernel/ports/outgoing-requests';
import type { Scheduler } from '@bookonce/kernel/ports/scheduler';
import { fail, ok, type Result } from '@bookonce/kernel/result';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { getDomain } from 'tldts';
import { checkedLookup, type Resolve } from './checked-lookup.js';
import { exchange, ExchangeError, type Exchanged } from './exchange.js';
import { allowedUrl, parseUrl, type NetworkRules } from './network-rules.js';

export interface HttpOutgoingOptions {
  readonly rules: NetworkRules;
  readonly scheduler: Pick<Scheduler, 'deadline'>;
  /** Finds the addresses of a host name; default: as the system does. */
  readonly resolve?: Resolve;
  /** Most bytes of a body, decompressed; default 10 MB. */
  readonly mostBytes?: number;
}

const MOST_BYTES = 10 * 1024 * 1024;
const MOST_REDIRECTS = 5;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const IDLE_MS = 5_000;

/** Sends requests over HTTP, and follows redirects. Requests other than POST may be sent twice. */
export class HttpOutgoingRequests implements OutgoingRequests {
  readonly #agents: { readonly 'http:': HttpAgent; readonly 'https:': HttpsAgent };

  constructor(private readonly options: HttpOutgoingOptions) {
    const lookup = checkedLookup(options.rules, options.resolve);
    const settings = { keepAlive: true, timeout: IDLE_MS, lookup };
    this.#agents = { 'http:': new HttpAgent(settings), 'https:': new HttpsAgent(settings) };
  }

  refusalOf(url: string): Extract<OutgoingFailure, { kind: 'notAllowed' }> | null {
    const allowed = allowedUrl(url, this.options.rules);
    return allowed.ok ? null : { kind: 'notAllowed', reason: allowed.error };
  }

  async send(request: OutgoingRequest): Promise<Result<OutgoingResponse, OutgoingFailure>> {
    const ending = new AbortController();
    const cancel = this.options.scheduler.deadline(request.withinMs, () => ending.abort());
    try {
      return await this.#follow(request, ending.signal);
    } catch (error) {
      if (ending.signal.aborted) return fail({ kind: 'timedOut' });
      if (error instanceof ExchangeError) return fail(error.failure);
      throw error;
    } finally {
      cancel();
    }
  }

  /** Ends the connections that are kept open. */
  close(): void {
    this.#agents['http:'].destroy();
    this.#agents['https:'].destroy();
  }

  async #follow(request: OutgoingRequest, signal: AbortSignal): Promise<Result<OutgoingResponse, OutgoingFailure>> {
    const mostBytes = this.options.mostBytes ?? MOST_BYTES;
    let { method, body } = request;
    let target = request.url;
    const { headers = {}, credentials } = request;
    const givenFor = credentials === undefined ? null : parseUrl(credentials.givenFor);
    for (let redirects = 0; ; redirects += 1) {
      const allowed = allowedUrl(target, this.options.rules);
      if (!allowed.ok) return fail({ kind: 'notAllowed', reason: allowed.error });
      const url = allowed.value;
      const authorization = givenFor !== null && mayHaveCredentials(givenFor, url) ? basic(credentials) : {};
      const answer: Exchanged = await exchange(
        { url, method, body, headers: { ...headers, ...authorization }, mostBytes },
        this.#agents[url.protocol === 'http:' ? 'http:' : 'https:'],
        signal,
      );
      const { location } = answer.headers;
      if (!REDIRECTS.has(answer.status) || location === undefined) return ok({ ...answer, url: url.href });
      if (redirects === MOST_REDIRECTS) return fail({ kind: 'tooManyRedirects', most: MOST_REDIRECTS });
      if (answer.status === 303 && method !== 'HEAD') [method, body] = ['GET', undefined];
      const next = URL.parse(location, url.href);
      if (next === null) return ok({ ...answer, url: url.href });
      target = next.href;
    }
  }
}

/** RFC 7617. */
const basic = (credentials: OutgoingRequest['credentials']): Readonly<Record<string, string>> => {
  if (credentials === undefined) return {};
  const { username, password } = credentials;
  return { authorization: `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}` };
};

/**
 * Whether a request to `url` may carry the credentials that were given for another address: only within one registrable
 * domain of the public suffix list, and never from https to http.
 */
export const mayHaveCredentials = (givenFor: URL, url: URL): boolean => {
  if (url.origin === givenFor.origin) return true;
  if (url.protocol !== 'https:') return false;
  const options = { allowPrivateDomains: true };
  const domain = getDomain(givenFor.hostname, options);
  // An IP address or a name without dots has no domain.
  return domain !== null && domain === getDomain(url.hostname, options);
};
