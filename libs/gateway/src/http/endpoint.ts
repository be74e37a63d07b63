import type { Actor } from '@bookonce/kernel/actor';
import { ok, type Result } from '@bookonce/kernel/result';
import type { SessionDocument } from '@bookonce/workspace/views/workspace-documents';
import type { z } from 'zod';
import type { Operation, ParamsOf, Parsed } from '../api/operation.js';
import type { Answer } from './answer.js';

/** A request before its query and its body are looked at. */
export interface Caller<Params> {
  readonly params: Params;
  /** The caller's `Idempotency-Key`; null without one. */
  readonly idempotencyKey: string | null;
  /** The client whose requests are counted together; null if it has no limits. */
  readonly client: string | null;
  /** The `Accept-Language` header, which decides the language of a page. */
  readonly acceptLanguage: string | null;
}

/** A validated request. */
export interface Call<Params, Query, Body> extends Caller<Params> {
  readonly query: Query;
  readonly body: Body;
}

/** A validated request with a workspace's API key, or from a person signed in to the workspace. */
export interface WorkspaceCall<Params, Query, Body> extends Call<Params, Query, Body> {
  readonly workspaceId: string;
  /** Names the caller in the events of its commands. */
  readonly actor: Actor;
  /** The host whose own links, bookings and calendar are all that the caller may see; null for an owner. */
  readonly onlyFor: string | null;
  /** Names the key or the session, without revealing it. */
  readonly credential: string;
  /** Derives from the `Idempotency-Key`, if there is one, so that a retry repeats its command. */
  readonly commandId: string;
  /** Returns whether the caller may still act in that workspace, in the same role; for streamed answers. */
  readonly isStillAllowed: () => Promise<boolean>;
}

/** A validated request from a signed-in person. */
export interface SessionCall<Params, Query, Body> extends Call<Params, Query, Body> {
  readonly session: SessionDocument;
  readonly commandId: string;
}

type AnyCall = Call<never, never, never>;
type AnyWorkspaceCall = WorkspaceCall<never, never, never>;
type AnySessionCall = SessionCall<never, never, never>;

/** An operation with the code that answers it. */
export type Endpoint =
  | {
      readonly access: 'workspace';
      readonly operation: Operation;
      readonly handle: (call: AnyWorkspaceCall) => Promise<Answer>;
    }
  | {
      readonly access: 'session';
      readonly operation: Operation;
      readonly handle: (call: AnySessionCall) => Promise<Answer>;
    }
  | {
      readonly access: 'operator';
      readonly operation: Operation;
      readonly handle: (call: AnyCall) => Promise<Answer>;
    }
  | {
      readonly access: 'public';
      readonly operation: Operation;
      /** Returns what handles the request, or the refusal. */
      readonly open: (caller: Caller<never>) => Promise<Result<(call: AnyCall) => Promise<Answer>, Answer>>;
    };

type Schema = z.ZodType | undefined;

/** Defines an endpoint for callers with an API key or a session. Every POST is idempotent by its `Idempotency-Key`. */
export const workspaceEndpoint = <Path extends string, Query extends Schema, Body extends Schema>(
  operation: Operation<Path, Query, Body, 'workspace'>,
  handle: (call: WorkspaceCall<ParamsOf<Path>, Parsed<Query>, Parsed<Body>>) => Promise<Answer>,
): Endpoint => ({ access: 'workspace', operation, handle });

/** Defines an endpoint for all callers. A POST handles its `Idempotency-Key` itself, as only it knows the key's owner. */
export const publicEndpoint = <Path extends string, Query extends Schema, Body extends Schema>(
  operation: Operation<Path, Query, Body, 'public'>,
  handle: (call: Call<ParamsOf<Path>, Parsed<Query>, Parsed<Body>>) => Promise<Answer>,
): Endpoint => ({ access: 'public', operation, open: async () => ok(handle) });

/**
 * Defines an endpoint for callers with the token of a link or a booking. `find` looks it up first, so that a caller
 * without a valid token never has a body parsed.
 */
export const tokenEndpoint = <Path extends string, Query extends Schema, Body extends Schema, Found>(
  operation: Operation<Path, Query, Body, 'public'>,
  find: (caller: Caller<ParamsOf<Path>>) => Promise<Result<Found, Answer>>,
  handle: (call: Call<ParamsOf<Path>, Parsed<Query>, Parsed<Body>>, found: Found) => Promise<Answer>,
): Endpoint => ({
  access: 'public',
  operation,
  open: async (caller: Caller<ParamsOf<Path>>) => {
    const found = await find(caller);
    return found.ok
      ? ok((call: Call<ParamsOf<Path>, Parsed<Query>, Parsed<Body>>) => handle(call, found.value))
      : found;
  },
});

/** Defines an endpoint for the operator, who has a token for it, and for holders of an API key. */
export const operatorEndpoint = <Path extends string, Query extends Schema, Body extends Schema>(
  operation: Operation<Path, Query, Body, 'operator'>,
  handle: (call: Call<ParamsOf<Path>, Parsed<Query>, Parsed<Body>>) => Promise<Answer>,
): Endpoint => ({ access: 'operator', operation, handle });

/** Defines an endpoint that needs a session; API keys are refused. */
export const sessionEndpoint = <Path extends string, Query extends Schema, Body extends Schema>(
  operation: Operation<Path, Query, Body, 'session'>,
  handle: (call: SessionCall<ParamsOf<Path>, Parsed<Query>, Parsed<Body>>) => Promise<Answer>,
): Endpoint => ({ access: 'session', operation, handle });
