import type { FastifyReply } from 'fastify';
import { problemKinds, type ProblemSlug } from '../api/problem-catalogue.js';
import type { SetCookie } from './session-cookie.js';
import { MOST_ERRORS, type ValueError } from './validation.js';

/** A complete HTTP answer. A refusal is an answer too, so handlers need no exceptions. */
export interface Answer {
  readonly status: number;
  readonly body: string;
  /** Instead of the body, if it is no text. */
  readonly bytes?: Uint8Array;
  /** Lower-case names. */
  readonly headers: { readonly [name: string]: string };
  readonly cookie?: SetCookie;
  /** Streamed after the body. */
  readonly live?: LiveBody;
}

/** A body that is streamed for as long as the connection is open. */
export interface LiveBody {
  /** Starts the stream. Returns the clean-up to run when either side has ended it. */
  readonly open: (sink: LiveSink) => () => void;
  /** Runs once the answer is over, also if its body is never opened (HEAD). */
  readonly close?: () => void;
}

export interface LiveSink {
  readonly send: (text: string) => void;
  readonly end: () => void;
}

export type LiveAnswer = Answer & { readonly live: LiveBody };

export const isLive = (answer: Answer): answer is LiveAnswer => answer.live !== undefined;

export const PROBLEM_TYPE = 'application/problem+json';
const NO_STORE = 'no-store';

export const json = (status: number, value: unknown, headers: Answer['headers'] = {}): Answer => ({
  status,
  body: JSON.stringify(value),
  headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': NO_STORE, ...headers },
});

export const text = (status: number, contentType: string, body: string, headers: Answer['headers'] = {}): Answer => ({
  status,
  body,
  headers: { 'content-type': contentType, 'cache-control': NO_STORE, ...headers },
});

export const binary = (
  status: number,
  contentType: string,
  bytes: Uint8Array,
  headers: Answer['headers'] = {},
): Answer => ({ status, body: '', bytes, headers: { 'content-type': contentType, ...headers } });

export const noContent = (headers: Answer['headers'] = {}): Answer => ({
  status: 204,
  body: '',
  headers: { 'cache-control': NO_STORE, ...headers },
});

/** Streams a body. A header asks proxies not to buffer it. */
export const live = (contentType: string, body: LiveBody): LiveAnswer => ({
  status: 200,
  body: '',
  headers: { 'content-type': contentType, 'cache-control': NO_STORE, 'x-accel-buffering': 'no' },
  live: body,
});

/** Leads a browser to another page by GET, so that reloading that page sends nothing again. */
export const seeOther = (location: string): Answer => text(303, 'text/plain; charset=utf-8', '', { location });

export interface ProblemExtras {
  /** Where the same problem has another status in this place. */
  readonly status?: number;
  readonly errors?: readonly ValueError[];
  readonly headers?: Answer['headers'];
  /** Further members of the problem object. */
  readonly members?: { readonly [name: string]: unknown };
}

/** RFC 9457. `detail` is written for the caller: never an exception's message. */
export const problem = (slug: ProblemSlug, detail?: string, extras: ProblemExtras = {}): Answer => {
  const kind = problemKinds[slug];
  const status = extras.status ?? kind.status;
  return {
    status,
    body: JSON.stringify({
      type: `/problems/${slug}`,
      title: kind.title,
      status,
      detail: detail ?? kind.meaning,
      ...(extras.errors === undefined ? {} : { errors: extras.errors }),
      ...extras.members,
    }),
    headers: { 'content-type': PROBLEM_TYPE, 'cache-control': NO_STORE, ...extras.headers },
  };
};

export const invalid = (all: readonly ValueError[]): Answer => {
  const errors = all.slice(0, MOST_ERRORS);
  return problem('validation-failed', detailOf(errors), { errors });
};

/** The list says it all; a reader wants to know where to begin. */
const MOST_IN_DETAIL = 3;

const detailOf = (errors: readonly ValueError[]): string => {
  if (errors.length === 0) return 'The request is invalid.';
  const worded = errors.slice(0, MOST_IN_DETAIL).map(wordsOf);
  const more = errors.length - worded.length;
  return `${worded.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`;
};

/** A schema's message is a predicate, such as `is required`; that of a service may be a sentence. */
const wordsOf = ({ path, message }: ValueError): string =>
  `${path || 'The body'}${/^[a-z]/.test(message) ? '' : ':'} ${message.replace(/\.$/, '')}`;

export const unavailable = (detail?: string): Answer =>
  problem('unavailable', detail, { headers: { 'retry-after': '1' } });

/** Instead of a state older than what the caller has seen. */
export const notVisibleYet = (): Answer => problem('not-visible-yet', undefined, { headers: { 'retry-after': '1' } });

export const notFound = (): Answer => problem('not-found');

export const send = (reply: FastifyReply, answer: Answer): void => {
  const { status, headers, body, bytes, cookie } = answer;
  reply.code(status).headers(headers);
  if (cookie !== undefined) reply.setCookie(cookie.name, cookie.value, cookie.options);
  // Fastify adds a charset to JSON types that are sent as text; a problem's type has none.
  const content = headers['content-type'] === PROBLEM_TYPE ? Buffer.from(body) : body;
  void reply.send(bytes ?? content);
};
