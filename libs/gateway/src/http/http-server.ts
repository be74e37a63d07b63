import fastifyCookie from '@fastify/cookie';
import { Logger } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import type { Operation } from '../api/operation.js';
import { isLive, problem, PROBLEM_TYPE, seeOther, send, unavailable, type Answer } from './answer.js';
import { headerIn } from './callers.js';
import type { ClientAddresses } from './client-address.js';
import type { Dispatcher } from './dispatcher.js';
import type { Endpoint } from './endpoint.js';
import { forgivenAddress } from './forgiven-address.js';
import { answerToFault, isLostServer, nameOfFault } from './fault.js';
import { OpenStreams, RequestsInFlight } from './open-connections.js';
import { bodyLimitsOf } from './body-limits.js';
import { readBody, type UnparsedBody } from './request-body.js';

/** A year, as browsers' preload lists ask for. */
const TLS_ONLY = { 'strict-transport-security': 'max-age=31536000' };

/** Headers of every answer. Behind TLS, browsers never come without it again. */
const securityHeaders = (baseUrl: string): NonNullable<Answer['headers']> => ({
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  ...(baseUrl.startsWith('https:') ? TLS_ONLY : {}),
});

/** Measures every answer. `operation` is an `operationId`, so no token becomes a label. */
export interface HttpMetrics {
  answered(operation: string, status: number, seconds: number): void;
}

/** Registers endpoints with a Fastify instance. */
export class HttpServer {
  readonly #logger = new Logger('Http');
  readonly #inFlight = new RequestsInFlight();
  readonly #streams = new OpenStreams();
  #closing = false;

  constructor(
    private readonly dispatcher: Dispatcher,
    private readonly clients: ClientAddresses,
    private readonly metrics: HttpMetrics | null,
    private readonly baseUrl: string,
    /** Words a problem for a person who has opened an address in a browser. */
    private readonly asPage: (problem: Answer, acceptLanguage: string | null) => Answer,
  ) {}

  register(fastify: FastifyInstance, endpoints: readonly Endpoint[]): void {
    void fastify.register(fastifyCookie);
    const allowed = allowedMethodsOf(endpoints.map((endpoint) => endpoint.operation));
    fastify.removeAllContentTypeParsers();
    fastify.addContentTypeParser('application/json', (request: FastifyRequest, payload: IncomingMessage) =>
      readBody(payload, request.routeOptions.bodyLimit ?? 0),
    );
    const always = securityHeaders(this.baseUrl);
    fastify.addHook('onRequest', (_request, reply, done) => {
      reply.headers(always);
      done();
    });
    fastify.addHook('preClose', (done) => {
      this.#closing = true;
      this.#streams.endAll();
      this.#inFlight.hangUpIdleConnections(fastify.server);
      done();
    });
    fastify.addHook('onRequest', (request, reply, done) => {
      const location = isRead(request) ? forgivenAddress(request.url) : null;
      if (location === null) done();
      else send(reply, seeOther(location));
    });
    fastify.setErrorHandler((fault, request, reply) =>
      send(reply, this.#shown(request, this.#faultAnswer('request', fault))),
    );
    fastify.setNotFoundHandler((request, reply) =>
      send(reply, this.#shown(request, nothingHere(allowed(pathOf(request))))),
    );
    for (const endpoint of endpoints) this.#route(fastify, endpoint);
  }

  #route(fastify: FastifyInstance, endpoint: Endpoint): void {
    const { method, path } = endpoint.operation;
    fastify.route({
      method,
      url: path,
      bodyLimit: bodyLimitsOf(endpoint.operation).bytes,
      handler: (request, reply) => {
        this.#inFlight.begin();
        void this.#respond(endpoint, request, reply).finally(() => this.#inFlight.end());
      },
    });
  }

  async #respond(endpoint: Endpoint, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { id } = endpoint.operation;
    let answer: Answer;
    try {
      const { params, query, headers, cookies } = request;
      const body = request.body as UnparsedBody | undefined;
      const client = this.clients.clientOf({
        address: request.socket.remoteAddress,
        forwardedFor: headerIn(headers, 'x-forwarded-for'),
      });
      answer = await this.dispatcher.answer(endpoint, { params, query, body, headers, cookies, client });
    } catch (fault) {
      answer = this.#faultAnswer(id, fault);
    }
    if (isPage(endpoint.operation)) answer = this.#shown(request, answer);
    this.metrics?.answered(id, answer.status, reply.elapsedTime / 1000);
    // A connection that stays open would hold up the stop.
    if (this.#closing) reply.header('connection', 'close');
    if (isLive(answer) && request.method !== 'HEAD' && !this.#closing) return this.#streams.begin(reply, answer);
    answer.live?.close?.();
    send(reply, isLive(answer) && this.#closing ? unavailable() : answer);
  }

  /** People get a page; programs, and everything under `/v1`, get the problem as it is. */
  #shown(request: FastifyRequest, answer: Answer): Answer {
    const isProblem = answer.headers['content-type'] === PROBLEM_TYPE;
    if (!isProblem || !isRead(request) || !acceptsPages(request) || request.url.startsWith('/v1/')) return answer;
    return this.asPage(answer, headerIn(request.headers, 'accept-language') ?? null);
  }

  #faultAnswer(what: string, fault: unknown): Answer {
    const answer = answerToFault(fault);
    if (answer.status >= 500) {
      const line = `${what} failed: ${nameOfFault(fault)}`;
      if (isLostServer(fault)) this.#logger.warn(line);
      else this.#logger.error(line);
    }
    return answer;
  }
}

const isPage = ({ answers }: Operation): boolean => answers[200]?.mediaType === 'text/html';

const isRead = ({ method }: FastifyRequest): boolean => method === 'GET' || method === 'HEAD';

const acceptsPages = ({ headers }: FastifyRequest): boolean =>
  headerIn(headers, 'accept')?.includes('text/html') ?? false;

const pathOf = (request: FastifyRequest): string => request.url.split('?', 1)[0] ?? '';

const nothingHere = (allowed: readonly string[]): Answer =>
  allowed.length === 0
    ? problem('not-found')
    : problem('method-not-allowed', undefined, { headers: { allow: allowed.join(', ') } });

/** Returns the methods that a path supports, for the answer to an unsupported one. */
export const allowedMethodsOf = (
  operations: readonly Pick<Operation, 'method' | 'path'>[],
): ((path: string) => readonly string[]) => {
  const known = operations.map(({ method, path }) => ({
    methods: method === 'GET' ? ['GET', 'HEAD'] : [method],
    pattern: new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/:[^/]+/g, '[^/]+')}$`),
  }));
  return (path) => [...new Set(known.flatMap(({ methods, pattern }) => (pattern.test(path) ? methods : [])))];
};
