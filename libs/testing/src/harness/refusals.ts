import type { ProblemAnswer } from './api-shapes.js';
import { jsonOf, type HttpAnswer, type HttpClient } from './http-client.js';

/** Stack frames, SQL and file paths, which must never reach a caller. */
const LEAKS =
  /\bat (?:async )?(?:[^"()]{1,80} \()?[^\s"()]+:\d+:\d+|node_modules|SQLITE|SELECT |INSERT |\/src\/|\/dist\//;

/** Returns the problem of a refused call. Throws if the answer is not a 4xx problem or leaks internals. */
export const problemOf = (answer: HttpAnswer): ProblemAnswer => {
  const wrong = (what: string): never => {
    throw new Error(`${what}: ${answer.status} ${answer.text.slice(0, 2_000)}`);
  };
  if (answer.status < 400 || answer.status > 499) wrong('not refused with 4xx');
  const mediaType = answer.headers['content-type'] ?? 'none';
  if (!mediaType.startsWith('application/problem+json')) wrong(`not a problem but ${mediaType}`);
  const problem = jsonOf<ProblemAnswer>(answer);
  if (problem.status !== answer.status) wrong('the status of the body is another');
  if (problem.title === '' || problem.detail === '') wrong('no words');
  if (!/\/problems\/[a-z-]+$/.test(problem.type)) wrong('the type is no page');
  if (LEAKS.test(answer.text)) wrong('the answer leaks how it is made');
  return problem;
};

/** A request body with an invalid field. */
export type WrongField = readonly [field: string, body: unknown];

/** Sends each body, and throws unless it is refused with a 422 that names the field. */
export const expectFieldRefused = async (
  client: HttpClient,
  path: string,
  wrong: readonly WrongField[],
): Promise<void> => {
  for (const [field, body] of wrong) {
    const answer = await client.send(path, { body });
    const { errors = [] } = problemOf(answer);
    const points = errors.some((error) => error.path.startsWith(field));
    if (answer.status === 422 && points) continue;
    const sent = JSON.stringify(body).slice(0, 500);
    throw new Error(`expected 422 at ${field}: ${answer.status} ${answer.text.slice(0, 2_000)} for ${sent}`);
  }
};
