import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { PROBLEM_TYPE, problem, send, type Answer } from './answer.js';
import { answerToFault } from './fault.js';

const BODY_LIMIT = 256 * 1024;
/** The length of a request line, so that the handler of an overlong token answers, not the router. */
const MAX_PARAM_LENGTH = 16 * 1024;
const KEEP_ALIVE_MS = 65_000;
const REQUEST_TIMEOUT_MS = 30_000;

/**
 * Nest's Fastify adapter, except that the gateway answers all errors and unknown addresses itself, with a problem
 * (RFC 9457) instead of the answers of Nest and Fastify.
 */
export class GatewayAdapter extends FastifyAdapter {
  constructor() {
    super({
      logger: false,
      // Any client can send a proxy's headers.
      trustProxy: false,
      bodyLimit: BODY_LIMIT,
      keepAliveTimeout: KEEP_ALIVE_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      // Requests in flight while the service stops are answered normally.
      return503OnClosing: false,
      routerOptions: { maxParamLength: MAX_PARAM_LENGTH, ignoreTrailingSlash: false },
      frameworkErrors: (fault: unknown, _request: FastifyRequest, reply: FastifyReply) =>
        send(reply, answerToFault(fault)),
      clientErrorHandler: (_fault: Error, socket: Socket) => refuse(socket),
      // Express-style middleware is not used, so its hook costs nothing.
      skipMiddie: true,
    });
  }

  /** Passes a failure to listen on to the caller, which words it. Nest would log a line of its own first. */
  override listen(options: Parameters<FastifyAdapter['listen']>[0], ...rest: readonly unknown[]): void {
    this.getHttpServer().removeAllListeners('error');
    super.listen(options, ...(rest as [() => void]));
  }

  override setErrorHandler(): FastifyInstance {
    return this.getInstance<FastifyInstance>();
  }

  override setNotFoundHandler(): FastifyInstance {
    return this.getInstance<FastifyInstance>();
  }
}

/** Answers input that is not HTTP, for which Fastify has no reply object. */
const refuse = (socket: Socket): void => {
  if (socket.destroyed || !socket.writable) return;
  socket.end(rawAnswer(problem('malformed-request', 'The request is not well-formed HTTP.')));
};

const rawAnswer = (answer: Answer): string =>
  [
    `HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status] ?? ''}`,
    `Content-Type: ${PROBLEM_TYPE}`,
    `Content-Length: ${Buffer.byteLength(answer.body)}`,
    'Connection: close',
    '',
    answer.body,
  ].join('\r\n');
