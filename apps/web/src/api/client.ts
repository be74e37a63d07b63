import type { DefaultOptions } from '@tanstack/react-query';
import createClient from 'openapi-fetch';
import type { components, paths } from './schema.js';

type Schemas = components['schemas'];

type Problem = Schemas['Problem'];
export type PublicLink = Schemas['PublicLink'];
export type PublicBooking = Schemas['PublicBooking'];
export type OptIn = Schemas['OptIn'];
export type ApprovalRequest = Schemas['ApprovalRequest'];
export type Question = PublicLink['meetingType']['questions'][number];
export type Location = NonNullable<PublicLink['meetingType']['location']>;

export interface Slot {
  readonly start: string;
  readonly end: string;
}

/** The HTTP API of the service that served this page. */
export const api = createClient<paths>({ baseUrl: '' });

/** A failed call: the problem that the service answered with, or null if no answer came. */
export class ApiError extends Error {
  constructor(
    readonly problem: Problem | null,
    /** When the service asks to be called again, in seconds from its answer; null if it does not say. */
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(problem?.title ?? 'no answer');
  }

  /** The last part of the problem's type, such as `slot-taken`; empty if no answer came. */
  get slug(): string {
    return this.problem?.type.split('/').at(-1) ?? '';
  }
}

interface Answered<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

/** Returns the data of a successful answer. Throws an {@link ApiError} for a problem and for a missing answer. */
export const dataOf = async <Data>(call: Promise<Answered<Data>>): Promise<Data> => {
  const answered = await call.catch(() => {
    throw new ApiError(null);
  });
  if (answered.data !== undefined && answered.response.ok) return answered.data;
  throw refusalOf(answered);
};

/** Waits for a successful answer without content. Throws an {@link ApiError} for a problem and for a missing answer. */
export const doneOf = async (call: Promise<Answered<unknown>>): Promise<void> => {
  const answered = await call.catch(() => {
    throw new ApiError(null);
  });
  if (!answered.response.ok) throw refusalOf(answered);
};

const refusalOf = ({ error, response }: Answered<unknown>): ApiError => {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return new ApiError(isProblem(error) ? error : null, Number.isFinite(seconds) ? seconds : null);
};

const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/**
 * Makes calls even if the browser believes it is offline. By default react-query would queue a booking until the
 * browser is online again, minutes later and without a word to the attendee. Browsers are also wrong about a service on
 * the same machine.
 */
export const ALWAYS_SEND = {
  queries: { networkMode: 'always', refetchOnReconnect: true },
  mutations: { networkMode: 'always' },
} as const satisfies DefaultOptions;
