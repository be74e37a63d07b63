import { once } from 'node:events';
import {
  Agent,
  createServer,
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** The purpose of a request: to read changes, or to write or remove the event of a booking. */
export type ExchangeKind = 'read' | 'creation' | 'change' | 'removal';

export const EXCHANGE_STAGES = [
  /** The server has not seen the request yet. */
  'asked',
  /** The server has done what it was asked for. Its caller does not know yet. */
  'answered',
  /** The answer is on its way to the caller. */
  'told',
] as const;
export type ExchangeStage = (typeof EXCHANGE_STAGES)[number];

export interface ExchangeMoment {
  readonly kind: ExchangeKind;
  readonly stage: ExchangeStage;
  /** Counts exchanges of this kind from now on; 1 is the next one. */
  readonly nth: number;
}

/** An exchange that waits at a moment. */
export interface HeldExchange {
  /** Resolves when the moment has come. */
  readonly reached: Promise<void>;
  /** Lets the exchange go on, or loses the request. */
  readonly goOn: (how: 'forward' | 'lose') => void;
}

interface Trap extends ExchangeMoment {
  seen: number;
  readonly onReached: () => void;
  readonly released: Promise<'forward' | 'lose'>;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Stands between a client and a CalDAV server, so that a test can act in the middle of an exchange. */
export class InterceptedServer {
  readonly #server: Server;
  readonly #agent = new Agent({ keepAlive: true });
  readonly #inFlight = new Set<Promise<void>>();
  #trap: Trap | null = null;

  private constructor(private readonly target: string) {
    this.#server = createServer((request, response) => {
      const exchange = this.#exchange(request, response)
        // One of the two has closed its connection.
        .catch(() => void response.destroy())
        .finally(() => this.#inFlight.delete(exchange));
      this.#inFlight.add(exchange);
    });
  }

  static async before(target: string): Promise<InterceptedServer> {
    const intercepted = new InterceptedServer(target);
    intercepted.#server.listen(0, '127.0.0.1');
    await once(intercepted.#server, 'listening');
    return intercepted;
  }

  /** Without a slash at the end. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Holds the exchange of this moment when it comes. Call `goOn` in any case: nothing is held after that. */
  hold(moment: ExchangeMoment): HeldExchange {
    const reached = Promise.withResolvers<void>();
    const released = Promise.withResolvers<'forward' | 'lose'>();
    this.#trap = { ...moment, seen: 0, onReached: reached.resolve, released: released.promise };
    return {
      reached: reached.promise,
      goOn: (how) => {
        this.#trap = null;
        released.resolve(how);
      },
    };
  }

  /** Resolves when no exchange is in flight. */
  async settled(): Promise<void> {
    while (this.#inFlight.size > 0) await Promise.all(this.#inFlight);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    this.#agent.destroy();
  }

  async #exchange(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const trap = this.#caught(request, body);
    if (trap?.stage === 'asked' && (await held(trap)) === 'lose') {
      response.destroy();
      return;
    }
    const answer = await this.#forward(request, body);
    if (trap?.stage === 'answered') await held(trap);
    const { 'transfer-encoding': _chunked, ...headers } = answer.headers;
    response.writeHead(answer.status, { ...headers, 'content-length': answer.body.byteLength }).end(answer.body);
    if (trap?.stage === 'told') await held(trap);
  }

  #caught(request: IncomingMessage, body: Buffer): Trap | null {
    const trap = this.#trap;
    if (trap === null || kindOf(request, body) !== trap.kind) return null;
    trap.seen += 1;
    return trap.seen === trap.nth ? trap : null;
  }

  async #forward({ url = '/', method = 'GET', headers }: IncomingMessage, body: Buffer): Promise<Answer> {
    const sent = httpRequest(new URL(url, this.target), { method, headers, agent: this.#agent });
    sent.end(body);
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    return { status: answer.statusCode ?? 502, headers: answer.headers, body: await buffer(answer) };
  }
}

const held = (trap: Trap): Trap['released'] => {
  trap.onReached();
  return trap.released;
};

const kindOf = ({ method, headers }: IncomingMessage, body: Buffer): ExchangeKind | null => {
  switch (method) {
    case 'REPORT':
      return body.includes('sync-collection') ? 'read' : null;
    case 'PUT':
      if (headers['if-none-match'] !== undefined) return 'creation';
      return headers['if-match'] === undefined ? null : 'change';
    case 'DELETE':
      return 'removal';
    default:
      return null;
  }
};
