import type { FastifyReply } from 'fastify';
import { PROBLEM_TYPE, type Answer } from './answer.js';

export const send = (reply: FastifyReply, answer: Answer): void => {
  reply.code(answer.status).headers(answer.headers);
  // Fastify adds a charset to JSON types that are sent as text; a problem's type has none.
  void reply.send(answer.headers['content-type'] === PROBLEM_TYPE ? Buffer.from(answer.body) : answer.body);
};
