import type { SessionDocument } from '@bookonce/workspace/views/workspace-documents';
import type { z } from 'zod';
import type { Operation, ParamsOf, Parsed } from '../api/operation.js';
import type { Answer } from './answer.js';

/** A validated request. */
export interface Call<Params, Query, Body> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** The caller's `Idempotency-Key`; null without one. */
  readonly idempotencyKey: string | null;
  /** `Accept-Language` as it was sent: what a page is written in. */
  readonly acceptLanguage: string | null;
}

/** A validated request of a workspace's API key, or of somebody who has signed in to it. */
export interface WorkspaceCall<Params, Query, Body> extends Call<Params, Query, Body> {
  readonly workspaceId: string;
  /** Derives from the `Idempotency-Key`, if there is one, so that a repeated call repeats its command. */
  readonly commandId: string;
  /** Whether who asked may act in that workspace now: for answers that go on. */
  readonly isStillAllowed: () => Promise<boolean>;
}

/** A validated request of somebody who has signed in. */
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
  | { readonly access: 'public'; readonly operation: Operation; readonly handle: (call: AnyCall) => Promise<Answer> };

type Schema = z.ZodType | undefined;

/** Answers for the workspace of an API key or a session. Every POST is idempotent by its key. */
export const workspaceEndpoint = <Path extends string, Query extends Schema, Body extends Schema>(
  operation: Operation<Path, Query, Body, 'workspace'>,
  handle: (call: WorkspaceCall<ParamsOf<Path>, Parsed<Query>, Parsed<Body>>) => Promise<Answer>,
): Endpoint => ({ access: 'workspace', operation, handle });

/** Answers for anybody. A POST sees to its `Idempotency-Key` itself: whose key it is, only the handler knows. */
export const publicEndpoint = <Path extends string, Query extends Schema, Body extends Schema>(
  operation: Operation<Path, Query, Body, 'public'>,
  handle: (call: Call<ParamsOf<Path>, Parsed<Query>, Parsed<Body>>) => Promise<Answer>,
): Endpoint => ({ access: 'public', operation, handle });

/** Answers for the session itself, which no API key has. */
export const sessionEndpoint = <Path extends string, Query extends Schema, Body extends Schema>(
  operation: Operation<Path, Query, Body, 'session'>,
  handle: (call: SessionCall<ParamsOf<Path>, Parsed<Query>, Parsed<Body>>) => Promise<Answer>,
): Endpoint => ({ access: 'session', operation, handle });
