import fastifyCookie from '@fastify/cookie';
import { Logger } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isLive, problem, unavailable, type Answer } from './answer.js';
import type { IncomingMessage } from 'node:http';
import { allowedMethodsOf } from './allowed-methods.js';
import type { Dispatcher } from './dispatcher.js';
import type { Endpoint } from './endpoint.js';
import { answerToFault, isLostServer, nameOfFault } from './fault.js';
import { HangUp } from './hang-up.js';
import type { HttpMetrics } from './http-metrics.js';
import { LiveAnswers } from './live-answers.js';
import { readBody } from './read-body.js';
import { readJson } from './read-json.js';
import { send } from './send.js';

const BODY_LIMIT = 256 * 1024;
const SECURITY_HEADERS: Answer['headers'] = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' };

/** Puts endpoints on a Fastify instance. */
export class HttpServer {
  readonly #logger = new Logger('Http');
  readonly #hangUp = new HangUp();
  readonly #live = new LiveAnswers();
  #closing = false;

  constructor(
    private readonly dispatcher: Dispatcher,
    private readonly metrics: HttpMetrics | null,
  ) {}

  register(fastify: FastifyInstance, endpoints: readonly Endpoint[]): void {
    void fastify.register(fastifyCookie);
    const allowed = allowedMethodsOf(endpoints.map((endpoint) => endpoint.operation));
    fastify.removeAllContentTypeParsers();
    fastify.addContentTypeParser('application/json', async (request: FastifyRequest, payload: IncomingMessage) =>
      readJson(await readBody(payload, request.routeOptions.bodyLimit ?? BODY_LIMIT)),
    );
    fastify.addHook('onRequest', (_request, reply, done) => {
      reply.headers(SECURITY_HEADERS);
      done();
    });
    fastify.addHook('preClose', (done) => {
      this.#closing = true;
      this.#live.endAll();
      this.#hangUp.stopping(fastify.server);
      done();
    });
    fastify.setErrorHandler((fault, _request, reply) => send(reply, this.#faultAnswer('request', fault)));
    fastify.setNotFoundHandler((request, reply) => send(reply, nothingHere(allowed(pathOf(request)))));
    for (const endpoint of endpoints) this.#route(fastify, endpoint);
  }

  #route(fastify: FastifyInstance, endpoint: Endpoint): void {
    const { method, path, bodyLimit = BODY_LIMIT } = endpoint.operation;
    fastify.route({
      method,
      url: path,
      bodyLimit,
      handler: (request, reply) => {
        this.#hangUp.begun();
        void this.#respond(endpoint, request, reply).finally(() => this.#hangUp.answered());
      },
    });
  }

  async #respond(endpoint: Endpoint, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { id } = endpoint.operation;
    let answer: Answer;
    try {
      answer = await this.dispatcher.answer(endpoint, request);
    } catch (fault) {
      answer = this.#faultAnswer(id, fault);
    }
    this.metrics?.answered(id, answer.status, reply.elapsedTime / 1000);
    // A connection that stays open after this answer would hold up the stop.
    if (this.#closing) reply.header('connection', 'close');
    if (!isLive(answer) || request.method === 'HEAD') send(reply, answer);
    else if (this.#closing) send(reply, unavailable());
    else this.#live.begin(reply, answer);
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

const pathOf = (request: FastifyRequest): string => request.url.split('?', 1)[0] ?? '';

const nothingHere = (allowed: readonly string[]): Answer =>
  allowed.length === 0
    ? problem('not-found')
    : problem('method-not-allowed', undefined, { headers: { allow: allowed.join(', ') } });
