import type { z } from 'zod';
import type { ProblemSlug } from './problem-catalogue.js';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
/** `workspace`: an API key or a session, and that workspace only (I19). `session`: somebody who has signed in. */
export type Access = 'workspace' | 'session' | 'public';

/** The projections that answers are read from. */
export type ViewName = 'link' | 'availability' | 'booking' | 'workspace';

/** The names after `:` in a path. */
export type ParamsOf<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? { readonly [Key in Name]: string } & ParamsOf<Rest>
  : Path extends `${string}:${infer Name}`
    ? { readonly [Key in Name]: string }
    : object;

/** The views that show a write before it is answered. A GET writes nothing, so it waits for none (I10). */
type Waiting<Verb extends Method> = Verb extends 'GET'
  ? { readonly waitsFor?: undefined }
  : { readonly waitsFor: readonly ViewName[] };

interface OperationBase<
  Path extends string,
  Query extends z.ZodType | undefined,
  Body extends z.ZodType | undefined,
  Who extends Access,
  Verb extends Method,
> {
  /** `operationId` of the OpenAPI document. */
  readonly id: string;
  readonly method: Verb;
  readonly path: Path;
  /** Bytes that a body may have, where it is more than usual. */
  readonly bodyLimit?: number;
  readonly summary: string;
  readonly tag:
    'Hosts' | 'Meeting types' | 'Links' | 'Bookings' | 'Recipient' | 'Sign-in' | 'API keys' | 'Console' | 'Service';
  readonly access: Who;
  /** The views that its handler reads. While one of them is stale, the operation is unavailable (I9). */
  readonly reads: readonly ViewName[];
  readonly query?: Query;
  readonly body?: Body;
  readonly answers: { readonly [status: number]: AnswerShape };
  /** Problems besides those that every operation may answer with; with a status where it is another than usual. */
  readonly problems?: readonly (ProblemSlug | readonly [slug: ProblemSlug, status: number])[];
}

/**
 * One call of the HTTP contract, declared once: requests are validated, handlers are typed, views are waited for and the
 * OpenAPI document is written from this and nothing else.
 */
export type Operation<
  Path extends string = string,
  Query extends z.ZodType | undefined = z.ZodType | undefined,
  Body extends z.ZodType | undefined = z.ZodType | undefined,
  Who extends Access = Access,
  Verb extends Method = Method,
> = OperationBase<Path, Query, Body, Who, Verb> & Waiting<Verb>;

/** An operation that may change something. */
export type WriteOperation = Extract<Operation, { readonly waitsFor: readonly ViewName[] }>;

/** The schema of a JSON answer, or the media type of another; neither where it has no body. */
export interface AnswerShape {
  readonly description: string;
  readonly schema?: z.ZodType;
  readonly mediaType?: string;
}

/** Keeps the literal path and the schemas' types. */
export const defineOperation = <
  const Path extends string,
  const Who extends Access,
  const Verb extends Method,
  Query extends z.ZodType | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
>(
  operation: Operation<Path, Query, Body, Who, Verb>,
): Operation<Path, Query, Body, Who, Verb> => operation;

/** What API keys and sessions are looked up in. */
const AUTHENTICATION_VIEWS: readonly ViewName[] = ['workspace'];

/** Every view that answering this operation reads: those of its handler, and those that say who is calling. */
export const viewsReadBy = ({ access, reads }: Pick<Operation, 'access' | 'reads'>): readonly ViewName[] =>
  access === 'public' ? reads : [...new Set([...AUTHENTICATION_VIEWS, ...reads])];

/** What a schema makes of a request's part; undefined where the operation declares none. */
export type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;
