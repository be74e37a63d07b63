import type { Ids } from '@bookonce/kernel/ports/ids';
import { fail, ok, unreachable, type Result } from '@bookonce/kernel/result';
import { isPossibleId } from '@bookonce/kernel/stream-reader';
import { z } from 'zod';
import { viewsReadBy } from '../api/operation.js';
import { bodyLimitsOf } from './body-limits.js';
import { invalid, notFound, notVisibleYet, unavailable, type Answer } from './answer.js';
import { headerIn, unauthorized, type Callers, type Credentials } from './callers.js';
import { canonicalJson } from '@bookonce/kernel/canonical-json';
import type { Call, Caller, Endpoint, SessionCall, WorkspaceCall } from './endpoint.js';
import { sha256 } from './hash.js';
import type { IdempotentCalls } from './idempotency.js';
import { readJson, type UnparsedBody } from './request-body.js';
import { validate, type ValueError } from './validation.js';
import { CONSISTENCY_TOKEN, type Views } from './views.js';

/** A request as it came in. */
export interface RawRequest extends Credentials {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: UnparsedBody | undefined;
  readonly client: string | null;
}

type Loose = Call<never, never, never>;

const MAX_KEY_LENGTH = 255;

/** Does what all operations share: authenticates, validates, and answers retries from the stored replies. */
export class Dispatcher {
  constructor(
    private readonly callers: Callers,
    private readonly views: Views,
    private readonly calls: IdempotentCalls,
    private readonly ids: Pick<Ids, 'derive' | 'uuid'>,
  ) {}

  /** Returns the answer to a request. Rejects if a server is lost. */
  async answer(endpoint: Endpoint, request: RawRequest): Promise<Answer> {
    if (await this.views.areBehind(viewsReadBy(endpoint.operation))) {
      return unavailable('The views are being filled again from history.');
    }
    switch (endpoint.access) {
      case 'public':
        return this.#opened(endpoint, request);
      case 'operator': {
        if (!(await this.callers.mayOperate(request))) return unauthorized();
        return this.#heard(endpoint, request, (call) => endpoint.handle(call));
      }
      case 'session': {
        const session = await this.callers.sessionOf(endpoint.operation.method, request);
        if (!session.ok) return session.error;
        const more = { session: session.value, commandId: this.ids.uuid() };
        return this.#heard(endpoint, request, (call) => {
          const full: SessionCall<never, never, never> = { ...call, ...more };
          return endpoint.handle(full);
        });
      }
      case 'workspace': {
        const caller = await this.callers.workspaceCallerOf(endpoint.operation.method, request);
        if (!caller.ok) return caller.error;
        const isStillAllowed = async (): Promise<boolean> => {
          const now = await this.callers.workspaceCallerOf(endpoint.operation.method, request);
          const { workspaceId, onlyFor } = caller.value;
          return now.ok && now.value.workspaceId === workspaceId && now.value.onlyFor === onlyFor;
        };
        const params = request.params as { readonly id?: string };
        const refusal = await this.callers.refusalOf(endpoint.operation, caller.value, params);
        if (refusal !== null) return refusal;
        const allowed = {
          ...caller.value,
          credential: this.callers.credentialOf(request),
          isStillAllowed,
        };
        return this.#heard(endpoint, request, (call) => this.#workspaceAnswer(endpoint, call, allowed));
      }
      default:
        return unreachable(endpoint);
    }
  }

  /** Looks up the caller's token, if the operation has one, before anything is parsed. */
  async #opened(endpoint: Extract<Endpoint, { access: 'public' }>, request: RawRequest): Promise<Answer> {
    const caller = callerOf(request);
    if (!caller.ok) return caller.error;
    if (!(await this.#catchUp(endpoint, request))) return notVisibleYet();
    const opened = await endpoint.open(caller.value);
    if (!opened.ok) return opened.error;
    const call = callOf(endpoint, request, caller.value);
    return call.ok ? opened.value(call.value) : call.error;
  }

  /** Validates, and waits for what the caller has seen elsewhere. */
  async #heard(endpoint: Endpoint, request: RawRequest, handle: (call: Loose) => Promise<Answer>): Promise<Answer> {
    const caller = callerOf(request);
    if (!caller.ok) return caller.error;
    const call = callOf(endpoint, request, caller.value);
    if (!call.ok) return call.error;
    const isShown = await this.#catchUp(endpoint, request);
    return isShown ? handle(call.value) : notVisibleYet();
  }

  async #workspaceAnswer(
    endpoint: Extract<Endpoint, { access: 'workspace' }>,
    call: Loose,
    allowed: Pick<
      WorkspaceCall<never, never, never>,
      'workspaceId' | 'actor' | 'onlyFor' | 'credential' | 'isStillAllowed'
    >,
  ): Promise<Answer> {
    const { workspaceId, onlyFor } = allowed;
    const handle = (commandId: string): Promise<Answer> => {
      const full: WorkspaceCall<never, never, never> = { ...call, ...allowed, commandId };
      return endpoint.handle(full);
    };
    const key = call.idempotencyKey;
    if (key === null || endpoint.operation.method !== 'POST') return handle(this.ids.uuid());
    const route = routeOf(endpoint, call.params);
    const bodyHash = sha256(canonicalJson(call.body));
    // A reply that an owner got must not be repeated to a host who may not see it.
    const owner = onlyFor === null ? workspaceId : `${workspaceId}/${onlyFor}`;
    const commandId = this.ids.derive(JSON.stringify([owner, route, key, bodyHash]));
    return this.calls.run({ owner, route, key, bodyHash }, () => handle(commandId));
  }

  async #catchUp({ operation }: Endpoint, request: RawRequest): Promise<boolean> {
    const token = headerIn(request.headers, CONSISTENCY_TOKEN);
    return token === undefined || this.views.showTo(token, viewsReadBy(operation));
  }
}

const callerOf = (request: RawRequest): Result<Caller<never>, Answer> => {
  const { id } = request.params as { readonly id?: string };
  if (id !== undefined && !isPossibleId(id)) return fail(notFound());
  const key = headerIn(request.headers, 'idempotency-key');
  if (key !== undefined && (key.length === 0 || key.length > MAX_KEY_LENGTH)) {
    return fail(invalid([{ path: 'Idempotency-Key', message: `must have 1 to ${MAX_KEY_LENGTH} characters` }]));
  }
  return ok({
    // `endpoint` tied the handler's types to the path.
    params: request.params as never,
    idempotencyKey: key ?? null,
    client: request.client,
    acceptLanguage: headerIn(request.headers, 'accept-language') ?? null,
  });
};

/** Parses and validates. Throws `RequestRefused` for a body that is invalid for every operation. */
const callOf = ({ operation }: Endpoint, request: RawRequest, caller: Caller<never>): Result<Loose, Answer> => {
  const query = queryOf(operation, request.query);
  if (!query.ok) return fail(invalid(query.error));
  const given = request.body === undefined ? undefined : readJson(request.body, bodyLimitsOf(operation));
  // A call whose every field is optional needs no body.
  const body =
    operation.body === undefined ? ok(undefined) : validate(operation.body, given === undefined ? {} : given);
  if (!body.ok) return fail(invalid(body.error));
  const call = { ...caller, query: query.value, body: body.value };
  // `endpoint` tied the handler's types to these schemas.
  return ok(call as Loose);
};

const noParameters = z.strictObject({});

/** The API refuses parameters that it does not know; pages ignore them, because mails and campaigns add their own. */
const queryOf = ({ query, path }: Endpoint['operation'], given: unknown): Result<unknown, readonly ValueError[]> => {
  if (query !== undefined) return validate(query, given, 'parameter');
  return path.startsWith('/v1/') ? validate(noParameters, given, 'parameter') : ok(undefined);
};

const routeOf = ({ operation }: Endpoint, params: unknown): string =>
  `${operation.method} ${operation.path} ${JSON.stringify(params)}`;
