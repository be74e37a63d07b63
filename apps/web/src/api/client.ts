import type { DefaultOptions } from '@tanstack/react-query';
import createClient from 'openapi-fetch';
import type { components, paths } from './schema.js';

type Schemas = components['schemas'];

type Problem = Schemas['Problem'];
export type PublicLink = Schemas['PublicLink'];
export type PublicBooking = Schemas['PublicBooking'];
export type Question = PublicLink['meetingType']['questions'][number];
export type Location = NonNullable<PublicLink['meetingType']['location']>;

export interface Slot {
  readonly start: string;
  readonly end: string;
}

/** The HTTP API of the service that this page came from. */
export const api = createClient<paths>({ baseUrl: '' });

/** What a call that failed throws: the problem as it was answered, or null where no answer came. */
export class ApiError extends Error {
  constructor(readonly problem: Problem | null) {
    super(problem?.title ?? 'no answer');
  }

  /** The last part of the problem's type, such as `slot-taken`; empty where no answer came. */
  get slug(): string {
    return this.problem?.type.split('/').at(-1) ?? '';
  }
}

interface Answered<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

/** The data of an answer; throws {@link ApiError} for a problem, and for no answer at all. */
export const dataOf = async <Data>(call: Promise<Answered<Data>>): Promise<Data> => {
  const answered = await call.catch(() => {
    throw new ApiError(null);
  });
  if (answered.data !== undefined && answered.response.ok) return answered.data;
  throw new ApiError(isProblem(answered.error) ? answered.error : null);
};

const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/**
 * Ask even where the browser believes that it is offline. By default a call would wait in silence until it is online again: a
 * press of the button would book minutes later, and nobody would have been told. It is wrong about a service on the same
 * machine, too.
 */
export const ANSWER_OFFLINE = {
  queries: { networkMode: 'always', refetchOnReconnect: true },
  mutations: { networkMode: 'always' },
} as const satisfies DefaultOptions;
