import type { z } from 'zod';
import type { ProblemSlug } from './problem-catalogue.js';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
/** `workspace` needs an API key or a session, and is limited to that workspace (I19). `session` needs a session. `operator` needs
 * the operator's token or an API key. */
export type Access = 'workspace' | 'session' | 'operator' | 'public';

/**
 * Which members of a workspace an operation is for. An owner, and an API key, may do everything. A plain host gets
 * - `owners`: nothing, 403;
 * - `ownHost`: what is its own, by the `:id` of the path, otherwise 403;
 * - `own`: its own links, bookings and calendar alone, and others are like unknown ones (404) or left out: the handler limits
 *   what it reads by `onlyFor` of the call;
 * - `everybody`: the same as an owner.
 */
export type MemberRule = 'owners' | 'ownHost' | 'own' | 'everybody';

type ForMembers<Who extends Access> = [Who] extends ['workspace']
  ? { readonly members: MemberRule }
  : { readonly members?: MemberRule };

/** The views that answers are read from. */
export type ViewName = 'link' | 'availability' | 'booking' | 'workspace';

/** The parameter names of a path, after `:`. */
export type ParamsOf<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? { readonly [Key in Name]: string } & ParamsOf<Rest>
  : Path extends `${string}:${infer Name}`
    ? { readonly [Key in Name]: string }
    : object;

/** The views that must show a write before it is answered. A GET writes nothing and waits for none (I10). */
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
  /** The `operationId` in the OpenAPI document. */
  readonly id: string;
  readonly method: Verb;
  readonly path: Path;
  /** The body limit in bytes, if it differs from the default. */
  readonly bodyLimit?: number;
  readonly summary: string;
  readonly tag:
    | 'Hosts'
    | 'Meeting types'
    | 'Links'
    | 'Bookings'
    | 'Recipient'
    | 'Sign-in'
    | 'API keys'
    | 'Workspace'
    | 'Console'
    | 'Service';
  readonly access: Who;
  /** The views that the handler reads. The operation is unavailable while one of them is stale (I9). */
  readonly reads: readonly ViewName[];
  readonly query?: Query;
  readonly body?: Body;
  readonly answers: { readonly [status: number]: AnswerShape };
  /** Problems besides the common ones; with a status if it differs from the usual one. */
  readonly problems?: readonly (ProblemSlug | readonly [slug: ProblemSlug, status: number])[];
}

/**
 * One operation of the HTTP contract, declared once: it drives validation, handler types, view waits and the OpenAPI
 * document.
 */
export type Operation<
  Path extends string = string,
  Query extends z.ZodType | undefined = z.ZodType | undefined,
  Body extends z.ZodType | undefined = z.ZodType | undefined,
  Who extends Access = Access,
  Verb extends Method = Method,
> = OperationBase<Path, Query, Body, Who, Verb> & Waiting<Verb> & ForMembers<Who>;

/** An operation that may change something. */
export type WriteOperation = Extract<Operation, { readonly waitsFor: readonly ViewName[] }>;

/** The schema of a JSON answer or the media types of another one; neither for an empty body. */
export interface AnswerShape {
  readonly description: string;
  readonly schema?: z.ZodType;
  readonly mediaType?: string | readonly string[];
}

/** Defines an operation, keeping the literal path and the schemas' types. */
export const defineOperation = <
  const Path extends string,
  const Who extends Access,
  const Verb extends Method,
  Query extends z.ZodType | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
>(
  operation: Operation<Path, Query, Body, Who, Verb>,
): Operation<Path, Query, Body, Who, Verb> => operation;

/** The views that API keys and sessions are looked up in. */
const AUTHENTICATION_VIEWS: readonly ViewName[] = ['workspace'];

/** Returns every view that an operation reads: those of its handler and those for authentication. */
export const viewsReadBy = ({ access, reads }: Pick<Operation, 'access' | 'reads'>): readonly ViewName[] =>
  access === 'public' || access === 'operator' ? reads : [...new Set([...AUTHENTICATION_VIEWS, ...reads])];

/** The parsed type of a request part; undefined if the operation declares none. */
export type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;
