import type { z } from 'zod';
import type { ProblemSlug } from './problem-catalogue.js';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
/** `workspace`: an API key or a session, and that workspace only (I19). `session`: somebody who has signed in. */
export type Access = 'workspace' | 'session' | 'public';

/** The names after `:` in a path. */
export type ParamsOf<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? { readonly [Key in Name]: string } & ParamsOf<Rest>
  : Path extends `${string}:${infer Name}`
    ? { readonly [Key in Name]: string }
    : object;

/**
 * One call of the HTTP contract, declared once: requests are validated, handlers are typed and the OpenAPI
 * document is written from this and nothing else.
 */
export interface Operation<
  Path extends string = string,
  Query extends z.ZodType | undefined = z.ZodType | undefined,
  Body extends z.ZodType | undefined = z.ZodType | undefined,
  Who extends Access = Access,
> {
  /** `operationId` of the OpenAPI document. */
  readonly id: string;
  readonly method: Method;
  readonly path: Path;
  /** Bytes that a body may have, where it is more than usual. */
  readonly bodyLimit?: number;
  readonly summary: string;
  readonly tag:
    'Hosts' | 'Meeting types' | 'Links' | 'Bookings' | 'Recipient' | 'Sign-in' | 'API keys' | 'Console' | 'Service';
  readonly access: Who;
  readonly query?: Query;
  readonly body?: Body;
  readonly answers: { readonly [status: number]: AnswerShape };
  /** Problems besides those that every operation may answer with; with a status where it is another than usual. */
  readonly problems?: readonly (ProblemSlug | readonly [slug: ProblemSlug, status: number])[];
}

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
  Query extends z.ZodType | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
>(
  operation: Operation<Path, Query, Body, Who>,
): Operation<Path, Query, Body, Who> => operation;

/** What a schema makes of a request's part; undefined where the operation declares none. */
export type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;
