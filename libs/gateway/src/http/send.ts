import type { FastifyReply } from 'fastify';
import { PROBLEM_TYPE, type Answer } from './answer.js';

export const send = (reply: FastifyReply, answer: Answer): void => {
  const { status, headers, body, cookie } = answer;
  reply.code(status).headers(headers);
  if (cookie !== undefined) reply.setCookie(cookie.name, cookie.value, cookie.options);
  // Fastify adds a charset to JSON types that are sent as text; a problem's type has none.
  void reply.send(headers['content-type'] === PROBLEM_TYPE ? Buffer.from(body) : body);
};
